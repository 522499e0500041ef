//! Names of authors, as citations and lists write them.

use super::entry::initials;
use super::is_one;
use crate::prose::fold;
use std::ops::Range;

/// Parts of a surname that are written small.
const PARTICLES: &str = "\
    van der den de la las los von vom zu zur zum di da dos das do du del della dela des le el al bin ibn ben ter \
    ten af av y e st ap";
/// Small words in the name of an organisation.
const INNER: &str = "\
    of the for and on in to & und et f\u{fc}r der des pour";
/// What shows that several capitals name an organisation, folded.
const BODIES: &str = "\
    organization organisation ministry agency institute university association commission council department bank \
    office bureau committee foundation society centre center fund service authority administration ministerium \
    institut bundesamt";
/// What stands before a comma and a year, or right before a year, and is no author; folded.
const PLACES_AND_TIMES: &str = "\
    monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag \
    sonntag lundi mardi mercredi jeudi vendredi samedi dimanche january february march april may june july august september october november december jan feb mar apr jun jul \
    aug sep sept oct nov dec spring summer autumn fall winter easter christmas januar februar marz mai juni juli \
    oktober dezember janvier fevrier avril juin juillet aout septembre octobre novembre decembre enero febrero \
    marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre figure fig table chapter section \
    part appendix equation box version volume edition episode season act article law bill treaty circa ca since \
    until before after from in by during early late mid about around born died founded established published \
    updated retrieved accessed revised copyright windows office census olympics london paris berlin vienna rome \
    madrid lisbon amsterdam brussels geneva zurich munich hamburg moscow warsaw prague budapest athens istanbul \
    ankara cairo tokyo kyoto beijing shanghai delhi mumbai sydney melbourne toronto montreal chicago boston oxford \
    cambridge stockholm oslo copenhagen helsinki dublin edinburgh glasgow manchester washington england scotland \
    ireland wales britain france germany spain portugal italy austria switzerland netherlands belgium denmark \
    sweden norway finland poland russia ukraine turkey greece egypt israel iran iraq syria india china japan korea \
    vietnam australia canada mexico brazil argentina chile peru africa asia europe america california texas \
    florida ohio";

/// The authors that a citation names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// All of it, folded.
    pub whole: String,
    /// The first author alone, without initials, folded.
    pub first: String,
    /// The first author's surname in what was read.
    pub surname_range: Range<usize>,
    /// Whether it says by itself that it names authors, by `et al.` or `&`.
    pub several: bool,
    /// Whether it names a body, such as a ministry.
    pub body: bool,
    /// Whether the first author is one surname, particles and hyphens included.
    pub surname: bool,
    /// Whether it is an abbreviation, such as `WHO`.
    pub capitals: bool,
}

impl Name {
    /// Reads `text` as the names of authors and nothing else.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim_end();
        let (names, others) = strip_others(text);
        // `World Health Organization [WHO]`
        let names = names.split(" [").next().unwrap_or(names).trim_end_matches([',', ' ']);
        let tokens: Vec<&str> = names.split_whitespace().collect();
        if tokens.is_empty() || tokens.len() > 14 || !tokens.iter().all(|token| is_name(token)) {
            return None;
        }
        if tokens.iter().any(|token| matches!(*token, "v." | "v" | "vs.")) || !tokens.iter().any(|t| is_capital(t)) {
            return None;
        }
        let cut = [", ", " & ", " and ", " und ", " et ", " y "].iter().filter_map(|mark| names.find(mark)).min();
        let head = names[..cut.unwrap_or(names.len())].trim_end();
        let initials: usize =
            head.split_inclusive(' ').take_while(|token| is_initial(token.trim_end())).map(str::len).sum();
        let first = if initials < head.len() { &head[initials..] } else { head };
        let capitals: Vec<&str> = first.split_whitespace().filter(|token| is_capital(token)).collect();
        let body = tokens.iter().any(|token| is_one(BODIES, &fold(token.trim_end_matches([',', '.']))));
        Some(Self {
            whole: squash(names),
            first: squash(first.trim_end_matches(['.', ','])),
            surname_range: head.len() - first.len()..head.len(),
            several: others || names.contains(" & "),
            body,
            surname: capitals.len() == 1
                && !first.split_whitespace().any(|t| is_one(INNER, t) && !is_one(PARTICLES, t)),
            capitals: capitals.len() == 1 && capitals[0].len() > 1 && capitals[0].chars().all(|c| !c.is_lowercase()),
        })
    }

    /// The words under which an entry by these authors is found among [`super::Entry::keys`]; abbreviations are found by none.
    pub fn keys(&self) -> impl Iterator<Item = String> + '_ {
        let words = self.whole.split([' ', ',', '.']).chain(self.first.split(' ')).chain(self.last().split('-'));
        let words = words.filter(|word| word.len() > 1).map(str::to_owned);
        words.chain([self.first.clone(), initials(&self.whole)])
    }

    /// The last word of the first author: what is left when particles and given names go.
    pub fn last(&self) -> &str {
        self.first.rsplit(' ').next().unwrap_or(&self.first)
    }
}

/// A name as names are compared: folded, and `M\u{fc}ller` like `Mueller`.
pub fn squash(name: &str) -> String {
    fold(name).replace("ae", "a").replace("oe", "o").replace("ue", "u")
}

/// Whether a word before a year is more often a place, a time or a part of a book than an author.
pub fn is_place_or_time(folded: &str) -> bool {
    is_one(PLACES_AND_TIMES, folded.trim_end_matches('.'))
}

/// `Smith et al.` without the others, and whether there were any.
fn strip_others(text: &str) -> (&str, bool) {
    let ends = [" et al.", " et al", " u. a.", " u.a.", " and colleagues", " and others", " & al.", " et coll."];
    match ends.iter().find_map(|end| text.strip_suffix(end)) {
        Some(names) => (names.trim_end_matches(','), true),
        None => (text, false),
    }
}

fn is_name(token: &str) -> bool {
    let bare = token.trim_end_matches([',', '.']);
    let small = is_one(PARTICLES, bare) || is_one(INNER, bare);
    small || is_capital(bare) && bare.chars().all(|c| c.is_alphabetic() || "'\u{2019}-\u{2010}\u{2011}.".contains(c))
}

fn is_capital(token: &str) -> bool {
    // `d'Arc`, `al-Khatib`
    let token =
        token.split_once(['\'', '\u{2019}', '-']).filter(|(head, _)| head.len() < 3).map_or(token, |(_, tail)| tail);
    token.starts_with(char::is_uppercase)
}

/// `J.`, `J.-P.`, `JR`
pub fn is_initial(token: &str) -> bool {
    let token = token.trim_end_matches(',');
    let letters = token.chars().filter(|c| c.is_alphabetic()).count();
    (token.contains('.') && letters <= 3 || letters == 1) && token.starts_with(char::is_uppercase)
}
