//! Pages that say "there is no such page" and answer as if there were.

use crate::evidence::page::Page;
use std::collections::BTreeSet;

/// What such pages are called, in small letters, whole: a title that goes on is an article about something.
const PHRASES: &[&str] = &[
    // English
    "404",
    "410",
    "404 not found",
    "404 page not found",
    "404 error",
    "error 404",
    "http error 404",
    "410 gone",
    "not found",
    "page not found",
    "page not found 404",
    "error 404 not found",
    "file not found",
    "content not found",
    "article not found",
    "document not found",
    "record not found",
    "item not found",
    "doi not found",
    "object not found",
    "url not found",
    "resource not found",
    "nothing found",
    "page unavailable",
    "page not available",
    "content unavailable",
    "page missing",
    "page does not exist",
    "page doesn't exist",
    "page no longer exists",
    "page can't be found",
    "page cannot be found",
    "page could not be found",
    "page couldn't be found",
    "page was not found",
    "page isn't available",
    "page has been removed",
    "page has moved or been deleted",
    "page you requested could not be found",
    "page you requested cannot be found",
    "page you are looking for does not exist",
    "page you're looking for doesn't exist",
    "page you are looking for cannot be found",
    "we can't find that page",
    "we couldn't find that page",
    "we can't find the page",
    "we can't find the page you're looking for",
    "we could not find the page you requested",
    "requested page not found",
    "site not found",
    "there's nothing here",
    "this page is gone",
    // German
    "seite nicht gefunden",
    "seite wurde nicht gefunden",
    "seite konnte nicht gefunden werden",
    "seite existiert nicht",
    "seite existiert nicht mehr",
    "seite nicht verf\u{fc}gbar",
    "inhalt nicht gefunden",
    "artikel nicht gefunden",
    "fehler 404",
    "404 nicht gefunden",
    "nicht gefunden",
    "404 seite nicht gefunden",
    "dokument nicht gefunden",
    // French
    "page non trouv\u{e9}e",
    "page introuvable",
    "page inexistante",
    "page pas trouv\u{e9}e",
    "erreur 404",
    "404 page non trouv\u{e9}e",
    "cette page n'existe pas",
    "cette page n'existe plus",
    "la page demand\u{e9}e n'existe pas",
    "contenu introuvable",
    "document introuvable",
    "page non disponible",
    // Spanish
    "p\u{e1}gina no encontrada",
    "no se encuentra la p\u{e1}gina",
    "no encontrado",
    "la p\u{e1}gina no existe",
    "esta p\u{e1}gina no existe",
    "p\u{e1}gina no disponible",
    "contenido no encontrado",
    "no se ha encontrado la p\u{e1}gina",
    // Portuguese
    "p\u{e1}gina n\u{e3}o encontrada",
    "p\u{e1}gina n\u{e3}o existe",
    "esta p\u{e1}gina n\u{e3}o existe",
    "erro 404",
    "n\u{e3}o encontrado",
    "conte\u{fa}do n\u{e3}o encontrado",
    // Italian
    "pagina non trovata",
    "pagina inesistente",
    "la pagina non esiste",
    "questa pagina non esiste",
    "errore 404",
    "pagina non disponibile",
    "contenuto non trovato",
    // Dutch
    "pagina niet gevonden",
    "deze pagina bestaat niet",
    "pagina bestaat niet",
    "deze pagina bestaat niet meer",
    "niet gevonden",
    "fout 404",
    // Danish, Norwegian, Swedish
    "siden blev ikke fundet",
    "siden findes ikke",
    "siden finnes ikke",
    "fant ikke siden",
    "siden ble ikke funnet",
    "sidan hittades inte",
    "sidan kunde inte hittas",
    "sidan finns inte",
    "side ikke fundet",
    "siden kunne ikke findes",
    "ikke funnet",
    // Polish, Czech
    "nie znaleziono strony",
    "strona nie istnieje",
    "strony nie znaleziono",
    "nie znaleziono",
    "b\u{142}\u{105}d 404",
    "strona nie zosta\u{142}a znaleziona",
    "str\u{e1}nka nenalezena",
    "str\u{e1}nka nebyla nalezena",
    "str\u{e1}nka neexistuje",
    "chyba 404",
    // Russian, Ukrainian
    "\u{441}\u{442}\u{440}\u{430}\u{43d}\u{438}\u{446}\u{430} \u{43d}\u{435} \u{43d}\u{430}\u{439}\u{434}\u{435}\u{43d}\u{430}",
    "\u{43e}\u{448}\u{438}\u{431}\u{43a}\u{430} 404",
    "\u{43d}\u{435} \u{43d}\u{430}\u{439}\u{434}\u{435}\u{43d}\u{43e}",
    "\u{441}\u{442}\u{43e}\u{440}\u{456}\u{43d}\u{43a}\u{443} \u{43d}\u{435} \u{437}\u{43d}\u{430}\u{439}\u{434}\u{435}\u{43d}\u{43e}",
    // Finnish, Hungarian, Turkish
    "sivua ei l\u{f6}ytynyt",
    "sivua ei l\u{f6}ydy",
    "sivu ei l\u{f6}ytynyt",
    "az oldal nem tal\u{e1}lhat\u{f3}",
    "oldal nem tal\u{e1}lhat\u{f3}",
    "sayfa bulunamad\u{131}",
    // Greek
    "\u{3b7} \u{3c3}\u{3b5}\u{3bb}\u{3af}\u{3b4}\u{3b1} \u{3b4}\u{3b5}\u{3bd} \u{3b2}\u{3c1}\u{3ad}\u{3b8}\u{3b7}\u{3ba}\u{3b5}",
    // Japanese, Chinese, Korean
    "\u{30da}\u{30fc}\u{30b8}\u{304c}\u{898b}\u{3064}\u{304b}\u{308a}\u{307e}\u{305b}\u{3093}",
    "\u{30da}\u{30fc}\u{30b8}\u{304c}\u{307f}\u{3064}\u{304b}\u{308a}\u{307e}\u{305b}\u{3093}",
    "\u{304a}\u{63a2}\u{3057}\u{306e}\u{30da}\u{30fc}\u{30b8}\u{306f}\u{898b}\u{3064}\u{304b}\u{308a}\u{307e}\u{305b}\u{3093}",
    "\u{9875}\u{9762}\u{4e0d}\u{5b58}\u{5728}",
    "\u{627e}\u{4e0d}\u{5230}\u{9875}\u{9762}",
    "\u{9875}\u{9762}\u{672a}\u{627e}\u{5230}",
    "\u{9801}\u{9762}\u{4e0d}\u{5b58}\u{5728}",
    "\u{627e}\u{4e0d}\u{5230}\u{9801}\u{9762}",
    "\u{d398}\u{c774}\u{c9c0}\u{b97c} \u{cc3e}\u{c744} \u{c218} \u{c5c6}\u{c2b5}\u{b2c8}\u{b2e4}",
];
/// Words before such a phrase that say nothing.
const LEADS: &[&str] = &[
    "oops",
    "ooops",
    "whoops",
    "sorry",
    "error",
    "uh",
    "oh",
    "hmm",
    "the",
    "this",
    "that",
    "your",
    "diese",
    "die",
    "fehler",
    "erreur",
    "d\u{e9}sol\u{e9}",
    "la",
    "ups",
    "hoppsan",
    "ojd\u{e5}",
    "lo",
    "siento",
    "siamo",
    "spiacenti",
    "!",
    "that's",
    "an",
];

/// Whether a title or a heading, as a whole or in one of its parts, says that there is no such page.
pub fn is_missing_title(title: &str) -> bool {
    let title = title.to_lowercase().replace(['\u{2019}', '\u{2018}'], "'");
    let parts = || {
        title.split([
            '|', '\u{2013}', '\u{2014}', '\u{b7}', ':', '\u{2022}', '\u{bb}', '(', ')', '!', '.', '?', ',', '\u{3002}',
        ])
    };
    let dashed = || parts().flat_map(|part| part.split(" - "));
    let article = ["the", "this"].iter().any(|lead| title.starts_with(lead)) && title.split_whitespace().count() > 12;
    !article && title.chars().count() <= 160 && dashed().any(is_phrase)
}

fn is_phrase(part: &str) -> bool {
    let words: Vec<&str> =
        part.split(|c: char| c.is_whitespace() || matches!(c, '-' | '/')).filter(|word| !word.is_empty()).collect();
    let lead = words.iter().take_while(|word| LEADS.contains(word)).count();
    // A lead may be part of the phrase.
    (0..=lead).any(|skip| {
        let bare = words.get(skip..).unwrap_or_default().join(" ");
        !bare.is_empty() && PHRASES.contains(&bare.as_str())
    })
}

/// Whether a page is what its site answers to a path that surely is none.
pub fn is_like_probe(page: &Page, probe: &Page) -> bool {
    if page.tab != probe.tab || page.text.is_empty() != probe.text.is_empty() {
        return false;
    }
    let words =
        |page: &Page| -> BTreeSet<String> { page.text.split_whitespace().take(5000).map(str::to_owned).collect() };
    let (one, other) = (words(page), words(probe));
    let shared = one.intersection(&other).count();
    // Paths and times in the text may differ.
    shared * 10 >= one.len().max(other.len()) * 9
}

#[cfg(test)]
mod tests {
    use super::is_missing_title;

    #[test]
    fn titles_say_that_there_is_no_page() {
        for title in [
            "Page not found \u{2013} Example",
            "Oops! We can\u{2019}t find that page",
            "404 Not Found",
            "404",
            "Mill Times | 404 - Page Not Found",
            "Sorry, the page you are looking for cannot be found.",
            "Seite nicht gefunden | M\u{fc}hle",
            "Erreur 404 : page introuvable",
            "P\u{e1}gina no encontrada - Molino",
            "Pagina non trovata",
            "Sidan kunde inte hittas",
            "\u{421}\u{442}\u{440}\u{430}\u{43d}\u{438}\u{446}\u{430} \u{43d}\u{435} \u{43d}\u{430}\u{439}\u{434}\u{435}\u{43d}\u{430}",
            "404 | \u{9875}\u{9762}\u{4e0d}\u{5b58}\u{5728}",
        ] {
            assert!(is_missing_title(title), "{title}");
        }
        for title in [
            "Lost and not found in translation",
            "Evidence of absence not found in ice cores",
            "Why 404 pages matter",
            "Flight 404 crew remembered",
            "The missing page of the mill's ledger",
            "Gone with the weir",
            "HTTP 404 - Wikipedia article on the status code",
            "",
        ] {
            assert!(!is_missing_title(title), "{title}");
        }
    }
}
