//! Leaving when the editor died without a word.
//!
//! Usually the end of standard input says so. A process that inherited our end of the pipe can keep it open, though,
//! so on Linux we also look whether the editor's process is still there; elsewhere the pipe has to do.

use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Notify;

/// How often to look. An orphan may live this long.
const INTERVAL: Duration = Duration::from_millis(1000);

/// Notifies `quit` when process `id` ends. A process that cannot be seen from the start, as from inside a
/// container, is not watched.
pub async fn watch(id: u32, quit: Arc<Notify>) {
    let Some(born) = birth(id) else { return };
    while birth(id).as_ref() == Some(&born) {
        tokio::time::sleep(INTERVAL).await;
    }
    quit.notify_one();
}

/// When the process started, in the kernel's ticks: two processes of one number differ in it. `None` if it is dead or cannot be seen.
fn birth(id: u32) -> Option<String> {
    let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    // The second field is the program's name in parentheses and may hold anything; what follows are plain words.
    let mut fields = stat.get(stat.rfind(')')? + 1..)?.split_whitespace();
    let state = fields.next()?;
    // Field 22; the state is field 3.
    let born = fields.nth(18)?;
    (!matches!(state, "Z" | "X")).then(|| born.to_owned())
}
