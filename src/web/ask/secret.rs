//! Addresses that are not everybody's to know. Wrongly called secret, a page is not looked up in an archive; wrongly called public, it
//! is shown to a stranger. So the doubtful are secret.

use crate::web::guard;
use url::Url;

/// Parts of a parameter's name, between what is no letter, that announce a credential.
const WORDS: &[&str] = &[
    "token",
    "sig",
    "signature",
    "key",
    "auth",
    "authorization",
    "session",
    "sessionid",
    "sid",
    "secret",
    "password",
    "passwd",
    "pwd",
    "jwt",
    "ticket",
    "credential",
    "hmac",
    "otp",
    "nonce",
    "invite",
    "apikey",
    "accesskey",
    "authkey",
    "phpsessid",
    "jsessionid",
    "sas",
];

/// Endings of a name whose words are run together: `accesstoken`.
const ENDINGS: &[&str] = &["token", "signature", "secret", "apikey", "password", "session", "sessionid"];

/// Whether an address is private by what it holds or where it leads.
pub fn is_secret(url: &Url) -> bool {
    if !url.username().is_empty() || url.password().is_some() || guard::vet(url).is_err() {
        return true;
    }
    let parameter = url.query_pairs().any(|(name, value)| announces(&name) || is_random(&value));
    // `;jsessionid=…` stands in a path.
    let segments = || url.path().split(['/', ';', '=', ',', '.']);
    parameter
        || segments().any(is_random)
        || url.path().split(';').skip(1).any(|part| announces(part.split('=').next().unwrap_or(part)))
}

/// Whether a parameter's name says that its value lets somebody in.
fn announces(name: &str) -> bool {
    let mut plain = String::new();
    let mut before = ' ';
    for c in name.chars() {
        // A capital begins a word in `accessToken`, not in `APIKEY`.
        if c.is_ascii_uppercase() && before.is_ascii_lowercase() {
            plain.push(' ');
        }
        plain.push(if c.is_ascii_alphabetic() { c.to_ascii_lowercase() } else { ' ' });
        before = c;
    }
    plain.split_whitespace().any(|word| WORDS.contains(&word) || ENDINGS.iter().any(|ending| word.ends_with(ending)))
}

/// Whether text is as nobody would write it: a long run of letters and digits that keeps changing between the two and between capitals
/// and small letters, or a long number in base 16.
fn is_random(text: &str) -> bool {
    let bare = || text.bytes().filter(|b| *b != b'-' && *b != b'_');
    if bare().count() < 16 || !bare().all(|b| b.is_ascii_alphanumeric()) {
        return false;
    }
    let count = |what: fn(&u8) -> bool| bare().filter(what).count();
    let (digits, capitals) = (count(u8::is_ascii_digit), count(u8::is_ascii_uppercase));
    let small = count(u8::is_ascii_lowercase);
    if bare().all(|b| b.is_ascii_hexdigit()) && bare().count() >= 32 && digits > 0 && capitals + small > 0 {
        return true;
    }
    let class = |b: u8| (b.is_ascii_digit(), b.is_ascii_uppercase());
    let changes = bare().zip(bare().skip(1)).filter(|(a, b)| class(*a) != class(*b)).count();
    // A title with capitals changes once a word; what is drawn by lot changes at every second sign.
    let mixed = small > 1 && capitals > 1 || digits > 2 && small + capitals > 2;
    mixed && changes * 5 >= bare().count() * 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret(address: &str) -> bool {
        is_secret(&Url::parse(address).unwrap())
    }

    #[test]
    fn what_lets_somebody_in_is_secret() {
        for address in [
            "https://example.org/a?token=1",
            "https://example.org/a?access_token=x",
            "https://example.org/a?accessToken=x",
            "https://bucket.example.com/a.pdf?X-Amz-Signature=0a&X-Amz-Date=1",
            "https://bucket.example.com/a.pdf?sig=x",
            "https://example.org/a?api-key=x",
            "https://example.org/a;jsessionid=3F",
            "https://example.org/a?PHPSESSID=3",
            "https://docs.example.com/document/d/1aBcD3fGh1JkLmN0pQrStUvWxYz12345678aBcD/edit",
            "https://example.org/share/6f1ed002ab5595859014ebf0951522d9",
            "https://example.org/f/123e4567-e89b-12d3-a456-426614174000",
            "http://wiki/page",
            "http://192.168.1.4/report",
            "https://files.local/a",
            "https://user:pass@example.org/",
            "https://example.org:9000/a",
        ] {
            assert!(secret(address), "{address}");
        }
    }

    #[test]
    fn what_anybody_could_type_is_not() {
        for address in [
            "https://example.org/2019/03/14/the-Town-that-floods-each-Spring-of-2019.html",
            "https://example.org/news/uk-england-12345678",
            "https://www.example.com/science/article/pii/S0140673610601754",
            "https://example.org/index.php?title=Salt_Marsh&oldid=123456789",
            "https://video.example.com/watch?v=dQw4w9WgXcQ",
            "https://example.org/articles/s41586-019-1666-5",
            "https://example.org/InternationalJournalOfCoastalResearchVolume12Issue3",
            "https://example.org/search?q=keyboard+monkey&sort=assignment",
            "https://example.org/a?author=smith&design=1",
        ] {
            assert!(!secret(address), "{address}");
        }
    }
}
