//! A source's reference fetched: what its registry, or its page, says of it, each field with who said so.

use super::page::{doi, visit, whole};
use super::run::Means;
use super::work::{ask, is_of};
use crate::bibliography::{Identity, Work};
use crate::evidence::outcome::{Absence, Before, Doubt, Outcome};
use crate::evidence::page::{Page, Said};
use crate::evidence::reference::{of_page, of_record};
use crate::evidence::registry::Record;
use crate::web::{Ask, Budget, Run};
use std::time::Duration;

/// A source as it is to be cited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// What is known of it. What nobody says is left out.
    pub work: Work,
    /// Its fields in words, each with who says so: `("title", "OpenGraph")`.
    pub origins: Vec<(&'static str, &'static str)>,
}

/// What fetching one reference may cost: somebody waits for it.
pub fn brief_budget() -> Budget {
    Budget { time: Duration::from_secs(60), ..Budget::default() }
}

/// Fetches what is known of a source, of a page by its `address` as it is written, on the day `today`; or says why there is nothing.
pub async fn fetch(run: &Run, identity: &Identity, address: Option<&str>, today: &str) -> Result<Reference, String> {
    match (identity, address) {
        (Identity::Address(name), address) => {
            let address = address.map_or_else(|| format!("https://{name}"), str::to_owned);
            of_address(run, &address, today).await
        }
        _ => match ask(run, identity).await {
            (_, Some(record)) => said_by(&record),
            (outcome, None) => Err(nothing(&outcome)),
        },
    }
}

async fn of_address(run: &Run, address: &str, today: &str) -> Result<Reference, String> {
    let address = whole(address);
    let Some(asked) = Ask::url(&address) else { return Err(nothing(&Outcome::Unknown(Doubt::Refused))) };
    // What a PDF is called it seldom says itself.
    let means = Means::new(run.clone(), None, today.to_owned());
    let (outcome, fetched) = visit(&means, &asked, &address, &Before::default()).await;
    let Some(mut page) = fetched.page.filter(|_| matches!(outcome, Outcome::Present(_))) else {
        let outcome = if matches!(outcome, Outcome::Present(_)) { Outcome::Unknown(Doubt::NoText) } else { outcome };
        return Err(nothing(&outcome));
    };
    let mut confirmed = false;
    if let Some(identity) = doi(&page) {
        let (outcome, record) = ask(run, &identity).await;
        confirmed = matches!(outcome, Outcome::Present(_));
        if let Some(record) = record {
            // A page that says which work it is, is known best to that work's registry; if that means the same.
            if is_of(&page, &record) {
                return said_by(&record);
            }
            confirmed = false;
        }
    }
    if !confirmed {
        page.doi = None;
    }
    said_by_page(&page, &address, today)
}

fn said_by(record: &Record) -> Result<Reference, String> {
    let registry = record.from.name();
    if record.title.is_empty() {
        return Err(format!("{registry} has no title of it"));
    }
    let work = of_record(record);
    let fields = [
        ("title", true),
        ("authors", !work.names("author").is_empty()),
        ("editors", !work.names("editor").is_empty()),
        ("date", work.date("issued").is_some()),
        ("container", work.text("container-title").is_some()),
        ("publisher", work.text("publisher").is_some()),
    ];
    let origins = fields.into_iter().filter(|(_, known)| *known).map(|(field, _)| (field, registry)).collect();
    Ok(Reference { work, origins })
}

fn said_by_page(page: &Page, address: &str, today: &str) -> Result<Reference, String> {
    let mut work = of_page(page, address, today);
    if work.text("title").is_none() {
        return Err("The page does not say what it is called".to_owned());
    }
    // As it is written, with what is behind its `#`.
    work.set("URL", address.to_owned());
    fn from<T>(field: &'static str, said: &Option<Said<T>>) -> Option<(&'static str, &'static str)> {
        said.as_ref().map(|said| (field, said.from.name()))
    }
    let origins = [
        from("title", &page.title),
        from("authors", &page.authors),
        from("date", &page.published),
        from("container", &page.container),
        from("publisher", &page.publisher),
    ];
    Ok(Reference { work, origins: origins.into_iter().flatten().collect() })
}

/// Why there is no reference.
fn nothing(outcome: &Outcome) -> String {
    let why = match outcome {
        Outcome::Present(_) => "It is there, but none of the registries that ibid asks has a record of it",
        Outcome::Absent(Absence::NoSuchIdentifier) => "Its registry has no such identifier",
        Outcome::Absent(Absence::Gone | Absence::NotFound) => "Its site has no such page",
        Outcome::Absent(Absence::NoHost) => "There is no such site",
        Outcome::Unknown(doubt) => match doubt {
            Doubt::Blocked => "It answers people only, or not now",
            Doubt::Transient => "It could not be reached, or its answer not be read",
            Doubt::Tls => "Its certificate does not hold",
            Doubt::SoftNotFound => "It answers as if there were no such page",
            Doubt::Parked => "It answers with an offer of the domain",
            Doubt::Budget => "It took too long, or was called off",
            Doubt::Refused => "It is no public address of the web",
            Doubt::NoText => "It answers with nothing that can be read here",
        },
    };
    why.to_owned()
}

impl Reference {
    /// Where each field came from, in a line: `title: OpenGraph; authors: JSON-LD; nobody says: date`.
    pub fn told(&self) -> String {
        let mut told: Vec<String> = self.origins.iter().map(|(field, from)| format!("{field}: {from}")).collect();
        let said = |field: &str| self.origins.iter().any(|(known, _)| *known == field);
        let mut missing = Vec::new();
        if !said("authors") && !said("editors") {
            missing.push("authors");
        }
        if !said("date") {
            missing.push("date");
        }
        if !missing.is_empty() {
            told.push(format!("nobody says: {}", missing.join(", ")));
        }
        told.join("; ")
    }
}
