//! Links in link format (RFC 8288, RFC 6690): the `Link` header, and TimeMaps of archives.

/// One link.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// Where it leads, as written.
    pub to: String,
    /// Its relations, in lower case.
    pub rel: Vec<String>,
    /// Its parameter `datetime`.
    pub datetime: String,
    /// Its parameter `type`.
    pub media: String,
}

impl Link {
    /// Whether it has that relation.
    pub fn is(&self, rel: &str) -> bool {
        self.rel.iter().any(|own| own == rel)
    }
}

/// The most links that are read.
pub const MOST: usize = 20_000;

/// Reads links. Addresses may hold commas, so each is read by its angle brackets; a comma may stand at the end.
pub fn links(text: &str) -> Vec<Link> {
    let mut found = Vec::new();
    let mut rest = text;
    while found.len() < MOST
        && let Some((_, after)) = rest.split_once('<')
        && let Some((to, after)) = after.split_once('>')
    {
        let (parameters, next) = parameters(after);
        let mut link = Link { to: to.trim().to_owned(), ..Link::default() };
        for (name, value) in parameters {
            match name.to_ascii_lowercase().as_str() {
                "rel" if link.rel.is_empty() => {
                    link.rel = value.split_whitespace().map(str::to_ascii_lowercase).collect()
                }
                "datetime" => link.datetime = value.to_owned(),
                "type" => link.media = value.to_owned(),
                _ => {}
            }
        }
        found.push(link);
        rest = next;
    }
    found
}

/// The parameters behind an address, and what follows the comma after them.
fn parameters(text: &str) -> (Vec<(&str, &str)>, &str) {
    let mut found = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        let Some(after) = rest.strip_prefix(';') else {
            return (found, rest.strip_prefix(',').unwrap_or(rest));
        };
        let end = after.find(['=', ';', ',']).unwrap_or(after.len());
        let (name, after) = after.split_at(end);
        let Some(value) = after.strip_prefix('=') else {
            rest = after;
            continue;
        };
        let value = value.trim_start();
        let (value, after) = match value.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
            None => value.split_at(value.find([';', ',']).unwrap_or(value.len())),
        };
        if found.len() < 16 {
            found.push((name.trim(), value.trim()));
        }
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::links;

    #[test]
    fn addresses_may_hold_commas() {
        let found = links(
            "<https://a.example/x,y>; rel=\"first last memento\"; datetime=\"Thu, 14 Mar 2019 15:09:26 GMT\",\n <b>;rel=original , <c>,",
        );
        let seen: Vec<(&str, bool)> = found.iter().map(|link| (link.to.as_str(), link.is("memento"))).collect();
        assert_eq!(seen, [("https://a.example/x,y", true), ("b", false), ("c", false)]);
        assert_eq!(found[0].datetime, "Thu, 14 Mar 2019 15:09:26 GMT");
        assert_eq!(found[1].rel, ["original"]);
        for odd in ["<", "<>", "<a>;", "<a>;b=\"", ";;;", "<a>;;;x=,", &"<a>;".repeat(100_000)] {
            links(odd);
        }
    }
}
