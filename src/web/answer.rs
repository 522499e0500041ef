//! What came back, or why nothing did.

use std::time::SystemTime;

/// What asking led to.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The address that was asked for: a page's own, or that of a registry, without the user's mail.
    pub asked: String,
    /// The redirects that were followed, in order.
    pub hops: Vec<Hop>,
    /// What the last server said, or why none did.
    pub outcome: Result<Reply, Failure>,
    /// Whether it was kept from an earlier time and nothing was sent.
    pub kept: bool,
}

impl Answer {
    /// The address that the reply is of: the last one.
    pub fn address(&self) -> &str {
        self.hops.last().map_or(&self.asked, |hop| &hop.to)
    }
}

/// One redirect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hop {
    /// The status: 301 and 308 say that the page has moved for good.
    pub status: u16,
    /// The address that it led to.
    pub to: String,
}

/// What a server said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The status, as sent: some servers send 999.
    pub status: u16,
    /// The headers that somebody here reads, names in lower case. Their text is a stranger's.
    pub headers: Vec<(String, String)>,
    /// The body, unpacked. Empty for kinds of content that nothing here can read.
    pub body: Vec<u8>,
    /// Whether there was more of the body than was taken.
    pub truncated: bool,
    /// When it was said.
    pub at: SystemTime,
}

impl Reply {
    /// The first header of that name, which is given in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// Why no reply came. None of them says that a source is not there, but `NoHost`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[must_use]
pub enum Failure {
    /// The guard does not contact that.
    Refused(Refusal),
    /// The name has no address: asked twice, while another name had one.
    NoHost,
    /// Names could not be resolved.
    Dns,
    /// No connection came about.
    Connect,
    /// It took too long.
    Timeout,
    /// The connection ended too early.
    Reset,
    /// Who the server is could not be made sure.
    Tls(Certificate),
    /// More redirects than anybody needs, or in a circle.
    Hops,
    /// What came is no HTTP, or more headers than anybody needs.
    Malformed,
    /// The body is packed in a way that was not asked for.
    Encoding,
    /// The run's time or bytes are spent, or the server asked for a longer pause than a run lasts.
    Budget,
    /// The site does not want to be read by programs.
    Robots,
    /// The run was called off.
    Cancelled,
}

/// What the guard objects to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// Not `http` or `https`.
    Scheme,
    /// A name and a password in the address.
    Userinfo,
    /// No port of the web.
    Port,
    /// A name that is not public.
    Name,
    /// A number that is not public.
    Address,
    /// A name that resolved to a number that is not public: the word of the network at hand, which may have its reasons, and not of the address.
    Resolved,
    /// An address that looks secret is not named to a third party.
    Secret,
    /// A service was asked for what it does not know.
    Service,
}

/// What is wrong with a server's certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Certificate {
    /// It is over, or not yet begun.
    Expired,
    /// It is for another name.
    Name,
    /// Nobody known signed it.
    Issuer,
    /// Something else about it, or no common version of the protocol.
    Other,
}

impl Failure {
    /// A word for records and logs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Refused(_) => "refused",
            Self::NoHost => "no-host",
            Self::Dns => "dns",
            Self::Connect => "connect",
            Self::Timeout => "timeout",
            Self::Reset => "reset",
            Self::Tls(_) => "tls",
            Self::Hops => "hops",
            Self::Malformed => "malformed",
            Self::Encoding => "encoding",
            Self::Budget => "budget",
            Self::Robots => "robots",
            Self::Cancelled => "cancelled",
        }
    }
}
