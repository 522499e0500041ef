//! Long answers on a way of their own: tower-lsp would build a tree of each, only to write it. It carries a slip with a number, and
//! the writer of the output puts what is enclosed in its place.

use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, Sender, channel};
use tower_lsp::ls_types::{
    DocumentDiagnosticReport, FullDocumentDiagnosticReport, RelatedFullDocumentDiagnosticReport,
};

/// Starts the number of a slip. No text that a client sends or ibid writes holds a bare control character: in JSON it is escaped.
const MARK: &str = "\\u0001enclosed ";
/// How many wait at most: an answer that was cancelled is never fetched.
const MOST: usize = 64;

/// Where answers are enclosed.
pub struct Encloser {
    number: u64,
    letters: Sender<(u64, String)>,
}

/// Where they are put in their places.
pub struct Opener {
    letters: Receiver<(u64, String)>,
    waiting: BTreeMap<u64, String>,
}

/// Both ends of the way.
pub fn enclosures() -> (Encloser, Opener) {
    let (sender, receiver) = channel();
    (Encloser { number: 0, letters: sender }, Opener { letters: receiver, waiting: BTreeMap::new() })
}

impl Encloser {
    /// Encloses a report, in JSON, and returns the slip that stands for it.
    pub fn enclose(&mut self, report: String) -> DocumentDiagnosticReport {
        self.number += 1;
        let _ = self.letters.send((self.number, report));
        let slip = format!("\u{1}enclosed {}", self.number);
        DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport {
            related_documents: None,
            full_document_diagnostic_report: FullDocumentDiagnosticReport { result_id: Some(slip), items: Vec::new() },
        })
    }
}

impl Opener {
    /// Messages, each with its header, with what is enclosed in the place of slips.
    pub fn open(&mut self, messages: &[u8]) -> Vec<u8> {
        if memchr::memmem::find(messages, MARK.as_bytes()).is_none() {
            return messages.to_vec();
        }
        let mut written = Vec::with_capacity(messages.len());
        let mut rest = messages;
        while let Some((body, after)) = message(rest) {
            let filled = std::str::from_utf8(body).ok().and_then(|body| self.filled(body));
            match filled {
                Some(filled) => written.extend(super::transport::framed(filled.as_bytes())),
                None => written.extend_from_slice(&rest[..rest.len() - after.len()]),
            }
            rest = after;
        }
        written.extend_from_slice(rest);
        written
    }

    /// A message with the report in the place of its slip.
    fn filled(&mut self, body: &str) -> Option<String> {
        let mark = body.find(MARK)?;
        let number = body[mark + MARK.len()..].split('"').next()?.parse().ok()?;
        self.waiting.extend(self.letters.try_iter());
        let report = self.waiting.remove(&number)?;
        while self.waiting.len() > MOST {
            self.waiting.pop_first();
        }
        // The slip is the only object around its number.
        let (start, end) = (body[..mark].rfind('{')?, mark + body[mark..].find('}')?);
        Some([&body[..start], &report, &body[end + 1..]].concat())
    }
}

/// The body of the first message, and what comes after it.
fn message(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let head = memchr::memmem::find(bytes, b"\r\n\r\n")?;
    let length = std::str::from_utf8(&bytes[..head]).ok()?.rsplit(':').next()?.trim().parse::<usize>().ok()?;
    let body = bytes.get(head + 4..head + 4 + length)?;
    Some((body, &bytes[head + 4 + length..]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::transport::framed;

    #[test]
    fn what_is_enclosed_comes_out_in_its_place() {
        let (mut encloser, mut opener) = enclosures();
        let slips: Vec<_> = ["{\"a\":1}", "{\"b\":[2]}"].map(|json| encloser.enclose(json.to_owned())).into();
        let answer = |id: u8, slip: &DocumentDiagnosticReport| {
            framed(format!("{{\"id\":{id},\"result\":{}}}", serde_json::to_string(slip).unwrap()).as_bytes())
        };
        let other = framed(b"{\"method\":\"x\"}");
        let out = opener.open(&[answer(2, &slips[1]), other.clone(), answer(1, &slips[0])].concat());
        let wanted =
            [framed(b"{\"id\":2,\"result\":{\"b\":[2]}}"), other, framed(b"{\"id\":1,\"result\":{\"a\":1}}")].concat();
        assert_eq!(String::from_utf8(out).unwrap(), String::from_utf8(wanted).unwrap());
    }
}
