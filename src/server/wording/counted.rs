//! Numbers in words.

/// How often something is cited.
pub fn cited(count: usize) -> String {
    match count {
        0 => "not cited".to_owned(),
        1 => "cited once".to_owned(),
        2 => "cited twice".to_owned(),
        _ => format!("cited {count} times"),
    }
}

/// How often something is used.
pub fn used(count: usize) -> String {
    match count {
        0 => "not used".to_owned(),
        1 => "used once".to_owned(),
        2 => "used twice".to_owned(),
        _ => format!("used {count} times"),
    }
}
