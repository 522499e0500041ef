//! Dates: `1931`, `1931-05-03`, a range, CSL's parts, BibTeX's year and month.

use super::plain::plain;
use serde_json::Value;

/// A date, as far as it is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Date {
    /// Year, month, day; empty where the text is all there is.
    pub parts: Vec<u32>,
    /// As it was written, where that says more than the parts: `1931/1935`, `in press`.
    pub text: String,
}

/// The months, as they are written in English.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Date {
    /// Reads a value of any format, and BibTeX's month beside a year.
    pub fn read(value: &str, month: Option<&str>) -> Option<Self> {
        if value.starts_with(['{', '['])
            && let Ok(json) = serde_json::from_str::<Value>(value)
        {
            return Self::of_json(&json);
        }
        let value = plain(value);
        let mut parts = parts(value.split('/').next().unwrap_or(&value));
        if parts.len() == 1 {
            parts.extend(month.and_then(self::month));
        }
        let text = if parts.is_empty() || value.contains('/') { value } else { String::new() };
        (!parts.is_empty() || !text.is_empty()).then_some(Self { parts, text })
    }

    fn of_json(json: &Value) -> Option<Self> {
        let first = json.get("date-parts").and_then(|parts| parts.get(0)).and_then(Value::as_array);
        if let Some(first) = first {
            let number = |part: &Value| {
                let number = part.as_u64().or_else(|| part.as_str()?.trim().parse().ok())?;
                u32::try_from(number).ok()
            };
            let parts: Vec<u32> = first.iter().take(3).map_while(number).collect();
            return (!parts.is_empty()).then(|| Self { parts, text: String::new() });
        }
        // CSL-YAML may give a mapping, or a list of one.
        if let Some(first) = json.as_array().and_then(|all| all.first()) {
            return Self::of_json(first);
        }
        let part = |name: &str| json.get(name).and_then(|v| v.as_u64().or_else(|| v.as_str()?.parse().ok()));
        if part("year").is_some() {
            let parts =
                ["year", "month", "day"].iter().map_while(|name| part(name)).filter_map(|n| u32::try_from(n).ok());
            return Some(Self { parts: parts.collect(), text: String::new() });
        }
        let text = ["raw", "literal"].iter().find_map(|name| json.get(name)?.as_str())?;
        Self::read(&plain(text), None)
    }

    /// The year, as it is cited.
    pub fn year(&self) -> String {
        self.parts.first().map_or_else(|| self.text.clone(), u32::to_string)
    }

    /// `1931-05-03`
    pub fn iso(&self) -> String {
        let digits =
            |(index, part): (usize, &u32)| if index == 0 { format!("{part:04}") } else { format!("{part:02}") };
        self.parts.iter().enumerate().map(digits).collect::<Vec<_>>().join("-")
    }

    /// `May 3`, `May`, or nothing.
    pub fn day(&self) -> String {
        let month = self.parts.get(1).and_then(|&month| MONTHS.get((month as usize).checked_sub(1)?));
        match (month, self.parts.get(2)) {
            (Some(month), Some(day)) => format!("{month} {day}"),
            (Some(month), None) => (*month).to_owned(),
            _ => String::new(),
        }
    }
}

/// Year, month and day of `1931-05-03` and its beginnings.
fn parts(text: &str) -> Vec<u32> {
    let mut found = Vec::new();
    for (index, part) in text.trim().trim_end_matches(['~', '?']).split('-').take(3).enumerate() {
        let most = if index == 0 { 4 } else { 2 };
        let number = part.split('T').next().unwrap_or(part);
        match number.parse() {
            Ok(number) if number > 0 && part.len() >= most.min(part.len()) && number_fits(index, number) => {
                found.push(number)
            }
            _ => return if index == 0 { Vec::new() } else { found },
        }
    }
    found
}

fn number_fits(index: usize, number: u32) -> bool {
    number <= [9999, 12, 31][index.min(2)]
}

/// A month by number or by name.
fn month(text: &str) -> Option<u32> {
    let text = plain(text).to_lowercase();
    let number = text.parse().ok().filter(|number| (1..=12).contains(number));
    let named = || {
        MONTHS
            .iter()
            .position(|month| text.len() >= 3 && text.is_ascii() && month.to_lowercase().starts_with(&text[..3]))
    };
    number.or_else(|| Some(u32::try_from(named()?).ok()? + 1))
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn dates_of_every_format_are_read() {
        let iso = |value: &str, month: Option<&str>| {
            Date::read(value, month).map(|date| (date.iso(), date.text)).unwrap_or_default()
        };
        let plain = |iso: &str| (iso.to_owned(), String::new());
        assert_eq!(iso("1931-05-03", None), plain("1931-05-03"));
        assert_eq!(iso("1931", Some("may")), plain("1931-05"));
        assert_eq!(iso("{1931}", Some("{5}")), plain("1931-05"));
        assert_eq!(iso(r#"{"date-parts":[["1931",5]]}"#, None), plain("1931-05"));
        assert_eq!(iso(r#"{"raw":"1931-05"}"#, None), plain("1931-05"));
        assert_eq!(iso(r#"[{"year":"1931","month":"2"}]"#, None), plain("1931-02"));
        assert_eq!(iso("1931/1935", None), ("1931".into(), "1931/1935".into()));
        assert_eq!(iso("in press", None), (String::new(), "in press".into()));
        for odd in ["", "{}", "[]", "-", "1931-13-99", "99999", "{\"date-parts\":[[]]}", "\u{e9}"] {
            Date::read(odd, Some("\u{e9}"));
        }
        assert_eq!(Date::read("1931-05-03", None).unwrap().day(), "May 3");
    }
}
