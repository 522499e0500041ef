//! Bodies unpacked as they come, up to a number of bytes: what a server sends says nothing of how large it gets.

use super::answer::Failure;
use flate2::write::{MultiGzDecoder, ZlibDecoder};
use std::io::{self, Write};

/// A body as it comes in.
pub struct Body(Form);

enum Form {
    Plain(Taken),
    Gzip(Box<MultiGzDecoder<Taken>>),
    Zlib(Box<ZlibDecoder<Taken>>),
}

/// What was taken so far. It refuses to grow beyond `most`, which ends the unpacking.
struct Taken {
    bytes: Vec<u8>,
    most: usize,
    full: bool,
}

impl Write for Taken {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let room = self.most - self.bytes.len();
        self.full |= bytes.len() > room;
        self.bytes.extend_from_slice(&bytes[..bytes.len().min(room)]);
        if self.full { Err(io::Error::other("full")) } else { Ok(bytes.len()) }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Body {
    /// A body packed as `encoding` says, of which `most` bytes are taken.
    pub fn new(encoding: &str, most: usize) -> Result<Self, Failure> {
        let taken = Taken { bytes: Vec::new(), most, full: false };
        match encoding.trim().to_ascii_lowercase().as_str() {
            "" | "identity" | "none" | "utf-8" => Ok(Self(Form::Plain(taken))),
            "gzip" | "x-gzip" => Ok(Self(Form::Gzip(Box::new(MultiGzDecoder::new(taken))))),
            "deflate" => Ok(Self(Form::Zlib(Box::new(ZlibDecoder::new(taken))))),
            _ => Err(Failure::Encoding),
        }
    }

    /// Takes what came; `false` when nothing more is wanted.
    pub fn take(&mut self, bytes: &[u8]) -> Result<bool, Failure> {
        let taken = match &mut self.0 {
            Form::Plain(taken) => taken.write_all(bytes),
            Form::Gzip(decoder) => decoder.write_all(bytes),
            Form::Zlib(decoder) => decoder.write_all(bytes),
        };
        match taken {
            Ok(()) => Ok(true),
            Err(_) if self.is_full() => Ok(false),
            Err(_) => Err(Failure::Encoding),
        }
    }

    fn is_full(&self) -> bool {
        match &self.0 {
            Form::Plain(taken) => taken.full,
            Form::Gzip(decoder) => decoder.get_ref().full,
            Form::Zlib(decoder) => decoder.get_ref().full,
        }
    }

    /// What was taken, and whether there was more.
    pub fn end(self) -> (Vec<u8>, bool) {
        // What a decoder still holds comes with the end; a packed body that stops in the middle is cut off.
        let (taken, whole) = match self.0 {
            Form::Plain(taken) => (taken, true),
            Form::Gzip(mut decoder) => {
                let whole = decoder.try_finish().is_ok();
                (std::mem::replace(decoder.get_mut(), Taken { bytes: Vec::new(), most: 0, full: true }), whole)
            }
            Form::Zlib(mut decoder) => {
                let whole = decoder.try_finish().is_ok();
                (std::mem::replace(decoder.get_mut(), Taken { bytes: Vec::new(), most: 0, full: true }), whole)
            }
        };
        (taken.bytes, taken.full || !whole)
    }
}
