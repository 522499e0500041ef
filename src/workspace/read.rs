//! Reading a draft: bytes to text, and in plain words why not.

use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::time::SystemTime;

/// The longest draft that is read, in bytes. The longest novels are under 20 MB as Markdown; beyond this a file is an export or a
/// dump, and checking it would take gigabytes of memory.
pub const MAX_DRAFT_BYTES: u64 = 64 << 20;

/// How far a zero byte is looked for to tell a binary file: what git looks at.
const BINARY_WINDOW: usize = 8 << 10;

/// Why a draft could not be read. Its text names the remedy.
#[derive(Debug)]
pub enum ReadError {
    /// The file cannot be opened or read.
    Io(io::Error),
    /// Neither a file nor a directory: a pipe, a socket or a device.
    Special,
    /// Longer than [`MAX_DRAFT_BYTES`].
    TooLong,
    /// A zero byte stands near its beginning.
    Binary,
    /// It starts with the byte order mark of UTF-16.
    Utf16,
    /// Not UTF-8 from this byte on, which is on this line, counted from 1.
    NotUtf8 {
        /// The offset of the first wrong byte.
        offset: usize,
        /// Its line.
        line: usize,
    },
}

impl ReadError {
    /// Whether it says that the file is no draft at all, so that a walk passes over it.
    pub fn is_no_draft(&self) -> bool {
        matches!(self, Self::Binary | Self::TooLong | Self::Special)
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) => match error.kind() {
                io::ErrorKind::NotFound => f.write_str("no such file or directory; check the path"),
                io::ErrorKind::PermissionDenied => f.write_str("you may not read it; check its permissions"),
                _ => write!(f, "{error}"),
            },
            Self::Special => f.write_str(
                "neither a file nor a directory but a pipe, socket or device; pass it on standard input and name `-`",
            ),
            Self::TooLong => {
                write!(f, "longer than {} MB, the most that ibid reads; split it", MAX_DRAFT_BYTES >> 20)
            }
            Self::Binary => f.write_str("a binary file, not Markdown; leave it out"),
            Self::Utf16 => f.write_str("written in UTF-16; save it as UTF-8"),
            Self::NotUtf8 { offset, line } => {
                write!(f, "not UTF-8 at byte {offset}, on line {line}; save it as UTF-8")
            }
        }
    }
}

impl std::error::Error for ReadError {}

impl From<io::Error> for ReadError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// Reads the draft at `path`, byte order mark and line ends included.
///
/// # Errors
///
/// When it cannot be read, is no regular file, or [`decode`] refuses it.
pub fn read(path: &Path) -> Result<String, ReadError> {
    // Asked before opening: opening a pipe waits for its other end.
    let metadata = std::fs::metadata(path)?;
    if !metadata.is_file() {
        return Err(ReadError::Special);
    }
    decode(read_up_to_limit(File::open(path)?)?)
}

/// Reads the bibliography at `path`. One that is not UTF-8 is Latin-1, as older programs write BibTeX; ranges are then of the text that
/// this returns.
///
/// # Errors
///
/// As [`read`], but for the encoding.
pub fn read_bibliography(path: &Path) -> Result<String, ReadError> {
    match read(path) {
        Err(ReadError::NotUtf8 { .. }) => {
            let bytes = read_up_to_limit(File::open(path)?)?;
            Ok(bytes.into_iter().map(char::from).collect())
        }
        read => read,
    }
}

/// A file's state: two that are the same hold the same.
pub type State = (Option<SystemTime>, u64);

/// The state of the file at `path`, if it is one.
pub fn state(path: &Path) -> Option<State> {
    let metadata = std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file)?;
    Some((metadata.modified().ok(), metadata.len()))
}

/// Reads everything from `source`, for [`decode`].
///
/// # Errors
///
/// When reading fails or there is more than [`MAX_DRAFT_BYTES`].
pub fn read_up_to_limit(source: impl Read) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::new();
    source.take(MAX_DRAFT_BYTES + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The text of a draft's bytes.
///
/// # Errors
///
/// When they are too many, binary, UTF-16 or not UTF-8.
pub fn decode(bytes: Vec<u8>) -> Result<String, ReadError> {
    if bytes.len() as u64 > MAX_DRAFT_BYTES {
        return Err(ReadError::TooLong);
    }
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Err(ReadError::Utf16);
    }
    if memchr::memchr(0, &bytes[..bytes.len().min(BINARY_WINDOW)]).is_some() {
        return Err(ReadError::Binary);
    }
    String::from_utf8(bytes).map_err(|error| {
        let offset = error.utf8_error().valid_up_to();
        let line = memchr::memchr_iter(b'\n', &error.as_bytes()[..offset]).count() + 1;
        ReadError::NotUtf8 { offset, line }
    })
}
