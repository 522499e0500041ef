//! A redirect or a proxy in place of the page: `google.com/url?q=…`, `l.facebook.com`, AMP, safe links.

use super::{Check, Fixable, Group, Rule};
use crate::check::Passage;
use crate::citation::address::{Address, Place, addresses, host, is_within};
use crate::finding::{Edit, Finding, Repair, Severity};
use crate::index::decode;
use crate::markdown::Block;

pub static RULE: Rule = Rule {
    name: "wrapped-url",
    group: Group::Source,
    severity: Severity::Warning,
    fixable: Fixable::Sometimes,
    page: include_str!("wrapped_url.md"),
    check: Check::Block(check),
    ..Rule::DEFAULT
};

/// How a wrapper holds the page's address.
enum Hold {
    /// In one of these parameters.
    Parameter(&'static [&'static str]),
    /// As the rest of the path, without the scheme: `s/` before it means `https`.
    Path,
    /// As the host with its dots turned into hyphens.
    Host,
    /// Not at all.
    Nowhere,
}

/// Host, how its path starts, what it is, and where the page's address is.
const WRAPPERS: &[(&str, &str, &str, Hold)] = &[
    ("google.com", "/url", "a redirect of Google", Hold::Parameter(&["q", "url"])),
    ("google.com", "/amp/", "Google's AMP copy of a page", Hold::Path),
    ("cdn.ampproject.org", "/", "an AMP copy of a page", Hold::Path),
    ("vertexaisearch.cloud.google.com", "/grounding-api-redirect/", "a redirect of Gemini that expires", Hold::Nowhere),
    ("l.facebook.com", "/l.php", "a redirect of Facebook", Hold::Parameter(&["u"])),
    ("lm.facebook.com", "/l.php", "a redirect of Facebook", Hold::Parameter(&["u"])),
    ("l.instagram.com", "/", "a redirect of Instagram", Hold::Parameter(&["u"])),
    ("l.messenger.com", "/l.php", "a redirect of Messenger", Hold::Parameter(&["u"])),
    ("out.reddit.com", "/", "a redirect of Reddit", Hold::Parameter(&["url"])),
    ("youtube.com", "/redirect", "a redirect of YouTube", Hold::Parameter(&["q"])),
    ("linkedin.com", "/redir/redirect", "a redirect of LinkedIn", Hold::Parameter(&["url"])),
    ("steamcommunity.com", "/linkfilter/", "a redirect of Steam", Hold::Parameter(&["u", "url"])),
    ("slack-redir.net", "/link", "a redirect of Slack", Hold::Parameter(&["url"])),
    ("vk.com", "/away.php", "a redirect of VK", Hold::Parameter(&["to"])),
    ("link.zhihu.com", "/", "a redirect of Zhihu", Hold::Parameter(&["target"])),
    ("duckduckgo.com", "/l/", "a redirect of DuckDuckGo", Hold::Parameter(&["uddg"])),
    ("bing.com", "/ck/a", "a redirect of Bing", Hold::Nowhere),
    ("safelinks.protection.outlook.com", "/", "a redirect of Outlook", Hold::Parameter(&["url"])),
    ("urldefense.com", "/v3/", "a redirect of a mail filter", Hold::Nowhere),
    ("translate.google.com", "/translate", "a translation of a page", Hold::Parameter(&["u"])),
    ("translate.goog", "/", "a translation of a page", Hold::Host),
    ("t.co", "/", "a redirect of X", Hold::Nowhere),
    ("lnkd.in", "/", "a redirect of LinkedIn", Hold::Nowhere),
];

fn check(passage: &Passage<'_>, findings: &mut Vec<Finding>) {
    let block = passage.block;
    for address in addresses(block) {
        // What an image or a page's code loads is no citation.
        if matches!(address.place, Place::Target | Place::Plain | Place::Anchor) {
            findings.extend(finding(block, &address));
        }
    }
}

fn finding(block: &Block, address: &Address) -> Option<Finding> {
    let url = &block.text[address.range.clone()];
    let host = host(url)?;
    let path = &url[url.find(host)? + host.len()..];
    // Google has a host for each country.
    let named = |domain: &str| match domain {
        "google.com" => host == "google.com" || host.strip_prefix("google.").is_some_and(|c| c.len() <= 6),
        "translate.goog" => host.ends_with(".translate.goog"),
        "cdn.ampproject.org" | "safelinks.protection.outlook.com" => is_within(host, domain),
        _ => host == domain,
    };
    let long = path.len() > 1;
    let (_, _, what, hold) = WRAPPERS.iter().find(|row| long && named(row.0) && starts(path, row.1))?;
    // In HTML an ampersand is written as an entity, and a quotation mark might end the attribute.
    let page = match address.place {
        Place::Anchor => {
            unwrap(host, path, hold).filter(|page| !page.contains('\'')).map(|page| page.replace('&', "&amp;"))
        }
        _ => unwrap(host, path, hold),
    };
    let message = match (&page, what.contains("expires")) {
        (Some(_), _) => format!("This address is {what}; cite the page itself"),
        (None, true) => format!(
            "This address is {what}, and then nobody can tell what was cited; open it now and cite the page itself"
        ),
        (None, false) => format!("This address is {what} and hides the page; open it and cite the page itself"),
    };
    let finding = Finding::new(&RULE, address.range.clone(), message);
    Some(match page {
        Some(page) => {
            finding.repair(Repair::safe("Link to the page itself", vec![Edit::replace(address.range.clone(), page)]))
        }
        None => finding,
    })
}

/// Whether `path` starts with `prefix`; a prefix that ends in a letter must be a whole segment.
fn starts(path: &str, prefix: &str) -> bool {
    path.strip_prefix(prefix)
        .is_some_and(|rest| prefix.ends_with('/') || rest.starts_with(['?', '/']) || rest.is_empty())
}

/// The page's address, if the wrapper holds a whole one.
fn unwrap(domain: &str, path: &str, hold: &Hold) -> Option<String> {
    let page = match hold {
        Hold::Nowhere => return None,
        Hold::Parameter(names) => {
            let query = path.split_once('?')?.1.split('#').next()?;
            let mut parameters =
                query.split('&').map(|p| p.strip_prefix("amp;").unwrap_or(p)).filter_map(|p| p.split_once('='));
            decode(parameters.find(|(name, value)| names.contains(name) && value.contains("http"))?.1)?
        }
        Hold::Path => {
            let rest = path.trim_start_matches('/');
            let rest = ["amp/", "c/", "v/"].iter().find_map(|kind| rest.strip_prefix(kind)).unwrap_or(rest);
            match rest.strip_prefix("s/") {
                Some(rest) => format!("https://{rest}"),
                None => format!("http://{rest}"),
            }
        }
        Hold::Host => {
            let name = domain.strip_suffix(".translate.goog")?;
            // Two hyphens stand for one, one for a dot.
            let name = name.replace("--", "\n").replace('-', ".").replace('\n', "-");
            format!("https://{name}{}", without_translation(path))
        }
    };
    let sound = host(&page).is_some_and(|host| host.contains('.'))
        && !page.contains(|c: char| c.is_whitespace() || c.is_control() || "<>()[]\"|`\\".contains(c));
    sound.then_some(page)
}

/// A path without the parameters that the translation added.
fn without_translation(path: &str) -> String {
    let Some((path, query)) = path.split_once('?') else { return path.to_owned() };
    let (query, fragment) = query.split_once('#').map_or((query, None), |(query, fragment)| (query, Some(fragment)));
    let kept: Vec<&str> = query.split('&').filter(|p| !p.trim_start_matches("amp;").starts_with("_x_tr_")).collect();
    let query = if kept.is_empty() { String::new() } else { format!("?{}", kept.join("&")) };
    format!("{path}{query}{}", fragment.map_or(String::new(), |fragment| format!("#{fragment}")))
}
