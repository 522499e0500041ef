//! Latin letters without their marks, for comparing names and anchors that were typed on different keyboards.

/// `text` in lower case and without diacritics: `M\u{fc}ller` is `muller`, `\u{d8}stergaard` `ostergaard`, `Wei\u{df}` `weiss`.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        if c.is_ascii() {
            folded.push(c);
        } else {
            fold_letter(c, &mut folded);
        }
    }
    folded
}

fn fold_letter(c: char, folded: &mut String) {
    let plain = match c {
        '\u{e0}'..='\u{e5}' | '\u{101}' | '\u{103}' | '\u{105}' | '\u{1ce}' | '\u{1ea1}'..='\u{1eb7}' => "a",
        '\u{e6}' => "ae",
        '\u{e7}' | '\u{107}' | '\u{109}' | '\u{10b}' | '\u{10d}' => "c",
        '\u{10f}' | '\u{111}' | '\u{f0}' => "d",
        '\u{e8}'..='\u{eb}' | '\u{113}' | '\u{115}' | '\u{117}' | '\u{119}' | '\u{11b}' | '\u{1eb9}'..='\u{1ec7}' => {
            "e"
        }
        '\u{11d}' | '\u{11f}' | '\u{121}' | '\u{123}' | '\u{1e7}' => "g",
        '\u{125}' | '\u{127}' => "h",
        '\u{ec}'..='\u{ef}'
        | '\u{129}'
        | '\u{12b}'
        | '\u{12d}'
        | '\u{12f}'
        | '\u{131}'
        | '\u{1d0}'
        | '\u{1ec9}'
        | '\u{1ecb}' => "i",
        '\u{135}' => "j",
        '\u{137}' => "k",
        '\u{13a}' | '\u{13c}' | '\u{13e}' | '\u{142}' => "l",
        '\u{f1}' | '\u{144}' | '\u{146}' | '\u{148}' => "n",
        '\u{f2}'..='\u{f6}' | '\u{f8}' | '\u{14d}' | '\u{14f}' | '\u{151}' | '\u{1d2}' | '\u{1ecd}'..='\u{1ee3}' => "o",
        '\u{153}' => "oe",
        '\u{155}' | '\u{157}' | '\u{159}' => "r",
        '\u{15b}' | '\u{15d}' | '\u{15f}' | '\u{161}' | '\u{219}' => "s",
        '\u{df}' => "ss",
        '\u{fe}' => "th",
        '\u{163}' | '\u{165}' | '\u{21b}' => "t",
        '\u{f9}'..='\u{fc}'
        | '\u{169}'
        | '\u{16b}'
        | '\u{16d}'
        | '\u{16f}'
        | '\u{171}'
        | '\u{173}'
        | '\u{1d4}'
        | '\u{1ee5}'..='\u{1ef1}' => "u",
        '\u{175}' => "w",
        '\u{fd}' | '\u{ff}' | '\u{177}' | '\u{1ef3}'..='\u{1ef9}' => "y",
        '\u{17a}' | '\u{17c}' | '\u{17e}' => "z",
        // A mark of its own, after its letter.
        '\u{300}'..='\u{36f}' => "",
        '\u{2018}' | '\u{2019}' | '\u{2bc}' => "'",
        '\u{2010}' | '\u{2011}' => "-",
        _ => return folded.push(c),
    };
    folded.push_str(plain);
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn marks_fall_and_letters_stay() {
        assert_eq!(fold("M\u{fc}ller-\u{d8}sterg\u{e5}rd"), "muller-ostergard");
        assert_eq!(fold("Wei\u{df} \u{141}\u{f3}d\u{17a} e\u{301}"), "weiss lodz e");
        assert_eq!(fold("\u{53c2}\u{8003}"), "\u{53c2}\u{8003}");
    }
}
