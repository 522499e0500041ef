//! A PDF, whose text somebody else has read.

use super::plain;
use super::{Origin, Page, Said, Scope};
use crate::evidence::clean;

/// A PDF by its text and by the title in its information; both may be empty. Lines are kept.
pub fn pdf(text: &str, title: &str) -> Page {
    let page = plain::text(text);
    let title = clean::field(title);
    let said = is_title(&title).then_some(Said { value: title, from: Origin::Information });
    Page { kind: "document", title: said, ..page }
}

/// What stands for a document of which no text could be read.
pub fn unread() -> Page {
    Page { kind: "document", scope: Scope::None, ..Page::default() }
}

/// Whether it is a title, and not what a program put where one belongs: the name of a file, of a program, of nothing.
fn is_title(text: &str) -> bool {
    const FILES: &[&str] = &[
        "doc", "docx", "dvi", "fm", "indd", "odt", "pdf", "pmd", "ppt", "pptx", "ps", "qxd", "rtf", "tex", "tif", "wpd",
    ];
    let lower = text.to_lowercase();
    let file = lower.rsplit_once('.').is_some_and(|(_, end)| FILES.contains(&end));
    let made =
        ["microsoft word", "microsoft powerpoint", "powerpoint presentation", "untitled", "slide 1", "doi:", "http"]
            .iter()
            .any(|start| lower.starts_with(start));
    // A number, or a word run together, is an office's name for a file.
    let words = text.split_whitespace().filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1).count();
    !file && !made && words >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_no_name_of_a_file() {
        let title = |text: &str| pdf("The river rose.", text).title.map(|said| said.value);
        assert_eq!(title("Floods  on the\u{202e} Alder").as_deref(), Some("Floods on the Alder"));
        for none in [
            "",
            "untitled",
            "Microsoft Word - floods final.docx",
            "floods and tides.tex",
            "PII: S0140-6736",
            "report_2019_v3",
        ] {
            assert_eq!(title(none), None, "{none}");
        }
        assert_eq!(pdf("a\nb\n\n c  d", "").text, "a\nb\nc d");
    }
}
