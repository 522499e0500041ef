//! Bibliographies: BibTeX and BibLaTeX, CSL-JSON, CSL-YAML and Hayagriva, each read with the places of its entries.
//!
//! A fault in one entry is reported at its place and costs no other entry. Knows nothing of drafts or files.

mod append;
mod bibtex;
mod brief;
mod catalog;
mod entry;
mod identity;
mod inherit;
mod json;
mod library;
mod percent;
mod reference;
mod references;
mod stub;
mod words;
mod work;
mod write;

pub use append::append;
pub use brief::Brief;
pub use catalog::Catalog;
pub use entry::{Bibliography, Entry, Field, Problem};
pub use identity::{CLICKS, Identity};
pub use library::{Library, Missing, Shelf};
pub use percent::percent_decoded;
pub use reference::{Style, of_work, reference, unmarked};
pub use references::references;
pub use stub::{NewEntry, PLACEHOLDER_AUTHOR, PLACEHOLDER_TITLE};
pub use words::escape;
pub use work::{Date, MONTHS, Name, Work, bibtex_field, bibtex_kind, names, plain};
pub use write::{bibtex, bibtex_again, bibtex_names, bibtex_title, bibtex_value, csl, csl_again};

/// How a bibliography is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// BibTeX or BibLaTeX.
    Bibtex,
    /// CSL-JSON.
    Json,
    /// CSL-YAML or Hayagriva.
    Yaml,
}

impl Format {
    /// The format of a file of that name, by its extension; `None` if it is none that ibid reads.
    pub fn of(name: &str) -> Option<Self> {
        let (stem, extension) = name.rsplit_once('.')?;
        Some(match extension.to_ascii_lowercase().as_str() {
            _ if stem.is_empty() => return None,
            "bib" | "bibtex" | "biblatex" => Self::Bibtex,
            "json" => Self::Json,
            "yaml" | "yml" => Self::Yaml,
            _ => return None,
        })
    }
}

impl Bibliography {
    /// Reads a bibliography. Whatever is wrong in it is among its problems.
    pub fn read(source: &str, format: Format) -> Self {
        match format {
            Format::Bibtex => bibtex::read(source),
            Format::Json => json::read(source),
            Format::Yaml => Self { entries: references::file(source), problems: Vec::new() },
        }
    }
}

#[cfg(test)]
mod fuzz;
