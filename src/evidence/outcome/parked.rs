//! Domains that answer with an offer of themselves.

use crate::evidence::page::Page;

/// What such pages say in their title or first lines, in small letters.
const OFFERS: &[&str] = &[
    "domain is for sale",
    "domain may be for sale",
    "domain name is for sale",
    "domain for sale",
    "buy this domain",
    "this domain is parked",
    "domain is parked",
    "parked domain",
    "domain has expired",
    "domain name has expired",
    "this domain is available",
    "inquire about this domain",
    "get this domain",
    "domain steht zum verkauf",
    "domain zu verkaufen",
    "domain kaufen",
    "domaine est \u{e0} vendre",
    "domaine \u{e0} vendre",
    "dominio en venta",
    "dominio est\u{e1} en venta",
    "dominio in vendita",
    "dominio \u{e8} in vendita",
    "dom\u{ed}nio \u{e0} venda",
    "domein te koop",
    "domein is te koop",
    "domena na sprzeda\u{17c}",
    "dom\u{e9}na na prodej",
    "dom\u{e4}nen \u{e4}r till salu",
    "\u{434}\u{43e}\u{43c}\u{435}\u{43d} \u{43f}\u{440}\u{43e}\u{434}\u{430}\u{435}\u{442}\u{441}\u{44f}",
    "\u{57df}\u{540d}\u{51fa}\u{552e}",
    "\u{6b64}\u{57df}\u{540d}",
    "\u{30c9}\u{30e1}\u{30a4}\u{30f3}\u{306f}\u{8ca9}\u{58f2}",
    "alan ad\u{131} sat\u{131}l\u{131}kt\u{131}r",
];
/// Hosts to which parked domains lead.
pub const HOSTS: &[&str] = &[
    "sedo.com",
    "sedoparking.com",
    "dan.com",
    "afternic.com",
    "hugedomains.com",
    "parkingcrew.net",
    "bodis.com",
    "above.com",
    "undeveloped.com",
    "buydomains.com",
    "uniregistry.com",
    "domainmarket.com",
    "parklogic.com",
    "atom.com",
    "forsale.godaddy.com",
    "domains.squadhelp.com",
];
/// An offer has little text.
const LITTLE: usize = 4000;

/// Whether a page offers its domain: it says so, is short, and holds no word of the title that the source had.
pub fn is_offer(page: &Page, title_before: &str) -> bool {
    if page.text.len() > LITTLE {
        return false;
    }
    let start: String = page.text.chars().take(1500).collect();
    let said = format!("{}\n{}\n{}", page.tab, page.heading, start).to_lowercase();
    OFFERS.iter().any(|offer| said.contains(offer)) && !shares_a_word(&said, title_before)
}

/// Whether a text holds a word of a title that tells something: of five letters or more.
fn shares_a_word(said: &str, title: &str) -> bool {
    let title = title.to_lowercase();
    let mut words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() >= 5);
    words.any(|word| !matches!(word, "domain" | "domains") && said.contains(word))
}
