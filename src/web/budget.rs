//! What one run may cost, and calling it off.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::Instant;

/// What one run may cost, and how it is meant.
#[derive(Clone, Copy, Debug)]
pub struct Budget {
    /// How long it may take, all waiting included.
    pub time: Duration,
    /// How many bytes of bodies it may take, unpacked.
    pub bytes: u64,
    /// Whether kept replies are passed over.
    pub fresh: bool,
    /// Whether sites that do not want programs are left alone. A page that a writer asks for by hand is asked for as a reader would; a
    /// sweep of everything, and keeping what pages say, ask leave.
    pub robots: bool,
}

impl Default for Budget {
    fn default() -> Self {
        Self { time: Duration::from_secs(300), bytes: 512 << 20, fresh: false, robots: false }
    }
}

/// What is left of a run, shared by all its requests.
#[derive(Clone, Debug)]
pub struct Left {
    pub deadline: Instant,
    pub fresh: bool,
    pub robots: bool,
    bytes: Arc<AtomicU64>,
    off: Arc<watch::Sender<bool>>,
}

impl Left {
    pub fn new(budget: Budget) -> Self {
        let far = Duration::from_secs(86_400 * 365);
        Self {
            deadline: Instant::now() + budget.time.min(far),
            fresh: budget.fresh,
            robots: budget.robots,
            bytes: Arc::new(AtomicU64::new(budget.bytes)),
            off: Arc::new(watch::Sender::new(false)),
        }
    }

    /// Whether nothing more may be asked.
    pub fn is_spent(&self) -> bool {
        self.bytes() == 0 || Instant::now() >= self.deadline
    }

    /// Bytes that may still be taken.
    pub fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }

    /// Takes note of bytes.
    pub fn spend(&self, bytes: usize) {
        let spent = bytes as u64;
        let _ = self.bytes.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| Some(left.saturating_sub(spent)));
    }

    /// Calls the run off: whatever is under way ends at once.
    pub fn call_off(&self) {
        let _ = self.off.send_replace(true);
    }

    /// Returns when the run is called off, and not before.
    pub async fn called_off(&self) {
        let mut off = self.off.subscribe();
        if off.wait_for(|off| *off).await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
