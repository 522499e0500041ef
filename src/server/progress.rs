//! Telling the client about work that takes a while.

use super::outbox::Outbox;
use crate::verify::sources;
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
    /// How many sources are looked up, which may be called off; otherwise drafts are counted, and nobody knows how many.
    sources: Option<usize>,
}

impl Count {
    /// So many sources are to be looked up.
    pub fn of_sources(number: usize) -> Self {
        Self { sources: Some(number), ..Self::default() }
    }

    /// One more.
    pub fn step(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }

    /// There will be no more.
    pub fn finish(&self) {
        self.finished.store(true, Ordering::Relaxed);
    }

    fn message(&self) -> Option<String> {
        let done = self.done.load(Ordering::Relaxed);
        Some(match self.sources {
            Some(all) => format!("{done} of {}", sources(all)),
            None => format!("{done} drafts"),
        })
    }

    /// How much of it is done, if that is known.
    fn percentage(&self) -> Option<u32> {
        let all = self.sources.filter(|all| *all > 0)?;
        u32::try_from(self.done.load(Ordering::Relaxed) * 100 / all).ok()
    }

    fn is_finished(&self) -> bool {
        self.finished.load(Ordering::Relaxed)
    }
}

/// The name of our own under which the progress of `count` is shown.
pub fn token(count: &Arc<Count>) -> ProgressToken {
    ProgressToken::String(format!("ibid/{:p}", Arc::as_ptr(count)))
}

/// Shows `count` once it has gone on for a while, under the client's own `token` or one that the client grants.
pub fn show(title: &'static str, count: Arc<Count>, token: Option<ProgressToken>, outbox: &Outbox) {
    outbox.ask(move |client| async move {
        tokio::time::sleep(WORTH_TELLING).await;
        if count.is_finished() {
            return;
        }
        let granted = token.is_some();
        let token = token.unwrap_or_else(|| self::token(&count));
        if !granted && client.create_work_done_progress(token.clone()).await.is_err() {
            return;
        }
        let begin = WorkDoneProgressBegin {
            title: title.into(),
            message: count.message(),
            cancellable: count.sources.map(|_| true),
            percentage: count.percentage(),
        };
        say(&client, &token, WorkDoneProgress::Begin(begin)).await;
        while !count.is_finished() {
            tokio::time::sleep(INTERVAL).await;
            let (message, percentage) = (count.message(), count.percentage());
            let report = WorkDoneProgressReport { message, percentage, ..WorkDoneProgressReport::default() };
            say(&client, &token, WorkDoneProgress::Report(report)).await;
        }
        say(&client, &token, WorkDoneProgress::End(WorkDoneProgressEnd { message: count.message() })).await;
    });
}

async fn say(client: &Client, token: &ProgressToken, value: WorkDoneProgress) {
    let value = ProgressParamsValue::WorkDone(value);
    client.send_notification::<Progress>(ProgressParams { token: token.clone(), value }).await;
}
