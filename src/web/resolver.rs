//! From names to numbers, by the system's own resolver: it knows networks whose names are answered differently inside.
//!
//! The system tells apart a name that nobody has from a resolver that fails, but Rust's library hands on only the text of it (and on
//! Windows its number). So the text is read: glibc's, musl's and Apple's sentences for `EAI_NONAME` and `EAI_NODATA`, in English since
//! no locale is ever set here, and Windows' `WSAHOST_NOT_FOUND` and `WSANO_DATA`. Whatever else is said counts as a resolver that fails.

use super::seam::Seam;
use std::io;
use std::net::{IpAddr, ToSocketAddrs};
use std::sync::Arc;
use tokio::sync::{Semaphore, oneshot};

/// What a name leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// These numbers.
    Found(Vec<IpAddr>),
    /// Nothing: nobody has that name.
    Nobody,
    /// The resolver could not tell.
    Failed,
}

/// Resolves names, each on a thread of its own: the system's resolver cannot be called off, and a runtime that ends must not wait for it.
#[derive(Debug)]
pub struct Resolver {
    threads: Arc<Semaphore>,
}

/// Look-ups at a time, those that were given up included.
const THREADS: usize = 16;

/// What no system says that does know: sentences for a name that nobody has, or that has no number.
const NOBODY: [&str; 6] = [
    "name or service not known",
    "no address associated with hostname",
    "name does not resolve",
    "name has no usable address",
    "nodename nor servname provided",
    "no address associated with nodename",
];

impl Resolver {
    pub fn new() -> Self {
        Self { threads: Arc::new(Semaphore::new(THREADS)) }
    }

    /// Looks a name up. It has been vetted; what it leads to has not.
    pub async fn look_up(&self, name: &str, seam: &Seam) -> Lookup {
        if let Some(scripted) = seam.look_up(name) {
            return scripted;
        }
        let Ok(permit) = self.threads.clone().acquire_owned().await else { return Lookup::Failed };
        let (sender, receiver) = oneshot::channel();
        // With the closing dot no search list of the network at hand is tried.
        let name = format!("{name}.");
        let thread = std::thread::Builder::new().name("resolver".to_owned()).spawn(move || {
            let found = (name.as_str(), 0).to_socket_addrs();
            drop(permit);
            let _ = sender.send(sort(found.map(|all| all.map(|address| address.ip()).collect())));
        });
        if thread.is_err() {
            return Lookup::Failed;
        }
        receiver.await.unwrap_or(Lookup::Failed)
    }
}

fn sort(found: io::Result<Vec<IpAddr>>) -> Lookup {
    match found {
        Ok(mut numbers) => {
            numbers.dedup();
            if numbers.is_empty() { Lookup::Nobody } else { Lookup::Found(numbers) }
        }
        Err(error) => {
            let text = error.to_string().to_lowercase();
            // WSAHOST_NOT_FOUND and WSANO_DATA; on other systems these numbers mean nothing.
            let windows = cfg!(windows) && matches!(error.raw_os_error(), Some(11001 | 11004));
            let nobody = windows || NOBODY.iter().any(|sentence| text.contains(sentence));
            if nobody { Lookup::Nobody } else { Lookup::Failed }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_and_failure_are_told_apart() {
        let error = |text: &str| sort(Err(io::Error::other(format!("failed to lookup address information: {text}"))));
        assert_eq!(error("Name or service not known"), Lookup::Nobody);
        assert_eq!(error("nodename nor servname provided, or not known"), Lookup::Nobody);
        assert_eq!(error("Temporary failure in name resolution"), Lookup::Failed);
        assert_eq!(error("Try again"), Lookup::Failed);
        assert_eq!(sort(Ok(Vec::new())), Lookup::Nobody);
    }
}
