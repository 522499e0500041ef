//! What is never contacted: names and addresses that are not of the public internet, whatever leads there.
//!
//! Every address is vetted here before anything else happens to it: what a draft names, and what any server on the way redirects to.
//! A name is vetted again by what it resolves to, at the moment of dialling.

use super::answer::Refusal;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use url::{Host, Url};

/// Ports of the web. Others lead to services that are no pages.
const PORTS: [u16; 4] = [80, 443, 8080, 8443];

/// Domains that no public server has: RFC 6761 and 8375, and what home and office networks use.
const PRIVATE: &[&str] = &[
    "localhost",
    "local",
    "localdomain",
    "internal",
    "intranet",
    "private",
    "corp",
    "home",
    "lan",
    "arpa",
    "onion",
    "i2p",
    "alt",
    "test",
];

/// Ranges of IPv4 that are special: IANA's registry, with the bits that count. Those that it calls global but where no page can be
/// (relays, anycast for reverse names) are among them.
const SPECIAL_4: &[(Ipv4Addr, u32)] = &[
    (Ipv4Addr::new(0, 0, 0, 0), 8),
    (Ipv4Addr::new(10, 0, 0, 0), 8),
    (Ipv4Addr::new(100, 64, 0, 0), 10),
    (Ipv4Addr::new(127, 0, 0, 0), 8),
    (Ipv4Addr::new(169, 254, 0, 0), 16),
    (Ipv4Addr::new(172, 16, 0, 0), 12),
    (Ipv4Addr::new(192, 0, 0, 0), 24),
    (Ipv4Addr::new(192, 0, 2, 0), 24),
    (Ipv4Addr::new(192, 31, 196, 0), 24),
    (Ipv4Addr::new(192, 52, 193, 0), 24),
    (Ipv4Addr::new(192, 88, 99, 0), 24),
    (Ipv4Addr::new(192, 168, 0, 0), 16),
    (Ipv4Addr::new(192, 175, 48, 0), 24),
    (Ipv4Addr::new(198, 18, 0, 0), 15),
    (Ipv4Addr::new(198, 51, 100, 0), 24),
    (Ipv4Addr::new(203, 0, 113, 0), 24),
    (Ipv4Addr::new(224, 0, 0, 0), 3),
];

/// The special ranges within `2000::/3`, which alone is given out for use: IETF's own (Teredo among them), documentation, 6to4, which
/// holds an address of IPv4 that would have to be vetted at the relay, and relays.
const SPECIAL_6: &[(Ipv6Addr, u32)] = &[
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23),
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32),
    (Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16),
    (Ipv6Addr::new(0x2620, 0x4f, 0x8000, 0, 0, 0, 0, 0), 48),
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20),
];

/// Where networks without IPv4 put all of it (RFC 6052).
const NAT64: (Ipv6Addr, u32) = (Ipv6Addr::new(0x64, 0xff9b, 0, 0, 0, 0, 0, 0), 96);

/// Where an address leads, if it may be contacted by what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A name, in lower case and without a closing dot; what it resolves to is still to be vetted, by [`may_dial`].
    Name(String),
    /// A public address of the internet.
    Number(IpAddr),
}

/// Vets what an address says: its scheme, its port, its host. Numbers in every spelling have been read as such by the parser.
pub fn vet(url: &Url) -> Result<Place, Refusal> {
    if !matches!(url.scheme(), "http" | "https") {
        return Err(Refusal::Scheme);
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(Refusal::Userinfo);
    }
    if !url.port_or_known_default().is_some_and(|port| PORTS.contains(&port)) {
        return Err(Refusal::Port);
    }
    match url.host() {
        None => Err(Refusal::Name),
        Some(Host::Ipv4(number)) if is_public_4(number) => Ok(Place::Number(number.into())),
        Some(Host::Ipv6(number)) if is_public_6(number) => Ok(Place::Number(number.into())),
        Some(Host::Ipv4(_) | Host::Ipv6(_)) => Err(Refusal::Address),
        Some(Host::Domain(name)) => vet_name(name),
    }
}

fn vet_name(name: &str) -> Result<Place, Refusal> {
    let name = name.strip_suffix('.').unwrap_or(name).to_ascii_lowercase();
    // A single label is a machine of the network at hand.
    let Some((_, top)) = name.rsplit_once('.') else { return Err(Refusal::Name) };
    let odd = name.len() > 253 || name.split('.').any(|label| label.is_empty() || label.len() > 63);
    if odd || PRIVATE.contains(&top) || top.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Refusal::Name);
    }
    Ok(Place::Name(name))
}

/// Whether everything that a name resolved to may be dialled. One bad answer spoils the set: whoever mixes a public address with a private
/// one means the private one.
pub fn may_dial(numbers: &[IpAddr]) -> bool {
    let fits = |number: &IpAddr| match number {
        IpAddr::V4(number) => is_public_4(*number),
        IpAddr::V6(number) => is_public_6(*number) || is_public_through_nat64(*number),
    };
    !numbers.is_empty() && numbers.iter().all(fits)
}

fn is_public_4(number: Ipv4Addr) -> bool {
    !SPECIAL_4.iter().any(|(start, bits)| (number.to_bits() ^ start.to_bits()) >> (32 - bits) == 0)
}

fn is_public_6(number: Ipv6Addr) -> bool {
    number.to_bits() >> 125 == 1 && !SPECIAL_6.iter().any(|range| within(number, *range))
}

/// On a network without IPv4 every old site resolves to such an address; it is as public as what it holds.
fn is_public_through_nat64(number: Ipv6Addr) -> bool {
    let [.., a, b, c, d] = number.octets();
    within(number, NAT64) && is_public_4(Ipv4Addr::new(a, b, c, d))
}

fn within(number: Ipv6Addr, (start, bits): (Ipv6Addr, u32)) -> bool {
    (number.to_bits() ^ start.to_bits()) >> (128 - bits) == 0
}
