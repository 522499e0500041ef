//! Places in addresses: what site a host belongs to, and pages that every site has.

/// An address as its host and its path with query.
pub fn parts(address: &str) -> Option<(String, &str)> {
    let (_, rest) = address.split_once("://")?;
    let rest = rest.split('#').next()?;
    let cut = rest.find(['/', '?']).unwrap_or(rest.len());
    let (host, path) = rest.split_at_checked(cut)?;
    let host = host.rsplit('@').next()?.trim_end_matches('.').to_ascii_lowercase();
    (!host.is_empty()).then_some((host, path))
}

/// The domain under a public suffix that a host is in: `bbc.co.uk`.
pub fn registrable(host: &str) -> String {
    let host = host.split(':').next().unwrap_or(host).to_ascii_lowercase();
    psl::domain_str(&host).map(str::to_owned).unwrap_or(host)
}

/// Whether two addresses are of one site.
pub fn same_site(one: &str, other: &str) -> bool {
    match (parts(one), parts(other)) {
        (Some((one, _)), Some((other, _))) => registrable(&one) == registrable(&other),
        _ => false,
    }
}

/// Whether two addresses lead to one page: scheme, `www.` and a closing slash aside.
pub fn same_page(one: &str, other: &str) -> bool {
    let page = |address: &str| {
        let (host, path) = parts(address)?;
        Some((host.strip_prefix("www.").map(str::to_owned).unwrap_or(host), path.trim_end_matches('/').to_owned()))
    };
    page(one).is_some_and(|one| Some(one) == page(other))
}

fn path(address: &str) -> String {
    parts(address).map(|(_, path)| path.to_ascii_lowercase()).unwrap_or_default()
}

/// Whether an address is the front of its site: `/`, `/index.html`, `/en-gb/`.
pub fn is_root(address: &str) -> bool {
    let path = path(address);
    if path.contains('?') && path.trim_start_matches('/').starts_with('?') && path.contains('=') {
        // `/?p=123` is a page.
        return false;
    }
    let bare = path.split('?').next().unwrap_or_default().trim_matches('/');
    let language = |text: &str| {
        let (language, region) = text.split_once(['-', '_']).unwrap_or((text, "xx"));
        language.len() == 2
            && region.len() == 2
            && text.bytes().all(|b| b.is_ascii_lowercase() || matches!(b, b'-' | b'_'))
    };
    let front = |text: &str| {
        matches!(
            text,
            "" | "home" | "index" | "index.html" | "index.htm" | "index.php" | "default.aspx" | "home.html" | "main"
        )
    };
    front(bare) || language(bare) || bare.split_once('/').is_some_and(|(head, tail)| language(head) && front(tail))
}

/// Whether an address names the page of a site for what it does not have.
pub fn is_error(address: &str) -> bool {
    path(address).split(['/', '?', '&', '=']).any(|part| {
        let stem = part.split('.').next().unwrap_or_default();
        matches!(
            stem,
            "404"
                | "notfound"
                | "not-found"
                | "not_found"
                | "pagenotfound"
                | "page-not-found"
                | "page_not_found"
                | "error404"
                | "404error"
                | "404page"
                | "errorpage"
                | "filenotfound"
        )
    })
}

/// Whether an address is where a site asks who one is, or for leave to keep cookies.
pub fn is_gate(address: &str) -> bool {
    let Some((host, path)) = parts(address) else { return false };
    let path = path.to_ascii_lowercase();
    let named = |text: &str, names: &[&str]| text.split(['/', '?', '.', '-', '_']).any(|part| names.contains(&part));
    let gate = ["login", "signin", "logon", "sso", "consent", "cookiewall", "privacywall"];
    let hosts = ["consent", "login", "signin", "accounts", "sso", "auth", "idp", "myprivacy", "cmp"];
    let bare = path.split('?').next().unwrap_or_default();
    host.split('.').next().is_some_and(|head| hosts.contains(&head))
        || named(bare, &gate)
        || bare.contains("sign-in")
        || bare.contains("log-in")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_known_by_their_addresses() {
        for root in [
            "https://a.example",
            "https://a.example/",
            "https://a.example/index.html",
            "https://a.example/en-gb/",
            "https://a.example/de/home",
            "http://a.example/?",
        ] {
            assert!(is_root(root), "{root}");
        }
        for page in [
            "https://a.example/report",
            "https://a.example/?p=12",
            "https://a.example/eng",
            "https://a.example/en/report",
        ] {
            assert!(!is_root(page), "{page}");
        }
        assert!(
            is_error("https://a.example/404.html")
                && is_error("https://a.example/en/not-found?from=x")
                && is_error("https://a.example/error/404")
        );
        assert!(!is_error("https://a.example/why-404-is-funny") && !is_error("https://a.example/blog/4040"));
        assert!(
            is_gate("https://consent.a.example/m?x")
                && is_gate("https://a.example/login?next=/x")
                && is_gate("https://a.example/account/sign-in")
        );
        assert!(!is_gate("https://a.example/a-login-story-x?login=1") || is_gate("https://a.example/login"));
        assert!(
            same_site("https://www.mill.co.uk/a", "http://news.mill.co.uk/b")
                && !same_site("https://a.co.uk", "https://b.co.uk")
        );
        assert!(
            same_page("http://www.a.example/x/", "https://a.example/x#y")
                && !same_page("https://a.example/x", "https://a.example/y")
        );
    }
}
