//! Tab-separated files.

/// The records of a tab-separated file whose cells may stand in quotation marks, doubled inside.
pub fn records(text: &str) -> Vec<Vec<String>> {
    let mut records = Vec::new();
    let mut record = Vec::new();
    let mut cell = String::new();
    let mut quoted = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.next_if_eq(&'"').is_some() => cell.push('"'),
            '"' if quoted => quoted = false,
            '"' if cell.is_empty() => quoted = true,
            '\t' if !quoted => record.push(std::mem::take(&mut cell)),
            '\r' if !quoted && chars.peek() == Some(&'\n') => {}
            '\n' if !quoted => {
                record.push(std::mem::take(&mut cell));
                records.push(std::mem::take(&mut record));
            }
            _ => cell.push(c),
        }
    }
    if !cell.is_empty() || !record.is_empty() {
        record.push(cell);
        records.push(record);
    }
    records
}

#[cfg(test)]
mod tests {
    use super::records;

    #[test]
    fn cells_may_hold_quotation_marks_and_line_ends() {
        let found = records("text\tlabel\r\n\"\"\"Yes,\"\" she\nsaid\"\tNFS\nlast\tCFS");
        assert_eq!(found, [["text", "label"], ["\"Yes,\" she\nsaid", "NFS"], ["last", "CFS"]]);
    }
}
