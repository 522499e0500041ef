//! British and American spelling. A newspaper that quotes across the Atlantic spells as its readers do.

use std::borrow::Cow;

/// What no rule tells, British and American.
const PAIRS: &[(&str, &str)] = &[
    ("acknowledgement", "acknowledgment"),
    ("aeroplane", "airplane"),
    ("ageing", "aging"),
    ("aluminium", "aluminum"),
    ("artefact", "artifact"),
    ("cheque", "check"),
    ("chequered", "checkered"),
    ("cosy", "cozy"),
    ("defence", "defense"),
    ("enquiry", "inquiry"),
    ("fulfil", "fulfill"),
    ("grey", "gray"),
    ("instalment", "installment"),
    ("jewellery", "jewelry"),
    ("judgement", "judgment"),
    ("licence", "license"),
    ("mould", "mold"),
    ("moustache", "mustache"),
    ("offence", "offense"),
    ("plough", "plow"),
    ("practise", "practice"),
    ("practised", "practiced"),
    ("practising", "practicing"),
    ("pretence", "pretense"),
    ("programme", "program"),
    ("pyjamas", "pajamas"),
    ("sceptic", "skeptic"),
    ("sceptical", "skeptical"),
    ("scepticism", "skepticism"),
    ("skilful", "skillful"),
    ("sulphur", "sulfur"),
    ("tyre", "tire"),
    ("wilful", "willful"),
];

/// What may follow `-our` and `-or`, `-re` and `-er`, `-ogue` and `-og`.
const ENDINGS: &[&str] = &[
    "", "s", "d", "ed", "ing", "ings", "ful", "fully", "less", "able", "ably", "ite", "ites", "hood", "ly", "y", "al",
    "er", "ers", "ist", "ists",
];

/// What words have in them of which Americans leave out the first vowel: `anaemia`, `oestrogen`, but not `coexist`.
const DIGRAPHS: &[&str] = &[
    "aemi", "aemo", "aeon", "aesth", "aetio", "alaeo", "amoeb", "caesare", "caesium", "chaeo", "coeli", "diaer",
    "faec", "foet", "haem", "homoeo", "iaeva", "noeuv", "oedem", "oenolog", "oesoph", "oestr", "paed", "rrhoe",
    "ynaec",
];

/// A folded word as Americans spell it. It need not be a word: what is spelt alike before is spelt alike after.
pub fn american(word: &str) -> Cow<'_, str> {
    if let Some((stem, end)) = word.split_once('\'') {
        return Cow::Owned(format!("{}'{end}", american(stem)));
    }
    if word.len() < 4 || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Cow::Borrowed(word);
    }
    let stem = word.strip_suffix('s').unwrap_or(word);
    if let Some((_, known)) = PAIRS.iter().find(|(name, _)| *name == word || *name == stem) {
        return Cow::Owned(if *known == word { word.to_owned() } else { (*known).to_owned() + plural(word, known) });
    }
    const RULES: [fn(&str) -> Option<String>; 6] = [our, ise, yse, re, ogue, ll];
    let turned = RULES.iter().find_map(|rule| rule(word));
    let turned = turned.map_or(Cow::Borrowed(word), Cow::Owned);
    if !turned.contains("ae") && !turned.contains("oe") {
        return turned;
    }
    let lone = |word: String, part: &str| word.replace(part, &part.replace("ae", "e").replace("oe", "e"));
    Cow::Owned(DIGRAPHS.iter().fold(turned.into_owned(), |word, part| lone(word, part)))
}

fn plural(word: &str, known: &str) -> &'static str {
    if word.ends_with('s') && !known.ends_with('s') { "s" } else { "" }
}

/// `stem` before `from`, if an ending follows it.
fn parted<'a>(word: &'a str, from: &str) -> Option<(&'a str, &'a str)> {
    let at = word.rfind(from)?;
    let (stem, end) = (&word[..at], &word[at + from.len()..]);
    ENDINGS.contains(&end).then_some((stem, end))
}

/// `colour`, not `four`, `hour` or `tour`.
fn our(word: &str) -> Option<String> {
    let (stem, end) = parted(word, "our")?;
    (stem.len() > 2 && stem.contains(is_vowel)).then(|| format!("{stem}or{end}"))
}

/// `organise`, `organisation`, not `rise`.
fn ise(word: &str) -> Option<String> {
    const ENDS: [&str; 9] = ["ise", "ised", "ises", "iser", "isers", "ising", "isation", "isations", "isational"];
    let end = ENDS.iter().find(|end| word.ends_with(**end))?;
    let stem = &word[..word.len() - end.len()];
    (stem.len() > 2 && stem.contains(is_vowel)).then(|| format!("{stem}iz{}", &end[2..]))
}

/// `analyse`.
fn yse(word: &str) -> Option<String> {
    const ENDS: [&str; 6] = ["lyse", "lysed", "lyses", "lyser", "lysers", "lysing"];
    let end = ENDS.iter().find(|end| word.ends_with(**end) && **end != "lyses")?;
    Some(format!("{}lyz{}", &word[..word.len() - end.len()], &end[3..]))
}

/// `centre`, `theatres`, `fibre`, `manoeuvre`.
fn re(word: &str) -> Option<String> {
    let (stem, end) = ["tre", "bre", "vre"].iter().find_map(|from| {
        let (stem, end) = parted(word, from).filter(|(_, end)| matches!(*end, "" | "s" | "d"))?;
        Some((&word[..stem.len() + 1], end))
    })?;
    let end = if end == "d" { "ed" } else { end };
    (stem.len() > 2).then(|| format!("{stem}er{end}"))
}

/// `catalogue`, `dialogues`.
fn ogue(word: &str) -> Option<String> {
    let (stem, end) = parted(word, "ogue")?;
    (stem.len() > 2).then(|| format!("{stem}og{end}"))
}

/// `travelled`, `signalling`, not `filled` or `called`.
fn ll(word: &str) -> Option<String> {
    const ENDS: [&str; 9] = ["ed", "ing", "ings", "er", "ers", "or", "ors", "ous", "ist"];
    let end = ENDS.iter().find(|end| word.strip_suffix(**end).is_some_and(|stem| stem.ends_with("ll")))?;
    let stem = &word[..word.len() - end.len() - 1];
    let before = stem.get(..stem.len().checked_sub(2)?)?;
    (stem.ends_with(['l']) && (stem.ends_with("el") || stem.ends_with("al")) && before.contains(is_vowel))
        .then(|| format!("{stem}{end}"))
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}
