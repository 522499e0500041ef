//! Unified diffs, as `patch` reads them.

use super::words::printable;
use similar::TextDiff;
use std::time::Duration;

/// Past this the difference is still right, only no longer the shortest.
const PATIENCE: Duration = Duration::from_secs(2);

/// The difference between two texts of one draft.
pub fn unified(path: &str, before: &str, after: &str) -> String {
    let path = printable(path);
    let diff = TextDiff::configure().timeout(PATIENCE).diff_lines(before, after);
    diff.unified_diff().context_radius(3).header(&path, &path).to_string()
}
