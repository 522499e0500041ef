//! Whether to ask again, and when.

use super::answer::{Failure, Reply};
use std::time::{Duration, SystemTime};

/// What to do after an attempt.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Next {
    /// It stands as it is.
    Keep,
    /// Again, after so many seconds.
    Again(f64),
    /// The server asks for a pause longer than anybody waits: nothing more of it in this run.
    GiveUp(Duration),
}

/// Judges an attempt, the first being 0. `page` is what a draft cites: that it is not there is asked twice. `host` is the one that spoke.
pub fn next(
    attempt: u32,
    retries: u32,
    patience: Duration,
    page: bool,
    host: &str,
    outcome: &Result<Reply, Failure>,
) -> Next {
    let left = attempt < retries;
    let backoff = f64::from(1_u32 << attempt.min(6));
    let again = |seconds| if left { Next::Again(seconds) } else { Next::Keep };
    match outcome {
        Ok(reply) => match (reply.status, retry_after(reply)) {
            // A wall against programs stands tomorrow too.
            _ if reply.header("cf-mitigated").is_some() => Next::Keep,
            (429 | 500..=599, Some(pause)) if pause > patience => Next::GiveUp(pause),
            (429 | 503, Some(pause)) => again(pause.as_secs_f64().max(backoff)),
            // The Archive blocks whoever goes on.
            (429, None) if host == "web.archive.org" => again(60.0),
            (429, None) => again(5.0 * backoff),
            (408 | 500 | 502 | 503 | 504, _) => again(backoff),
            (404, _) if page && attempt == 0 => again(backoff),
            _ => Next::Keep,
        },
        Err(Failure::NoHost) if attempt == 0 => again(backoff),
        Err(Failure::Timeout | Failure::Reset | Failure::Connect | Failure::Dns) => again(backoff),
        Err(_) => Next::Keep,
    }
}

/// The pause that a reply asks for, in seconds or until a date.
fn retry_after(reply: &Reply) -> Option<Duration> {
    let value = reply.header("retry-after")?.trim();
    if !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit()) {
        // More digits than fit are a very long time.
        return Some(Duration::from_secs(value.parse::<u32>().unwrap_or(u32::MAX).into()));
    }
    let moment = SystemTime::UNIX_EPOCH + Duration::from_secs(date(value)?);
    Some(moment.duration_since(reply.at).unwrap_or_default())
}

/// Seconds since 1970 of a date as HTTP writes it: `Wed, 21 Oct 2015 07:28:00 GMT`.
fn date(text: &str) -> Option<u64> {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let mut parts = text.split_once(", ")?.1.split(' ');
    let day: u64 = parts.next()?.parse().ok().filter(|day| (1..=31).contains(day))?;
    let name = parts.next()?;
    let month = MONTHS.iter().position(|month| *month == name)? as u64 + 1;
    let year: u64 = parts.next()?.parse().ok().filter(|year| (1970..=9999).contains(year))?;
    let mut clock = parts.next()?.split(':').map(|part| part.parse::<u64>().ok().filter(|part| *part < 61));
    let (hour, minute, second) = (clock.next()??, clock.next()??, clock.next()??);
    // Years begin with March, so that the odd day comes last.
    let (year, month) = if month < 3 { (year - 1, month + 9) } else { (year, month - 3) };
    let days = year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + day - 1;
    Some(days.checked_sub(719_468)? * 86_400 + hour * 3600 + minute * 60 + second)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(status: u16, headers: &[(&str, &str)]) -> Result<Reply, Failure> {
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let at = SystemTime::UNIX_EPOCH + Duration::from_secs(1_445_412_480);
        Ok(Reply { status, headers, body: Vec::new(), truncated: false, at })
    }

    fn judge(attempt: u32, outcome: &Result<Reply, Failure>) -> Next {
        next(attempt, 2, Duration::from_secs(120), true, "example.org", outcome)
    }

    #[test]
    fn what_may_pass_is_asked_again_twice() {
        for failure in [Failure::Timeout, Failure::Reset, Failure::Dns, Failure::Connect] {
            assert_eq!(judge(0, &Err(failure)), Next::Again(1.0));
            assert_eq!(judge(1, &Err(failure)), Next::Again(2.0));
            assert_eq!(judge(2, &Err(failure)), Next::Keep);
        }
        for status in [500, 502, 503, 504] {
            assert_eq!(judge(0, &said(status, &[])), Next::Again(1.0));
        }
        for status in [200, 301, 401, 403, 410, 501, 999] {
            assert_eq!(judge(0, &said(status, &[])), Next::Keep, "{status}");
        }
        assert_eq!(judge(0, &Err(Failure::Tls(crate::web::Certificate::Issuer))), Next::Keep);
        assert_eq!((judge(0, &Err(Failure::NoHost)), judge(1, &Err(Failure::NoHost))), (Next::Again(1.0), Next::Keep));
        assert_eq!((judge(0, &said(404, &[])), judge(1, &said(404, &[]))), (Next::Again(1.0), Next::Keep));
    }

    #[test]
    fn a_pause_that_is_asked_for_is_made_or_nothing_more_is_asked() {
        assert_eq!(judge(0, &said(429, &[("retry-after", "7")])), Next::Again(7.0));
        assert_eq!(judge(0, &said(429, &[("retry-after", "120")])), Next::Again(120.0));
        assert_eq!(judge(0, &said(429, &[("retry-after", "121")])), Next::GiveUp(Duration::from_secs(121)));
        let long = said(503, &[("retry-after", "99999999999999999999")]);
        assert!(matches!(judge(0, &long), Next::GiveUp(_)));
        // The replies came at 07:28:00.
        assert_eq!(judge(0, &said(503, &[("retry-after", "Wed, 21 Oct 2015 07:28:30 GMT")])), Next::Again(30.0));
        assert_eq!(judge(0, &said(503, &[("retry-after", "Wed, 21 Oct 2015 07:00:00 GMT")])), Next::Again(1.0));
        assert!(matches!(judge(0, &said(429, &[("retry-after", "Thu, 22 Oct 2015 07:28:00 GMT")])), Next::GiveUp(_)));
        assert_eq!(judge(0, &said(503, &[("cf-mitigated", "challenge")])), Next::Keep);
        let archive = next(0, 2, Duration::from_secs(120), false, "web.archive.org", &said(429, &[]));
        assert_eq!(archive, Next::Again(60.0));
    }

    #[test]
    fn dates_of_http_are_read() {
        assert_eq!(date("Thu, 01 Jan 1970 00:00:00 GMT"), Some(0));
        assert_eq!(date("Tue, 29 Feb 2000 12:00:00 GMT"), Some(951_825_600));
        for bad in ["", "soon", "Thu, 99 Jan 1970 00:00:00 GMT", "Thu, 01 Jan 99999999999 00:00:00 GMT", "x, 1 2 3"] {
            assert_eq!(date(bad), None, "{bad}");
        }
    }
}
