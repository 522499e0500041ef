use ibid::claim::{Facts, Voice};
use ibid::markdown::Syntax;
use std::collections::BTreeMap;
fn records(text: &str) -> Vec<Vec<String>> {
    let mut records = Vec::new();
    let mut record = Vec::new();
    let mut cell = String::new();
    let mut quoted = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.next_if_eq(&'"').is_some() => cell.push('"'),
            '"' if quoted => quoted = false,
            '"' if cell.is_empty() => quoted = true,
            '\t' if !quoted => record.push(std::mem::take(&mut cell)),
            '\r' if !quoted && chars.peek() == Some(&'\n') => {}
            '\n' if !quoted => {
                record.push(std::mem::take(&mut cell));
                records.push(std::mem::take(&mut record));
            }
            _ => cell.push(c),
        }
    }
    if !cell.is_empty() || !record.is_empty() {
        record.push(cell);
        records.push(record);
    }
    records
}
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let text = std::fs::read_to_string(&args[1]).unwrap();
    let split = args[2].as_str();
    let mut table: BTreeMap<(String, &str), usize> = BTreeMap::new();
    for r in records(&text).iter().skip(1).filter(|r| r[3] == split) {
        let syntax = Syntax::new(&r[0]);
        let mut voices: Vec<(Voice, String)> = Vec::new();
        for placed in syntax.blocks() {
            let block = &placed.block;
            let facts = Facts::new(block, &ibid::citation::Facts::new(block), &[]);
            for s in &facts.statements {
                let only = args.len() > 4 && !s.speeches.is_empty();
                for sp in s.speeches.iter().chain(s.stance.as_ref().filter(|_| !only)) {
                    voices.push((sp.voice, block.text[sp.range.clone()].to_owned()));
                }
            }
        }
        let has = |v: Voice| voices.iter().any(|(x, _)| *x == v);
        let said = if has(Voice::Named) {
            "named"
        } else if has(Voice::Pronoun) || has(Voice::Own) {
            "pronoun"
        } else if has(Voice::Role) {
            "role"
        } else if has(Voice::Unnamed) {
            "unnamed"
        } else if has(Voice::Passive) || has(Voice::Hearsay) {
            "nosource"
        } else {
            "none"
        };
        *table.entry((r[1].clone(), said)).or_default() += 1;
        if args.len() > 3 {
            println!(
                "{}\t{}\t{}\t{:?}",
                r[1],
                said,
                r[0].replace(['\n', '\t'], " "),
                voices.iter().map(|v| &v.1).collect::<Vec<_>>()
            );
        }
    }
    let n = |f: &dyn Fn(&str, &str) -> bool| {
        table.iter().filter(|((g, s), _)| f(g, s)).map(|(_, n)| *n).sum::<usize>() as f64
    };
    let f = |name: &str, gold: &dyn Fn(&str) -> bool, said: &dyn Fn(&str) -> bool| {
        let hit = n(&|g, s| gold(g) && said(s));
        let p = hit / n(&|_, s| said(s));
        let r = hit / n(&|g, _| gold(g));
        eprintln!("{name:20} P {p:.3} R {r:.3} F1 {:.3}", 2.0 * p * r / (p + r));
    };
    f("named", &|g| g == "named", &|s| s == "named");
    f("weak", &|g| g == "unnamed" || g == "nosource", &|s| matches!(s, "unnamed" | "nosource" | "role"));
    f("any", &|g| g != "none", &|s| s != "none");
    for ((g, s), n) in &table {
        eprintln!("{g} as {s}: {n}");
    }
}
