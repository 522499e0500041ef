//! Linked data by schema.org: which of its nodes the page is about, and what that one says.

use crate::bibliography::Name;
use crate::evidence::{clean, date, person};
use serde_json::{Map, Value};

/// What linked data say of a page.
#[derive(Clone, Debug, Default)]
pub struct Linked {
    /// `headline` or `name`.
    pub title: Option<String>,
    /// `author`.
    pub authors: Vec<Name>,
    /// `datePublished`.
    pub published: Option<String>,
    /// The publisher's or the periodical's name.
    pub container: Option<String>,
    /// Its type by CSL.
    pub kind: Option<&'static str>,
    /// `isAccessibleForFree`.
    pub free: Option<bool>,
}

/// The most nodes that are looked at.
const NODES: usize = 2000;
/// The most authors that are kept.
const AUTHORS: usize = 200;
/// Types that a page may be about, and CSL's.
const TYPES: &[(&str, &str)] = &[
    ("ScholarlyArticle", "article-journal"),
    ("MedicalScholarlyArticle", "article-journal"),
    ("NewsArticle", "article-newspaper"),
    ("ReportageNewsArticle", "article-newspaper"),
    ("AnalysisNewsArticle", "article-newspaper"),
    ("OpinionNewsArticle", "article-newspaper"),
    ("LiveBlogPosting", "article-newspaper"),
    ("BlogPosting", "post-weblog"),
    ("Report", "report"),
    ("Book", "book"),
    ("Thesis", "thesis"),
    ("Dataset", "dataset"),
    ("TechArticle", "webpage"),
    ("Article", "webpage"),
];

type Node = Map<String, Value>;

/// Reads the scripts of a page. `about` are the addresses and titles by which one node of several is known to be the page's own; of
/// several that are none, nothing is said.
pub fn read(scripts: &[String], about: &[&str]) -> Linked {
    let documents: Vec<Value> =
        scripts.iter().filter_map(|script| serde_json::from_str(script.trim().trim_end_matches(';')).ok()).collect();
    let mut nodes = Vec::new();
    documents.iter().for_each(|document| gather(document, 0, &mut nodes));
    let works: Vec<&Node> = nodes.iter().copied().filter(|node| kind(node).is_some()).collect();
    let own = works.iter().copied().find(|node| about.iter().any(|about| !about.is_empty() && is_about(node, about)));
    let only = own.or(if works.len() == 1 { works.first().copied() } else { None });
    only.map(|node| linked(node, &nodes)).unwrap_or_default()
}

/// The nodes at the top, in lists, in `@graph`, and what a page is said to be about.
fn gather<'a>(value: &'a Value, depth: usize, nodes: &mut Vec<&'a Node>) {
    if nodes.len() >= NODES || depth > 8 {
        return;
    }
    match value {
        Value::Array(all) => all.iter().take(NODES).for_each(|value| gather(value, depth + 1, nodes)),
        Value::Object(node) => {
            nodes.push(node);
            for inside in ["@graph", "mainEntity"].iter().filter_map(|name| node.get(*name)) {
                gather(inside, depth + 1, nodes);
            }
        }
        _ => {}
    }
}

/// The first text of a value that is a text or a list of texts.
fn texts(value: Option<&Value>) -> Vec<&str> {
    match value {
        Some(Value::String(text)) => vec![text],
        Some(Value::Array(all)) => all.iter().filter_map(Value::as_str).take(10).collect(),
        _ => Vec::new(),
    }
}

fn kind(node: &Node) -> Option<&'static str> {
    let own = texts(node.get("@type"));
    let name = |text: &str| text.rsplit(['/', ':', '#']).next().unwrap_or_default().to_owned();
    let own: Vec<String> = own.into_iter().map(name).collect();
    TYPES.iter().find(|(name, _)| own.iter().any(|own| own == name)).map(|(_, kind)| *kind)
}

fn is_about(node: &Node, about: &str) -> bool {
    let page = node.get("mainEntityOfPage");
    let id = page.and_then(|page| page.get("@id")).or(page);
    let addresses = [node.get("url"), node.get("@id"), id];
    let same = |text: &str| text.split('#').next().unwrap_or(text).trim_end_matches('/') == about.trim_end_matches('/');
    let titled = [node.get("headline"), node.get("name")];
    addresses.into_iter().flatten().filter_map(Value::as_str).any(same)
        || titled.into_iter().flatten().filter_map(Value::as_str).any(|title| clean::field(title) == about)
}

fn linked(node: &Node, nodes: &[&Node]) -> Linked {
    let text = |names: &[&str]| {
        let found = names
            .iter()
            .find_map(|name| texts(node.get(*name)).into_iter().map(unescaped).find(|text| !text.is_empty()));
        found.filter(|text| !text.is_empty())
    };
    let mut linked = Linked {
        title: text(&["headline", "name", "alternativeHeadline"]),
        published: text(&["datePublished", "dateCreated"]).and_then(|text| date::iso(&text)),
        kind: kind(node),
        free: free(node),
        ..Linked::default()
    };
    let whole = ["isPartOf", "publisher"].into_iter().filter_map(|name| node.get(name));
    linked.container =
        whole.filter_map(|whole| named(whole, nodes)).map(|(name, _)| name).find(|name| !name.is_empty());
    let authors = node.get("author").or_else(|| node.get("creator"));
    let authors =
        authors.map(|all| all.as_array().map_or(std::slice::from_ref(all), Vec::as_slice)).unwrap_or_default();
    for (name, is_body) in authors.iter().take(AUTHORS).filter_map(|author| named(author, nodes)) {
        linked.authors.extend(if is_body { person::body(&name) } else { person::person(&name) });
    }
    linked
}

/// The name of a person or body, and whether it is a body. One that is only referred to is looked up.
fn named(value: &Value, nodes: &[&Node]) -> Option<(String, bool)> {
    if let Some(name) = value.as_str() {
        return Some((unescaped(name), false));
    }
    let value = value.as_array().and_then(|all| all.first()).unwrap_or(value);
    let mut node = value.as_object()?;
    if !node.contains_key("name") {
        let id = node.get("@id")?;
        node = nodes.iter().copied().find(|other| other.get("@id") == Some(id) && other.contains_key("name"))?;
    }
    let is_body = texts(node.get("@type")).iter().any(|kind| kind.ends_with("Organization"));
    let name = texts(node.get("name")).first().map(|name| unescaped(name))?;
    (!name.is_empty()).then_some((name, is_body))
}

/// A field; sites escape what JSON does not ask them to.
fn unescaped(text: &str) -> String {
    clean::field(&crate::evidence::xml::entities(text))
}

fn free(node: &Node) -> Option<bool> {
    match node.get("isAccessibleForFree")? {
        Value::Bool(free) => Some(*free),
        Value::String(text) => match text.rsplit('/').next()?.to_ascii_lowercase().as_str() {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        },
        _ => None,
    }
}
