//! Walls: answers that are meant for a person with a browser, whatever their status.

use super::judge::Answer;
use crate::evidence::page::{Page, Scope};

/// Titles of pages that ask whether a person is reading, whole or as a beginning, in small letters.
const TITLES: &[&str] = &[
    "just a moment",
    "attention required",
    "access denied",
    "access to this page has been denied",
    "are you a robot",
    "are you human",
    "verify you are human",
    "verifying you are human",
    "human verification",
    "pardon our interruption",
    "robot or human",
    "security check",
    "security verification",
    "checking your browser",
    "please wait",
    "one moment, please",
    "client challenge",
    "ddos-guard",
    "bot verification",
    "you have been blocked",
    "sorry, you have been blocked",
    "request blocked",
    "captcha",
    "recaptcha",
    "before you continue",
    "please enable javascript",
    "please enable cookies",
    "403 forbidden",
    "forbidden",
    "error 403",
    "429 too many requests",
    "too many requests",
    "request rejected",
    "validate user",
    "unusual traffic",
    "redirecting",
    "un momento",
    "un instant",
    "einen moment",
    "nur einen moment",
    "bitte warten",
    "zugriff verweigert",
    "acc\u{e8}s refus\u{e9}",
    "acceso denegado",
    "accesso negato",
    "acesso negado",
    "toegang geweigerd",
    "\u{434}\u{43e}\u{441}\u{442}\u{443}\u{43f} \u{437}\u{430}\u{43f}\u{440}\u{435}\u{449}\u{435}\u{43d}",
    "\u{8bf7}\u{7a0d}\u{5019}",
    "\u{304a}\u{5f85}\u{3061}\u{304f}\u{3060}\u{3055}\u{3044}",
];
/// A wall has little text.
const LITTLE: usize = 2500;

/// What in an answer tells a wall: a header or a title.
pub fn sign(answer: &Answer) -> Option<String> {
    let header = |name: &str| answer.header(name).map(str::to_ascii_lowercase);
    let says =
        |name: &str, values: &[&str]| header(name).is_some_and(|own| values.iter().any(|value| own.contains(value)));
    if says("cf-mitigated", &["challenge", "block"]) || says("x-amzn-waf-action", &["captcha", "challenge"]) {
        return Some("a challenge for browsers".to_owned());
    }
    let turned_away = header("x-datadome").is_some() || says("server", &["ddos-guard"]);
    if answer.status >= 400 && turned_away {
        return Some("a challenge for browsers".to_owned());
    }
    if says("x-vercel-mitigated", &["challenge", "deny"]) {
        return Some("a challenge for browsers".to_owned());
    }
    answer.page.and_then(titled)
}

fn titled(page: &Page) -> Option<String> {
    let little = page.text.len() < LITTLE || page.scope == Scope::None;
    let title = if page.tab.is_empty() { &page.heading } else { &page.tab };
    let lower = title.to_lowercase();
    let bare = lower.trim_start_matches(|c: char| !c.is_alphanumeric());
    let starts = |head: &&str| {
        // What follows may be a mark or the site's name, not the rest of a sentence.
        bare.strip_prefix(*head).is_some_and(|rest| {
            let rest = rest.trim_start_matches(['.', '\u{2026}', '!', '?', ' ']);
            !rest.starts_with(|c: char| c.is_alphanumeric())
        })
    };
    (little && TITLES.iter().any(starts)).then(|| format!("a page titled `{title}`"))
}
