//! What can be opened with a click: targets of links, addresses, files, identifiers.

use super::convert;
use super::desk::Desk;
use super::sheet::Sheet;
use crate::citation::address::addresses;
use crate::citation::identifier::identifiers;
use crate::index::Target;
use crate::markdown::{Block, LinkStyle, Span, SpanKind};
use std::fmt::Write;
use std::ops::Range;
use tower_lsp::ls_types::{DocumentLink, DocumentLinkParams, Uri};

/// The schemes that a click may follow. `javascript:` and what nobody knows are not among them.
const SCHEMES: [&str; 4] = ["https:", "http:", "mailto:", "ftp:"];

/// The links of the draft.
pub fn answer(desk: &mut Desk<'_>, _params: &DocumentLinkParams) -> Option<Vec<DocumentLink>> {
    let can = desk.can;
    let sheet = desk.sheet()?;
    let blocks = desk.open()?.draft()?.syntax().blocks().to_vec();
    let mut links = Vec::new();
    for placed in blocks {
        for (range, target, tooltip) in of_block(desk, &sheet, &placed.block) {
            let range = placed.start + range.start..placed.start + range.end;
            links.push(DocumentLink {
                range: convert::range(&sheet.text, &range, can.encoding),
                target: Some(target),
                tooltip: tooltip.filter(|_| can.link_tooltips),
                data: None,
            });
        }
    }
    Some(links)
}

/// A place, what it leads to, and what is said of that.
type Link = (Range<usize>, Uri, Option<String>);

fn of_block(desk: &mut Desk<'_>, sheet: &Sheet, block: &Block) -> Vec<Link> {
    let mut targets: Vec<Range<usize>> = addresses(block).into_iter().map(|address| address.range).collect();
    targets.extend(block.spans.iter().filter_map(|span| match &span.kind {
        SpanKind::Link { style: LinkStyle::Wiki, target, .. } => Some(target.clone()),
        _ => None,
    }));
    let mut links: Vec<Link> = targets.into_iter().filter_map(|range| of_target(desk, sheet, block, range)).collect();
    // What holds running text; code, math, HTML and links have their own ways.
    let prose = |span: &Span| {
        use SpanKind::{Citation, FootnoteDefinition, InlineNote, Reference};
        matches!(span.kind, Citation { .. } | FootnoteDefinition { .. } | InlineNote { .. } | Reference { .. })
    };
    let taken = |range: &Range<usize>| !block.spans_in(range.clone()).all(prose);
    for (place, work) in identifiers(&block.text) {
        let known = links.iter().any(|(range, ..)| range.start < place.end && place.start < range.end);
        if !known && !taken(&place) {
            let tooltip = format!("Look up this {}", work.label());
            links.extend(work.lookup().and_then(|at| uri(&at)).map(|uri| (place, uri, Some(tooltip))));
        }
    }
    links.sort_by_key(|(range, ..)| range.start);
    links
}

fn of_target(desk: &mut Desk<'_>, sheet: &Sheet, block: &Block, range: Range<usize>) -> Option<Link> {
    let written = block.text.get(range.clone())?;
    if let Some(parts) = Target::of(written) {
        let file = parts.file(written);
        // A place in the draft itself is gone to as a definition.
        if file.is_empty() || !sheet.place.is_absolute() {
            return None;
        }
        let is_wiki = block.text[..range.start].ends_with("[[");
        return Some((range, Uri::from_file_path(desk.file(sheet, &file, is_wiki))?, Some(format!("Open {file}"))));
    }
    let lower = written.get(..8.min(written.len())).unwrap_or_default().to_ascii_lowercase();
    let known = SCHEMES.iter().any(|scheme| lower.starts_with(scheme));
    let mail = !written.contains(':') && written.contains('@');
    let address = if mail { format!("mailto:{written}") } else { written.replace("&amp;", "&") };
    (known || mail).then(|| Some((range, uri(&address)?, None)))?
}

/// An address as a URI: what may not stand in one is encoded.
fn uri(address: &str) -> Option<Uri> {
    let mut encoded = String::with_capacity(address.len());
    for (at, byte) in address.bytes().enumerate() {
        let code = address.as_bytes().get(at + 1..at + 3);
        let is_code = byte == b'%' && code.is_some_and(|code| code.iter().all(u8::is_ascii_hexdigit));
        let plain = byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=".contains(&byte);
        if plain || is_code {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded.parse().ok()
}
