//! Where a link may lead: files and folders, headings, addresses that the draft cites already.

use super::context::Form;
use super::offer::Offer;
use crate::check::Draft;
use crate::citation::address::{Place, addresses};
use crate::citation::crossref::is_crossref;
use crate::index::{Index, Setting, decode, spell};
use crate::server::wording::counted;
use crate::server::wording::shortened;
use crate::text::Text;
use crate::workspace::plain;
use std::collections::HashMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use tower_lsp::ls_types::CompletionItemKind;

/// How many addresses and files one menu holds.
const MOST: usize = 200;
/// How much of a heading it shows, in characters.
const WORDS: usize = 60;

/// The file that a target names, as far as it is typed; for a folder, with its last slash.
pub fn place(target: &str, home: &Path, root: &Path) -> PathBuf {
    let path = decode(target).unwrap_or_else(|| target.to_owned());
    match path.strip_prefix('/') {
        Some(inner) => root.join(inner),
        None => home.join(path),
    }
}

/// The folder in which the file stands that is being `typed`.
pub fn folder(typed: &str, home: &Path, root: &Path) -> PathBuf {
    plain(&place(&typed[..name_start(typed)], home, root))
}

fn name_start(typed: &str) -> usize {
    typed.rfind('/').map_or(0, |slash| slash + 1)
}

/// Files and folders by their `names`, those of the folder that is `typed` so far; `range` is the whole target. Of files only the `wanted`.
pub fn files(
    names: Vec<(String, bool)>,
    typed: &str,
    range: &Range<usize>,
    form: Form,
    wanted: &dyn Fn(&str) -> bool,
) -> Vec<Offer> {
    let cut = name_start(typed);
    let name = range.start + cut..range.end;
    let hidden = typed[cut..].starts_with('.');
    let fits = |file: &str, folder: bool| (folder || wanted(file)) && file.starts_with('.') == hidden;
    let mut found: Vec<(String, bool)> = names.into_iter().filter(|(file, folder)| fits(file, *folder)).collect();
    found.sort_by_key(|(_, folder)| *folder);
    found.truncate(MOST);
    found.into_iter().map(|(file, folder)| file_offer(&file, folder, &name, form)).collect()
}

fn file_offer(file: &str, folder: bool, range: &Range<usize>, form: Form) -> Offer {
    let slash = if folder { "/" } else { "" };
    // In metadata, too, names stand as they are.
    let written = if form == Form::Angle { file.to_owned() } else { spell(file, "", Setting::Bare) };
    let kind = if folder { CompletionItemKind::FOLDER } else { CompletionItemKind::FILE };
    Offer {
        label: format!("{file}{slash}"),
        filter: (written != file).then(|| written.clone()),
        data: Some(serde_json::json!({"native": true})),
        ..Offer::new(range, format!("{written}{slash}"), kind)
    }
}

/// The headings of a file, with the names that GitHub gives them; `range` starts at `#`.
pub fn headings(index: &Index, text: &Text, range: &Range<usize>) -> Vec<Offer> {
    let offer = |anchor: &crate::index::Anchor| {
        let words = text.slice(anchor.place.clone());
        let words = shortened(words.lines().next().unwrap_or_default().trim_matches(['#', ' ']), WORDS);
        let name = format!("#{}", anchor.name);
        Offer {
            filter: Some(format!("{name} {}", words.to_lowercase())),
            far: anchor.heading.then_some(words),
            data: Some(serde_json::json!({"native": true})),
            ..Offer::new(range, name, CompletionItemKind::REFERENCE)
        }
    };
    index.anchors.proper.iter().map(offer).collect()
}

/// The names given by hand that a cross-reference can lead to, each with the words of its heading if it is in one.
pub fn crossrefs(index: &Index, text: &Text) -> Vec<(String, String)> {
    let all = &index.anchors.proper;
    let heading = |place: &Range<usize>| {
        let before = all.iter().filter(|anchor| anchor.heading && anchor.place.start <= place.start);
        let mut words =
            before.filter(|anchor| place.end <= anchor.place.end).map(|anchor| text.slice(anchor.place.clone()));
        let words = words.next().unwrap_or_default();
        let line = words.lines().next().unwrap_or_default().split(" {").next().unwrap_or_default();
        shortened(line.trim_matches(['#', ' ']), WORDS)
    };
    let named = all.iter().filter(|anchor| !anchor.heading && is_crossref(&anchor.name)).take(MOST);
    named.map(|anchor| (anchor.name.clone(), heading(&anchor.place))).collect()
}

/// The addresses that the draft links to, the most frequent first, that fit what is typed.
pub fn sites(draft: &Draft, typed: &str, range: &Range<usize>) -> Vec<Offer> {
    let mut counts: HashMap<String, (usize, usize)> = HashMap::new();
    for placed in draft.syntax().blocks() {
        for address in addresses(&placed.block).iter().filter(|address| address.place != Place::Image) {
            let written = &placed.block.text[address.range.clone()];
            // The one that is being written is not cited yet.
            let start = placed.start + address.range.start;
            let own = start <= range.end && range.start <= placed.start + address.range.end;
            if written.starts_with("http") && !own {
                let first = counts.len();
                counts.entry(written.to_owned()).or_insert((0, first)).0 += 1;
            }
        }
    }
    let typed = typed.to_lowercase();
    let mut cited: Vec<(String, (usize, usize))> =
        counts.into_iter().filter(|(address, _)| address.to_lowercase().contains(&typed)).collect();
    cited.sort_by_key(|(_, (count, first))| (std::cmp::Reverse(*count), *first));
    cited.truncate(MOST);
    let offer = |(address, (count, _)): (String, (usize, usize))| Offer {
        label: address.split_once("://").map_or(address.as_str(), |(_, rest)| rest).to_owned(),
        filter: Some(address.clone()),
        far: Some(counted::cited(count)),
        ..Offer::new(range, address, CompletionItemKind::VALUE)
    };
    cited.into_iter().map(offer).collect()
}
