//! The same sentence in another spelling, as a careful writer or a house style may have it; what nobody would write is left as it is.

/// A word between spaces: marks before it, itself, and marks behind it.
fn parts(word: &str) -> (&str, &str, &str) {
    let inner = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    let before = &word[..word.len() - inner.len()];
    let core = inner.trim_end_matches(|c: char| !c.is_alphanumeric());
    (before, core, &inner[core.len()..])
}

/// Each word with what stands in its place, if anything does.
fn each(text: &str, other: impl Fn(&str) -> Option<String>) -> String {
    let one = |word: &str| {
        let (before, core, after) = parts(word);
        other(core).map_or_else(|| word.to_owned(), |other| format!("{before}{other}{after}"))
    };
    text.split(' ').map(one).collect::<Vec<_>>().join(" ")
}

/// The capital of `word` on `other`.
fn like(word: &str, other: &str) -> String {
    let mut chars = other.chars();
    match chars.next().filter(|_| word.starts_with(char::is_uppercase)) {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => other.to_owned(),
    }
}

/// All of these spellings.
pub fn all(text: &str) -> String {
    renumbered(&respelt(&shortened(&closed(text))))
}

/// Without hyphens between words of small letters: `e-mail` as `email`. Phrases (`one-to-one`, `as-is`) keep theirs.
pub fn closed(text: &str) -> String {
    const PHRASES: [&str; 16] =
        ["as", "at", "be", "by", "for", "if", "in", "is", "of", "on", "or", "per", "the", "to", "up", "cannot"];
    each(text, |word| {
        let all: Vec<&str> = word.split('-').collect();
        let letters = |part: &&str| !part.is_empty() && part.chars().all(char::is_alphabetic);
        let low = all.iter().skip(1).all(|part| part.starts_with(char::is_lowercase));
        let fits = all.len() > 1 && low && all.iter().all(letters) && !all.iter().any(|part| PHRASES.contains(part));
        fits.then(|| all.concat())
    })
}

/// A space for each hyphen between words or numbers of one kind of characters (`long-term`, `20-year`, but neither `0-9` nor `a-z`), and a
/// hyphen in what is a compound either way.
pub fn parted(text: &str) -> String {
    const COMPOUNDS: [&str; 12] = [
        "case sensitive",
        "command line",
        "compile time",
        "general purpose",
        "high level",
        "low level",
        "null terminated",
        "open source",
        "platform specific",
        "third party",
        "user defined",
        "well known",
    ];
    let spaced = each(text, |word| {
        let all: Vec<&str> = word.split('-').collect();
        let letters = |part: &str| part.len() > 1 && part.chars().all(char::is_alphabetic);
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        let fits = all.len() > 1
            && all.iter().all(|part| letters(part) || digits(part))
            && all.windows(2).all(|two| two.iter().any(|part| letters(part)));
        fits.then(|| all.join(" "))
    });
    COMPOUNDS.iter().fold(spaced, |text, compound| {
        // What had a hyphen is not given it back.
        let free = text.contains(compound) && !compound_of(&text, compound);
        if free { text.replacen(compound, &compound.replace(' ', "-"), 1) } else { text }
    })
}

/// Whether `compound` stands there only as part of other words.
fn compound_of(text: &str, compound: &str) -> bool {
    !format!(" {text} ").contains(&format!(" {compound} "))
}

/// Short forms written out and the other way around, where the next word leaves no doubt what they are short for.
pub fn shortened(text: &str) -> String {
    const DENIED: [(&str, &str); 16] = [
        ("are", "aren't"),
        ("could", "couldn't"),
        ("did", "didn't"),
        ("do", "don't"),
        ("does", "doesn't"),
        ("has", "hasn't"),
        ("have", "haven't"),
        ("is", "isn't"),
        ("must", "mustn't"),
        ("need", "needn't"),
        ("should", "shouldn't"),
        ("was", "wasn't"),
        ("were", "weren't"),
        ("will", "won't"),
        ("would", "wouldn't"),
        ("had", "hadn't"),
    ];
    let all: Vec<&str> = text.split(' ').collect();
    let mut out: Vec<String> = Vec::new();
    let mut at = 0;
    while let Some(word) = all.get(at) {
        let (before, core, after) = parts(word);
        let low = core.to_lowercase().replace('\u{2019}', "'");
        let (_, next, tail) = all.get(at + 1).map_or(("", "", ""), |next| parts(next));
        let third = all.get(at + 2).copied().unwrap_or("");
        let denied = after.is_empty() && next == "not";
        let short = DENIED.iter().find(|(one, _)| *one == low && denied).map(|(_, short)| *short);
        let long = DENIED.iter().find(|(_, short)| *short == low).map(|(one, _)| format!("{one} not"));
        if let Some(short) = short {
            out.push(format!("{before}{}{tail}", like(core, short)));
            at += 2;
            continue;
        }
        let joined = (after.is_empty() && tail.is_empty()).then(|| joined(&low, next, third)).flatten();
        if let Some(short) = joined {
            out.push(format!("{before}{}", like(core, &short)));
            at += 2;
            continue;
        }
        let long = long.or_else(|| match low.as_str() {
            "cannot" => Some("can't".to_owned()),
            "can't" => Some("cannot".to_owned()),
            _ => opened(&low, next),
        });
        out.push(long.map_or_else(|| (*word).to_owned(), |long| format!("{before}{}{after}", like(core, &long))));
        at += 1;
    }
    out.join(" ")
}

/// `it's` for `it is` before `third`, which must go on with the sentence: nobody writes `what it's.`
fn joined(word: &str, next: &str, third: &str) -> Option<String> {
    const GOES_ON: [&str; 16] = [
        "a",
        "an",
        "the",
        "not",
        "also",
        "only",
        "possible",
        "recommended",
        "important",
        "useful",
        "used",
        "likely",
        "always",
        "safe",
        "usually",
        "often",
    ];
    let end = match (word, next) {
        ("it" | "that" | "there", "is") if GOES_ON.contains(&third) => "s",
        ("it" | "that" | "there", "has") if third == "been" => "s",
        ("you" | "we" | "they", "are") if GOES_ON.contains(&third) || third.ends_with("ing") => "re",
        ("you" | "we" | "they" | "it", "will") if third.len() > 1 && third.chars().all(char::is_alphabetic) => "ll",
        ("you" | "we" | "they" | "i", "have") if third.ends_with("ed") || third == "been" => "ve",
        ("you" | "we" | "they", "would") if matches!(third, "like" | "be" | "have") => "d",
        _ => return None,
    };
    Some(format!("{word}'{end}"))
}

/// `it is` for `it's`, `it has` before `been`; nothing where it may be either.
fn opened(word: &str, next: &str) -> Option<String> {
    const PLAIN: [&str; 9] = ["it's", "that's", "there's", "here's", "he's", "she's", "what's", "where's", "who's"];
    let (stem, end) = word.rsplit_once('\'')?;
    let long = match end {
        "s" if PLAIN.contains(&word) && matches!(next, "been" | "had") => "has",
        "s" if PLAIN.contains(&word) && !next.ends_with("ed") && !matches!(next, "got" | "become" | "") => "is",
        "re" => "are",
        "ll" => "will",
        "ve" => "have",
        "m" if stem == "i" => "am",
        "d" if matches!(next, "like" | "be" | "have" | "need" | "want" | "expect") => "would",
        _ => return None,
    };
    Some(format!("{stem} {long}"))
}

/// British for American spelling and the other way around, of words that have both.
pub fn respelt(text: &str) -> String {
    each(text, |word| {
        let low = word.to_lowercase();
        let all: Option<Vec<String>> =
            low.split('-').map(|part| Some(turned(part).unwrap_or_else(|| part.to_owned()))).collect();
        let other = all?.join("-");
        (other != low && word[1..] == low[1..]).then(|| like(word, &other))
    })
}

/// Verbs in `-ize`, without that.
const VERBS: &str = "american amort anonym apolog author canonical capital categor central character colon color compartmental \
    critic custom deserial digit emphas empty equal expert external factor familiar final formal general global harmon hospital \
    ideal immun initial internal item linear local material maxim mechan memo memor minim mobil modern modular monomorph national \
    neutral normal optim organ parallel parameter parametr penal personal polar popular prior priorit quant random rational real \
    recogn regular sanit scrutin serial social special stabil standard steril subsid summar symbol synchron synthes token trivial \
    unit util vector virtual visual";

fn turned(word: &str) -> Option<String> {
    const ENDS: [&str; 8] = ["e", "ed", "es", "er", "ers", "ing", "ation", "ations"];
    let split = ["iz", "is"].into_iter().find_map(|from| {
        let (stem, end) = word.rsplit_once(from)?;
        let plain = ["un", "re", "non", "de", "pre"].iter().find_map(|start| stem.strip_prefix(start)).unwrap_or(stem);
        let known = VERBS.split_whitespace().any(|verb| verb == stem || verb == plain);
        (known && ENDS.contains(&end)).then(|| format!("{stem}{}{end}", if from == "iz" { "is" } else { "iz" }))
    });
    let pair = || {
        let (one, other) = PAIRS.iter().find(|(one, other)| *one == word || *other == word)?;
        Some((if *one == word { *other } else { *one }).to_owned())
    };
    split.or_else(pair)
}

/// American and British.
const PAIRS: &[(&str, &str)] = &[
    ("aging", "ageing"),
    ("analyze", "analyse"),
    ("analyzed", "analysed"),
    ("analyzer", "analyser"),
    ("analyzing", "analysing"),
    ("artifact", "artefact"),
    ("artifacts", "artefacts"),
    ("behavior", "behaviour"),
    ("behavioral", "behavioural"),
    ("behaviors", "behaviours"),
    ("canceled", "cancelled"),
    ("canceling", "cancelling"),
    ("catalog", "catalogue"),
    ("center", "centre"),
    ("centered", "centred"),
    ("centers", "centres"),
    ("color", "colour"),
    ("colored", "coloured"),
    ("coloring", "colouring"),
    ("colors", "colours"),
    ("defense", "defence"),
    ("dialog", "dialogue"),
    ("favor", "favour"),
    ("favored", "favoured"),
    ("favorite", "favourite"),
    ("favors", "favours"),
    ("fiber", "fibre"),
    ("fibers", "fibres"),
    ("flavor", "flavour"),
    ("flavors", "flavours"),
    ("fulfill", "fulfil"),
    ("gray", "grey"),
    ("honor", "honour"),
    ("honored", "honoured"),
    ("honors", "honours"),
    ("judgment", "judgement"),
    ("labeled", "labelled"),
    ("labeling", "labelling"),
    ("labor", "labour"),
    ("license", "licence"),
    ("licenses", "licences"),
    ("marshaled", "marshalled"),
    ("marshaling", "marshalling"),
    ("modeled", "modelled"),
    ("modeling", "modelling"),
    ("neighbor", "neighbour"),
    ("neighboring", "neighbouring"),
    ("neighbors", "neighbours"),
    ("offense", "offence"),
    ("rumor", "rumour"),
    ("signaled", "signalled"),
    ("signaling", "signalling"),
    ("skeptical", "sceptical"),
    ("theater", "theatre"),
    ("totaled", "totalled"),
    ("traveled", "travelled"),
    ("traveling", "travelling"),
];

/// Numbers in words and digits, where something is counted, `percent`, and `&`.
pub fn renumbered(text: &str) -> String {
    const NUMBERS: [(&str, &str); 12] = [
        ("two", "2"),
        ("three", "3"),
        ("four", "4"),
        ("five", "5"),
        ("six", "6"),
        ("seven", "7"),
        ("eight", "8"),
        ("nine", "9"),
        ("ten", "10"),
        ("eleven", "11"),
        ("twelve", "12"),
        ("sixteen", "16"),
    ];
    let all: Vec<&str> = text.split(' ').collect();
    let one = |(at, word): (usize, &&str)| {
        let (before, core, after) = parts(word);
        let last = at.checked_sub(1).and_then(|at| all.get(at)).copied().unwrap_or("");
        let counts =
            after.is_empty() && all.get(at + 1).is_some_and(|next| next.starts_with(|c: char| c.is_ascii_lowercase()));
        let other = match core {
            "and" if before.is_empty() && after.is_empty() => Some("&".to_owned()),
            "second" if last == "the" && counts => Some("2nd".to_owned()),
            "third" if last == "the" && counts => Some("3rd".to_owned()),
            "1,000" => Some("1000".to_owned()),
            "1000" => Some("1,000".to_owned()),
            _ if after.starts_with('%') && core.ends_with(|c: char| c.is_ascii_digit()) => {
                return format!("{before}{core} percent{}", &after[1..]);
            }
            _ => NUMBERS.iter().find_map(|(name, digits)| match core {
                _ if core == *name => Some((*digits).to_owned()),
                _ if core == *digits && counts && before.is_empty() => Some((*name).to_owned()),
                _ => None,
            }),
        };
        other.map_or_else(|| (*word).to_owned(), |other| format!("{before}{other}{after}"))
    };
    let all: Vec<String> = all.iter().enumerate().map(one).collect();
    all.join(" ")
}
