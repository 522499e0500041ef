//! One request: GET, over a connection of its own, that says who asks and nothing else. HTTP/1.1 as RFC 9112 has it, read with limits on
//! everything: a connection is neither kept nor shared, so that nothing can be told apart by it or smuggled into it.

use super::answer::{Failure, Reply};
use super::decode::Body;
use super::dial::Stream;
use super::settings::Limits;
use memchr::memmem;
use std::io;
use std::time::{Duration, SystemTime};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::timeout;

/// Bytes of the headers, and of anything between the chunks of a body, that are read at most.
const HEAD: usize = 128 << 10;

/// Headers that are read at most.
const HEADERS: usize = 256;

/// Bytes of the body of a reply that says no: registries say in it what they mean.
const REFUSAL: usize = 256 << 10;

/// The headers that somebody reads. The others are forgotten.
const READ: &[&str] = &[
    "cf-mitigated",
    "content-disposition",
    "content-language",
    "content-location",
    "content-type",
    "date",
    "etag",
    "last-modified",
    "link",
    "location",
    "memento-datetime",
    "retry-after",
    "server",
    "x-archive-orig-content-type",
    "x-archive-wayback-runtime-error",
    "x-rate-limit-interval",
    "x-rate-limit-limit",
    "x-robots-tag",
];

/// What is sent.
pub struct Request<'a> {
    /// The path and query, or the whole address where a proxy is told; as the parser of addresses writes it.
    pub target: &'a str,
    /// The host, with its port if that is not the scheme's own.
    pub host: &'a str,
    /// Who asks.
    pub agent: &'a str,
    /// What kind of content is wanted.
    pub accept: &'a str,
}

impl Request<'_> {
    /// The bytes to send; `None` if a part holds what would end a line or a part.
    fn bytes(&self) -> Option<Vec<u8>> {
        let Self { target, host, agent, accept } = self;
        let graphic = |text: &str| text.bytes().all(|b| b.is_ascii_graphic());
        let line = |text: &str| text.bytes().all(|b| b.is_ascii_graphic() || b == b' ');
        let text = format!(
            "GET {target} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: {agent}\r\nAccept: {accept}\r\n\
             Accept-Encoding: gzip\r\nConnection: close\r\n\r\n"
        );
        (graphic(target) && graphic(host) && line(agent) && line(accept)).then(|| text.into_bytes())
    }
}

/// A connection that is read with a limit on silence.
struct Source {
    stream: Stream,
    /// What came.
    waiting: Vec<u8>,
    /// So many bytes of it were taken already. They go when more comes: a body in chunks of a byte is not moved up for each.
    taken: usize,
    idle: Duration,
}

/// Sends a request and reads the reply, of whose body `most` bytes are taken at most.
pub async fn exchange(stream: Stream, request: &Request<'_>, limits: &Limits, most: u64) -> Result<Reply, Failure> {
    let bytes = request.bytes().ok_or(Failure::Malformed)?;
    let mut source = Source { stream, waiting: Vec::new(), taken: 0, idle: limits.idle };
    let send = async {
        source.stream.write_all(&bytes).await?;
        source.stream.flush().await
    };
    match timeout(limits.idle, send).await {
        // Who answers before it has read all may have closed its side.
        Ok(_) => {}
        Err(_) => return Err(Failure::Timeout),
    }
    let head = source.head().await?;
    let mut reply =
        Reply { status: head.status, headers: head.headers, body: Vec::new(), truncated: false, at: SystemTime::now() };
    if matches!(head.status, 204 | 205 | 300..=399) || head.length == Length::Known(0) {
        return Ok(reply);
    }
    let most = cap(&reply, limits).min(usize::try_from(most).unwrap_or(usize::MAX));
    if most == 0 {
        reply.truncated = true;
        return Ok(reply);
    }
    let mut body = Body::new(&head.encoding, most)?;
    source.body(head.length, &mut body).await?;
    (reply.body, reply.truncated) = body.end();
    Ok(reply)
}

/// How many bytes of a body are wanted: none of pictures, films and archives.
fn cap(reply: &Reply, limits: &Limits) -> usize {
    let kind = reply.header("content-type").unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let text = kind.is_empty()
        || kind.starts_with("text/")
        || ["html", "xml", "json", "link-format", "octet-stream", "bibtex", "tex"]
            .iter()
            .any(|end| kind.ends_with(end));
    match () {
        () if !(200..=299).contains(&reply.status) => limits.body.min(REFUSAL),
        () if kind.ends_with("pdf") => limits.pdf,
        () if text => limits.body,
        () => 0,
    }
}

/// How a body ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Length {
    /// After so many bytes.
    Known(u64),
    /// With a chunk of none.
    Chunks,
    /// With the connection.
    Close,
}

struct Head {
    status: u16,
    headers: Vec<(String, String)>,
    encoding: String,
    length: Length,
}

impl Source {
    /// Waits for more; `false` at the end.
    async fn more(&mut self) -> Result<bool, Failure> {
        self.waiting.drain(..self.taken.min(self.waiting.len()));
        self.taken = 0;
        let mut buffer = [0; 16 << 10];
        match timeout(self.idle, self.stream.read(&mut buffer)).await {
            Err(_) => Err(Failure::Timeout),
            Ok(Ok(count)) => {
                self.waiting.extend_from_slice(buffer.get(..count).unwrap_or_default());
                Ok(count > 0)
            }
            // Many servers hang up without saying goodbye to the safe layer first.
            Ok(Err(error)) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
            Ok(Err(_)) => Err(Failure::Reset),
        }
    }

    /// What came and was not taken yet.
    fn rest(&self) -> &[u8] {
        self.waiting.get(self.taken..).unwrap_or_default()
    }

    /// Reads up to and with `end`; each byte is looked at once.
    async fn until(&mut self, end: &[u8]) -> Result<Vec<u8>, Failure> {
        let mut seen = 0;
        loop {
            let rest = self.rest();
            if let Some(at) = memmem::find(rest.get(seen..).unwrap_or_default(), end) {
                let part = rest.get(..seen + at + end.len()).unwrap_or_default().to_vec();
                self.taken += part.len();
                return Ok(part);
            }
            seen = rest.len().saturating_sub(end.len() - 1);
            if rest.len() > HEAD {
                return Err(Failure::Malformed);
            }
            if !self.more().await? {
                return Err(Failure::Reset);
            }
        }
    }

    /// The head of the reply, past those of 1xx that come before it.
    async fn head(&mut self) -> Result<Head, Failure> {
        for _ in 0..8 {
            let bytes = self.until(b"\r\n\r\n").await?;
            let head = parse(&bytes)?;
            if !(100..=199).contains(&head.status) {
                return Ok(head);
            }
        }
        Err(Failure::Malformed)
    }

    async fn body(&mut self, length: Length, body: &mut Body) -> Result<(), Failure> {
        match length {
            Length::Known(count) => self.counted(count, body).await.map(|_| ()),
            Length::Chunks => self.chunks(body).await,
            Length::Close => loop {
                let wanted = body.take(self.rest())?;
                self.taken = self.waiting.len();
                if !wanted || !self.more().await? {
                    return Ok(());
                }
            },
        }
    }

    /// Hands `count` bytes on; `false` when no more are wanted.
    async fn counted(&mut self, mut count: u64, body: &mut Body) -> Result<bool, Failure> {
        while count > 0 {
            let rest = self.rest();
            let part = rest.get(..usize::try_from(count).unwrap_or(usize::MAX)).unwrap_or(rest);
            let (length, wanted) = (part.len(), body.take(part)?);
            self.taken += length;
            count -= length as u64;
            if !wanted {
                return Ok(false);
            }
            if count > 0 && !self.more().await? {
                return Err(Failure::Reset);
            }
        }
        Ok(true)
    }

    async fn chunks(&mut self, body: &mut Body) -> Result<(), Failure> {
        loop {
            let line = self.until(b"\n").await?;
            let size = line.split(|b| matches!(b, b';' | b'\r' | b'\n')).next().unwrap_or_default().trim_ascii();
            let size = std::str::from_utf8(size).ok().filter(|size| size.len() <= 15 && !size.starts_with('+'));
            let size = size.and_then(|size| u64::from_str_radix(size, 16).ok()).ok_or(Failure::Malformed)?;
            // What may follow the last chunk is not waited for: the connection is not used again.
            if size == 0 || !self.counted(size, body).await? {
                return Ok(());
            }
            if !self.until(b"\n").await?.trim_ascii().is_empty() {
                return Err(Failure::Malformed);
            }
        }
    }
}

fn parse(bytes: &[u8]) -> Result<Head, Failure> {
    let mut parser = httparse::ParserConfig::default();
    let _ = parser.allow_spaces_after_header_name_in_responses(true);
    let _ = parser.allow_obsolete_multiline_headers_in_responses(true);
    let _ = parser.ignore_invalid_headers_in_responses(true);
    let mut headers = [httparse::EMPTY_HEADER; HEADERS];
    let mut response = httparse::Response::new(&mut headers);
    let whole = parser.parse_response(&mut response, bytes).is_ok_and(|status| status.is_complete());
    let status = response.code.filter(|code| whole && *code >= 100).ok_or(Failure::Malformed)?;
    let all: Vec<(String, String)> = response
        .headers
        .iter()
        .map(|header| (header.name.to_ascii_lowercase(), String::from_utf8_lossy(header.value).trim().to_owned()))
        .collect();
    let values =
        |name: &'static str| all.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str());
    // A capture of the Archive repeats what its page said, and an empty line may stand beside it.
    let encoding = values("content-encoding").find(|value| !value.is_empty()).unwrap_or_default().to_owned();
    let chunked = values("transfer-encoding").any(|value| value.to_ascii_lowercase().ends_with("chunked"));
    let mut lengths = values("content-length").map(str::parse::<u64>);
    let length = match lengths.next() {
        _ if chunked => Length::Chunks,
        None => Length::Close,
        Some(Ok(count)) if lengths.all(|other| other == Ok(count)) => Length::Known(count),
        Some(_) => return Err(Failure::Malformed),
    };
    let headers = all.into_iter().filter(|(name, _)| READ.contains(&name.as_str())).collect();
    Ok(Head { status, headers, encoding, length })
}
