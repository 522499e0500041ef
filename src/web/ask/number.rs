//! The grammars of identifiers, and the digits that check the others.

/// Old archives of arXiv, whose numbers were `archive/YYMMNNN` until March 2007.
const ARCHIVES: &[&str] = &[
    "acc-phys", "adap-org", "alg-geom", "ao-sci", "astro-ph", "atom-ph", "bayes-an", "chao-dyn", "chem-ph", "cmp-lg",
    "comp-gas", "cond-mat", "cs", "dg-ga", "funct-an", "gr-qc", "hep-ex", "hep-lat", "hep-ph", "hep-th", "math",
    "math-ph", "mtrl-th", "nlin", "nucl-ex", "nucl-th", "patt-sol", "physics", "plasm-ph", "q-alg", "q-bio", "q-fin",
    "quant-ph", "solv-int", "stat", "supr-con",
];

/// Whether `name` is a DOI and nothing more. One with a segment `..` is none: in an address it would lead elsewhere.
pub fn is_doi(name: &str) -> bool {
    let Some((registrant, suffix)) = name.strip_prefix("10.").and_then(|rest| rest.split_once('/')) else {
        return false;
    };
    let first = registrant.split('.').next().unwrap_or_default();
    name.len() <= 300
        && (4..=9).contains(&first.len())
        && registrant.split('.').all(digits)
        && !suffix.is_empty()
        && !name.chars().any(|c| c.is_whitespace() || c.is_control() || matches!(c, '"' | '\\'))
        && !suffix.split('/').any(|segment| matches!(segment, "." | ".."))
}

/// The thirteen digits of a book's number; `None` if it does not check.
pub fn isbn(number: &str) -> Option<String> {
    let groups = |c: &char| !matches!(c, '-' | ' ' | '\u{a0}' | '\u{2010}'..='\u{2015}');
    if number.len() > 40 {
        return None;
    }
    let plain: String = number.chars().filter(groups).map(|c| c.to_ascii_uppercase()).collect();
    match plain.len() {
        13 if digits(&plain) && matches!(plain.get(..3), Some("978" | "979")) => {
            sum(&plain).is_multiple_of(10).then_some(plain)
        }
        10 if digits(plain.get(..9)?) => {
            let value = |b: u8| if b == b'X' { 10 } else { u32::from(b.wrapping_sub(b'0')) };
            let fits = plain.bytes().all(|b| b.is_ascii_digit() || b == b'X');
            let weighed: u32 = plain.bytes().zip((1..=10).rev()).map(|(b, weight)| value(b) * weight).sum();
            if !fits || !weighed.is_multiple_of(11) {
                return None;
            }
            let stem = format!("978{}", plain.get(..9)?);
            let check = (10 - sum(&stem) % 10) % 10;
            Some(format!("{stem}{check}"))
        }
        _ => None,
    }
}

/// Digits weighed 1 and 3 in turn.
fn sum(number: &str) -> u32 {
    number.bytes().zip([1, 3].into_iter().cycle()).map(|(b, weight)| u32::from(b - b'0') * weight).sum()
}

/// Whether `number` is a preprint's: four digits after the dot until 2014, five since; before April 2007 with its archive.
pub fn is_arxiv(number: &str) -> bool {
    let stem = match number.rsplit_once('v') {
        Some((stem, version)) if digits(version) && version.len() < 4 && !version.starts_with('0') => stem,
        _ => number,
    };
    if let Some((month, serial)) = stem.split_once('.').filter(|(month, _)| digits(month)) {
        let long = if month < "1501" { 4 } else { 5 };
        return is_month(month)
            && month >= "0704"
            && digits(serial)
            && serial.len() == long
            && !serial.trim_matches('0').is_empty();
    }
    let Some((archive, serial)) = stem.split_once('/') else { return false };
    let (name, class) = archive.split_once('.').unwrap_or((archive, "AA"));
    let classed = class.len() == 2 && class.bytes().all(|b| b.is_ascii_uppercase());
    let Some(month) = serial.get(..4).filter(|_| digits(serial) && serial.len() == 7) else { return false };
    ARCHIVES.contains(&name) && classed && is_month(month) && (month >= "9107" || month <= "0703")
}

/// Whether these are a year and a month, `YYMM`.
fn is_month(text: &str) -> bool {
    text.len() == 4 && text.get(2..).is_some_and(|month| ("01"..="12").contains(&month))
}

/// A number in PubMed: eight digits at most, the first not 0.
pub fn pmid(number: &str) -> Option<u32> {
    if number.len() > 8 || number.starts_with('0') || !digits(number) {
        return None;
    }
    number.parse().ok()
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_check() {
        for good in ["0-306-40615-2", "080442957X", "978-0-306-40615-7"] {
            assert!(isbn(good).is_some(), "{good}");
        }
        assert_eq!(isbn("0-306-40615-2"), isbn("978-0-306-40615-7"));
        for bad in ["0306406153", "9780306406158", "9770306406155", "X306406152", "é234567890123", ""] {
            assert!(isbn(bad).is_none(), "{bad}");
        }
        for good in ["1706.03762", "1706.03762v7", "0704.0001", "1412.9999", "hep-th/9901001v3", "math.GT/0309136"] {
            assert!(is_arxiv(good), "{good}");
        }
        for bad in ["1412.99999", "1501.0001", "1513.00001", "hep-th/0704001", "1706.00000", "words/9901001", "v1", ""]
        {
            assert!(!is_arxiv(bad), "{bad}");
        }
        assert_eq!(pmid("30988852"), Some(30_988_852));
        assert!(pmid("0123").is_none() && pmid("123456789").is_none() && pmid("").is_none());
    }

    #[test]
    fn a_doi_leads_nowhere_else() {
        for good in
            ["10.1000/182", "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2", "10.1000.10/1"]
        {
            assert!(is_doi(good), "{good}");
        }
        for bad in
            ["10.1000/../api", "10.1000/..", "10.1000/", "10.10/1", "11.1000/1", "10.1000/a b", "10.1000/a\nb", ""]
        {
            assert!(!is_doi(bad), "{bad}");
        }
    }
}
