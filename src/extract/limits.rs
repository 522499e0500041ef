//! What the child denies itself before it looks at the document.

/// Memory of the child in bytes.
#[cfg(unix)]
const MEMORY: u64 = 512 << 20;
/// Processor time of the child in seconds.
#[cfg(unix)]
const SECONDS: u64 = 20;

/// Limits memory and time, and opens nothing from here on: no file, no socket. What a system does not know is left to the parent, which
/// ends the child.
#[cfg(unix)]
pub fn set() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    // Standard input, output and error are open; a limit of three leaves room for no other.
    for (resource, most) in [
        (Resource::As, MEMORY),
        (Resource::Data, MEMORY),
        (Resource::Cpu, SECONDS),
        (Resource::Core, 0),
        (Resource::Fsize, 0),
        (Resource::Nofile, 3),
    ] {
        let _ = setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) });
    }
}

/// Elsewhere the parent's clock is the limit.
#[cfg(not(unix))]
pub fn set() {}
