//! Telling the client about work that takes a while.

use super::outbox::Outbox;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;
use tower_lsp::Client;
use tower_lsp::ls_types::notification::Progress;
use tower_lsp::ls_types::{
    ProgressParams, ProgressParamsValue, ProgressToken, WorkDoneProgress, WorkDoneProgressBegin, WorkDoneProgressEnd,
    WorkDoneProgressReport,
};

/// What takes less is over before a writer has read about it.
const WORTH_TELLING: Duration = Duration::from_millis(500);
/// How often the count goes on.
const INTERVAL: Duration = Duration::from_millis(200);

/// How far some work is.
#[derive(Default)]
pub struct Count {
    done: AtomicUsize,
    finished: AtomicBool,
}

impl Count {
    /// One draft more.
    pub fn step(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }

    /// There will be no more.
    pub fn finish(&self) {
        self.finished.store(true, Ordering::Relaxed);
    }

    fn message(&self) -> Option<String> {
        Some(format!("{} drafts", self.done.load(Ordering::Relaxed)))
    }

    fn is_finished(&self) -> bool {
        self.finished.load(Ordering::Relaxed)
    }
}

/// Shows `count` once it has gone on for a while, under the client's own `token` or one that the client grants.
pub fn show(title: &'static str, count: Arc<Count>, token: Option<ProgressToken>, outbox: &Outbox) {
    outbox.ask(move |client| async move {
        tokio::time::sleep(WORTH_TELLING).await;
        if count.is_finished() {
            return;
        }
        let granted = token.is_some();
        let token = token.unwrap_or_else(|| ProgressToken::String(format!("ibid/{:p}", Arc::as_ptr(&count))));
        if !granted && client.create_work_done_progress(token.clone()).await.is_err() {
            return;
        }
        let begin =
            WorkDoneProgressBegin { title: title.into(), message: count.message(), ..WorkDoneProgressBegin::default() };
        say(&client, &token, WorkDoneProgress::Begin(begin)).await;
        while !count.is_finished() {
            tokio::time::sleep(INTERVAL).await;
            let report = WorkDoneProgressReport { message: count.message(), ..WorkDoneProgressReport::default() };
            say(&client, &token, WorkDoneProgress::Report(report)).await;
        }
        say(&client, &token, WorkDoneProgress::End(WorkDoneProgressEnd { message: count.message() })).await;
    });
}

async fn say(client: &Client, token: &ProgressToken, value: WorkDoneProgress) {
    let value = ProgressParamsValue::WorkDone(value);
    client.send_notification::<Progress>(ProgressParams { token: token.clone(), value }).await;
}
