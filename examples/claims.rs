use ibid::check::Draft;
use ibid::claim::{self, Options, Part};
use ibid::citation;
use std::sync::Arc;
fn main() {
    let path = std::env::args().nth(1).unwrap();
    let only: Option<usize> = std::env::args().nth(2).and_then(|n| n.parse().ok());
    let source = std::fs::read_to_string(path).unwrap();
    let draft = Draft::new(&source, Arc::default());
    let facts: Vec<_> = draft.syntax().blocks().iter().map(|p| (p.start, p.block.kind == ibid::markdown::BlockKind::List, claim::Facts::new(&p.block, &citation::Facts::new(&p.block), &[]))).collect();
    let parts: Vec<Part> = facts.iter().map(|(start, list, f)| Part { start: *start, list: *list, facts: f }).collect();
    let claims = claim::claims(&parts, Options::default());
    println!("{} | {:?}", claims.kind, parts.iter().map(|p| p.facts.traits).sum::<claim::Traits>());
    for (start, _, f) in &facts {
        for s in &f.statements {
            let r = s.range.start + start..s.range.end + start;
            if only.is_some_and(|o| !r.contains(&o)) { continue; }
            println!("\n{} p{} {:?}", r.start, s.paragraph, &source[r.clone()]);
            println!("   quiet {:?} cited {:?} goes_on {} person {} own {}", s.quiet, s.cited, s.goes_on, s.person, s.own_words);
            for p in &s.speeches { println!("   {:?} {:?}", p.voice, &source[p.range.start + start..p.range.end + start]); }
            println!("   {:?}", s.reasons.iter().map(|q| (q.feature.name, q.feature.weight, &source[q.range.start + start..q.range.end + start])).collect::<Vec<_>>());
            for c in claims.claims.iter().filter(|c| c.range.start >= r.start && c.range.start < r.end) { println!("   CLAIM {:?} {:?}", c.need, c.coverage); }
        }
    }
}
