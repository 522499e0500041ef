//! Edits of several texts as one change.

use super::abilities::Abilities;
use super::convert;
use super::sheet::Sheet;
use crate::finding::Edit;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use tower_lsp::ls_types::{
    DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier, TextDocumentEdit, TextEdit, Uri, WorkspaceEdit,
};

/// Edits by the texts that they change.
#[derive(Default)]
pub struct Edits {
    texts: BTreeMap<PathBuf, (Arc<Sheet>, Vec<Edit>)>,
}

impl Edits {
    /// Adds an edit of a text. The same one twice is one.
    pub fn add(&mut self, sheet: &Arc<Sheet>, edit: Edit) {
        let (_, edits) = self.texts.entry(sheet.place.clone()).or_insert_with(|| (Arc::clone(sheet), Vec::new()));
        if !edits.contains(&edit) {
            edits.push(edit);
        }
    }

    /// Leaves out the texts whose files have changed since they were read; yields those.
    pub fn leave_out_stale(&mut self) -> Vec<PathBuf> {
        let stale = |(place, (sheet, _)): (&PathBuf, &(Arc<Sheet>, _))| sheet.stale().map(|_| place.clone());
        let places: Vec<PathBuf> = self.texts.iter().filter_map(stale).collect();
        self.texts.retain(|place, _| !places.contains(place));
        places
    }

    /// The texts with their edits, which are in order.
    pub fn texts(&mut self) -> impl Iterator<Item = (&Arc<Sheet>, &[Edit])> {
        let sorted = |edits: &mut Vec<Edit>| edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
        self.texts.values_mut().map(move |(sheet, edits)| {
            sorted(edits);
            (&*sheet, edits.as_slice())
        })
    }

    /// Everything as the client takes it; `None` if there is nothing to change.
    pub fn answer(mut self, can: &Abilities) -> Option<WorkspaceEdit> {
        let texts: Vec<_> = self
            .texts()
            .map(|(sheet, edits)| {
                let edits = convert::text_edits(&sheet.text, edits, can.encoding);
                (sheet.uri.clone(), sheet.version, edits)
            })
            .collect();
        (!texts.is_empty()).then(|| workspace_edit(texts, can))
    }
}

/// Edits of texts, each with its version if it is open, in the form that the client takes.
pub fn workspace_edit(texts: Vec<(Uri, Option<i32>, Vec<TextEdit>)>, can: &Abilities) -> WorkspaceEdit {
    if !can.versioned_edits {
        let changes = texts.into_iter().map(|(uri, _, edits)| (uri, edits)).collect();
        return WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() };
    }
    let versioned = |(uri, version, edits): (Uri, Option<i32>, Vec<TextEdit>)| {
        let text_document = OptionalVersionedTextDocumentIdentifier { uri, version };
        TextDocumentEdit { text_document, edits: edits.into_iter().map(OneOf::Left).collect() }
    };
    let edits = texts.into_iter().map(versioned).collect();
    WorkspaceEdit { document_changes: Some(DocumentChanges::Edits(edits)), ..WorkspaceEdit::default() }
}
