//! Dates as pages and registries write them, in the one form in which they are kept: `2019`, `2019-03`, `2019-03-14`.

use crate::bibliography::MONTHS;

/// A date with as much of it as can be told without guessing. Of `3/4/2019` only the year can.
pub fn iso(text: &str) -> Option<String> {
    let text = text.trim();
    // What follows is a time or a zone.
    let text = text
        .split_once('T')
        .filter(|(day, _)| day.ends_with(|c: char| c.is_ascii_digit()))
        .map_or(text, |(day, _)| day);
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(8).collect();
    if let [compact] = words[..]
        && compact.len() == 8
        && let (Some(y), Some(m), Some(d)) =
            (number(compact.get(..4)), number(compact.get(4..6)), number(compact.get(6..)))
    {
        return year(y).and_then(|y| whole(y, Some(m), Some(d)));
    }
    let at = words.iter().position(|word| word.len() == 4 && number(Some(word)).and_then(year).is_some())?;
    let y = number(words.get(at).copied())?;
    let named = words.iter().position(|word| month(word).is_some());
    if let Some(named) = named {
        let beside = [named.checked_add(1), named.checked_sub(1)];
        let day = beside.into_iter().flatten().filter(|&place| place != at).find_map(|place| day(words.get(place)?));
        return whole(y, words.get(named).and_then(|word| month(word)), day);
    }
    let part = |place: usize| words.get(place).filter(|word| word.len() <= 2).and_then(|word| number(Some(word)));
    let (m, d) = if at == 0 { (part(1), part(2)) } else { (None, None) };
    whole(y, m, d)
}

/// The year of a date that [`iso`] made.
pub fn year_of(iso: &str) -> Option<u32> {
    number(iso.get(..4))
}

fn number(text: Option<&str>) -> Option<u32> {
    let text = text?;
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

fn year(y: u32) -> Option<u32> {
    (1000..=2199).contains(&y).then_some(y)
}

fn month(word: &str) -> Option<u32> {
    let head = word.get(..3)?;
    let at = MONTHS.iter().position(|name| name[..3].eq_ignore_ascii_case(head))?;
    (word.len() <= 4 || MONTHS[at].eq_ignore_ascii_case(word)).then_some(at as u32 + 1)
}

/// `14`, `14th`
fn day(word: &str) -> Option<u32> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    number(Some(digits).filter(|digits| (1..=2).contains(&digits.len()))).filter(|day| (1..=31).contains(day))
}

/// A date from its parts; a month or a day that cannot be is left out.
pub fn whole(y: u32, m: Option<u32>, d: Option<u32>) -> Option<String> {
    let m = m.filter(|m| (1..=12).contains(m));
    let d = d.filter(|d| m.is_some() && (1..=31).contains(d));
    Some(match (year(y)?, m, d) {
        (y, Some(m), Some(d)) => format!("{y:04}-{m:02}-{d:02}"),
        (y, Some(m), None) => format!("{y:04}-{m:02}"),
        (y, None, _) => format!("{y:04}"),
    })
}

#[cfg(test)]
mod tests {
    use super::iso;

    #[test]
    fn dates_are_read_as_far_as_they_are_clear() {
        for (text, read) in [
            ("2019-03-14T09:26:00+01:00", "2019-03-14"),
            ("2019/03/01", "2019-03-01"),
            ("2019 Mar 27", "2019-03-27"),
            ("October 1, 1988", "1988-10-01"),
            ("14th March 2019", "2019-03-14"),
            ("Sept. 2019", "2019-09"),
            ("20190314", "2019-03-14"),
            ("c1988", ""),
            ("1988", "1988"),
            ("3/4/2019 0:00", "2019"),
            ("2019-13-40", "2019"),
            ("marching 2019", "2019"),
            ("0000-00-00", ""),
            ("", ""),
        ] {
            assert_eq!(iso(text).unwrap_or_default(), read, "{text}");
        }
    }
}
