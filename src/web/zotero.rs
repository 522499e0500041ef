//! The Zotero that runs on this machine: its local API, which is read and never written to.
//!
//! This is the one private address that is ever contacted: by its number, without names, redirects or a proxy, and only if the writer's own
//! settings say so. A request holds nothing of a draft.

use super::answer::Failure;
use super::client::{Request, exchange};
use super::dial::Stream;
use super::seam;
use super::settings::Limits;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::time::timeout;

/// Where Zotero listens.
const PORT: u16 = 23119;
/// How long one request may take. Zotero is on this machine, or not there.
const TIME: Duration = Duration::from_secs(1);
/// So many items are asked for at once: more take Zotero longer than that.
pub const ITEMS: usize = 200;
/// Bytes of one reply.
const BYTES: usize = 8 << 20;

/// Up to [`ITEMS`] items of the writer's own library, those changed last first, from the one with number `start` on: JSON as version 3 of
/// Zotero's API has it.
///
/// # Errors
///
/// The status of a refusal, 403 where Zotero lets no other program read, or 0 where nobody answers.
pub async fn items(start: usize) -> Result<Vec<u8>, u16> {
    match timeout(TIME, get(start)).await {
        Ok(Ok((200, body))) => Ok(body),
        Ok(Ok((status, _))) => Err(status),
        Ok(Err(_)) | Err(_) => Err(0),
    }
}

async fn get(start: usize) -> Result<(u16, Vec<u8>), Failure> {
    let socket = SocketAddr::from((Ipv4Addr::LOCALHOST, seam::zotero().unwrap_or(PORT)));
    let stream = TcpStream::connect(socket).await.map_err(|_| Failure::Connect)?;
    let target = format!("/api/users/0/items/top?format=json&sort=dateModified&limit={ITEMS}&start={start}");
    let host = socket.to_string();
    let request = Request { target: &target, host: &host, agent: super::AGENT, accept: "application/json" };
    let limits = Limits { idle: TIME, body: BYTES, ..Limits::default() };
    let reply = exchange(Stream::Plain(stream), &request, &limits, BYTES as u64).await?;
    if reply.truncated { Err(Failure::Malformed) } else { Ok((reply.status, reply.body)) }
}
