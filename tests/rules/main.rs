//! The rules' pages are their tests: every example on a page is checked, annotated, mended and disturbed.
//!
//! `IBID_RULE=name` runs one rule only. `IBID_UPDATE=pages` writes what the rules find into the pages (carets, messages
//! and `fixed` blocks), to be read in the diff before it is believed.
//!
//! On a page, an example is a fenced block with one of these info strings:
//!
//! - `md invalid`: under a faulty line stands a line of carets under the fault, and the message. All findings of the
//!   page's rule are marked, and nothing else. A fault that goes on below its line is marked to the line's end, with a `…` after
//!   the carets. Columns are Unicode scalar values.
//! - `md fixed`, after an invalid one: the text after the first fix of each finding, again and again until none is left. `fix=2`
//!   takes the second fix of each, `safe` only those that are safe.
//! - `md valid`: nothing is found.
//!
//! Options after `invalid` and `valid`: `others` lets other rules find something too; `style=link` is the citation style, `sites=a.org,b.org`
//! are known sites; `refs=lock1931,ferry1988` are the keys of the bibliography in scope, which `broken` gives a fault, and
//! `missing=a.bib>b.bib` is one that is not there, and what it may have meant; `files=img/map.png,mills.md` are files around the draft, with
//! nothing in them, beside those that blocks `md file=notes/tides.md` above it on the page hold, and `root=static` is a folder for targets
//! that start with `/`. A block `toml lock` above it is what is known of sources. `bib` in place of `md` is a bibliography itself,
//! from which drafts cite what `cited=lock1931` says. An example that holds a fence stands between longer ones.

#![allow(clippy::expect_used)] // pages that cannot be read end the test

mod annotate;
mod laws;
mod page;
#[path = "../support/random.rs"]
#[allow(dead_code)]
mod random;
mod run;
mod shape;
