//! By what a source is known: the same work under two spellings has one identity.

use super::entry::Entry;
use super::percent::percent_decoded;

/// What tells a source from every other, in the one form in which it is compared; never shown in place of what a writer wrote.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Identity {
    /// The key of an entry in a bibliography.
    Entry(String),
    /// A digital object identifier, in lower case: `10.1000/182`.
    Doi(String),
    /// A preprint on arXiv, without its version: `2103.00020`.
    Arxiv(String),
    /// A book by its number of thirteen digits.
    Isbn(String),
    /// A record of PubMed.
    Pmid(String),
    /// A page, without what does not tell pages apart: scheme, `www.`, a closing slash, fragment, what only tracks.
    Address(String),
    /// A reference that is typed out, by its words.
    Text(String),
}

impl Identity {
    /// What it is called in reports.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Entry(_) => "entry",
            Self::Doi(_) => "doi",
            Self::Arxiv(_) => "arxiv",
            Self::Isbn(_) => "isbn",
            Self::Pmid(_) => "pmid",
            Self::Address(_) => "address",
            Self::Text(_) => "text",
        }
    }

    /// The identity without its kind.
    pub fn name(&self) -> &str {
        match self {
            Self::Entry(name) | Self::Doi(name) | Self::Arxiv(name) | Self::Isbn(name) => name,
            Self::Pmid(name) | Self::Address(name) | Self::Text(name) => name,
        }
    }

    /// Where the work can be looked up; `None` for what is no work, and for a page, which is its own place.
    pub fn lookup(&self) -> Option<String> {
        Some(match self {
            Self::Doi(name) => format!("https://doi.org/{name}"),
            Self::Arxiv(name) => format!("https://arxiv.org/abs/{name}"),
            Self::Isbn(name) => format!("https://openlibrary.org/isbn/{name}"),
            Self::Pmid(name) => format!("https://pubmed.ncbi.nlm.nih.gov/{name}/"),
            Self::Entry(_) | Self::Address(_) | Self::Text(_) => return None,
        })
    }

    /// How writers call its kind, where it is a work's number.
    pub fn label(&self) -> &'static str {
        match self {
            Self::Doi(_) => "DOI",
            Self::Arxiv(_) => "arXiv",
            Self::Isbn(_) => "ISBN",
            Self::Pmid(_) => "PMID",
            Self::Entry(_) | Self::Address(_) | Self::Text(_) => self.kind(),
        }
    }

    /// A DOI as a field or a writer gives it: bare, with a label, or as an address of the resolver. That of a preprint on arXiv is the
    /// preprint.
    pub fn doi(text: &str) -> Option<Self> {
        let start = text.find("10.")?;
        let end = text[start..].find(char::is_whitespace).map_or(text.len(), |n| start + n);
        let decoded = decode(&text[start..end]);
        let name = trim(&decoded).to_lowercase();
        let (registrant, suffix) = name.get(3..)?.split_once('/')?;
        let numbered = registrant.len() >= 4 && registrant.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        if !numbered || suffix.is_empty() {
            return None;
        }
        match suffix.strip_prefix("arxiv.").filter(|_| registrant == "48550") {
            Some(preprint) => Self::arxiv(preprint),
            None => Some(Self::Doi(name)),
        }
    }

    /// A preprint's number, with or without label and version.
    pub fn arxiv(text: &str) -> Option<Self> {
        let text = text.trim();
        let bare = text.get(..6).filter(|head| head.eq_ignore_ascii_case("arxiv:")).map_or(text, |_| &text[6..]);
        let bare = bare.trim_start().split([' ', '?', '#']).next()?.trim_end_matches(".pdf");
        let bare = bare.trim_end_matches(['.', ',', ';', '/', ')']);
        let version = bare
            .rfind('v')
            .filter(|&at| at > 0 && at + 1 < bare.len() && bare[at + 1..].bytes().all(|b| b.is_ascii_digit()));
        let stem = bare[..version.unwrap_or(bare.len())].to_lowercase();
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let new =
            stem.split_once('.').is_some_and(|(month, number)| month.len() == 4 && digits(month) && digits(number));
        let old = stem.split_once('/').is_some_and(|(archive, number)| {
            archive.bytes().all(|b| b.is_ascii_alphabetic() || matches!(b, b'-' | b'.'))
                && !archive.is_empty()
                && number.len() == 7
                && digits(number)
        });
        (new || old).then_some(Self::Arxiv(stem))
    }

    /// A book's number of ten or thirteen digits, however they are grouped.
    pub fn isbn(text: &str) -> Option<Self> {
        let plain: String =
            text.chars().filter(|c| !matches!(c, '-' | ' ' | '\u{2010}'..='\u{2013}' | '\u{a0}')).collect();
        if !plain.is_ascii() {
            return None;
        }
        let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        match plain.len() {
            13 if digits(&plain) => Some(Self::Isbn(plain)),
            10 if digits(&plain[..9]) && plain.ends_with(|c: char| c.is_ascii_digit() || matches!(c, 'x' | 'X')) => {
                let stem = format!("978{}", &plain[..9]);
                let values = stem.bytes().map(|b| u32::from(b - b'0'));
                let sum: u32 = values.zip([1, 3].into_iter().cycle()).map(|(value, weight)| value * weight).sum();
                Some(Self::Isbn(format!("{stem}{}", (10 - sum % 10) % 10)))
            }
            _ => None,
        }
    }

    /// A number in PubMed.
    pub fn pmid(text: &str) -> Option<Self> {
        let number = text.trim().trim_end_matches('/');
        ((1..=8).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit()))
            .then(|| Self::Pmid(number.to_owned()))
    }

    /// What an address leads to: a work where it names one, otherwise a page. `None` for what is no address of the web.
    pub fn address(written: &str) -> Option<Self> {
        let written = written.trim();
        let scheme = ["https://", "http://", "//"].iter().find_map(|scheme| {
            written.get(..scheme.len()).filter(|head| head.eq_ignore_ascii_case(scheme)).map(str::len)
        })?;
        let rest = &written[scheme..];
        let cut = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (host, path) = (host(&rest[..cut])?, &rest[cut..]);
        Some(work(&host, path).unwrap_or_else(|| Self::Address(host + &page(path))))
    }

    /// Everything by which an entry is known, its key first.
    pub fn of_entry(entry: &Entry) -> Vec<Self> {
        let field = |name: &str| entry.field(name).filter(|value| !value.is_empty());
        let mut all = vec![Self::Entry(entry.key.clone())];
        all.extend(field("doi").and_then(Self::doi));
        let archive = field("archiveprefix").or_else(|| field("eprinttype")).unwrap_or_default();
        let eprint = field("eprint").unwrap_or_default();
        if archive.eq_ignore_ascii_case("arxiv") || eprint.get(..6).is_some_and(|p| p.eq_ignore_ascii_case("arxiv:")) {
            all.extend(Self::arxiv(eprint));
        }
        all.extend(field("arxiv").and_then(Self::arxiv));
        all.extend(field("isbn").and_then(|value| Self::isbn(value.split([',', ';']).next()?)));
        all.extend(field("pmid").and_then(Self::pmid));
        all.extend(field("url").map(|url| url.replace('\\', "")).and_then(|url| Self::address(&url)));
        all
    }
}

/// The host as hosts are compared; `None` for what is none.
fn host(text: &str) -> Option<String> {
    let host = text.rsplit('@').next().unwrap_or(text).to_lowercase();
    let host = host.strip_suffix(":443").or_else(|| host.strip_suffix(":80")).unwrap_or(&host);
    let host = host.strip_prefix("www.").unwrap_or(host).trim_end_matches('.');
    (host.contains('.') && !host.contains(char::is_whitespace)).then(|| host.to_owned())
}

/// The work that an address names by its number.
fn work(host: &str, path: &str) -> Option<Identity> {
    let bare = path.split(['?', '#']).next().unwrap_or(path);
    match host {
        "doi.org" | "dx.doi.org" => Identity::doi(bare),
        "arxiv.org" | "export.arxiv.org" => {
            let number = ["/abs/", "/pdf/", "/html/"].iter().find_map(|kind| bare.strip_prefix(kind))?;
            Identity::arxiv(number)
        }
        "pubmed.ncbi.nlm.nih.gov" => Identity::pmid(bare.trim_start_matches('/')),
        "ncbi.nlm.nih.gov" => Identity::pmid(bare.strip_prefix("/pubmed/")?),
        _ => {
            // Publishers' own addresses: `/doi/10.1000/182`, `/doi/full/10.1000/182`.
            let name = &bare[bare.find("/doi/")? + 5..];
            let name =
                ["abs/", "full/", "pdf/", "epdf/", "epub/"].iter().find_map(|p| name.strip_prefix(p)).unwrap_or(name);
            name.starts_with("10.").then(|| Identity::doi(name))?
        }
    }
}

/// Path and query without what does not tell pages apart.
fn page(rest: &str) -> String {
    let (rest, fragment) = rest.split_once('#').unwrap_or((rest, ""));
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let mut page = path.trim_end_matches('/').to_owned();
    let kept = query.split('&').map(|part| part.strip_prefix("amp;").unwrap_or(part));
    let kept = kept.filter(|part| !part.is_empty() && !tracks(part.split('=').next().unwrap_or(part)));
    for (index, part) in kept.enumerate() {
        page.push(if index == 0 { '?' } else { '&' });
        page.push_str(part);
    }
    // Sites of one page tell their pages apart behind the `#`.
    if fragment.starts_with(['!', '/']) {
        page.push('#');
        page.push_str(fragment);
    }
    page
}

/// Whether a parameter of that name is not part of what it leads to.
fn tracks(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.starts_with("utm_") || CLICKS.contains(&&*name)
}

/// Parameters that identify one click or one reader, whatever their value.
pub const CLICKS: &[&str] = &[
    "fbclid",
    "gclid",
    "gclsrc",
    "dclid",
    "gbraid",
    "wbraid",
    "msclkid",
    "yclid",
    "twclid",
    "ttclid",
    "li_fat_id",
    "igshid",
    "igsh",
    "mc_cid",
    "mc_eid",
    "mkt_tok",
    "_hsenc",
    "_hsmi",
    "vero_id",
    "oly_anon_id",
    "oly_enc_id",
    "srsltid",
    "wickedid",
    "s_cid",
    "ref_src",
    "ref_url",
    "guccounter",
    "guce_referrer",
    "guce_referrer_sig",
    "epik",
    "rdt_cid",
    "irclickid",
];

/// Without the sentence's punctuation, and without brackets that open outside.
fn trim(text: &str) -> &str {
    let mut unopened = text.matches(')').count().saturating_sub(text.matches('(').count());
    let mut text = text;
    loop {
        let cut = text.trim_end_matches(['.', ',', ';', ':', '"', '\'', '>', '\u{201d}']);
        match cut.strip_suffix(')').filter(|_| unopened > 0) {
            Some(shorter) => (text, unopened) = (shorter, unopened - 1),
            None => return cut,
        }
    }
}

/// `text` with `%2F` and the like decoded; as it is where that is not UTF-8.
fn decode(text: &str) -> String {
    String::from_utf8(percent_decoded(text)).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::Identity;

    fn name(written: &str) -> String {
        Identity::address(written).map_or_else(String::new, |id| format!("{} {}", id.kind(), id.name()))
    }

    #[test]
    fn pages_are_the_same_whatever_does_not_tell_them_apart() {
        for written in [
            "https://mill.example/report?id=3",
            "http://www.Mill.example:80/report/?id=3#weir",
            "https://mill.example/report?utm_source=post&id=3&fbclid=x",
            "//mill.example/report?id=3",
        ] {
            assert_eq!(name(written), "address mill.example/report?id=3", "{written}");
        }
        assert_ne!(name("https://mill.example/Report"), name("https://mill.example/report"));
        assert_ne!(name("https://mill.example/#/a"), name("https://mill.example/#/b"));
        assert_eq!(name("mailto:lock@mill.example"), "");
        assert_eq!(name("https://localhost/x"), "");
    }

    #[test]
    fn a_work_has_one_name_under_every_address() {
        for written in [
            "https://doi.org/10.1000/ABC182",
            "http://dx.doi.org/10.1000%2Fabc182",
            "https://press.example/doi/full/10.1000/abc182?x=1",
        ] {
            assert_eq!(name(written), "doi 10.1000/abc182", "{written}");
        }
        assert_eq!(name("https://arxiv.org/pdf/2103.00020v2.pdf"), "arxiv 2103.00020");
        assert_eq!(name("https://doi.org/10.48550/arXiv.2103.00020"), "arxiv 2103.00020");
        assert_eq!(name("https://arxiv.org/abs/hep-th/9901001"), "arxiv hep-th/9901001");
        assert_eq!(name("https://pubmed.ncbi.nlm.nih.gov/23193287/"), "pmid 23193287");
        assert_eq!(name("https://www.ncbi.nlm.nih.gov/pubmed/23193287"), "pmid 23193287");
        assert_eq!(Identity::isbn("0-306-40615-2"), Identity::isbn("978 0 306 40615 7"));
        assert_eq!(Identity::doi("doi:10.1000/(a)182)."), Some(Identity::Doi("10.1000/(a)182".into())));
        assert_eq!(Identity::doi("10.12/x"), None);
        for none in ["10.\u{e9}", "10.", "10.1000/)).", "doi"] {
            assert_eq!(Identity::doi(none), None, "{none}");
        }
        assert_eq!(Identity::isbn("97803064\u{e9}"), None);
    }
}
