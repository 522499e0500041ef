//! What each reader takes and leaves.

use super::*;

/// Each slip as its text, and what would stand there.
fn found(text: &str) -> Vec<(&str, Option<String>)> {
    let mend = |right: &Right| format!("{}{}{}", &text[..right.range.start], right.text, &text[right.range.end..]);
    slips(text).into_iter().map(|slip| (&text[slip.range], slip.right.as_ref().map(mend))).collect()
}

fn silent(texts: &[&str]) {
    for text in texts {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn right_ones_are_left_alone() {
    silent(&[
        "ISBN 978-0-306-40615-7, ISBN-10: 0-306-40615-2, ISBN 13: 978 0 306 40615 7 2019, isbn=080442957X&b",
        "ISBN 0306406152 2019, **ISBN:** 9780306406157",
        "ISSN 0378-5955, eISSN: 2049-3630, ISSN-L 2434-561X, portal.issn.org/resource/ISSN/03785955",
        "https://orcid.org/0000-0002-1825-0097, ORCID: 0000-0002-1694-233X, orcid.org/signin",
        "doi:10.1000/182, https://doi.org/10.1000.10/123, DOI 10.1002/(SICI)1097-0258(19980815)17:15, doi.org/fqhqc6",
        "DOI: https://doi.org/10.1000/182, https://dx.doi.org/10.1000/182, https://doi.org/, ?doi=10.1000%2F182",
        "arXiv:2103.00020v2, arxiv.org/pdf/1312.6114.pdf, arXiv:hep-th/9901001, arXiv: 2021. arXiv 2024",
        "PMID: 23193287, https://pubmed.ncbi.nlm.nih.gov/23193287/",
    ]);
}

#[test]
fn what_claims_nothing_is_left_alone() {
    silent(&[
        "0306406153 and 978-0-306-40615-8 are numbers",
        "An ISBN-10 has 10 digits, an ISBN 13; ISBN 978-X-XXXX-XXXX-X; ISBN: [number]",
        "the DOI system; doi: pending; the DOI prefix 10.1038 is Springer's; doi:10.xxxx/yyyy; doi: {{doi}}",
        "ORCID 0000-000X-XXXX-XXXX, PMID: none, arXiv preprint, doing 10.5 laps, disbn 123",
        "ISSN 2019, ISSN 1234567890123",
    ]);
}

#[test]
fn a_wrong_check_digit_is_named() {
    let expected = |text: &str| slips(text).first().map(|slip| slip.fault);
    assert_eq!(expected("ISBN 978-0-306-40615-8"), Some(Fault::CheckDigit { expected: '7' }));
    assert_eq!(expected("ISBN 0-8044-2957-1"), Some(Fault::CheckDigit { expected: 'X' }));
    assert_eq!(expected("ISSN: 0378-5956"), Some(Fault::CheckDigit { expected: '5' }));
    assert_eq!(expected("orcid.org/0000-0002-1825-0098"), Some(Fault::CheckDigit { expected: '7' }));
    assert_eq!(expected("ISBN 977-0-306-40615-7"), Some(Fault::BookPrefix));
    assert_eq!(expected("ISBN 978-0-306-4061-7"), Some(Fault::Length { digits: 12 }));
    assert_eq!(expected("ISSN 0378-595"), Some(Fault::Length { digits: 7 }));
}

#[test]
fn what_is_certain_is_mended() {
    let mended = |text: &str| found(text).into_iter().next().and_then(|(_, text)| text).unwrap_or_default();
    assert_eq!(mended("doi:10.1000%2F182"), "doi:10.1000/182");
    assert_eq!(mended("https://doi.org/https://dx.doi.org/10.1000/182"), "https://doi.org/10.1000/182");
    assert_eq!(mended("doi:https://doi.org/10.1000/182"), "https://doi.org/10.1000/182");
    assert_eq!(mended("https://doi.org/doi:10.1000/182"), "https://doi.org/10.1000/182");
    assert_eq!(mended("doi: 10.1000/ abc182"), "doi: 10.1000/abc182");
    assert_eq!(mended("ISSN 03785955"), "ISSN 0378-5955");
    assert_eq!(mended("orcid.org/0000000218250097"), "orcid.org/0000-0002-1825-0097");
    assert_eq!(mended("PMID: PMC1234567"), "PMCID: PMC1234567");
    assert_eq!(mended("arXiv:arXiv:2103.00020"), "arXiv:2103.00020");
}

#[test]
fn preprints_have_months_and_lengths() {
    let fault = |text: &str| slips(text).first().map(|slip| slip.fault);
    assert_eq!(fault("arXiv:2113.00020"), Some(Fault::Month));
    assert_eq!(fault("arXiv:2103.0020"), Some(Fault::Sequence { wanted: 5 }));
    assert_eq!(fault("arxiv.org/abs/1312.06114"), Some(Fault::Sequence { wanted: 4 }));
    assert_eq!(fault("arXiv:hep-th/9913001"), Some(Fault::Month));
    assert_eq!(fault("PMID: 231932871"), Some(Fault::Length { digits: 9 }));
}

#[test]
fn punctuation_of_the_sentence_is_no_part_of_a_target() {
    let range = |target: &str| trailing(target).map(|slip| slip.range);
    assert_eq!(range("https://doi.org/10.1000/182."), Some(27..28));
    assert_eq!(range("https://doi.org/10.1000/182"), None);
    assert_eq!(range("https://example.org/a."), None);
}

#[test]
fn hostile_texts_are_read_in_one_pass() {
    for part in ["doi:", "isbn ", "doi.org/10.1", "ISBN 1-", "orcid.org/0", "\u{e9}doi\u{e9}", "pmid \u{1f30a}"] {
        slips(&part.repeat(2000));
    }
}
