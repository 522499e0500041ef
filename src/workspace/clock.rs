//! The one place that reads the clock.

use std::time::{SystemTime, UNIX_EPOCH};

/// The average length of a year, in seconds: at the turn of a year off by a day at most.
const YEAR: u64 = 31_556_952;

/// Today, in UTC: `2026-11-23`.
pub fn today() -> String {
    date(seconds(SystemTime::now()))
}

/// A moment in UTC: `2026-11-23 08:38:04`.
pub fn moment(at: SystemTime) -> String {
    let seconds = seconds(at);
    let (hour, minute, second) = (seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
    format!("{} {hour:02}:{minute:02}:{second:02}", date(seconds))
}

fn seconds(at: SystemTime) -> u64 {
    at.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

fn date(seconds: u64) -> String {
    let (mut day, mut year) = (seconds / 86_400, 1970);
    let leap = |year: u64| year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    while day >= 365 + u64::from(leap(year)) {
        day -= 365 + u64::from(leap(year));
        year += 1;
    }
    let lengths = [31, 28 + u64::from(leap(year)), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let mut month = 1;
    for length in lengths {
        if day < length {
            break;
        }
        day -= length;
        month += 1;
    }
    format!("{year}-{month:02}-{:02}", day + 1)
}

/// The current year; `None` where the clock stands before 1970.
pub fn year() -> Option<u32> {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).ok()?.as_secs();
    u32::try_from(1970 + seconds / YEAR).ok()
}
