//! Bytes in place of a draft: every rule and everything else that reads a whole draft.

use super::{assert_within, settings, split};
use crate::sound::flaw;
use ibid::check::Draft;
use ibid::rewrite::{Form, Order, convert, renumber, sort};

/// Nothing panics; whatever is named stands in the text.
pub fn law(data: &[u8]) {
    let (choice, text) = split(data);
    let mut draft = Draft::new(&text, settings(choice));
    assert_eq!(flaw(&text, draft.syntax()), None);
    let findings = draft.check();
    for finding in &findings {
        assert_within(&text, &finding.range, finding);
        assert!(!finding.message.contains(['\n', '\r']), "{finding:?}");
        finding.related.iter().for_each(|related| assert_within(&text, &related.range, finding));
    }
    let claims = draft.fact_sheet(&findings);
    claims.claims.iter().for_each(|claim| assert_within(&text, &claim.range, claim));
    let sources = draft.sources();
    sources.list.iter().flat_map(|source| &source.places).for_each(|place| assert_within(&text, &place.range, place));
    draft.index().marks.iter().for_each(|mark| assert_within(&text, &mark.range, mark));
    let parts = draft.parts();
    let rewritings = [renumber(&parts), sort(&parts, Order::Label), sort(&parts, Order::Use)];
    let forms = [Form::Inline, Form::Reference, Form::Footnote, Form::Note].map(|form| convert(&parts, None, form));
    for edit in rewritings.into_iter().chain(forms).flatten().flat_map(|rewriting| rewriting.edits) {
        assert_within(&text, &edit.range, &edit);
    }
}
