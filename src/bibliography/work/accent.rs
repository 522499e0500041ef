//! Letters that LaTeX puts together: `\"o`, `\v{s}`, `\ss`.

/// LaTeX's accents, the combining mark of each, and the letters that have a character of their own with it.
const ACCENTS: &[(char, char, &str)] = &[
    (
        '"',
        '\u{308}',
        "a\u{e4}e\u{eb}h\u{1e27}i\u{ef}o\u{f6}t\u{1e97}u\u{fc}w\u{1e85}x\u{1e8d}y\u{ff}A\u{c4}E\u{cb}H\u{1e26}I\u{cf}O\u{d6}U\u{dc}W\u{1e84}X\u{1e8c}Y\u{178}",
    ),
    (
        '\'',
        '\u{301}',
        "a\u{e1}c\u{107}e\u{e9}g\u{1f5}i\u{ed}k\u{1e31}l\u{13a}m\u{1e3f}n\u{144}o\u{f3}p\u{1e55}r\u{155}s\u{15b}u\u{fa}w\u{1e83}y\u{fd}z\u{17a}A\u{c1}C\u{106}E\u{c9}G\u{1f4}I\u{cd}K\u{1e30}L\u{139}M\u{1e3e}N\u{143}O\u{d3}P\u{1e54}R\u{154}S\u{15a}U\u{da}W\u{1e82}Y\u{dd}Z\u{179}\u{e6}\u{1fd}\u{c6}\u{1fc}\u{f8}\u{1ff}\u{d8}\u{1fe}",
    ),
    (
        '`',
        '\u{300}',
        "a\u{e0}e\u{e8}i\u{ec}n\u{1f9}o\u{f2}u\u{f9}w\u{1e81}y\u{1ef3}A\u{c0}E\u{c8}I\u{cc}N\u{1f8}O\u{d2}U\u{d9}W\u{1e80}Y\u{1ef2}",
    ),
    (
        '^',
        '\u{302}',
        "a\u{e2}c\u{109}e\u{ea}g\u{11d}h\u{125}i\u{ee}j\u{135}o\u{f4}s\u{15d}u\u{fb}w\u{175}y\u{177}z\u{1e91}A\u{c2}C\u{108}E\u{ca}G\u{11c}H\u{124}I\u{ce}J\u{134}O\u{d4}S\u{15c}U\u{db}W\u{174}Y\u{176}Z\u{1e90}",
    ),
    (
        '~',
        '\u{303}',
        "a\u{e3}e\u{1ebd}i\u{129}n\u{f1}o\u{f5}u\u{169}v\u{1e7d}y\u{1ef9}A\u{c3}E\u{1ebc}I\u{128}N\u{d1}O\u{d5}U\u{168}V\u{1e7c}Y\u{1ef8}",
    ),
    (
        '=',
        '\u{304}',
        "a\u{101}e\u{113}g\u{1e21}i\u{12b}o\u{14d}u\u{16b}y\u{233}A\u{100}E\u{112}G\u{1e20}I\u{12a}O\u{14c}U\u{16a}Y\u{232}\u{e6}\u{1e3}\u{c6}\u{1e2}",
    ),
    (
        '.',
        '\u{307}',
        "a\u{227}b\u{1e03}c\u{10b}d\u{1e0b}e\u{117}f\u{1e1f}g\u{121}h\u{1e23}m\u{1e41}n\u{1e45}o\u{22f}p\u{1e57}r\u{1e59}s\u{1e61}t\u{1e6b}w\u{1e87}x\u{1e8b}y\u{1e8f}z\u{17c}A\u{226}B\u{1e02}C\u{10a}D\u{1e0a}E\u{116}F\u{1e1e}G\u{120}H\u{1e22}I\u{130}M\u{1e40}N\u{1e44}O\u{22e}P\u{1e56}R\u{1e58}S\u{1e60}T\u{1e6a}W\u{1e86}X\u{1e8a}Y\u{1e8e}Z\u{17b}",
    ),
    (
        'c',
        '\u{327}',
        "c\u{e7}d\u{1e11}e\u{229}g\u{123}h\u{1e29}k\u{137}l\u{13c}n\u{146}r\u{157}s\u{15f}t\u{163}C\u{c7}D\u{1e10}E\u{228}G\u{122}H\u{1e28}K\u{136}L\u{13b}N\u{145}R\u{156}S\u{15e}T\u{162}",
    ),
    (
        'v',
        '\u{30c}',
        "a\u{1ce}c\u{10d}d\u{10f}e\u{11b}g\u{1e7}h\u{21f}i\u{1d0}j\u{1f0}k\u{1e9}l\u{13e}n\u{148}o\u{1d2}r\u{159}s\u{161}t\u{165}u\u{1d4}z\u{17e}A\u{1cd}C\u{10c}D\u{10e}E\u{11a}G\u{1e6}H\u{21e}I\u{1cf}K\u{1e8}L\u{13d}N\u{147}O\u{1d1}R\u{158}S\u{160}T\u{164}U\u{1d3}Z\u{17d}",
    ),
    (
        'u',
        '\u{306}',
        "a\u{103}e\u{115}g\u{11f}i\u{12d}o\u{14f}u\u{16d}A\u{102}E\u{114}G\u{11e}I\u{12c}O\u{14e}U\u{16c}",
    ),
    ('H', '\u{30b}', "o\u{151}u\u{171}O\u{150}U\u{170}"),
    ('k', '\u{328}', "a\u{105}e\u{119}i\u{12f}o\u{1eb}u\u{173}A\u{104}E\u{118}I\u{12e}O\u{1ea}U\u{172}"),
    ('r', '\u{30a}', "a\u{e5}u\u{16f}w\u{1e98}y\u{1e99}A\u{c5}U\u{16e}"),
    (
        'd',
        '\u{323}',
        "a\u{1ea1}b\u{1e05}d\u{1e0d}e\u{1eb9}h\u{1e25}i\u{1ecb}k\u{1e33}l\u{1e37}m\u{1e43}n\u{1e47}o\u{1ecd}r\u{1e5b}s\u{1e63}t\u{1e6d}u\u{1ee5}v\u{1e7f}w\u{1e89}y\u{1ef5}z\u{1e93}A\u{1ea0}B\u{1e04}D\u{1e0c}E\u{1eb8}H\u{1e24}I\u{1eca}K\u{1e32}L\u{1e36}M\u{1e42}N\u{1e46}O\u{1ecc}R\u{1e5a}S\u{1e62}T\u{1e6c}U\u{1ee4}V\u{1e7e}W\u{1e88}Y\u{1ef4}Z\u{1e92}",
    ),
    (
        'b',
        '\u{331}',
        "b\u{1e07}d\u{1e0f}h\u{1e96}k\u{1e35}l\u{1e3b}n\u{1e49}r\u{1e5f}t\u{1e6f}z\u{1e95}B\u{1e06}D\u{1e0e}K\u{1e34}L\u{1e3a}N\u{1e48}R\u{1e5e}T\u{1e6e}Z\u{1e94}",
    ),
];

/// Commands that stand for a letter or a sign.
const LETTERS: &[(&str, char)] = &[
    ("ss", '\u{df}'),
    ("SS", '\u{1e9e}'),
    ("o", '\u{f8}'),
    ("O", '\u{d8}'),
    ("ae", '\u{e6}'),
    ("AE", '\u{c6}'),
    ("oe", '\u{153}'),
    ("OE", '\u{152}'),
    ("aa", '\u{e5}'),
    ("AA", '\u{c5}'),
    ("l", '\u{142}'),
    ("L", '\u{141}'),
    ("i", '\u{131}'),
    ("j", '\u{237}'),
    ("th", '\u{fe}'),
    ("TH", '\u{de}'),
    ("dh", '\u{f0}'),
    ("DH", '\u{d0}'),
    ("dj", '\u{111}'),
    ("DJ", '\u{110}'),
    ("ng", '\u{14b}'),
    ("NG", '\u{14a}'),
    ("dots", '\u{2026}'),
    ("ldots", '\u{2026}'),
    ("textellipsis", '\u{2026}'),
    ("textendash", '\u{2013}'),
    ("textemdash", '\u{2014}'),
    ("textquoteleft", '\u{2018}'),
    ("textquoteright", '\u{2019}'),
    ("textquotedblleft", '\u{201c}'),
    ("textquotedblright", '\u{201d}'),
    ("textbackslash", '\\'),
    ("textasciitilde", '~'),
    ("textasciicircum", '^'),
    ("textbraceleft", '{'),
    ("textbraceright", '}'),
    ("textbar", '|'),
    ("textdegree", '\u{b0}'),
    ("S", '\u{a7}'),
    ("P", '\u{b6}'),
    ("pounds", '\u{a3}'),
    ("euro", '\u{20ac}'),
    ("copyright", '\u{a9}'),
];

/// The letter or sign that a command stands for.
pub fn letter(name: &str) -> Option<char> {
    LETTERS.iter().find(|(known, _)| *known == name).map(|(_, letter)| *letter)
}

/// Whether a command of letters is an accent: `c`, `v`.
pub fn is_accent(name: &str) -> bool {
    let mut chars = name.chars();
    chars.next().is_some_and(|c| c.is_ascii_alphabetic() && ACCENTS.iter().any(|(known, ..)| *known == c))
        && chars.next().is_none()
}

/// Reads what an accent stands before, in braces or not: yields the letter with its mark, and what follows.
pub fn marked(accent: char, after: &str) -> Option<(String, &str)> {
    let (_, mark, own) = ACCENTS.iter().find(|(name, ..)| *name == accent)?;
    let after = after.trim_start_matches([' ', '\t']);
    let braced = after.strip_prefix('{');
    let inside = braced.map_or(after, |inside| inside.trim_start_matches(' '));
    let (letter, rest) = base(inside)?;
    let rest = if braced.is_some() { rest.trim_start_matches(' ').strip_prefix('}')? } else { rest };
    let with = own.chars().zip(own.chars().skip(1)).step_by(2).find(|(base, _)| *base == letter);
    Some((with.map_or_else(|| format!("{letter}{mark}"), |(_, with)| with.to_string()), rest))
}

/// The letter at the start, which may be a command's: `\i` takes its mark in place of the dot.
fn base(text: &str) -> Option<(char, &str)> {
    let Some(command) = text.strip_prefix('\\') else {
        let first = text.chars().next().filter(|c| c.is_alphabetic())?;
        return Some((first, &text[first.len_utf8()..]));
    };
    let end = command.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(command.len());
    let (name, rest) = command.split_at(end);
    let found = match name {
        "i" => 'i',
        "j" => 'j',
        _ => letter(name).filter(|c| c.is_alphabetic())?,
    };
    Some((found, rest.strip_prefix("{}").or_else(|| rest.strip_prefix(' ')).unwrap_or(rest)))
}
