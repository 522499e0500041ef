//! Citations with a placeholder, in the draft's own style.

use super::Draft;
use crate::finding::{Fix, Repair, Safety};

/// Writes stubs for one draft; labels it has given are not given again.
pub struct Stubs;

impl Stubs {
    /// For a draft as it is now.
    pub fn new(_draft: &Draft) -> Self {
        Self
    }

    /// A repair as edits.
    pub fn fix(&mut self, repair: &Repair) -> Fix {
        match repair {
            Repair::Edits { title, safety, edits } => {
                Fix { title: title.clone(), safety: *safety, edits: edits.clone() }
            }
            Repair::Stub(stub) => {
                Fix { title: "Replace by a footnote stub".into(), safety: Safety::Unsafe, edits: stub.edits.clone() }
            }
        }
    }
}
