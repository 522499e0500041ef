//! Lists of references that are typed out, in the styles that writers use, and the citations that point at them: both ends are compared.

use ibid::check::Draft;

/// A list under its title.
const APA: &str = "\
## References

Ferro, L. (2012). *Fires of the coast*. Harbour Press. https://doi.org/10.5555/fires
Harbour Office. (2020, May 3). *Yearbook of the port*. https://port.example/yearbook
Lund, K. J. (2019a). *Dykes and sluices* (2nd ed.). Harbour Press.
Lund, K. J. (2019b). Sluices in winter. *Coast*, *3*(1), 4–19.
Okafor, N., & Reyes-Lopez, T. (2004). Mills that burnt. In P. Teller (Ed.), *The river* (pp. 12–40). Mill Press.
van der Berg, M., Holm, A., & Sø, B. (n.d.). *Tides for beginners*.
";
const MLA: &str = "\
# Works Cited

Ferro, Lina. *Fires of the Coast*. Harbour Press, 2012.

Lock, Ada. *Tides*. Mill Press, 1931.

---. *Sluices in Winter*. Mill Press, 1934.

Okafor, Ngozi, and Tomas Reyes. \"Mills That Burnt.\" *Coast*, vol. 3, no. 1, 2004, pp. 4-19.
";
const CHICAGO: &str = "\
## Bibliography

Ferro, Lina. 2012. *Fires of the Coast*. Aarhus: Harbour Press.

Lund, Karin, and Ada Lock. 2019. \"Dykes.\" *Coast* 3 (1): 4–19.

Müller, Jörg. 1998. *Mühlen*. Hamburg: Mill Press.

Okafor, Ngozi. 2004. *Mills That Burnt*. Lagos: River Books.
";
const HARVARD: &str = "\
### Reference list

Ferro, L. (2012) *Fires of the coast*. Aarhus: Harbour Press.

Lund, K. and Lock, A. (2019) 'Dykes', *Coast*, 3(1), pp. 4–19.

O'Brien, S., Holm, A. and Teller, P. (2021) *Floods*. 2nd edn. Cork: Mill Press.

World Harbour Organization (2018) *Ports*. Available at: https://who.example/ports (Accessed: 3 May 2020).
";

/// What is found in a text with a list after it, each as its first words in the text.
fn found(text: &str, list: &str) -> Vec<String> {
    let source = format!("{text}\n\n{list}");
    let findings = Draft::new(&source, Default::default()).check();
    let ours = findings.into_iter().filter(|f| matches!(f.rule.name, "unlisted-citation" | "uncited-entry"));
    ours.map(|f| f.message).collect()
}

fn silent(text: &str, list: &str) {
    assert_eq!(found(text, list), [""; 0], "{text}");
}

const CITING_APA: &str = "The dyke rose twice (Lund, 2019a, p. 4; Ferro, 2012). Okafor and Reyes-Lopez (2004) doubt it; so do van der Berg et al. (n.d.), \
    as the office says (Harbour Office, 2020). In winter it froze (see also Lund, 2019b, pp. 7–9).";

#[test]
fn what_is_listed_and_cited_is_passed_over() {
    silent(CITING_APA, APA);
    silent(
        "Ferro tells it (Ferro, 2012, pp. 3–9). Tides are old (Lock, 1931; Lock, 1934). Mills burnt (Okafor and Reyes, 2004).",
        MLA,
    );
    silent(
        "Ferro tells it (2012, 3). Tides are old (Lund and Lock 2019, 12; Ferro 2012). Müller (1998) and Okafor (2004, 9–12) agree.",
        CHICAGO,
    );
    silent(
        "Ferro (2012, p. 3) tells it. Dykes rose (Lund and Lock, 2019); floods came (O'Brien, Holm and Teller, 2021; O’Brien et al., 2021; WHO, 2018).",
        HARVARD,
    );
}

#[test]
fn a_year_or_a_name_that_is_off_is_named() {
    let text = CITING_APA.replace("Ferro, 2012", "Ferro, 2021");
    assert_eq!(found(&text, APA), ["`Ferro, 2021` is not in the list of references; `Ferro 2012` is"]);
    let text = "Dykes rose (Lund and Lock, 2019); mills burnt (Ferro, 2012). Floods came (O'Brian et al., 2021), and ports (World Harbour Organization, 2018).";
    assert_eq!(found(text, HARVARD), ["`O'Brian et al., 2021` is not in the list of references; `O'Brien 2021` is"],);
    let text = "Ferro (2012) and Lund and Lock (2019) say so, and Muller (1997) showed it first (Okafor 2004).";
    assert_eq!(found(text, CHICAGO), ["`Muller (1997)` is not in the list of references; `Müller 1998` is"]);
}

#[test]
fn what_is_cited_and_not_listed_is_found() {
    let text = format!("{CITING_APA} Nobody else saw it (Teller & Roe, 2016).");
    let message = "`Teller & Roe, 2016` is not in the list of references; add the entry, or cite the page itself";
    assert_eq!(found(&text, APA), [message]);
}

#[test]
fn what_is_listed_and_not_cited_is_found() {
    let text = CITING_APA.replace("; Ferro, 2012", "");
    assert_eq!(
        found(&text, APA),
        ["Nothing in the draft cites `Ferro 2012`; cite it where it belongs, or take it out"]
    );
    let text = "Tides are old (Lock, 1931; Lock, 1934). Mills burnt (Okafor and Reyes, 2004).";
    assert_eq!(found(text, MLA), ["Nothing in the draft cites `Ferro 2012`; cite it where it belongs, or take it out"]);
}

#[test]
fn what_only_looks_like_a_citation_is_none() {
    for aside in [
        "The fair came (May, 2020).",
        "It is shown below (Section 3, 2020).",
        "It is shown there (see Table 2, 2019).",
        "The fair moved (Lisbon, 1998).",
        "The act was passed (Harbour Act, 1990).",
        "Figure 2 (2020) shows it.",
        "The ferry (built 1990) sank.",
        "He wrote it (March 2019).",
        "Windows (2000) and Office (2003) ran on it.",
        "The edition (3rd ed., 1999) is rare.",
        "It rained (Monday, 2020).",
    ] {
        silent(&format!("{CITING_APA} {aside}"), APA);
    }
}

const NUMBERED: &str = "\
## References

1. Lund, K. *Dykes*. Harbour Press, 2019.
2. Ferro, L. *Fires of the coast*. Harbour Press,
   2012.
3. Okafor, N. \"Mills that burnt\". *Coast* 3, 2004.
4. Harbour Office. *Yearbook*, 2020.
5. Teller, R. *Tides*. Mill Press, 1931.
";
const BRACKETED: &str = "\
## References

[1] K. Lund, *Dykes*, 2019.
[2] L. Ferro, *Fires of the coast*, 2012.
[3] N. Okafor, \"Mills that burnt,\" 2004.
";

#[test]
fn lists_by_number_are_compared_both_ways() {
    silent("Dykes rose [1], mills burnt [2, 3–5].", NUMBERED);
    silent(
        "Dykes rose.¹ Mills burnt.²⁻⁴ Tides rose too.<sup>5</sup> The pond is 30 m² wide, and 10³ is a number.",
        NUMBERED,
    );
    silent("Dykes rose.<sup>1, 2</sup> Mills burnt<sup>3-5</sup> on the 5<sup>th</sup> of May.", NUMBERED);
    silent("Dykes rose [1], mills burnt [2][3].", BRACKETED);
    let missing = |n: u32| format!("Nothing in the draft cites entry {n}; cite it where it belongs, or take it out");
    assert_eq!(found("Dykes rose [1], mills burnt [3–5].", NUMBERED), [missing(2)]);
    assert_eq!(found("Dykes rose.¹ Mills burnt.²˒³ Tides, too.⁵", NUMBERED), [missing(4)]);
    assert_eq!(found("Dykes rose [1], and mills burnt [3].", BRACKETED), [missing(2)]);
    let unknown = "The list of sources has no entry 7; add it or cite the page itself";
    assert_eq!(found("Dykes rose.¹ Mills burnt.²⁻⁴ Tides.⁵ Floods.⁷", NUMBERED), [unknown]);
    assert_eq!(
        found("Dykes rose.<sup>1</sup> Mills burnt.<sup>2,7</sup> Tides.<sup>3-5</sup> So.<sup>2</sup>", NUMBERED),
        [unknown]
    );
}

#[test]
fn a_numbered_list_that_is_not_cited_by_number_is_left_alone() {
    silent("Dykes rose, and nobody says why.", NUMBERED);
    silent(
        "Dykes rose (Lund, 2019), mills burnt (Ferro, 2012; Okafor, 2004; Harbour Office, 2020; Teller, 1931).",
        NUMBERED,
    );
    for title in ["Resources", "Further reading", "Notes"] {
        silent("Raise the dyke [1], then the mill [2].", &NUMBERED.replace("References", title));
    }
}
