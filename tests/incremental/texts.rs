//! Texts to disturb.

pub const TEXTS: &[(&str, &str)] = &[
    ("article", ARTICLE),
    ("notes", NOTES),
    ("lists", LISTS),
    ("quotes", QUOTES),
    ("code", CODE),
    ("tables", TABLES),
    ("metadata", METADATA),
    ("late metadata", LATE_METADATA),
    ("scripts", SCRIPTS),
    ("definitions", DEFINITIONS),
];

const ARTICLE: &str = "The harbour at dawn\n===================\n\nThe ferry left at six [as it does](https://ferry.example.net/times \"Times\"),
and nobody *minded* the `rain` [1].\n\nAn old pilot said: \u{201c}We have seen worse.\u{201d}[^pilot]\n\n## What came next\n\n![The wall](wall.jpg)
See [the survey][survey], [survey][] and [survey]; also <https://a.example/b?c=d>.\n\n---\n\nAs @rivera2019 and [see @moth, p. 3; -@{dry dock}] have it.  \nA hard break.\n
[survey]: https://survey.example.net/1911 'The survey'\n[^pilot]: Spoken on the quay.\n\n    A second paragraph of the note.\n\nLast words.\n";

const NOTES: &str = "First[^1] and second[^2] and third[^a-b].\n\n[^1]: One.\n[^2]: Two, with *emphasis*\n  that goes on\n\n    - and a list\n    - in it\n
[^a-b]: Three.\nlazy line\n\nBetween the notes[^missing] there is text^[an inline note with a [link](b) in it].\n\n> [^q]: In a quote\n\nUses[^q] and[^1] again.\n
- [^l]: in a list\n- item[^l]\n\n[^last]: The end";

const LISTS: &str = "- one\n- two\n  continued\n\n  a paragraph\n  - nested [a]\n    1. deep\n\n       [a]: /target\n\n- [ ] open\n- [x] done\n
Between.\n\n1. first\n2. second\n\n   ```\n   code\n   ```\n3) other\n\n* * *\n\n+ plus\n\n\n+ loose\n\n      indented code\n\nEnd [a].\n";

const QUOTES: &str = "> A quote\n> over lines\nlazy\n>\n> > nested [b]\n> - list\n>   more\n\n> another\n\nText.\n\n>```\n> code\n>```\n> after\n
> [b]: <x y> \"t\"\n> [c]:\n> /next\n\nUse [b] and [c][].\n\n> # Heading\n> | a | b |\n> |---|---|\n> | 1 | [b] |\n";

const CODE: &str = "Text.\n\n```rust ignore\nlet a = \"[x]\";\n\n[^1]: no\n```\n\n    indented\n\n    [a]: b\n\nAfter.\n\n~~~~\n~~~\n\nstill\n~~~~\n
<div class=\"a\">\n\n*inside* [a]\n\n</div>\n\n<!-- a comment\n\nover lines -->\n\nInline <b>bold</b> <!-- c --> `a ``b` ``c ` d`` $x$ and $5-$10.\n
<pre>\n[x]: y\n\n</pre>\n\n$$\nx = [a]\n$$\n\n{/* mdx */}\n\nThe end.";

const TABLES: &str = "Before\n\n| Port | Ships[^t] |\n|:-----|------:|\n| A \\| B | [12](c) |\n| `x|y` |\n\nText | not a table\n\na | b\n- | -\n1 | 2 [r]\nlazy?\n
[^t]: Counted.\n\n[r]: s\n| x |\n|---|\n\n# Heading {#id .c}\n\n| y |\n|---|\nEnd\n";

const METADATA: &str = "---\ntitle: The harbour\nreferences:\n- id: a\n...\n\nText.\n\n---\n\nMore --- text.\n\n---\nnot: metadata\n---\n\n+++\n\nEnd.\n";

const LATE_METADATA: &str = "Text @a [p. 3; @b].\n\n---\nnocite: '@c'\n---\n\nMore.\n\n---\n\n```yaml\n\n---\nreferences: x\n---\n```\n\nText\n---\nnot: metadata\n
---\nlink-citations: yes\nreferences:\n- id: a\n  title: |\n    One\n\n    two\n...\n\nEnd ![a [@a]](b).\n";

const SCRIPTS: &str = "\u{feff}D\u{e9}j\u{e0} vu \u{1f600}\u{200d}\u{1f525} [\u{5e9}\u{5dc}\u{5d5}\u{5dd}](https://\u{5d0}.example/\u{5d1}) \u{645}\u{631}\u{62d}\u{628}\u{627}[^\u{639}].\n
\u{65e5}\u{672c}\u{8a9e}\u{300c}\u{5f15}\u{7528}\u{300d}\u{3010}1\u{2020}\u{51fa}\u{5178}\u{3011}\u{3002}\n\n[^\u{639}]: \u{645}\n\n\u{201c}Quoted\u{201d}\u{a0}\u{2014} \u{202e}abc\u{202c}\u{2028}next\u{85}x\n
[\u{df}]: /a\n\n[SS] [\u{1e9e}][] \u{fb01}n\n";

const DEFINITIONS: &str = "[a]: /one\n[b]: /two \"title\"\n[c]:\n  /three\n  'a title\n  over lines'\n[A]: /again\nText right below.\n\nPara\n[d]: /not-a-definition\n
[e]: <>\n\n[f]: /six junk\n\n[//]: # (a comment)\n\n[g]: /seven\n===\n\n[h]: /eight\n# Heading\n[i]: /nine\n- item\n\n  [j]: /ten\n\n[a] [b][] [x][c] [d] [e] [f] [g] [h] [i] [j]\n\n[k\nl]: /eleven\n\n[k l]\n";
