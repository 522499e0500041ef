//! Hosts that are a slip away from another.

use super::outlet::{Outlet, by_host, by_letter, main_label};

/// The edit distance between two short strings, in characters: insertions, deletions, substitutions, and swaps of neighbours, each one slip.
pub fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows: [Vec<usize>; 3] = [vec![0; b.len() + 1], vec![0; b.len() + 1], (0..=b.len()).collect()];
    for i in 1..=a.len() {
        rows.rotate_left(1);
        rows[2][0] = i;
        for j in 1..=b.len() {
            let same = usize::from(a[i - 1] != b[j - 1]);
            let mut best = (rows[1][j] + 1).min(rows[2][j - 1] + 1).min(rows[1][j - 1] + same);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[0][j - 2] + 1);
            }
            rows[2][j] = best;
        }
    }
    rows[2][b.len()]
}

/// How many slips a label of that length may hold and still be the same word: short ones are too close to each other by nature.
pub fn allowance(length: usize) -> usize {
    match length {
        0..=5 => 0,
        6..=9 => 1,
        _ => 2,
    }
}

/// The known outlet whose host `host` misspells, if it is none itself and one is near.
pub fn near_outlet(host: &str) -> Option<&'static Outlet> {
    let label = main_label(host);
    if label.len() < 4 || by_host(host).is_some() {
        return None;
    }
    let suffix = host.rsplit('.').next();
    // `natural.com` is no slip of `nature.com`: a slip keeps the first letter, and long words hold more slips.
    let near = by_letter(label.as_bytes()[0]).iter().copied().filter(|outlet| {
        outlet.label.len().abs_diff(label.len()) <= allowance(outlet.label.len())
            && outlet.host.rsplit('.').next() == suffix
            && (1..=allowance(outlet.label.len())).contains(&distance(label, outlet.label))
    });
    near.min_by_key(|outlet| (distance(label, outlet.label), outlet.host))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_slips() {
        assert_eq!(distance("turkeyytoday", "turkiyetoday"), 2);
        assert_eq!(distance("gaurdian", "guardian"), 1);
        assert_eq!(distance("", "abc"), 3);
    }
}
