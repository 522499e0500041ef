//! What may be asked of the net: an address, or the number of a work.
//!
//! An [`Ask`] is the only thing of a draft that ever leaves the machine, and it can only be made of what passes as an identifier: its
//! parts are private, and each constructor refuses what holds a space. There is no way to put words of a draft into one, and nothing
//! else in this room takes text:
//!
//! ```compile_fail
//! # async fn ask(web: &ibid::web::Web) {
//! web.get(ibid::web::Service::Page, "a sentence of the draft").await;
//! # }
//! ```
//!
//! ```compile_fail
//! let ask = ibid::web::Ask::Doi(ibid::web::Doi("a sentence of the draft".to_owned()));
//! ```
//!
//! ```
//! use ibid::web::Ask;
//! assert!(Ask::doi("a sentence of the draft").is_none());
//! assert!(Ask::url("https://example.org/ a sentence of the draft").is_none());
//! assert_eq!(Ask::url("https://example.org/a#:~:text=the%20draft").unwrap().name(), "https://example.org/a");
//! ```

mod number;
mod secret;

use std::fmt;
use url::Url;

/// Longer addresses, in bytes, are no citation.
const LONGEST: usize = 4096;

/// What may leave the machine: the address of a page, or the number by which a registry knows a work.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Ask {
    /// A page.
    Url(Address),
    /// A work with a digital object identifier.
    Doi(Doi),
    /// A book.
    Isbn(Isbn),
    /// A preprint on arXiv.
    Arxiv(Arxiv),
    /// A record of PubMed.
    Pmid(Pmid),
}

/// The address of a page, `http` or `https`, without its fragment.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Address(Url);

/// A digital object identifier, in lower case: `10.1000/182`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Doi(pub(super) String);

/// A book's number: thirteen digits whose last one checks the others.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Isbn(pub(super) String);

/// A preprint's number, with its version if one was named: `1706.03762v5`, `hep-th/9901001`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Arxiv(pub(super) String);

/// A record's number in PubMed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Pmid(pub(super) u32);

impl Ask {
    /// The page at an address. Its fragment stays here: with `#:~:text=` it holds words. `None` for what is no address of the web, and
    /// for what holds a space or a control character.
    pub fn url(address: &str) -> Option<Self> {
        let address = address.trim();
        // A parser of addresses drops tabs and line ends, and encodes spaces.
        if address.len() > LONGEST || address.chars().any(|c| c.is_whitespace() || c.is_control()) {
            return None;
        }
        let mut url = Url::parse(address).ok()?;
        url.set_fragment(None);
        let fits = matches!(url.scheme(), "http" | "https") && url.host().is_some() && url.as_str().len() <= LONGEST;
        fits.then_some(Self::Url(Address(url)))
    }

    /// A work by its bare DOI.
    pub fn doi(name: &str) -> Option<Self> {
        number::is_doi(name).then(|| Self::Doi(Doi(name.to_ascii_lowercase())))
    }

    /// A book by ten or thirteen digits, however they are grouped; `None` if they do not check.
    pub fn isbn(number: &str) -> Option<Self> {
        number::isbn(number).map(|digits| Self::Isbn(Isbn(digits)))
    }

    /// A preprint by its bare number.
    pub fn arxiv(number: &str) -> Option<Self> {
        number::is_arxiv(number).then(|| Self::Arxiv(Arxiv(number.to_owned())))
    }

    /// A record of PubMed by its number.
    pub fn pmid(number: &str) -> Option<Self> {
        number::pmid(number).map(|number| Self::Pmid(Pmid(number)))
    }

    /// The identifier without its kind.
    pub fn name(&self) -> String {
        match self {
            Self::Url(Address(url)) => url.as_str().to_owned(),
            Self::Doi(Doi(name)) | Self::Isbn(Isbn(name)) | Self::Arxiv(Arxiv(name)) => name.clone(),
            Self::Pmid(Pmid(number)) => number.to_string(),
        }
    }

    /// Whether it looks like something that is not everybody's to know: a token in the address, a path that nobody could guess, a host
    /// that is not public. Such an address is asked for where it leads, and named to nobody else.
    pub fn is_secret(&self) -> bool {
        match self {
            Self::Url(Address(url)) => secret::is_secret(url),
            _ => false,
        }
    }

    /// The address, if it is one.
    pub(super) fn address(&self) -> Option<&Url> {
        match self {
            Self::Url(Address(url)) => Some(url),
            _ => None,
        }
    }
}

impl fmt::Display for Ask {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self {
            Self::Url(_) => "",
            Self::Doi(_) => "doi:",
            Self::Isbn(_) => "isbn:",
            Self::Arxiv(_) => "arxiv:",
            Self::Pmid(_) => "pmid:",
        };
        write!(f, "{kind}{}", self.name())
    }
}
