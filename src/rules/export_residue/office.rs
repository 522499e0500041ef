//! Readers of what word processors and reference managers leave.

use super::remnant::{Mend, Remnant};
use crate::finding::Safety;
use crate::markdown::Block;
use crate::rules::cursor::Cursor;

/// What Word prints for a cross-reference whose target is gone, in its languages.
const ERRORS: &[&str] = &[
    "Error! Reference source not found",
    "Error! Bookmark not defined",
    "Error! No bookmark name given",
    "Error! Not a valid link",
    "Error! Hyperlink reference not valid",
    "Error! Unknown switch argument",
    "Error! No se encuentra el origen de la referencia",
    "Error! Marcador no definido",
    "Erreur ! Source du renvoi introuvable",
    "Erreur ! Signet non d\u{e9}fini",
    "Erreur\u{a0}! Source du renvoi introuvable",
    "Erreur\u{a0}! Signet non d\u{e9}fini",
    "Errore. L'origine riferimento non \u{e8} stata trovata",
    "Errore. Il segnalibro non \u{e8} definito",
    "Erro! Fonte de refer\u{ea}ncia n\u{e3}o encontrada",
    "Erro! A origem da refer\u{ea}ncia n\u{e3}o foi encontrada",
    "Erro! Indicador n\u{e3}o definido",
    "Fehler! Verweisquelle konnte nicht gefunden werden",
    "Fehler! Textmarke nicht definiert",
    "Fout! Verwijzingsbron niet gevonden",
    "Fout! Bladwijzer niet gedefinieerd",
    "B\u{142}\u{105}d! Nie mo\u{17c}na odnale\u{17a}\u{107} \u{17a}r\u{f3}d\u{142}a odwo\u{142}ania",
    "\u{41e}\u{448}\u{438}\u{431}\u{43a}\u{430}! \u{418}\u{441}\u{442}\u{43e}\u{447}\u{43d}\u{438}\u{43a} \u{441}\u{441}\u{44b}\u{43b}\u{43a}\u{438} \u{43d}\u{435} \u{43d}\u{430}\u{439}\u{434}\u{435}\u{43d}",
    "\u{9519}\u{8bef}!\u{672a}\u{627e}\u{5230}\u{5f15}\u{7528}\u{6e90}",
    "\u{30a8}\u{30e9}\u{30fc}! \u{53c2}\u{7167}\u{5143}\u{304c}\u{898b}\u{3064}\u{304b}\u{308a}\u{307e}\u{305b}\u{3093}",
];

/// `Error! Reference source not found.`
pub fn reference_error(block: &Block, at: usize) -> Option<Remnant> {
    let mut cursor = Cursor::new(&block.text, at);
    ERRORS.iter().find(|error| cursor.eat(error).is_some())?;
    let _ = cursor.eat(".").or_else(|| cursor.eat("\u{3002}"));
    let start = at - if block.text[..at].ends_with('\u{a1}') { '\u{a1}'.len_utf8() } else { 0 };
    Some(Remnant {
        range: start..cursor.at,
        what: "what Word prints where a cross-reference has lost its target",
        advice: "write what it referred to",
        mend: Mend::Remove(Safety::Unsafe),
    })
}

/// Names of field codes, as they follow `ADDIN`.
const FIELDS: &[&str] = &[
    "ZOTERO_ITEM",
    "ZOTERO_BIBL",
    "ZOTERO_TEMP",
    "EN.CITE",
    "EN.REFLIST",
    "CSL_CITATION",
    "Mendeley",
    "PAPERS2_CITATIONS",
    "CitaviPlaceholder",
];

/// `ADDIN ZOTERO_ITEM CSL_CITATION {…}`, `ADDIN EN.CITE <EndNote>…</EndNote>`; what a reader was to see stands behind it.
pub fn field_code(block: &Block, at: usize) -> Option<Remnant> {
    let mut cursor = Cursor::new(&block.text, at);
    cursor.eat("ADDIN ")?;
    cursor.spaces();
    cursor.eat_any(FIELDS)?;
    let name = cursor.at;
    let mut data = cursor;
    let line = cursor.rest().split('\n').next().unwrap_or("");
    if line.contains('{') && data.until("{").is_some() && data.balanced(b'{', b'}').is_some() {
        cursor = data;
        let _ = cursor.eat(" CSL_BIBLIOGRAPHY");
    } else if let Some(end) = line.find("</EndNote>") {
        cursor.at = name + end + "</EndNote>".len();
    } else {
        cursor.at =
            name + line.len() - line.trim_start_matches(|c: char| c.is_ascii_uppercase() || "._ ".contains(c)).len();
        cursor.at -= block.text[..cursor.at].len() - block.text[..cursor.at].trim_end_matches(' ').len();
    }
    Some(Remnant {
        range: at..cursor.at,
        what: "the inside of a citation field that a reference manager put into the text",
        advice: "remove it and keep the citation a reader sees",
        mend: Mend::Remove(Safety::Unsafe),
    })
}

/// `{Smith, 2020 #12}`, EndNote's citation before it was formatted; several stand between semicolons.
pub fn endnote(block: &Block, at: usize) -> Option<Remnant> {
    let mut cursor = Cursor::new(&block.text, at + 1);
    let inside = cursor.until_within("}", 400)?;
    let cited: Option<Vec<String>> = inside.split(';').map(temporary).collect();
    Some(Remnant {
        range: at..cursor.at,
        what: "a citation that EndNote has not formatted",
        advice: "format it, or write the citation out",
        mend: Mend::Rewrite(format!("({})", cited?.join("; "))),
    })
}

/// `Smith, 2020 #12` as `Smith, 2020`; pages may follow.
fn temporary(citation: &str) -> Option<String> {
    let (work, record) = citation.trim().split_once('#')?;
    let (author, year) = work.trim().rsplit_once(", ")?;
    let named = !author.is_empty() && author.chars().all(|c| c.is_alphabetic() || " .,'-&\u{2019}".contains(c));
    let dated = year.len() >= 4 && year.starts_with(|c: char| c.is_ascii_digit());
    let number = record.trim_start().starts_with(|c: char| c.is_ascii_digit());
    (named && dated && number).then(|| format!("{author}, {year}"))
}
