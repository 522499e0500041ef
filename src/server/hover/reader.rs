//! Finds the passage of a source that comes nearest to a sentence, on a thread of its own: it may have to read a page. Nobody is asked: what
//! sources say is in the texts that the writer keeps, in the replies that earlier looks left on this machine, or else in the passages of the
//! lock.

use super::spoken::Spoken;
use crate::bibliography::Identity;
use crate::evidence::clean;
use crate::evidence::outcome::{Outcome, Presence};
use crate::evidence::passage::{Passages, directive};
use crate::evidence::quote::{Layout, Source};
use crate::lock::{Lock, Record, hash};
use crate::server::event::Reply;
use crate::server::wording::Pen;
use crate::verify::kept;
use crate::web::user_folder;
use crate::workspace::{kept_text, lock_place};
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use tower_lsp::ls_types::{Hover, HoverContents};

/// So many sources are remembered.
const REMEMBERED: usize = 8;
/// Bytes of text that are remembered, of all of them together.
const BYTES: usize = 4 << 20;
/// Of a longer text only so many bytes are read.
const LONGEST: usize = 1 << 20;
/// How much of a passage is shown, in characters.
const SHOWN: usize = 600;
/// With fewer words in common a passage is about something else.
const SHARED: usize = 2;

/// A part of what is said.
pub enum Piece {
    /// Words.
    Said(String),
    /// A passage that is to be looked for.
    Passage(Box<Wanted>),
}

/// Which passage is wanted.
pub struct Wanted {
    /// What is known of sources.
    pub lock: Arc<Lock>,
    /// The draft's file, beside or above which the lock is.
    pub draft: Option<PathBuf>,
    /// The source as the lock has it, under each of its identities, the one that tells most first.
    pub sources: Vec<(Identity, String)>,
    /// What the draft says.
    pub spoken: Spoken,
    /// How the client is written to.
    pub pen: Pen,
}

/// What is to be answered when its passages are there.
pub struct Job {
    /// The answer but for its words.
    pub hover: Hover,
    /// Its words.
    pub pieces: Vec<Piece>,
    /// Where it goes.
    pub reply: Reply<Option<Hover>>,
}

/// The way to the thread, which starts with the first job.
#[derive(Default)]
pub struct Reader {
    jobs: Option<Sender<Job>>,
}

impl Reader {
    /// Answers when what is wanted has been looked for.
    pub fn read(&mut self, job: Job) {
        let start = || {
            let (jobs, queue) = channel::<Job>();
            std::thread::spawn(move || {
                let mut memory = Memory::default();
                for job in queue {
                    memory.answer(job);
                }
            });
            jobs
        };
        // A thread that is gone takes the job with it, and the client is told of a fault.
        let _ = self.jobs.get_or_insert_with(start).send(job);
    }
}

/// What was read of late.
#[derive(Default)]
struct Memory {
    sources: VecDeque<(Key, Arc<Text>)>,
}

/// A source by its name in the lock, and the hash of its text.
type Key = (String, Option<String>);

/// What a source says, ready to be asked.
struct Text {
    source: Source,
    passages: Passages,
}

impl Job {
    /// Answers; `passage` yields the passages.
    pub fn finish(self, mut passage: impl FnMut(&Wanted) -> Option<String>) {
        let Self { mut hover, pieces, reply } = self;
        let words = pieces.into_iter().filter_map(|piece| match piece {
            Piece::Said(words) => Some(words),
            Piece::Passage(wanted) => passage(&wanted),
        });
        let words: Vec<String> = words.collect();
        if let HoverContents::Markup(markup) = &mut hover.contents {
            markup.value = words.join("\n\n");
        }
        let _ = reply.send(Ok(Some(hover)));
    }
}

impl Memory {
    fn answer(&mut self, job: Job) {
        // Nobody waits any more for what was cancelled.
        if !job.reply.is_closed() {
            // A fault costs the passage, not the answer.
            job.finish(|wanted| catch_unwind(AssertUnwindSafe(|| self.passage(wanted))).unwrap_or_default());
        }
    }

    /// The passage, from the first of the records that has one.
    fn passage(&mut self, wanted: &Wanted) -> Option<String> {
        wanted.sources.iter().find_map(|(identity, id)| {
            let record = wanted.lock.sources.get(id)?;
            let text = self.text(identity, record, wanted)?;
            said(&text, record, wanted)
        })
    }

    fn text(&mut self, identity: &Identity, record: &Record, wanted: &Wanted) -> Option<Arc<Text>> {
        let key = (record.id.clone(), record.text.clone());
        if let Some(at) = self.sources.iter().position(|(known, _)| *known == key) {
            let known = self.sources.remove(at)?;
            self.sources.push_front(known);
        } else {
            let ready = |source: Source| Arc::new(Text { passages: Passages::of(&source), source });
            // The passages of the lock are soon read, and the text may be at hand the next time.
            let Some(source) = at_hand(identity, record, wanted) else { return quoted(record).map(ready) };
            self.sources.push_front((key, ready(source)));
            self.forget();
        }
        self.sources.front().map(|(_, text)| Arc::clone(text))
    }

    fn forget(&mut self) {
        let mut left = BYTES;
        let fits = |(_, text): &(_, Arc<Text>)| {
            let rest = left.checked_sub(text.source.text.len());
            left = rest.unwrap_or(0);
            rest.is_some()
        };
        let fit = self.sources.iter().map(fits).take_while(|fits| *fits).count();
        self.sources.truncate(fit.clamp(1, REMEMBERED));
    }
}

/// All of a source's text, from the texts that are kept beside the lock, or from an earlier look on this machine.
fn at_hand(identity: &Identity, record: &Record, wanted: &Wanted) -> Option<Source> {
    let known = record.text.as_deref()?;
    let beside = || {
        let file = lock_place(wanted.draft.as_deref()?);
        let source = Source::new(kept_text(&file, known)?, record.layout());
        (hash::of_text(&source.folded.text) == known).then_some(source)
    };
    let earlier = || kept(identity, record.address.as_deref(), &user_folder()?);
    let source = beside().or_else(earlier)?;
    let text = &source.text;
    if text.len() <= LONGEST {
        return Some(source);
    }
    let end = (0..=LONGEST).rev().find(|&end| text.is_char_boundary(end))?;
    Some(Source::new(text.get(..end)?, source.layout))
}

/// What the lock itself keeps of a source: the passages around what drafts quote.
fn quoted(record: &Record) -> Option<Source> {
    let each = record.quotes.iter().filter(|quote| !quote.exact.is_empty());
    let passages: Vec<String> =
        each.map(|quote| [&*quote.prefix, &*quote.exact, &*quote.suffix].join(" ").trim().to_owned()).collect();
    (!passages.is_empty()).then(|| Source::new(passages.join("\n"), Layout::Flowing))
}

/// The passage as a quotation, with the way there.
fn said(text: &Text, record: &Record, wanted: &Wanted) -> Option<String> {
    let Spoken { sentence, title } = &wanted.spoken;
    let best = text.passages.best(sentence, title, 1).into_iter().next().filter(|best| best.shared >= SHARED)?;
    let words = clean::line(&text.source.shown(best.range.clone()), SHOWN);
    let pen = wanted.pen;
    let way = page(record).and_then(|page| Some(format!("{page}#{}", directive(&text.source, best.range)?)));
    let head = match (&way, pen.markdown) {
        (Some(way), true) => format!("{} ({})", pen.strong("Nearest to this sentence"), pen.link("show it there", way)),
        _ => pen.strong("Nearest to this sentence"),
    };
    Some(match pen.markdown {
        true => format!("{head}\n\n> {}", pen.plain(&words)),
        false => format!("{head}: {}{}", pen.plain(&words), way.map(|way| format!("\n{way}")).unwrap_or_default()),
    })
}

/// The address at which a reader finds the page: where it has moved to, or the copy of one that is gone. None for other works.
fn page(record: &Record) -> Option<String> {
    if !record.id.starts_with("https://") {
        return None;
    }
    match record.outcome() {
        Outcome::Present(Presence::Moved(to)) => Some(to),
        Outcome::Absent(_) => record.archive.clone(),
        Outcome::Present(_) | Outcome::Unknown(_) => record.address.clone().or_else(|| clean::address(&record.id)),
    }
}
