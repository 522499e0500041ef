//! Servers that are not who they say, with certificates of tests' own (their keys are of no use elsewhere).

use crate::net::{Net, PUBLIC, failure, get, head, once};
use ibid::web::{Certificate, Failure};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::Arc;

const ROOT: &[u8] = include_bytes!("certificates/root.pem");
const KEY: &[u8] = include_bytes!("certificates/key.pem");
const GOOD: &[u8] = include_bytes!("certificates/good.pem");
const EXPIRED: &[u8] = include_bytes!("certificates/expired.pem");
const ALONE: &[u8] = include_bytes!("certificates/alone.pem");

/// A safe server; how many requests came through is for it to say: none may, unless it is who it says.
fn safe(certificate: &[u8]) -> (u16, Arc<std::sync::Mutex<Vec<String>>>) {
    let chain = vec![CertificateDer::from_pem_slice(certificate).unwrap()];
    let key = PrivateKeyDer::from_pem_slice(KEY).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let config = Arc::new(config.with_no_client_auth().with_single_cert(chain, key).unwrap());
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let seen = Arc::<std::sync::Mutex<Vec<String>>>::default();
    let noted = seen.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let mut stream = StreamOwned::new(ServerConnection::new(config.clone()).unwrap(), stream);
            let head = head(&mut stream);
            if !head.is_empty() {
                noted.lock().unwrap().push(head);
            }
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\nsafe");
            // It hangs up without the safe layer's goodbye, as many do.
        }
    });
    (port, seen)
}

fn net(port: u16) -> Net {
    let socket =
        |number: &str, at| (std::net::SocketAddr::new(number.parse().unwrap(), at), ([127, 0, 0, 1], port).into());
    let mut net = Net::default().name("public.example", &[PUBLIC]).name("other.example", &[PUBLIC]);
    net.sockets.extend([socket(PUBLIC, 443), socket(PUBLIC, 8443)]);
    net.root = Some(CertificateDer::from_pem_slice(ROOT).unwrap().to_vec());
    net
}

#[test]
fn who_is_who_they_say_is_read() {
    let (port, seen) = safe(GOOD);
    let answer = get(&net(port).web(once()), "https://public.example/a");
    assert_eq!(answer.outcome.unwrap().body, b"safe");
    assert!(seen.lock().unwrap()[0].starts_with("GET /a HTTP/1.1\r\nHost: public.example\r\n"));
}

#[test]
fn who_is_not_is_told_nothing() {
    for (certificate, address, fault) in [
        (ALONE, "https://public.example/", Certificate::Issuer),
        (EXPIRED, "https://public.example/", Certificate::Expired),
        (GOOD, "https://other.example/", Certificate::Name),
        (GOOD, "https://93.184.215.14/", Certificate::Name),
    ] {
        let (port, seen) = safe(certificate);
        let answer = get(&net(port).web(once()), address);
        assert_eq!(failure(&answer), Failure::Tls(fault), "{address}");
        assert!(seen.lock().unwrap().is_empty());
    }
}

#[test]
fn a_root_of_tests_is_trusted_by_tests_only() {
    let (port, seen) = safe(GOOD);
    let mut net = net(port);
    net.root = None;
    assert_eq!(failure(&get(&net.web(once()), "https://public.example/")), Failure::Tls(Certificate::Issuer));
    assert!(seen.lock().unwrap().is_empty());
}

#[test]
fn what_is_not_safe_at_all_is_no_reply() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\nplain");
            let _ = stream.read(&mut [0; 4096]);
        }
    });
    let answer = get(&net(port).web(once()), "https://public.example/");
    assert_eq!(failure(&answer), Failure::Tls(Certificate::Other));
}
