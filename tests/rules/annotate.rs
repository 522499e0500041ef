//! Findings drawn under the text they are about, as on a page.

use ibid::finding::Finding;
use std::fmt::Write;

/// `text` with a line of carets and the message under each fault.
pub fn annotate<'a>(text: &str, findings: impl IntoIterator<Item = &'a Finding>) -> String {
    let mut findings: Vec<&Finding> = findings.into_iter().collect();
    findings.sort_by_key(|finding| (finding.range.start, finding.range.end));
    let mut findings = findings.into_iter().peekable();
    let mut drawn = String::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        drawn.push_str(line);
        let content = start + line.trim_end_matches(['\n', '\r']).len();
        start += line.len();
        if !drawn.ends_with('\n') {
            drawn.push('\n');
        }
        while let Some(finding) = findings.next_if(|finding| finding.range.start < start) {
            let from = finding.range.start.min(content);
            let to = finding.range.end.min(content).max(from);
            let line_start = start - line.len();
            let blanks = text[line_start..from].chars().count();
            let carets = text[from..to].chars().count();
            let on = if finding.range.end > content { "…" } else { "" };
            let _ = writeln!(drawn, "{}{}{on} {}", " ".repeat(blanks), "^".repeat(carets), finding.message);
        }
    }
    for finding in findings {
        let _ = writeln!(drawn, "(at the end) {}", finding.message);
    }
    drawn
}

/// Indents each line, so that a text stands out in a report.
pub fn indent(text: &str) -> String {
    text.lines().map(|line| format!("    {line}\n")).collect()
}
