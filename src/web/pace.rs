//! Manners: one request to a host at a time, a pause after each, so many to all together, and rest where a server asks for it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::sync::{Mutex as Turns, OwnedMutexGuard, OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, sleep_until};

/// Hosts that are remembered; those at rest are forgotten beyond it.
const HOSTS: usize = 512;

/// When each host may be asked next.
#[derive(Debug)]
pub struct Pace {
    lanes: Mutex<HashMap<String, Arc<Lane>>>,
    together: Arc<Semaphore>,
}

#[derive(Debug)]
struct Lane {
    turn: Arc<Turns<()>>,
    next: Mutex<Instant>,
}

/// Leave to ask one host, once. Given back when dropped, also by a request that is called off.
#[derive(Debug)]
pub struct Turn {
    lane: Arc<Lane>,
    gap: Duration,
    _alone: OwnedMutexGuard<()>,
    _one_of_few: Option<OwnedSemaphorePermit>,
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.lane.rest_until(Instant::now() + self.gap);
    }
}

impl Lane {
    fn next(&self) -> Instant {
        *self.next.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn rest_until(&self, moment: Instant) {
        let mut next = self.next.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        *next = (*next).max(moment);
    }
}

impl Pace {
    /// No host asked yet; `together` requests at a time.
    pub fn new(together: usize) -> Self {
        Self { lanes: Mutex::default(), together: Arc::new(Semaphore::new(together)) }
    }

    /// Waits until `host` may be asked. Whoever waits for a host keeps nobody from another.
    pub async fn turn(&self, host: &str, gap: Duration) -> Turn {
        let lane = self.lane(host);
        let alone = lane.turn.clone().lock_owned().await;
        while lane.next() > Instant::now() {
            sleep_until(lane.next()).await;
        }
        let one_of_few = self.together.clone().acquire_owned().await.ok();
        Turn { lane, gap, _alone: alone, _one_of_few: one_of_few }
    }

    /// Lets a host rest.
    pub fn rest(&self, host: &str, pause: Duration) {
        self.lane(host).rest_until(Instant::now() + pause);
    }

    /// How long a host is still at rest.
    pub fn rests(&self, host: &str) -> Duration {
        self.lane(host).next().saturating_duration_since(Instant::now())
    }

    fn lane(&self, host: &str) -> Arc<Lane> {
        let mut lanes = self.lanes.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let now = Instant::now();
        if lanes.len() >= HOSTS {
            lanes.retain(|_, lane| Arc::strong_count(lane) > 1 || lane.next() > now);
        }
        let new = || Arc::new(Lane { turn: Arc::default(), next: Mutex::new(now) });
        lanes.entry(host.to_owned()).or_insert_with(new).clone()
    }
}
