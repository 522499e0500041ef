//! Bytes as characters.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};
use std::borrow::Cow;

/// The bytes as text, by their byte order mark (which no header outweighs, as in browsers), by `Content-Type`, by what stands in the first
/// kilobyte (`<meta charset>`, `<?xml encoding>`), by being UTF-8, and else by how often letters occur.
pub fn decode<'a>(bytes: &'a [u8], content_type: Option<&str>) -> Cow<'a, str> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(bytes.get(length..).unwrap_or_default()).0;
    }
    let declared = content_type.and_then(after_charset).and_then(|label| Encoding::for_label(label.as_bytes()));
    if let Some(encoding) = declared.or_else(|| in_head(bytes)) {
        return encoding.decode_without_bom_handling(bytes).0;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => guess(bytes).decode_without_bom_handling(bytes).0,
    }
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    // A body that was cut off in the middle of a letter is UTF-8 all the same.
    if let Err(error) = std::str::from_utf8(bytes)
        && error.error_len().is_none()
    {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes.get(..bytes.len().min(1 << 16)).unwrap_or_default(), true);
    detector.guess(None, Utf8Detection::Allow)
}

/// The label after `charset=`.
fn after_charset(text: &str) -> Option<&str> {
    let lower = text.to_ascii_lowercase();
    label(text.get(lower.find("charset")? + 7..)?)
}

/// The label after `=`, with or without quotation marks.
fn label(rest: &str) -> Option<&str> {
    let rest = rest.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let end =
        rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.'))).unwrap_or(rest.len());
    rest.get(..end).filter(|label| !label.is_empty())
}

fn in_head(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(1024))?);
    let lower = head.to_ascii_lowercase();
    let xml = lower.trim_start().starts_with("<?xml").then(|| {
        let declaration = head.trim_start().split("?>").next()?;
        label(declaration.get(declaration.to_ascii_lowercase().find("encoding")? + 8..)?)
    });
    let mut rest = lower.as_str();
    let mut found = xml.flatten();
    while found.is_none()
        && let Some((_, tag)) = rest.split_once("<meta")
    {
        let (inside, after) = tag.split_once('>').unwrap_or((tag, ""));
        found = after_charset(inside);
        rest = after;
    }
    let encoding = Encoding::for_label(found?.as_bytes())?;
    // What could be read this far as ASCII is not of two bytes a letter.
    Some(if matches!(encoding.name(), "UTF-16LE" | "UTF-16BE") { UTF_8 } else { encoding })
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn bytes_are_read_by_what_is_said_of_them() {
        let latin = b"caf\xe9 cr\xe8me d\xe9j\xe0 vu";
        assert_eq!(decode(b"caf\xe9", Some("text/html; charset=\"ISO-8859-1\"")), "caf\u{e9}");
        assert_eq!(
            decode(b"<meta charset=windows-1251>\xcc\xe8\xeb", Some("text/html")),
            "<meta charset=windows-1251>\u{41c}\u{438}\u{43b}"
        );
        assert_eq!(
            decode(b"<META http-equiv='x' content='text/html; charset=shift_jis'>\x83\x7e", None),
            "<META http-equiv='x' content='text/html; charset=shift_jis'>\u{30df}"
        );
        assert_eq!(
            decode(b"<?xml version='1.0' encoding='latin1'?>\xe9", None),
            "<?xml version='1.0' encoding='latin1'?>\u{e9}"
        );
        assert_eq!(decode(b"\xef\xbb\xbfcaf\xc3\xa9", Some("text/html; charset=latin1")), "caf\u{e9}");
        assert_eq!(decode(b"\xff\xfea\0b\0", None), "ab");
        assert_eq!(decode("caf\u{e9}".as_bytes(), None), "caf\u{e9}");
        assert_eq!(decode(latin, Some("text/html; charset=none")), "caf\u{e9} cr\u{e8}me d\u{e9}j\u{e0} vu");
        assert_eq!(decode(b"caf\xc3", None), "caf\u{fffd}");
    }
}
