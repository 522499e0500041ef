//! A place at which a draft defines or uses something.

use std::ops::Range;

/// What is defined and used under one name.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Symbol {
    /// A source in a bibliography, by its key.
    Key(String),
    /// A footnote, by its label as labels are compared.
    Note(String),
    /// A link reference, by its label as labels are compared.
    Label(String),
    /// A heading or another named place in the draft itself, by the name that [`super::Anchor`] gives it.
    Place(String),
    /// A place in another file, whose path is a mark of its own, a [`Symbol::File`].
    PlaceIn {
        /// The path, decoded.
        path: String,
        /// The place's name, as the draft writes it, decoded.
        name: String,
    },
    /// Another file, by its path, decoded.
    File(String),
}

/// Whether a name is given or taken up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// What the name stands for is here.
    Definition,
    /// The name is used.
    Use,
}

/// A place at which a symbol stands. Byte offsets in the draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// What it is.
    pub symbol: Symbol,
    /// Whether it is defined here.
    pub role: Role,
    /// The whole construct: the definition, the heading, the citation.
    pub range: Range<usize>,
    /// The name alone: what a renaming replaces.
    pub name: Range<usize>,
}
