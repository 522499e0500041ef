//! Cross-references of Quarto, pandoc-crossref and bookdown, and identifiers of Manubot, which look like citation keys.

/// What a cross-reference starts with, before a hyphen or a colon.
const PREFIXES: &[&str] = &[
    "fig", "tbl", "tab", "sec", "eq", "lst", "thm", "lem", "cor", "prp", "cnj", "def", "exm", "exr", "sol", "rem",
    "alg", "nte", "tip", "wrn", "imp", "cau", "vid", "supp", "ref", "apx",
];

/// What a key starts with that is an identifier, before a colon: Manubot and filters of Pandoc look those up themselves.
const IDENTIFIERS: &[&str] = &[
    "doi",
    "pmid",
    "pmcid",
    "pubmed",
    "arxiv",
    "isbn",
    "url",
    "https",
    "http",
    "wikidata",
    "clinicaltrials",
    "raw",
    "tag",
];

/// Whether a name is an identifier and in no bibliography: `doi:10.5555/lock`.
pub fn is_identifier(name: &str) -> bool {
    let prefix = name.split_once(':').map(|(prefix, _)| prefix);
    prefix.is_some_and(|prefix| IDENTIFIERS.iter().any(|known| known.eq_ignore_ascii_case(prefix)))
}

/// What a cross-reference starts with and what its kind is known by, with the mark after it: `fig-` of `fig-lock`.
pub fn start(name: &str) -> Option<&str> {
    let end = name.find(['-', ':']).filter(|_| is_crossref(name))?;
    name.get(..=end)
}

/// Whether what is typed of a name may become one: `s`, `sec`, `sec-t`, or nothing at all.
pub fn may_become(typed: &str) -> bool {
    is_crossref(typed)
        || typed.strip_suffix(['-', ':']).map_or_else(
            || PREFIXES.iter().any(|known| known.starts_with(&typed.to_ascii_lowercase())),
            |prefix| PREFIXES.iter().any(|known| known.eq_ignore_ascii_case(prefix)),
        )
}

/// Whether a name is one by its looks: `fig-lock`, `Tbl:prices`.
pub fn is_crossref(name: &str) -> bool {
    let Some((prefix, rest)) = name.split_once(['-', ':']) else { return matches!(name, "ref") };
    !rest.is_empty() && PREFIXES.iter().any(|known| known.eq_ignore_ascii_case(prefix))
}
