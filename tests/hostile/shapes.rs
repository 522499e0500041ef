//! Texts of any length, each made of one thing.

/// A text of about so many bytes.
pub type Shape = fn(usize) -> String;

fn of(piece: &str, bytes: usize) -> String {
    piece.repeat(bytes / piece.len())
}

fn numbered(bytes: usize, piece: impl Fn(usize) -> String) -> String {
    (0..bytes / piece(1000).len()).map(piece).collect()
}

pub const SHAPES: &[(&str, Shape)] = &[
    ("one line", |n| of("The tide comes in, and the tide goes out again. ", n)),
    ("one word", |n| of("tide", n)),
    ("one line of addresses", |n| of("https://a.example/b?utm_source=c ", n)),
    ("one heading", |n| format!("# {}\n", of("tide ", n))),
    ("one address", |n| format!("[a](https://a.example/{})\n", of("b", n))),
    ("one bare address", |n| format!("See https://a.example/{} here.\n", of("b/", n))),
    ("one label", |n| format!("[a][{0}]\n\n[{0}]: /b\n", of("b ", n / 2))),
    ("one mark", |n| format!("It fell.[^{0}]\n\n[^{0}]: Note.\n", of("b", n / 2))),
    ("one key", |n| format!("It fell [@{}].\n", of("b", n))),
    ("one link of words", |n| format!("[{}](/b)\n", of("tide ", n))),
    ("one span of code", |n| format!("`{}`\n", of("a ", n))),
    ("one formula", |n| format!("$${}$$\n", of("a ", n))),
    ("one quotation", |n| format!("\u{201c}{}\u{201d} she said.\n", of("We saw it. ", n))),
    ("one sentence", |n| format!("Some {} boats.\n", of("very ", n))),
    ("one name", |n| format!("{} said so.\n", of("Vale ", n))),
    ("one number", |n| format!("It cost {} crowns.\n", of("1,000", n))),
    ("one tag", |n| format!("<a href=\"{}\">x</a>\n", of("b", n))),
    ("one value of metadata", |n| format!("---\ntitle: {}\n---\n\nText.\n", of("tide ", n))),
    ("many lists of metadata", |n| format!("---\n{}---\n\nText.\n", numbered(n, |i| format!("a{i}: [b, c]\n")))),
    ("metadata that nests", |n| format!("---\na: {}{}\n---\n\nText.\n", of("[", n / 2), of("]", n / 2))),
    ("references in metadata", |n| {
        format!("---\nreferences:\n{}---\n\nText [@a1].\n", numbered(n, |i| format!("- id: a{i}\n  title: b\n")))
    }),
    ("character references", |n| of("&amp;&#8220;&nbsp;&notaname;", n)),
    ("one line of sites", |n| of("It fell (reuters.com/+4). ", n)),
    ("one line of chips", |n| of("Reuters +2 ", n)),
    ("one line of quotations", |n| of("\u{201c}We saw the light,\u{201d} said Mara Vale. ", n)),
    ("one line of speakers and of hearsay", |n| of("Vale said, ", n / 2) + &of("reportedly ", n / 2)),
    ("one line of hearsay and of speakers", |n| of("reportedly ", n / 2) + &of("said Vale ", n / 2)),
    ("one line of verbs that share a subject", |n| of("and says so ", n)),
    ("one line of verbs that may report", |n| of("they put it ", n)),
    ("one line of replies", |n| of("reply ", n)),
    ("one line of common sayings", |n| of("it is said to be so ", n)),
    ("one line of hearsay and quotations", |n| {
        format!("Fog.\n\n{}", of("reportedly \u{201c}we saw the light go out\u{201d} ", n))
    }),
    ("hearsay before quotations", |n| {
        "Fog.\n\n".to_owned()
            + &of("reportedly ", n / 2)
            + ". It is "
            + &of("the \u{201c}old light that once went out\u{201d} ", n / 2)
    }),
    ("a long lead", |n| {
        numbered(n / 2, |i| format!("The quay cost {i} million crowns. "))
            + "\n\nFog.\n\n"
            + &numbered(n / 2, |i| format!("The yard paid {i} crowns [1]. "))
    }),
    ("a lead of one sentence", |n| {
        numbered(n / 2, |i| format!("quay{i} ")) + "cost 14 million crowns.\n\n" + &of("Fog is new.\n\n", n / 2)
    }),
    ("items of opened quotations", |n| of("- \u{201c}We saw the old light go out\n", n)),
    ("one line of opened quotations", |n| of("\u{201c}We saw ", n)),
    ("one line of figures", |n| of("About 14 percent of 300 boats were lost in 1931. ", n)),
    ("one line of numbered marks", |n| of("It fell [1]. ", n)),
    ("one line of authors", |n| of("It fell (Lock, 1931). ", n)),
    ("one line of identifiers", |n| of("doi:10.1000/182 ISBN 978-0-306-40615-7 arXiv:2101.00001 ", n)),
    ("nested quotes", |n| format!("{}text\n", of("> ", n))),
    ("nested lists", |n| format!("{}text\n", of("- ", n))),
    ("nested brackets", |n| format!("{}a{}", of("[", n / 2), of("]", n / 2))),
    ("nested links", |n| format!("{}a{}", of("[", n / 6), of("](/a)", n * 5 / 6))),
    ("nested emphasis", |n| format!("{}a{}", of("*", n / 2), of("*", n / 2))),
    ("mixed emphasis", |n| of("*a **b _c __d ", n)),
    ("opened brackets", |n| of("[a ", n)),
    ("opened images", |n| of("![a](", n)),
    ("opened marks", |n| of("[^a", n)),
    ("opened code", |n| numbered(n, |i| format!("{} a ", "`".repeat(1 + i % 60)))),
    ("opened comments", |n| of("<!-- ", n)),
    ("opened tags", |n| of("<a b=\"", n)),
    ("opened formulas", |n| of("$a ", n)),
    ("opened keys", |n| of("[@a; ", n)),
    ("opened wiki links", |n| of("[[a|", n)),
    ("opened metadata", |n| of("---\na: b\n\n", n)),
    ("opened inline notes", |n| of("^[a ", n)),
    ("backslashes", |n| of("\\", n)),
    ("pipes", |n| of("|", n)),
    ("a wide table", |n| format!("{0}|\n{1}|\n{0}|\n", of("| a ", n / 3), of("|---", n / 3))),
    ("a long table", |n| format!("| a | b |\n|---|---|\n{}", of("| c [d][e] | 14 % |\n", n))),
    ("a long list", |n| of("- An item (reuters.com).\n", n)),
    ("a deepening list", |n| {
        let depth = (n as f64).sqrt() as usize;
        (0..depth)
            .map(|i| format!("{}- a\n", " ".repeat(2 * (i % 400))))
            .collect::<String>()
            .repeat(n / (depth * depth).max(1))
    }),
    ("a long quote", |n| of("> Words (reuters.com).\n", n)),
    ("an open fence", |n| format!("```\n{}", of("code\n", n))),
    ("headings", |n| of("# Tides\n\n", n)),
    ("footnotes", |n| {
        numbered(n / 2, |i| format!("It fell.[^{i}]\n\n")) + &numbered(n / 2, |i| format!("[^{i}]: Note {i}.\n"))
    }),
    ("marks without notes", |n| numbered(n, |i| format!("It fell.[^{i}]\n\n"))),
    ("definitions of one label", |n| format!("[a]\n\n{}", of("[a]: /b\n", n))),
    ("notes of one label", |n| format!("A.[^a]\n\n{}", of("[^a]: b\n\n", n))),
    ("definitions that nothing uses", |n| numbered(n, |i| format!("[a{i}]: /b\n"))),
    ("references without definitions", |n| numbered(n, |i| format!("[a][b{i}] "))),
    ("keys", |n| numbered(n, |i| format!("It fell [@lock{i}, p. 3].\n\n"))),
    ("links to headings", |n| {
        numbered(n / 2, |i| format!("[a](#t-{i}) ")) + "\n\n" + &numbered(n / 2, |i| format!("# T {i}\n"))
    }),
    ("comments that silence", |n| of("<!-- ibid-ignore bare-site: x -->\nIt fell (reuters.com).\n\n", n)),
    ("one line of comments that silence", |n| of("It fell (reuters.com). <!-- ibid-ignore bare-site: x --> ", n)),
    ("comments that name no rule", |n| of("<!-- ibid-ignore bare-sit: x -->\nIt fell (reuters.com).\n\n", n)),
    ("a comment that names many rules", |n| {
        format!("<!-- ibid-ignore {} -->\nIt fell (reuters.com).\n", of("bare-sit, ", n))
    }),
    ("a comment that names a long rule", |n| {
        format!("<!-- ibid-ignore {} -->\nIt fell (reuters.com).\n", of("bare", n))
    }),
    ("comments that silence nothing", |n| of("<!-- ibid-ignore bare-site: x -->\n\nIt fell.\n\n", n)),
    ("comments that silence and end", |n| {
        of("<!-- ibid-disable bare-site -->\n\nIt fell (reuters.com).\n\n<!-- ibid-enable bare-site -->\n\n", n)
    }),
    ("comments that silence from here on", |n| of("<!-- ibid-disable bare-site -->\nIt fell (reuters.com).\n\n", n)),
    ("a list of references", |n| {
        format!(
            "It fell (Lock, 1931).\n\n## References\n\n{}",
            numbered(n, |i| format!("Lock, A. ({}). Tide {i}. Quay.\n\n", 1900 + i % 100))
        )
    }),
    ("a numbered list of references", |n| {
        format!(
            "{}\n\n## References\n\n{}",
            numbered(n / 2, |i| format!("It fell [{i}]. ")),
            numbered(n / 2, |i| format!("[{i}] Lock. Tide.\n"))
        )
    }),
    ("paragraphs", |n| of("The council voted to close the line, experts say.\n\n", n)),
    ("empty lines", |n| of("\n", n)),
    ("carriage returns", |n| of("It fell (reuters.com).\r", n)),
    ("mixed line ends", |n| of("It fell.\r\n\rIt rose.\n\n", n)),
    ("zero bytes", |n| of("\0a", n)),
    ("byte order marks", |n| of("\u{feff}", n)),
    ("marks upon marks", |n| format!("e{}", of("\u{301}", n))),
    ("joined emoji", |n| of("\u{1f468}\u{200d}", n)),
    ("no letters", |n| of("\u{202e}\u{2028}\u{85}", n)),
    ("mojibake", |n| of("caf\u{c3}\u{a9} \u{e2}\u{20ac}\u{153}", n)),
    ("residue", |n| {
        of(
            "\u{e200}cite\u{e202}turn0search1\u{e201} \u{3010}4\u{2020}source\u{3011} [cite: 2] :contentReference[oaicite:1]{index=1} ",
            n,
        )
    }),
    ("opened residue", |n| of("[cite_start]:contentReference[\u{e200}cite\u{e202}\u{3010}4\u{2020} ", n)),
];
