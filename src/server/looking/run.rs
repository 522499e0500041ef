//! A run, on a thread of its own.

use super::{News, What};
use crate::server::event::Event;
use crate::server::progress::Count;
use crate::verify::{Means, Plan, Tally, look_up};
use crate::web::Run;
use crate::workspace::{Keeper, load_lock, today};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;

/// What a run needs.
pub struct Job {
    /// The lock into which what is found out goes.
    pub file: PathBuf,
    /// Whether what the sources say is kept beside it.
    pub texts: bool,
    /// The way to the net.
    pub run: Run,
    /// Whether it was called off.
    pub off: Arc<AtomicBool>,
    /// How far it is.
    pub count: Arc<Count>,
    /// Where news go.
    pub events: Sender<Event>,
}

/// Looks up what a plan wants, and says so when it is over, whatever happens.
pub fn run(job: &Job, plan: Plan) {
    let ended = catch_unwind(AssertUnwindSafe(|| look(job, plan)));
    job.count.finish();
    job.tell(What::Ended(ended.unwrap_or_else(|_| Err("A fault in ibid while looking sources up".to_owned()))));
}

fn look(job: &Job, plan: Plan) -> Result<String, String> {
    let wrong = |problem: String| format!("{}: {problem}", job.file.display());
    let known = load_lock(&job.file);
    if let Some(problem) = known.problem {
        return Err(problem.to_string());
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| format!("There is no way to the net: {error}"))?;
    let (mut tally, mut keeper) = (Tally::default(), Keeper::new(job.file.clone(), Arc::clone(&known.lock), job.texts));
    let means = Means::new(job.run.clone(), std::env::current_exe().ok(), today());
    runtime.block_on(look_up(&means, plan, &known.lock, |found| {
        // What was cut short knows nothing, and must not outweigh what was known before.
        if job.is_off() {
            return;
        }
        job.count.step();
        tally.add(&found.record);
        if keeper.keep(found.record, found.text.as_deref()) {
            job.tell(What::Kept);
        }
        // For what cannot be kept nobody need be asked.
        if keeper.error.is_some() {
            job.run.cancel();
        }
    }));
    // A name server that does not answer holds up nobody.
    runtime.shutdown_background();
    if keeper.save() {
        job.tell(What::Kept);
    }
    match keeper.error {
        Some(error) => Err(wrong(error.to_string())),
        None if job.is_off() => Ok(format!("{}; the rest was called off", tally.told())),
        None => Ok(tally.told()),
    }
}

impl Job {
    fn is_off(&self) -> bool {
        self.off.load(Ordering::SeqCst)
    }

    fn tell(&self, what: What) {
        let _ = self.events.send(Event::Looked(News { file: self.file.clone(), what }));
    }
}
