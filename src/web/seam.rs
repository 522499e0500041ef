//! Where tests take hold. Only builds for testing have any of it: a release knows no way to be led elsewhere.
//!
//! The guard stays as it is and is told nothing: a test writes down what names resolve to, which is vetted like any answer, and on which
//! loopback socket a public number "is". Or everything is played by one server at `IBID_TEST_WEB`, which finds the host that was meant
//! in the path, but for the names in `IBID_TEST_NAMES`: `gone.example=,inner.example=10.0.0.1`.

use super::resolver::Lookup;
use std::net::SocketAddr;
use std::time::Duration;
use url::Url;

/// What a test changes. In a release there is nothing in it.
#[derive(Debug, Default)]
pub struct Seam {
    /// What names resolve to, one answer a look-up; the last one stays.
    #[cfg(debug_assertions)]
    pub names: std::sync::Mutex<std::collections::HashMap<String, Vec<Lookup>>>,
    /// Which socket stands for a public number and port.
    #[cfg(debug_assertions)]
    pub sockets: std::collections::HashMap<SocketAddr, SocketAddr>,
    /// A certificate in DER that is trusted besides the system's.
    #[cfg(debug_assertions)]
    pub root: Option<Vec<u8>>,
    /// The loopback port of a server that plays all hosts.
    #[cfg(debug_assertions)]
    pub play: Option<u16>,
}

#[cfg(debug_assertions)]
impl Seam {
    /// What the environment asks for.
    pub fn of_environment() -> Self {
        let address = std::env::var("IBID_TEST_WEB").ok();
        let port = address.and_then(|a| a.strip_prefix("http://127.0.0.1:")?.trim_end_matches('/').parse().ok());
        let names = std::env::var("IBID_TEST_NAMES").unwrap_or_default();
        let names = names.split(',').filter_map(|name| {
            let (name, number) = name.split_once('=')?;
            let answer = number.parse().map_or(Lookup::Nobody, |number| Lookup::Found(vec![number]));
            Some((name.to_owned(), vec![answer]))
        });
        Self { play: port, names: std::sync::Mutex::new(names.collect()), ..Self::default() }
    }

    /// How long a second of politeness lasts: a player need not be spared.
    pub fn second(&self) -> Duration {
        if self.play.is_some() { Duration::from_millis(10) } else { Duration::from_secs(1) }
    }

    /// The scripted answer for a name. A test's names are all there are, so that no test asks the real net.
    pub fn look_up(&self, name: &str) -> Option<Lookup> {
        let mut names = self.names.lock().ok()?;
        let is_real = names.is_empty();
        match names.get_mut(name) {
            Some(answers) if answers.len() > 1 => Some(answers.remove(0)),
            Some(answers) => answers.first().cloned(),
            // Documentation's own example of a public number: nothing is dialled but the player.
            None if self.play.is_some() => Some(Lookup::Found(vec![std::net::IpAddr::from([93, 184, 215, 14])])),
            None if is_real => None,
            None => Some(Lookup::Nobody),
        }
    }

    /// The socket that stands for another.
    pub fn dial(&self, wanted: SocketAddr) -> SocketAddr {
        let played = self.play.map(|port| SocketAddr::from(([127, 0, 0, 1], port)));
        played.or_else(|| self.sockets.get(&wanted).copied()).unwrap_or(wanted)
    }

    /// Further certificates to trust.
    pub fn root(&self) -> Option<Vec<u8>> {
        self.root.clone()
    }

    /// The address at the player that stands for `url`.
    pub fn played(&self, url: &Url) -> Option<Url> {
        let port = self.play?;
        let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
        Url::parse(&format!("http://127.0.0.1:{port}/{}{}{query}", url.host_str()?, url.path())).ok()
    }

    /// What a redirect of the player means: it writes `/host/path` for `https://host/path`.
    pub fn meant(&self, location: &str) -> Option<Url> {
        self.play?;
        let rest = location.strip_prefix('/')?;
        let host = rest.split(['/', '?']).next()?;
        if host.contains('.') { Url::parse(&format!("https://{rest}")).ok() } else { None }
    }
}

#[cfg(not(debug_assertions))]
impl Seam {
    pub fn of_environment() -> Self {
        Self {}
    }

    pub fn second(&self) -> Duration {
        Duration::from_secs(1)
    }

    pub fn look_up(&self, _: &str) -> Option<Lookup> {
        None
    }

    pub fn dial(&self, wanted: SocketAddr) -> SocketAddr {
        wanted
    }

    pub fn root(&self) -> Option<Vec<u8>> {
        None
    }

    pub fn played(&self, _: &Url) -> Option<Url> {
        None
    }

    pub fn meant(&self, _: &str) -> Option<Url> {
        None
    }
}

/// The loopback port of a server that plays Zotero, in a build for testing.
pub fn zotero() -> Option<u16> {
    #[cfg(debug_assertions)]
    let port = std::env::var("IBID_TEST_ZOTERO").ok().and_then(|a| a.strip_prefix("http://127.0.0.1:")?.parse().ok());
    #[cfg(not(debug_assertions))]
    let port = None;
    port
}
