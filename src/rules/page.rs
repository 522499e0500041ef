//! A rule's page as it is shown: by `ibid explain`, in an editor, and in `docs/rules`.

use super::{Fixable, Rule};

/// The page of a rule, with what every rule has in common: how much it matters, and how to silence it.
pub fn page(rule: &Rule) -> String {
    let own = rule.page.trim_end();
    let summary_end = own.find(rule.summary()).map_or(own.len(), |start| start + rule.summary().len());
    let (head, rest) = own.split_at(summary_end);
    format!("{head}\n\n{}{rest}\n\n{}", standing(rule), silence(rule.name))
}

/// Group, severity and fixability, in a sentence.
fn standing(rule: &Rule) -> String {
    let fixes = match rule.fixable {
        Fixable::Never => "has no fix",
        Fixable::Sometimes => "sometimes has a fix",
        Fixable::Always => "always has a fix",
    };
    let off = if rule.on { "" } else { ", off unless turned on" };
    let severity = format!("{:?}", rule.severity).to_lowercase();
    format!("Group `{}`, severity `{severity}`{off}; {fixes}.", rule.group.name())
}

/// The section on silencing: the same words for every rule.
fn silence(name: &str) -> String {
    format!(
        "## How to silence

In one place, by a comment on the line before the paragraph or at the end of the line:

```md
<!-- ibid-ignore {name}: say why -->
```

From one place to another:

```md
<!-- ibid-disable {name} -->

<!-- ibid-enable {name} -->
```

Everywhere, in `ibid.toml`:

```toml
[rules]
{name} = \"off\"
```
"
    )
}
