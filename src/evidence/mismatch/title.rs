//! Titles of one work.

use super::fold::words;

/// The most characters of a title that are compared.
const MOST: usize = 400;
/// Titles are the same from this likeness on.
const SAME: f64 = 0.95;
/// A title that begins another is the same without a subtitle, from as many characters on.
const PREFIX: usize = 30;
/// Or from as many words on, where a mark parts the subtitle.
const WORDS: usize = 2;

/// Whether two titles are of one work: nearly equal, or equal up to a subtitle.
pub fn same(one: &str, other: &str) -> bool {
    let (a, b) = (folded(one), folded(other));
    if a.is_empty() || b.is_empty() {
        return a == b;
    }
    // A number that differs parts volumes, years and models, however alike the words are.
    if a.replace(' ', "") == b.replace(' ', "") {
        return true;
    }
    if numbers(&a) != numbers(&b) {
        return is_headed(one, other) || is_headed(other, one);
    }
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    let begins = long.strip_prefix(short.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    ratio(&a, &b) >= SAME || begins && short.chars().count() >= PREFIX || is_headed(one, other) || is_headed(other, one)
}

/// How alike two titles are, from 0 to 1: twice the letters that they share in order, by all of their letters.
pub fn likeness(one: &str, other: &str) -> f64 {
    let (a, b) = (folded(one), folded(other));
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    if is_headed(one, other) || is_headed(other, one) { 1.0 } else { ratio(&a, &b) }
}

fn folded(text: &str) -> String {
    let mut words = words(text);
    // Publishers put it before or behind the title of a work that was taken back.
    let taken_back = |word: &String| matches!(word.as_str(), "retracted" | "withdrawn");
    if words.first().is_some_and(taken_back) {
        let more = words.get(1).is_some_and(|word| matches!(word.as_str(), "article" | "paper" | "chapter"));
        words.drain(..1 + usize::from(more));
    } else if words.last().is_some_and(taken_back) {
        words.pop();
    }
    let articles = |word: &&String| !matches!(word.as_str(), "the" | "a" | "an");
    let skip = words.iter().take(1).take_while(|word| !articles(word)).count();
    let text = words.get(skip..).unwrap_or_default().join(" ");
    text.chars().take(MOST).collect()
}

/// Every run of figures: `cov2` and `cov 2` have the same.
fn numbers(folded: &str) -> Vec<&str> {
    folded.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty()).collect()
}

/// Whether `short` is what stands before the subtitle of `long`.
fn is_headed(short: &str, long: &str) -> bool {
    let short = folded(short);
    if short.split(' ').count() < WORDS && short.chars().count() < 8 {
        return false;
    }
    let marks = [": ", " - ", " \u{2013} ", " \u{2014} ", "? ", ". ", " | ", "\u{2014}", "; ", " ("];
    marks.iter().any(|mark| long.split_once(mark).is_some_and(|(head, _)| folded(head) == short))
}

/// Twice the longest common subsequence, by the sum of the lengths.
pub fn ratio(a: &str, b: &str) -> f64 {
    if a == b {
        return 1.0;
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut row = vec![0u16; b.len() + 1];
    for x in &a {
        let mut corner = 0u16;
        let mut left = 0u16;
        for (y, cell) in b.iter().zip(row.iter_mut().skip(1)) {
            let above = *cell;
            left = if x == y { corner + 1 } else { above.max(left) };
            *cell = left;
            corner = above;
        }
    }
    let common = f64::from(row.last().copied().unwrap_or(0));
    2.0 * common / (a.len() + b.len()) as f64
}

#[cfg(test)]
mod tests {
    use super::same;

    #[test]
    fn titles_of_one_work_are_the_same() {
        for (one, other) in [
            (
                "Salt marsh accretion under rapid sea-level rise",
                "Salt Marsh Accretion under Rapid Sea\u{2010}Level Rise.",
            ),
            ("The weir", "Weir"),
            ("Weirs of the north", "Weirs of the north: a field guide"),
            ("Weirs of the north \u{2014} a field guide", "Weirs of the north: A Field Guide"),
            ("\u{dc}ber M\u{fc}hlen und Stra\u{df}en", "Uber Muhlen und Strassen"),
            (
                "Measuring the flow of small rivers by drifting oranges",
                "Measuring the flow of small rivers by drifting orange",
            ),
        ] {
            assert!(same(one, other), "{one} / {other}");
        }
        for (one, other) in [
            ("Salt marsh accretion", "Salt marsh erosion"),
            (
                "Survey of mills 2018, a report on the state of the northern mills",
                "Survey of mills 2019, a report on the state of the northern mills",
            ),
            ("Weir", "Weir building in the north"),
            ("", "Weir"),
        ] {
            assert!(!same(one, other), "{one} / {other}");
        }
    }

    #[test]
    fn endless_titles_cost_little() {
        let start = std::time::Instant::now();
        same(&"mill ".repeat(200_000), &"lock ".repeat(200_000));
        assert!(start.elapsed().as_secs() < 5);
    }
}
