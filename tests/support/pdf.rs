//! PDFs written by hand.

/// A PDF of one page with a title, whose content is that stream; `filter` says how it is packed.
pub fn pdf(title: &str, content: &[u8], filter: &str) -> Vec<u8> {
    let stream = format!("<< /Length {} {filter} >>\nstream\n", content.len());
    of_objects(&[
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> /XObject << /X 4 0 R >> >> >>"
            .to_vec(),
        [stream.as_bytes(), content, b"\nendstream"].concat(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_vec(),
        format!("<< /Title ({title}) >>").into_bytes(),
    ])
}

/// A PDF of objects, of which the first is its root and the sixth its information.
pub fn of_objects(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        places.push(bytes.len());
        bytes.extend(format!("{} 0 obj\n", index + 1).bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let start = bytes.len();
    let size = objects.len() + 1;
    bytes.extend(format!("xref\n0 {size}\n0000000000 65535 f \n").bytes());
    bytes.extend(places.iter().flat_map(|place| format!("{place:010} 00000 n \n").into_bytes()));
    bytes.extend(format!("trailer\n<< /Size {size} /Root 1 0 R /Info 6 0 R >>\nstartxref\n{start}\n%%EOF\n").bytes());
    bytes
}

/// The content of a page on which these lines stand.
pub fn lines(lines: &[&str]) -> Vec<u8> {
    let shown: String = lines.iter().map(|line| format!("0 -14 Td ({line}) Tj ")).collect();
    format!("BT /F1 12 Tf 72 700 Td {shown}ET").into_bytes()
}
