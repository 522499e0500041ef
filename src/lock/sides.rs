//! A lock that two branches have changed, as git leaves it: each side is a lock of its own.

/// The text as each side has it; the same once where nobody marked a conflict. What a side does not have is blank in it, so that a place in it
/// is the place in the file.
pub fn sides(source: &str) -> Vec<String> {
    if !source.lines().any(|line| line.starts_with("<<<<<<<")) {
        return vec![source.to_owned()];
    }
    let (mut ours, mut theirs) = (String::new(), String::new());
    let mut side = Side::Both;
    for line in source.split_inclusive('\n') {
        let (now, next) = match line.get(..7) {
            Some("<<<<<<<") => (Side::Neither, Side::Ours),
            // What both began with, as `merge.conflictStyle = diff3` shows it.
            Some("|||||||") => (Side::Neither, Side::Neither),
            Some("=======") => (Side::Neither, Side::Theirs),
            Some(">>>>>>>") => (Side::Neither, Side::Both),
            _ => (side, side),
        };
        put(&mut ours, line, matches!(now, Side::Both | Side::Ours));
        put(&mut theirs, line, matches!(now, Side::Both | Side::Theirs));
        side = next;
    }
    vec![ours, theirs]
}

fn put(side: &mut String, line: &str, whole: bool) {
    if whole {
        return side.push_str(line);
    }
    let end = line.trim_end_matches(['\r', '\n']).len();
    side.extend(std::iter::repeat_n(' ', end));
    side.push_str(line.get(end..).unwrap_or_default());
}

/// Whose the next lines are.
#[derive(Clone, Copy)]
enum Side {
    Both,
    Ours,
    Theirs,
    Neither,
}
