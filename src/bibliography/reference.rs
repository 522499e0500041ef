//! An entry as a reference list would show it, for hovers and completion: enough to know the work by, not typesetting.
//!
//! Costs microseconds, so nothing of it need be kept: ask for an entry's when it is shown.

mod part;
mod people;

use super::entry::Entry;
use super::words::escape;
use super::work::Work;
use part::{Parts, italic};

/// How references are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// American Psychological Association, 7th edition.
    #[default]
    Apa,
    /// Chicago Manual of Style, author and date.
    Chicago,
    /// Modern Language Association, 9th edition.
    Mla,
}

impl Style {
    /// The style nearest to a CSL style's name or file, as metadata give it at `csl`; the default for one that is none of these.
    pub fn of(name: &str) -> Self {
        let name = name.rsplit(['/', '\\']).next().unwrap_or(name).to_ascii_lowercase();
        match name.trim_end_matches(".csl") {
            name if name.starts_with("chicago") || name.starts_with("turabian") => Self::Chicago,
            name if name.starts_with("modern-language-association") || name.starts_with("mla") => Self::Mla,
            _ => Self::Apa,
        }
    }
}

/// The reference of an entry, in Markdown. Nothing in the entry becomes markup: only titles are in italics, only addresses are links.
pub fn reference(entry: &Entry, style: Style) -> String {
    of_work(&Work::of(entry), style)
}

/// A reference without its markup, for a client that shows plain text.
pub fn unmarked(reference: &str) -> String {
    let mut text = String::with_capacity(reference.len());
    let mut chars = reference.chars();
    while let Some(c) = chars.next() {
        match c {
            // What the entry itself says is escaped, so every bare sign is the reference's own.
            '\\' => text.extend(chars.next()),
            '*' | '<' | '>' => {}
            c => text.push(c),
        }
    }
    text
}

/// The reference of a work, as [`reference`] has it.
pub fn of_work(work: &Work, style: Style) -> String {
    let mut parts = Parts::default();
    let people = people::people(work, style);
    let year = work.date("issued").map_or_else(|| "n.d.".to_owned(), |date| date.year());
    let title = title(work, style);
    match style {
        Style::Apa => {
            let day = work.date("issued").map(|date| date.day()).filter(|day| !day.is_empty() && dated_by_day(work));
            let date = format!("({})", escape(&day.map_or_else(|| year.clone(), |day| format!("{year}, {day}"))));
            // What nobody wrote stands under its title.
            let (first, second) = if people.is_empty() { (title, None) } else { (escape(&people), Some(title)) };
            parts.sentence(&first);
            parts.sentence(&date);
            parts.sentence(&second.unwrap_or_default());
        }
        Style::Chicago => {
            let (first, second) = if people.is_empty() { (title, None) } else { (escape(&people), Some(title)) };
            parts.sentence(&first);
            parts.sentence(&escape(&year));
            parts.sentence(&second.unwrap_or_default());
        }
        Style::Mla => {
            parts.sentence(&escape(&people));
            parts.sentence(&title);
        }
    }
    parts.sentence(&container(work, style));
    parts.sentence(&published(work, style, &year));
    parts.sentence(&address(work));
    parts.whole()
}

/// Whether the day belongs to the date: of books only the year does.
fn dated_by_day(work: &Work) -> bool {
    matches!(
        work.kind.as_str(),
        "article-newspaper" | "article-magazine" | "webpage" | "post-weblog" | "post" | "broadcast"
    )
}

/// Whether the work stands in another: a journal, a book.
fn is_part(work: &Work) -> bool {
    work.text("container-title").is_some()
}

fn title(work: &Work, style: Style) -> String {
    let Some(title) = work.text("title") else { return String::new() };
    match (is_part(work), style) {
        (false, _) => {
            let edition = work.text("edition").map(|edition| match edition.parse::<u32>() {
                Ok(number) => format!(" ({} ed.)", ordinal(number)),
                Err(_) => format!(" ({})", escape(edition)),
            });
            format!("{}{}", italic(title), edition.unwrap_or_default())
        }
        (true, Style::Apa) => escape(title),
        (true, _) => format!("\u{201c}{}\u{201d}", escape(title)),
    }
}

fn ordinal(number: u32) -> String {
    let end = match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{number}{end}")
}

/// What the work stands in, with volume, issue and pages.
fn container(work: &Work, style: Style) -> String {
    let Some(container) = work.text("container-title").map(italic) else {
        return String::new();
    };
    let of = |variable: &str| work.text(variable).map(escape);
    let (issue, page) = (of("issue"), of("page"));
    if matches!(work.kind.as_str(), "chapter" | "paper-conference") {
        let editors = people::editors(work, style).map(|editors| format!("{}, ", escape(&editors))).unwrap_or_default();
        let pages = page.map(|page| format!(" (pp. {page})")).unwrap_or_default();
        return format!("In {editors}{container}{pages}");
    }
    let mut text = container;
    match style {
        Style::Apa => {
            text += &work.text("volume").map(|volume| format!(", {}", italic(volume))).unwrap_or_default();
            text += &issue.map(|issue| format!("({issue})")).unwrap_or_default();
            text += &page.map(|page| format!(", {page}")).unwrap_or_default();
        }
        Style::Chicago => {
            text += &of("volume").map(|volume| format!(" {volume}")).unwrap_or_default();
            text += &issue.map(|issue| format!(" ({issue})")).unwrap_or_default();
            text += &page.map(|page| format!(": {page}")).unwrap_or_default();
        }
        Style::Mla => {
            text += &of("volume").map(|volume| format!(", vol. {volume}")).unwrap_or_default();
            text += &issue.map(|issue| format!(", no. {issue}")).unwrap_or_default();
            text += &work.date("issued").map(|date| format!(", {}", escape(&date.year()))).unwrap_or_default();
            text += &page.map(|page| format!(", pp. {page}")).unwrap_or_default();
        }
    }
    text
}

/// Who published it; where the style puts the year there, the year too.
fn published(work: &Work, style: Style, year: &str) -> String {
    let periodical = work.kind.starts_with("article") && is_part(work);
    let publisher = work.text("publisher").filter(|_| !periodical).map(escape);
    let place = work.text("publisher-place").filter(|_| style == Style::Chicago).map(escape);
    let publisher = match (place, publisher) {
        (Some(place), Some(publisher)) => Some(format!("{place}: {publisher}")),
        (_, publisher) => publisher,
    };
    let year = Some(escape(year)).filter(|_| style == Style::Mla && !periodical && work.date("issued").is_some());
    [publisher, year].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Where it can be read: the DOI's resolver, or its page.
fn address(work: &Work) -> String {
    let doi = work.text("DOI").and_then(super::Identity::doi).map(|identity| match identity {
        super::Identity::Arxiv(number) => format!("https://arxiv.org/abs/{number}"),
        other => format!("https://doi.org/{}", other.name()),
    });
    doi.or_else(|| work.text("URL").map(str::to_owned)).map(|url| part::link(&url)).unwrap_or_default()
}

#[cfg(test)]
mod tests;
