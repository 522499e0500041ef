//! Fixes in a bibliography that is open.

use crate::finding::{Finding, Repair};
use crate::server::desk::Desk;
use crate::server::{convert, edits};
use tower_lsp::ls_types::{CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, CodeActionResponse};

/// The fixes for a range of a bibliography, each with its edit; `None` for a document that is none.
pub fn answer(desk: &Desk<'_>, params: &CodeActionParams) -> Option<CodeActionResponse> {
    let (uri, can) = (desk.uri.as_ref()?, desk.can);
    let (_, version, text) = desk.books.open_text(uri)?;
    let drafts = desk.drafts.values().map(|(open, _)| open);
    let findings = desk.books.findings(uri, drafts, desk.configuration)?;
    let (range, _) = convert::bytes(&text, params.range, can.encoding);
    let touched = findings.iter().filter(|f| f.range.start <= range.end && range.start <= f.range.end);
    let fixes = touched.flat_map(|finding| finding.repairs.iter().map(move |repair| (finding, repair)));
    let action = |(finding, repair): (&Finding, &Repair)| {
        let Repair::Edits { title, edits, .. } = repair else { return None };
        let edits = convert::text_edits(&text, edits, can.encoding);
        let shown = convert::range(&text, &finding.range, can.encoding);
        Some(CodeActionOrCommand::CodeAction(CodeAction {
            title: title.clone(),
            kind: Some(CodeActionKind::QUICKFIX),
            diagnostics: Some(vec![convert::diagnostic((&text, uri), shown, finding, can)]),
            edit: Some(edits::workspace_edit(vec![(uri.clone(), Some(version), edits)], can)),
            ..CodeAction::default()
        }))
    };
    Some(fixes.filter_map(action).collect())
}
