//! The parameters of a query, and which of them only track.

use crate::bibliography::CLICKS;
use std::ops::Range;

/// A parameter as it is written.
#[derive(Debug)]
pub struct Parameter<'a> {
    /// `?`, `&` or `&amp;` before it.
    pub joint: Range<usize>,
    /// Name and value.
    pub range: Range<usize>,
    name: &'a str,
    value: &'a str,
}

/// The parameters of the query from its question mark at `mark` to `end`.
pub fn split(text: &str, mark: usize, end: usize) -> Vec<Parameter<'_>> {
    let mut parameters = Vec::new();
    let mut joint = mark..mark + 1;
    loop {
        let start = joint.end;
        let stop = memchr::memchr(b'&', &text.as_bytes()[start..end]).map_or(end, |n| start + n);
        let (name, value) = text[start..stop].split_once('=').unwrap_or((&text[start..stop], ""));
        parameters.push(Parameter { joint, range: start..stop, name, value });
        if stop == end {
            return parameters;
        }
        let entity = ["&amp;", "&#38;", "&"].into_iter().find(|joint| text[stop..end].starts_with(joint));
        joint = stop..stop + entity.map_or(1, str::len);
    }
}

/// Where the query ends that starts at `from`: at the fragment or the address's end.
pub fn query_end(text: &str, from: usize) -> usize {
    let stop = |c: char| {
        c.is_whitespace()
            || !c.is_ascii()
            || matches!(c, '#' | ')' | ']' | '>' | '<' | '"' | '\'' | '`' | '|' | '}' | '?')
    };
    let mut end = text[from..].find(stop).map_or(text.len(), |n| from + n);
    // `&#38;` is a joint, not a fragment.
    while text[..end].ends_with('&') && text[end..].starts_with("#38;") {
        end = text[end + 4..].find(stop).map_or(text.len(), |n| end + 4 + n);
    }
    from + text[from..end].trim_end_matches(['.', ',', ';', ':', '!', '*', '&', '\\']).len()
}

/// Chat tools by how their names begin in `utm_source`.
const TOOLS: &[(&str, &str)] = &[
    ("chatgpt", "ChatGPT"),
    ("openai", "ChatGPT"),
    ("copilot", "Copilot"),
    ("perplexity", "Perplexity"),
    ("pplx", "Perplexity"),
    ("claude", "Claude"),
    ("gemini", "Gemini"),
    ("grok", "Grok"),
    ("deepseek", "DeepSeek"),
    ("kimi", "Kimi"),
    ("mistral", "Le Chat"),
    ("poe.com", "Poe"),
    ("you.com", "You.com"),
    ("phind", "Phind"),
    ("meta.ai", "Meta AI"),
    ("bard.google", "Gemini"),
];

/// What `utm_source` and `utm_medium` say of a link that was taken from a mail, a feed, an advertisement or a post. A campaign
/// of the writer's own, such as `utm_source=badge`, is none of our business.
const CHANNELS: &[&str] = &[
    "newsletter",
    "email",
    "e-mail",
    "mail",
    "rss",
    "feed",
    "feedburner",
    "social",
    "social-media",
    "socialmedia",
    "facebook",
    "fb",
    "twitter",
    "x",
    "t.co",
    "linkedin",
    "instagram",
    "ig",
    "reddit",
    "pinterest",
    "tiktok",
    "whatsapp",
    "telegram",
    "youtube",
    "google",
    "bing",
    "cpc",
    "ppc",
    "paid",
    "display",
    "push",
    "share",
    "sharing",
    "copy",
    "substack",
    "pocket",
    "flipboard",
    "mailchimp",
    "hs_email",
];

impl Parameter<'_> {
    /// The chat tool that set the parameter.
    pub fn tool(&self) -> Option<&'static str> {
        let name = self.name.replace('\\', "").to_ascii_lowercase();
        if !matches!(&*name, "utm_source" | "referrer" | "ref" | "source") {
            return None;
        }
        let value = self.value.to_ascii_lowercase();
        let named = |tool: &&(&str, &'static str)| {
            let rest = value.strip_prefix(tool.0);
            // `ref=claude` may name a branch; only the host counts there. `utm_source` says what it says.
            rest.is_some_and(|rest| name == "utm_source" || [".com", ".ai", ".com/", ".ai/"].contains(&rest))
        };
        TOOLS.iter().find(named).map(|tool| tool.1)
    }

    /// Whether the parameter only tracks, seen among `all` of its query.
    pub fn tracks(&self, all: &[Parameter<'_>]) -> bool {
        let name = self.name.replace('\\', "").to_ascii_lowercase();
        if CLICKS.contains(&&*name) {
            return !self.value.is_empty();
        }
        let utm = |p: &Parameter<'_>| p.name.replace('\\', "").to_ascii_lowercase().starts_with("utm_");
        let channel = |p: &Parameter<'_>| CHANNELS.contains(&&*p.value.to_ascii_lowercase());
        utm(self) && all.iter().any(|p| utm(p) && (channel(p) || p.tool().is_some()))
    }
}
