//! What mends a fault: edits of byte ranges, and citations for the writer to fill in. Plain data.

use std::ops::Range;
use std::path::PathBuf;

/// Starts a citation key that stands for a missing one.
pub const PLACEHOLDER_KEY: &str = "source-needed";
/// Stands where the name of a speaker belongs; `placeholder-source` reports it until it is filled in.
pub const PLACEHOLDER_NAME: &str = "NAME NEEDED";

/// How far a fix may be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Safety {
    /// The meaning stays as it was: fix-all may apply it unseen.
    Safe,
    /// A person must look.
    Unsafe,
}

/// A replacement of a byte range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What goes; empty for an insertion.
    pub range: Range<usize>,
    /// What comes.
    pub text: String,
}

impl Edit {
    /// Replaces `range` by `text`.
    pub fn replace(range: Range<usize>, text: impl Into<String>) -> Self {
        Self { range, text: text.into() }
    }

    /// Removes `range`.
    pub fn delete(range: Range<usize>) -> Self {
        Self { range, text: String::new() }
    }

    /// Inserts `text` at `offset`.
    pub fn insert(offset: usize, text: impl Into<String>) -> Self {
        Self { range: offset..offset, text: text.into() }
    }
}

/// Sorts edits and joins those that touch, so that no editor can apply them in a wrong order.
pub fn joined(mut edits: Vec<Edit>) -> Vec<Edit> {
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let mut joined: Vec<Edit> = Vec::new();
    for edit in edits {
        match joined.last_mut() {
            Some(last) if last.range.end >= edit.range.start => {
                last.range.end = last.range.end.max(edit.range.end);
                last.text.push_str(&edit.text);
            }
            _ => joined.push(edit),
        }
    }
    joined
}

/// A text after edits of it that are disjoint and in order. One outside the text is left out.
pub fn edited(text: &str, edits: &[Edit]) -> String {
    let mut result = String::with_capacity(text.len());
    let mut done = 0;
    for edit in edits {
        let Some(before) = text.get(done..edit.range.start).filter(|_| text.is_char_boundary(edit.range.end)) else {
            continue;
        };
        result.push_str(before);
        result.push_str(&edit.text);
        done = edit.range.end;
    }
    result + text.get(done..).unwrap_or("")
}

/// A way to mend a finding, before it is known how this draft writes its citations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Repair {
    /// Edits that are the same in every draft.
    Edits {
        /// A verb phrase, for a menu.
        title: String,
        /// How far it may be trusted.
        safety: Safety,
        /// Disjoint, in order.
        edits: Vec<Edit>,
    },
    /// Edits, and a citation with a placeholder in the draft's own style. Always unsafe.
    Stub(Stub),
    /// Edits of another file, and perhaps of the draft. Always unsafe.
    Elsewhere {
        /// A verb phrase, for a menu.
        title: String,
        /// Disjoint, in order; of the draft.
        edits: Vec<Edit>,
        /// Of the other file.
        elsewhere: Elsewhere,
    },
}

impl Repair {
    /// A safe repair.
    pub fn safe(title: impl Into<String>, edits: Vec<Edit>) -> Self {
        Self::Edits { title: title.into(), safety: Safety::Safe, edits }
    }

    /// A repair that a person must look at.
    pub fn look(title: impl Into<String>, edits: Vec<Edit>) -> Self {
        Self::Edits { title: title.into(), safety: Safety::Unsafe, edits }
    }

    /// The edits, stubs' included.
    pub fn edits_mut(&mut self) -> &mut Vec<Edit> {
        match self {
            Self::Edits { edits, .. } | Self::Elsewhere { edits, .. } => edits,
            Self::Stub(stub) => &mut stub.edits,
        }
    }
}

/// A citation to be written by the writer: the sources that were named, and where the mark goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stub {
    /// What goes from the text, so that clean prose is left.
    pub edits: Vec<Edit>,
    /// Where a citation inside the sentence goes: before its closing punctuation.
    pub before_stop: usize,
    /// Where a footnote mark goes: after the closing punctuation.
    pub after_stop: usize,
    /// The sources, as the draft named them: `reuters.com`, `the Guardian`. Empty when the draft names none.
    pub sources: Vec<String>,
}

/// A fix as an editor or `ibid fix` applies it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// A verb phrase, for a menu.
    pub title: String,
    /// How far it may be trusted.
    pub safety: Safety,
    /// Disjoint, in order; all of the draft itself.
    pub edits: Vec<Edit>,
    /// What it changes in another file.
    pub elsewhere: Option<Elsewhere>,
}

/// Edits of a file that is not the draft: a bibliography in its scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elsewhere {
    /// The file.
    pub path: PathBuf,
    /// Disjoint, in order. Lines in them end in `\n`, whatever they end in in the file.
    pub edits: Vec<Edit>,
}

impl Elsewhere {
    /// The edits with the line ends of the file, whose text is `text`.
    pub fn edits_in(&self, text: &str) -> Vec<Edit> {
        let wide = text.contains("\r\n");
        let written = |edit: &Edit| Edit {
            range: edit.range.clone(),
            text: if wide { edit.text.replace('\n', "\r\n") } else { edit.text.clone() },
        };
        self.edits.iter().map(written).collect()
    }
}
