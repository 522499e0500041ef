//! Retractions by hashes of identifiers: about a megabyte, looked up without a word to anybody.

use super::{Kind, Update};
use crate::evidence::date;

/// A notice that the index holds: without an identifier of its own, which the list keeps.
pub type Notice = Update;

/// One notice about one identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row {
    /// The hash of the identifier.
    pub key: u64,
    /// When, as 20190726; 0 if that is not known.
    pub day: u32,
    /// What it says.
    pub kind: Kind,
}

/// Notices, sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Index {
    rows: Vec<Row>,
}

const MAGIC: &[u8; 8] = b"ibidrw1\n";
const WIDTH: usize = 13;
const KINDS: [Kind; 10] = [
    Kind::Other,
    Kind::Version,
    Kind::Addendum,
    Kind::Correction,
    Kind::Concern,
    Kind::PartialRetraction,
    Kind::Withdrawal,
    Kind::Removal,
    Kind::Retraction,
    Kind::Reinstatement,
];

impl Index {
    /// An index of rows in any order.
    pub fn of(mut rows: Vec<Row>) -> Self {
        rows.sort_unstable();
        rows.dedup();
        Self { rows }
    }

    /// How many notices it holds.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The notices about a DOI, however it is written.
    pub fn doi(&self, doi: &str) -> Vec<Notice> {
        if doi.is_empty() { Vec::new() } else { self.at(doi_key(&doi.to_lowercase())) }
    }

    /// The notices about a number of PubMed.
    pub fn pmid(&self, pmid: &str) -> Vec<Notice> {
        if pmid.is_empty() { Vec::new() } else { self.at(pmid_key(pmid)) }
    }

    fn at(&self, key: u64) -> Vec<Notice> {
        let start = self.rows.partition_point(|row| row.key < key);
        let own = self.rows.iter().skip(start).take_while(|row| row.key == key).take(50);
        let day = |day: u32| date::whole(day / 10000, Some(day / 100 % 100), Some(day % 100)).unwrap_or_default();
        own.map(|row| Update { kind: row.kind, date: day(row.day), notice: String::new() }).collect()
    }

    /// The index as a file.
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(MAGIC.len() + self.rows.len() * WIDTH);
        bytes.extend(MAGIC);
        for row in &self.rows {
            bytes.extend(row.key.to_le_bytes());
            bytes.extend(row.day.to_le_bytes());
            bytes.push(KINDS.iter().position(|kind| *kind == row.kind).unwrap_or(0) as u8);
        }
        bytes
    }

    /// Reads such a file; `None` for any other.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let rows = bytes.strip_prefix(MAGIC)?.chunks_exact(WIDTH);
        if !rows.remainder().is_empty() {
            return None;
        }
        let row = |row: &[u8]| {
            let key = u64::from_le_bytes(row.get(..8)?.try_into().ok()?);
            let day = u32::from_le_bytes(row.get(8..12)?.try_into().ok()?);
            Some(Row { key, day, kind: *KINDS.get(usize::from(*row.get(12)?))? })
        };
        Some(Self::of(rows.map(row).collect::<Option<Vec<_>>>()?))
    }
}

/// The key of a DOI in lower case.
pub fn doi_key(doi: &str) -> u64 {
    hash(b"doi:", doi)
}

/// The key of a number of PubMed.
pub fn pmid_key(pmid: &str) -> u64 {
    hash(b"pmid:", pmid)
}

/// FNV-1a of 64 bits, stirred so that neighbours lie apart.
fn hash(kind: &[u8], name: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    for byte in kind.iter().copied().chain(name.bytes()) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash ^ (hash >> 33)
}
