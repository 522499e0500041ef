//! Where what stands at a position is defined.

use super::trail::{Spot, Subject};
use crate::index::{Mark, Role, Symbol};
use crate::server::convert;
use crate::server::desk::Desk;
use crate::server::sheet::Sheet;
use crate::workspace::{InForce, read};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tower_lsp::ls_types::{GotoDefinitionParams, GotoDefinitionResponse, Location, LocationLink, Position, Uri};

/// Where to go.
struct Goal {
    uri: Uri,
    /// The whole construct.
    all: tower_lsp::ls_types::Range,
    /// What the cursor should be on.
    name: tower_lsp::ls_types::Range,
}

/// Answers the question.
pub fn answer(desk: &mut Desk<'_>, params: &GotoDefinitionParams) -> Option<GotoDefinitionResponse> {
    let position = params.text_document_position_params.position;
    let (origin, goals) = match desk.spot(position) {
        Some((spot, subject)) => {
            let goals = goals(desk, &spot, &subject);
            (origin(desk, &spot, position), goals)
        }
        None => named_bibliography(desk, position)?,
    };
    if goals.is_empty() {
        return None;
    }
    if !desk.can.definition_links {
        let locations = goals.into_iter().map(|goal| Location { uri: goal.uri, range: goal.name }).collect();
        return Some(GotoDefinitionResponse::Array(locations));
    }
    let link = |goal: Goal| LocationLink {
        origin_selection_range: Some(origin),
        target_uri: goal.uri,
        target_range: goal.all,
        target_selection_range: goal.name,
    };
    Some(GotoDefinitionResponse::Link(goals.into_iter().map(link).collect()))
}

/// What the client underlines: the name, or all of a construct that is pointed at beside its name.
fn origin(desk: &Desk<'_>, spot: &Spot, position: Position) -> tower_lsp::ls_types::Range {
    let (text, mark) = (&spot.sheet.text, &spot.mark);
    let offset = convert::offset(text, position, desk.can.encoding);
    let in_name = mark.name.start <= offset && offset <= mark.name.end;
    let range = if in_name || mark.role == Role::Definition { &mark.name } else { &mark.range };
    convert::range(text, range, desk.can.encoding)
}

fn goals(desk: &mut Desk<'_>, spot: &Spot, subject: &Subject) -> Vec<Goal> {
    match subject {
        // From a definition back to where it is first used.
        Subject::Own(..) => {
            let wanted = if spot.mark.role == Role::Use { Role::Definition } else { Role::Use };
            let found = desk.spots(subject).into_iter().find(|spot| spot.mark.role == wanted);
            found.map(|spot| goal(desk, &spot.sheet, &spot.mark)).into_iter().collect()
        }
        Subject::Key(..) => {
            let found = desk.spots(subject).into_iter().filter(|spot| spot.mark.role == Role::Definition);
            let found: Vec<Spot> = found.collect();
            found.iter().map(|spot| goal(desk, &spot.sheet, &spot.mark)).collect()
        }
        Subject::Place(file, name) => place(desk, &spot.sheet, file, name).into_iter().collect(),
        Subject::File(_) => file(desk, spot).into_iter().collect(),
    }
}

fn goal(desk: &Desk<'_>, sheet: &Sheet, mark: &Mark) -> Goal {
    goal_at(desk, sheet, &mark.range, &mark.name)
}

fn goal_at(desk: &Desk<'_>, sheet: &Sheet, all: &Range<usize>, name: &Range<usize>) -> Goal {
    let encoding = desk.can.encoding;
    let (all, name) = (convert::range(&sheet.text, all, encoding), convert::range(&sheet.text, name, encoding));
    Goal { uri: sheet.uri.clone(), all, name }
}

/// A place in a draft; of one that has no such place, its beginning, unless it is the draft at hand.
fn place(desk: &Desk<'_>, from: &Sheet, file: &Path, name: &str) -> Option<Goal> {
    let sheet = match desk.atlas.draft(file) {
        Some(sheet) => Arc::clone(sheet),
        // Outside the workspace: looked at because it is asked for.
        None => Arc::new(Sheet::of_file(file, &read(file).ok()?, &InForce::default())?),
    };
    let Some(anchor) = sheet.index.anchors.lead(name) else {
        return (sheet.place != from.place).then(|| goal_at(desk, &sheet, &(0..0), &(0..0)));
    };
    let here = |mark: &&Mark| mark.role == Role::Definition && mark.range.start == anchor.place.start;
    let by_name = Symbol::Place(anchor.name.clone());
    match sheet.index.of(&by_name).find(here) {
        Some(mark) => Some(goal(desk, &sheet, mark)),
        None => Some(goal_at(desk, &sheet, &anchor.place, &anchor.place)),
    }
}

/// The beginning of a file that a link leads to.
fn file(desk: &mut Desk<'_>, spot: &Spot) -> Option<Goal> {
    let Symbol::File(path) = &spot.mark.symbol else { return None };
    let known = desk.file_of(&spot.sheet, &spot.mark, path);
    if let Some(sheet) = desk.atlas.draft(&known) {
        return Some(goal_at(desk, sheet, &(0..0), &(0..0)));
    }
    let files = desk.leads(&spot.sheet, path);
    beginning(std::iter::once(known).chain(files).find(|file| file.is_file())?)
}

fn beginning(file: PathBuf) -> Option<Goal> {
    let start = tower_lsp::ls_types::Range::default();
    Some(Goal { uri: Uri::from_file_path(file)?, all: start, name: start })
}

/// A bibliography that the draft's metadata name at a position.
fn named_bibliography(desk: &mut Desk<'_>, position: Position) -> Option<(tower_lsp::ls_types::Range, Vec<Goal>)> {
    let sheet = desk.sheet()?;
    let offset = convert::offset(&sheet.text, position, desk.can.encoding);
    let named = sheet.bibliography.iter().find(|named| named.range.start <= offset && offset <= named.range.end)?;
    let shelves = desk.atlas.library(&sheet, desk.books).shelves.clone();
    let shelf = shelves.iter().find(|shelf| shelf.place.ends_with(named.name.trim_start_matches(['.', '/'])))?;
    let mut goal = beginning(shelf.place.clone())?;
    if let Some((uri, ..)) = desk.books.text(&shelf.place) {
        goal.uri = uri;
    }
    Some((convert::range(&sheet.text, &named.range, desk.can.encoding), vec![goal]))
}
