//! What the user chose. Only the user: a file of a repository must never reach any of it.

use std::path::PathBuf;
use std::time::Duration;

/// The user's own choices for the net.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Told to registries, which serve those faster whom they can write to. Pages are never told.
    pub mail: Option<Mail>,
    /// Through whom everything goes. Names are then resolved there, and only what an address says is vetted.
    pub proxy: Option<Proxy>,
    /// Where replies and the log are kept between runs; `None` keeps nothing.
    pub folder: Option<PathBuf>,
}

impl Settings {
    /// What the user says in a configuration or an editor's own settings; what cannot be read there counts for nothing.
    pub fn of_user(mail: Option<&str>, proxy: Option<&str>) -> Self {
        Self { mail: mail.and_then(Mail::new), proxy: proxy.and_then(Proxy::new), folder: super::user_folder() }
    }
}

/// An address for mail, fit for a header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail(pub(super) String);

impl Mail {
    /// Takes an address of letters, digits and what else stands in one; `None` for anything else.
    pub fn new(address: &str) -> Option<Self> {
        let (user, host) = address.split_once('@')?;
        let plain = |text: &str| {
            !text.is_empty()
                && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_' | b'+'))
        };
        (plain(user) && plain(host) && address.len() <= 254).then(|| Self(address.to_owned()))
    }
}

/// A proxy that speaks HTTP.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proxy {
    pub(super) host: String,
    pub(super) port: u16,
}

impl Proxy {
    /// Reads `http://host:port`; `None` for anything else, a password too.
    pub fn new(address: &str) -> Option<Self> {
        let url = url::Url::parse(address).ok()?;
        let bare = url.scheme() == "http" && url.username().is_empty() && url.password().is_none() && url.path() == "/";
        let host = url.host_str().filter(|_| bare && url.query().is_none())?;
        Some(Self { host: host.trim_matches(['[', ']']).to_owned(), port: url.port_or_known_default()? })
    }
}

/// How long to wait for what, and how much to take.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// For one address to accept a connection, and for a handshake.
    pub connect: Duration,
    /// Between two signs of life of a server.
    pub idle: Duration,
    /// For one request from dialling to the last byte.
    pub total: Duration,
    /// Redirects that are followed.
    pub hops: usize,
    /// Bytes of a body, unpacked.
    pub body: usize,
    /// Bytes of a PDF, which is a whole work.
    pub pdf: usize,
    /// Bytes of a whole list, which may also take ten times as long.
    pub list: usize,
    /// Requests again after a failure that may pass.
    pub retries: u32,
    /// Longer pauses are not waited out.
    pub patience: Duration,
    /// Requests at the same time, to all hosts together.
    pub together: usize,
    /// Bytes of replies kept on disk.
    pub kept: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(8),
            idle: Duration::from_secs(15),
            total: Duration::from_secs(45),
            hops: 5,
            body: 8 << 20,
            pdf: 32 << 20,
            list: 128 << 20,
            retries: 2,
            patience: Duration::from_secs(120),
            together: 8,
            kept: 256 << 20,
        }
    }
}
