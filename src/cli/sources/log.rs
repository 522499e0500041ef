//! What left this machine: every request that was made, by its log.

use super::table::columns;
use crate::evidence::clean;
use crate::web::{self, Line};
use crate::workspace::moment;

/// How much of an address a table shows, in characters.
const WIDTH: usize = 4096;

/// The requests that were noted, oldest first.
pub fn past() -> Vec<Line> {
    let mut lines = web::user_folder().map(|folder| web::past(&folder)).unwrap_or_default();
    // Runs side by side write as they end.
    lines.sort_by_key(|line| line.at);
    lines
}

/// A row a request: when it was sent, to whom, what came of it, and for what.
pub fn table(lines: &[Line]) -> String {
    let row = |line: &Line| {
        let shown = |text: &str| clean::line(text, WIDTH);
        [moment(line.at), shown(host(line)), shown(&line.outcome), shown(&line.address)]
    };
    columns(["TIME (UTC)", "HOST", "OUTCOME", "ADDRESS"], &lines.iter().map(row).collect::<Vec<_>>())
}

/// The same for programs: one JSON object. `time` is in UTC, `bytes` are those of the body that came back.
pub fn object(lines: &[Line]) -> anyhow::Result<String> {
    let request = |line: &Line| {
        serde_json::json!({
            "time": moment(line.at).replace(' ', "T") + "Z",
            "host": host(line),
            "address": line.address,
            "outcome": line.outcome,
            "bytes": line.bytes,
        })
    };
    let requests: Vec<_> = lines.iter().map(request).collect();
    Ok(serde_json::to_string_pretty(&serde_json::json!({ "version": 1, "requests": requests }))? + "\n")
}

fn host(line: &Line) -> &str {
    line.address.split('/').nth(2).unwrap_or_default()
}
