//! The list of Retraction Watch, read as it comes and kept as hashes.

use super::index::{Index, Row, doi_key, pmid_key};
use super::{Kind, Standing};
use crate::bibliography::Identity;

/// The most bytes of a cell that are kept; those that matter are short.
const CELL: usize = 512;
/// The most rows that are kept.
const ROWS: usize = 2_000_000;
/// The most columns that are looked at.
const COLUMNS: usize = 64;

/// Columns that matter, by the names in the first line.
const WANTED: [&str; 4] = ["retractiondate", "originalpaperdoi", "originalpaperpubmedid", "retractionnature"];

/// Compiles the list piece by piece, in as much memory as its index takes.
#[derive(Clone, Debug, Default)]
pub struct Compiler {
    state: State,
    cell: Vec<u8>,
    row: Vec<String>,
    columns: Option<[Option<usize>; 4]>,
    rows: Vec<Row>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    /// At the start of a cell, or in one without quotation marks.
    #[default]
    Bare,
    /// Between quotation marks.
    Quoted,
    /// After one that closes, or is the first of two.
    Closing,
}

impl Compiler {
    /// Reads on.
    pub fn feed(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.state = match (self.state, byte) {
                (State::Quoted, b'"') => State::Closing,
                (State::Quoted, byte) => self.keep(byte, State::Quoted),
                (State::Closing, b'"') => self.keep(b'"', State::Quoted),
                (State::Bare, b'"') if self.cell.is_empty() => State::Quoted,
                (_, b',') => self.end_cell(),
                (_, b'\n') => self.end_row(),
                (_, b'\r') => State::Bare,
                (_, byte) => self.keep(byte, State::Bare),
            };
        }
    }

    /// The index of what was read; `None` if it was no such list.
    pub fn finish(mut self) -> Option<Index> {
        if !self.cell.is_empty() || !self.row.is_empty() {
            self.end_row();
        }
        let [_, doi, pmid, nature] = self.columns?;
        (nature.is_some() && doi.or(pmid).is_some()).then(|| Index::of(self.rows))
    }

    fn keep(&mut self, byte: u8, state: State) -> State {
        if self.cell.len() < CELL {
            self.cell.push(byte);
        }
        state
    }

    fn end_cell(&mut self) -> State {
        if self.row.len() < COLUMNS {
            self.row.push(String::from_utf8_lossy(&self.cell).trim().to_owned());
        }
        self.cell.clear();
        State::Bare
    }

    fn end_row(&mut self) -> State {
        self.end_cell();
        let row = std::mem::take(&mut self.row);
        match self.columns {
            None => {
                let name = |cell: &String| cell.trim_start_matches('\u{feff}').to_lowercase().replace(' ', "");
                let names: Vec<String> = row.iter().map(name).collect();
                self.columns = Some(WANTED.map(|wanted| names.iter().position(|name| name == wanted)));
            }
            Some(columns) if self.rows.len() < ROWS => self.add(columns, &row),
            Some(_) => {}
        }
        State::Bare
    }

    fn add(&mut self, columns: [Option<usize>; 4], row: &[String]) {
        let [date, doi, pmid, nature] = columns.map(|at| at.and_then(|at| row.get(at)).map_or("", String::as_str));
        let kind = Kind::of(nature);
        if kind.standing() == Standing::Sound && kind != Kind::Reinstatement {
            return;
        }
        let day = day(date);
        // `unavailable` stands where there is none.
        if let Some(Identity::Doi(doi)) = Identity::doi(doi) {
            self.rows.push(Row { key: doi_key(&doi), kind, day });
        }
        if let Ok(number @ 1..) = pmid.parse::<u64>() {
            self.rows.push(Row { key: pmid_key(&number.to_string()), kind, day });
        }
    }
}

/// `7/26/2019 0:00`, month first, as 20190726; 0 for what is none.
fn day(text: &str) -> u32 {
    let mut parts = text.split_whitespace().next().unwrap_or_default().split('/').map(str::parse::<u32>);
    match (parts.next(), parts.next(), parts.next()) {
        (Some(Ok(m @ 1..=12)), Some(Ok(d @ 1..=31)), Some(Ok(y @ 1000..=2999))) => y * 10000 + m * 100 + d,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "Record ID,Title,RetractionDate,RetractionDOI,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,Notes\r\n\
        1,\"Mills, \"\"old\"\"\nand new\",7/26/2019 0:00,10.5555/n1,10.5555/Mill.1,30988852,Retraction,\r\n\
        2,Locks,1/5/2021 0:00,10.5555/n2,10.5555/lock.2,0,Expression of concern,x\r\n\
        3,Weirs,2/2/2022 0:00,Unavailable,unavailable,0,Retraction,\r\n\
        4,Oars,2/2/2020 0:00,10.5555/n4,10.5555/oar,0,Retraction,\r\n\
        5,Oars,2/2/2021 0:00,10.5555/n5,10.5555/oar,0,Reinstatement,\r\n\
        6,Quays,2/2/2021 0:00,10.5555/n6,10.5555/quay,0,Correction,";

    #[test]
    fn the_list_is_found_again_offline_however_it_is_cut() {
        for size in [1, 7, LIST.len()] {
            let mut compiler = Compiler::default();
            LIST.as_bytes().chunks(size).for_each(|piece| compiler.feed(piece));
            let index = compiler.finish().expect("a list");
            let index = Index::read(&index.bytes()).expect("its own bytes");
            assert_eq!(index.len(), 6);
            let said =
                |doi: &str| index.doi(doi).iter().map(|notice| (notice.kind, notice.date.clone())).collect::<Vec<_>>();
            assert_eq!(said("10.5555/MILL.1"), [(Kind::Retraction, "2019-07-26".to_owned())]);
            assert_eq!(said("10.5555/lock.2"), [(Kind::Concern, "2021-01-05".to_owned())]);
            assert_eq!(index.pmid("30988852").len(), 1);
            assert_eq!(super::super::standing(&index.doi("10.5555/oar")).0, Standing::Sound);
            assert_eq!(super::super::standing(&index.doi("10.5555/quay")).0, Standing::Corrected);
            for none in ["10.5555/n1", "unavailable", "0", ""] {
                assert!(index.doi(none).is_empty() && index.pmid(none).is_empty(), "{none}");
            }
        }
        let mut page = Compiler::default();
        page.feed(b"<html><body>Sign in, please\n</body>");
        assert!(page.finish().is_none());
    }

    #[test]
    fn what_is_endless_takes_no_memory() {
        let mut compiler = Compiler::default();
        compiler.feed(b"OriginalPaperDOI,RetractionNature\n\"");
        for _ in 0..200 {
            compiler.feed(&[b'x'; 10_000]);
        }
        assert!(compiler.cell.len() <= CELL);
        compiler.feed(&[b','; 1000]);
        assert!(compiler.row.len() <= COLUMNS);
    }
}
