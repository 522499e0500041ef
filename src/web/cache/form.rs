//! How an entry is written: lines of a name and a value, an empty line, the body. A line holds no control character: the reader of
//! headers lets none in, and addresses have none.

use crate::web::answer::{Answer, Hop, Reply};
use std::time::{Duration, SystemTime};

const FIRST: &str = "ibid-reply 1";

/// The bytes of an entry; `None` for what is no reply.
pub fn write(answer: &Answer, time: Duration) -> Option<Vec<u8>> {
    let reply = answer.outcome.as_ref().ok()?;
    let at = seconds(reply.at);
    let mut text = format!("{FIRST}\nat {at}\nuntil {}\nasked {}\n", at + time.as_secs(), answer.asked);
    for hop in &answer.hops {
        text.push_str(&format!("hop {} {}\n", hop.status, hop.to));
    }
    text.push_str(&format!("status {}\ntruncated {}\n", reply.status, reply.truncated));
    for (name, value) in &reply.headers {
        text.push_str(&format!("header {name} {}\n", value.replace(char::is_control, " ")));
    }
    text.push_str(&format!("body {}\n\n", reply.body.len()));
    let mut bytes = text.into_bytes();
    bytes.extend_from_slice(&reply.body);
    Some(bytes)
}

/// Until when an entry may be used, and what it holds; `None` for anything that was not written whole.
pub fn read(bytes: &[u8]) -> Option<(SystemTime, Answer)> {
    let end = memchr::memmem::find(bytes, b"\n\n")?;
    let (head, body) = (std::str::from_utf8(bytes.get(..end)?).ok()?, bytes.get(end + 2..)?);
    let mut lines = head.lines();
    if lines.next() != Some(FIRST) {
        return None;
    }
    let (mut asked, mut hops, mut until, mut length) = (None, Vec::new(), None, None);
    let mut reply = Reply { status: 0, headers: Vec::new(), body: body.to_vec(), truncated: false, at: moment("0")? };
    for line in lines {
        let (name, value) = line.split_once(' ')?;
        match name {
            "at" => reply.at = moment(value)?,
            "until" => until = Some(moment(value)?),
            "asked" => asked = Some(value.to_owned()),
            "hop" => {
                let (status, to) = value.split_once(' ')?;
                hops.push(Hop { status: status.parse().ok()?, to: to.to_owned() });
            }
            "status" => reply.status = value.parse().ok()?,
            "truncated" => reply.truncated = value == "true",
            "header" => {
                let (name, value) = value.split_once(' ')?;
                reply.headers.push((name.to_owned(), value.to_owned()));
            }
            "body" => length = value.parse::<usize>().ok(),
            _ => {}
        }
    }
    let whole = length == Some(body.len()) && reply.status > 0;
    whole.then_some(())?;
    Some((until?, Answer { asked: asked?, hops, outcome: Ok(reply), kept: true }))
}

fn seconds(moment: SystemTime) -> u64 {
    moment.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_secs()
}

fn moment(seconds: &str) -> Option<SystemTime> {
    SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds.parse::<u32>().ok()?.into()))
}
