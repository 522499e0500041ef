//! A lock that two branches have changed, as git leaves it: each side is a lock of its own.

/// The text as each side has it; the same once where nobody marked a conflict.
pub fn sides(source: &str) -> Vec<String> {
    if !source.lines().any(|line| line.starts_with("<<<<<<<")) {
        return vec![source.to_owned()];
    }
    let (mut ours, mut theirs) = (String::new(), String::new());
    let mut side = Side::Both;
    for line in source.split_inclusive('\n') {
        side = match line.get(..7) {
            Some("<<<<<<<") => Side::Ours,
            // What both began with, as `merge.conflictStyle = diff3` shows it.
            Some("|||||||") => Side::Neither,
            Some("=======") => Side::Theirs,
            Some(">>>>>>>") => Side::Both,
            _ => {
                if matches!(side, Side::Both | Side::Ours) {
                    ours.push_str(line);
                }
                if matches!(side, Side::Both | Side::Theirs) {
                    theirs.push_str(line);
                }
                continue;
            }
        };
    }
    vec![ours, theirs]
}

/// Whose the next lines are.
#[derive(Clone, Copy)]
enum Side {
    Both,
    Ours,
    Theirs,
    Neither,
}
