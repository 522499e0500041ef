//! Every place at which what stands at a position is used.

use super::trail::{Spot, Subject};
use crate::index::{Role, Symbol};
use crate::server::desk::Desk;
use tower_lsp::ls_types::{Location, ReferenceParams};

/// Answers the question.
pub fn answer(desk: &mut Desk<'_>, params: &ReferenceParams) -> Option<Vec<Location>> {
    let (_, subject) = desk.spot(params.text_document_position.position)?;
    let mut spots = Vec::new();
    for subject in names(desk, subject) {
        spots.extend(desk.spots(&subject));
    }
    let wanted = |spot: &Spot| params.context.include_declaration || spot.mark.role == Role::Use;
    spots.retain(wanted);
    spots.sort_by(|a, b| (&a.sheet.place, a.mark.name.start).cmp(&(&b.sheet.place, b.mark.name.start)));
    Some(spots.iter().map(|spot| spot.sheet.location(&spot.mark.name, desk.can.encoding)).collect())
}

/// All the names of a source; of anything else, its one name.
fn names(desk: &mut Desk<'_>, subject: Subject) -> Vec<Subject> {
    let Subject::Key(home, key) = &subject else { return vec![subject] };
    let Some(book) = desk.book(home) else { return vec![subject] };
    let definition = Symbol::Key(key.clone());
    // The names of one entry are marks of the same range.
    let Some(entry) = book.index.definition(&definition) else { return vec![subject] };
    let named = book.index.marks.iter().filter(|mark| mark.role == Role::Definition && mark.range == entry.range);
    let keys = named.filter_map(|mark| if let Symbol::Key(key) = &mark.symbol { Some(key.clone()) } else { None });
    keys.map(|key| Subject::Key(home.clone(), key)).collect()
}
