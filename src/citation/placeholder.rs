//! Link targets that lead to no page: `SOURCE-NEEDED`, `url`, `#`, `https://example.com`.

use super::address::host;
use std::borrow::Cow;

/// Targets that are words for an address.
const WORDS: &[&str] = &[
    "url",
    "link",
    "source",
    "source-url",
    "source_url",
    "link-here",
    "link_here",
    "url-here",
    "url_here",
    "your-url",
    "your-link",
    "your_url",
    "insert-url",
    "insert_url",
    "insert-link",
    "insert_link",
    "insert-url-here",
    "insert-link-here",
    "todo",
    "tbd",
    "tk",
    "placeholder",
    "citation",
    "citation-needed",
    "link-to-source",
    "link-to-article",
    "link-to-study",
    "link-to-report",
    "xxx",
];

/// Hosts that stand for any other, whatever the link says.
const ANY_HOSTS: &[&str] = &[
    "your-domain.com",
    "yourdomain.com",
    "your-site.com",
    "yoursite.com",
    "your-website.com",
    "yourwebsite.com",
    "placeholder.com",
    "source-url.com",
    "insert-url.com",
    "insert-link.com",
];

/// Hosts that are reserved for examples.
const EXAMPLE_HOSTS: &[&str] = &["example.com", "example.org", "example.net"];

/// Words by which a link says that it is a source.
const SOURCES: &[&str] = &[
    "source",
    "sources",
    "study",
    "report",
    "article",
    "paper",
    "citation",
    "reference",
    "ref",
    "documentation",
    "survey",
    "press",
    "journal",
    "statistics",
    "data",
    "review",
    "blog",
    "news",
    "research",
    "guide",
];

/// Words by which a link says that it is an example of a link.
const EXAMPLES: &[&str] = &[
    "example",
    "link",
    "text",
    "title",
    "click",
    "here",
    "website",
    "site",
    "page",
    "url",
    "image",
    "foo",
    "bar",
    "baz",
    "test",
    "demo",
    "sample",
    "my",
    "your",
    "placeholder",
    "label",
    "anchor",
    "dashboard",
    "homepage",
    "home",
    "this",
];

/// Whether a target is no address, but the place of one.
pub fn is_blank(target: &str) -> bool {
    let target = if target.contains('\\') { Cow::Owned(target.replace('\\', "")) } else { Cow::Borrowed(target) };
    let capitals =
        ["INSERT_", "INSERT-", "YOUR_", "YOUR-", "REPLACE_", "SOURCE_URL", "SOURCE-URL", "URL_HERE", "LINK_HERE"];
    let bare = target.strip_prefix("https://").or_else(|| target.strip_prefix("http://")).unwrap_or(&target);
    target == "SOURCE-NEEDED"
        || WORDS.iter().any(|word| word.eq_ignore_ascii_case(&target))
        || capitals.iter().any(|prefix| bare.starts_with(prefix))
        || (bare.len() < target.len() && matches!(bare, "" | "..." | "\u{2026}" | "url" | "link" | "URL" | "LINK"))
        || host(&target).is_some_and(|host| ANY_HOSTS.iter().any(|any| any.eq_ignore_ascii_case(host)))
}

/// Whether a link with that target and these words stands where a source should be.
pub fn stands_in(target: &str, words: &str) -> bool {
    if is_blank(target) {
        return true;
    }
    let example = host(target).is_some_and(|host| EXAMPLE_HOSTS.iter().any(|any| any.eq_ignore_ascii_case(host)));
    if !example && target != "#" {
        return false;
    }
    let named: Vec<String> =
        words.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).filter(|word| !word.is_empty()).collect();
    let claims = named.iter().any(|word| SOURCES.contains(&&**word));
    if example {
        // Guides show how a link is written with such hosts; an article's title is no example.
        let shows = words.contains("example.") || named.iter().any(|word| EXAMPLES.contains(&&**word));
        let titled =
            named.len() >= 3 && words.split_whitespace().filter(|w| w.starts_with(char::is_uppercase)).count() >= 2;
        return !shows && (claims || titled);
    }
    // Menus and lists of contents lead to `#` rightly.
    claims && named.len() <= 3
}
