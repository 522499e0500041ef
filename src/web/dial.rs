//! From numbers to a connection whose other end is known. Certificates are never passed over.

use super::answer::{Certificate, Failure};
use super::seam::Seam;
use super::settings::Proxy;
use rustls::pki_types::ServerName;
use rustls::{CertificateError, ClientConfig, RootCertStore};
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

/// Of a name's numbers, so many are tried.
const NUMBERS: usize = 4;

/// A connection.
pub enum Stream {
    /// As it is.
    Plain(TcpStream),
    /// With the other end made sure of.
    Safe(Box<TlsStream<TcpStream>>),
}

impl AsyncRead for Stream {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Self::Plain(stream) => Pin::new(stream).poll_read(cx, buffer),
            Self::Safe(stream) => Pin::new(stream).poll_read(cx, buffer),
        }
    }
}

impl AsyncWrite for Stream {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        match self.get_mut() {
            Self::Plain(stream) => Pin::new(stream).poll_write(cx, bytes),
            Self::Safe(stream) => Pin::new(stream).poll_write(cx, bytes),
        }
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Self::Plain(stream) => Pin::new(stream).poll_flush(cx),
            Self::Safe(stream) => Pin::new(stream).poll_flush(cx),
        }
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Self::Plain(stream) => Pin::new(stream).poll_shutdown(cx),
            Self::Safe(stream) => Pin::new(stream).poll_shutdown(cx),
        }
    }
}

/// Whom to trust: those whom the system trusts. `None` if nothing about it can be set up.
pub fn trust(seam: &Seam) -> Option<Arc<ClientConfig>> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    roots.add_parsable_certificates(seam.root().map(Into::into));
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().ok()?;
    let mut config = config.with_root_certificates(roots).with_no_client_auth();
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    // Nothing that would tell two visits to belong together.
    config.resumption = rustls::client::Resumption::disabled();
    Some(Arc::new(config))
}

/// Connects to the first of `numbers` that answers. They have been vetted.
pub async fn dial(numbers: &[IpAddr], port: u16, limit: Duration, seam: &Seam) -> Result<TcpStream, Failure> {
    let mut failure = Failure::Connect;
    for number in numbers.iter().take(NUMBERS) {
        let socket = seam.dial(SocketAddr::new(*number, port));
        match timeout(limit, TcpStream::connect(socket)).await {
            Ok(Ok(stream)) => return Ok(stream),
            Ok(Err(_)) => failure = Failure::Connect,
            Err(_) => failure = Failure::Timeout,
        }
    }
    Err(failure)
}

/// Connects to the user's proxy, and through it to `host` if the connection is to be safe.
pub async fn dial_through(proxy: &Proxy, tunnel: Option<(&str, u16)>, limit: Duration) -> Result<TcpStream, Failure> {
    let connect = timeout(limit, TcpStream::connect((proxy.host.as_str(), proxy.port)));
    let mut stream = connect.await.map_err(|_| Failure::Timeout)?.map_err(|_| Failure::Connect)?;
    let Some((host, port)) = tunnel else { return Ok(stream) };
    let ask = format!("CONNECT {host}:{port} HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n");
    let exchange = async {
        stream.write_all(ask.as_bytes()).await?;
        // Byte by byte: what follows the head is the server's.
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") && head.len() < 8192 {
            head.push(stream.read_u8().await?);
        }
        io::Result::Ok(head.starts_with(b"HTTP/1.1 200") || head.starts_with(b"HTTP/1.0 200"))
    };
    match timeout(limit, exchange).await {
        Ok(Ok(true)) => Ok(stream),
        Ok(_) => Err(Failure::Connect),
        Err(_) => Err(Failure::Timeout),
    }
}

/// Makes sure that the other end is `host`.
pub async fn make_sure(
    stream: TcpStream,
    host: &str,
    trust: &Arc<ClientConfig>,
    limit: Duration,
) -> Result<Stream, Failure> {
    let name = ServerName::try_from(host.trim_matches(['[', ']']).to_owned());
    let name = name.map_err(|_| Failure::Tls(Certificate::Name))?;
    let shake = TlsConnector::from(trust.clone()).connect(name, stream);
    match timeout(limit, shake).await {
        Ok(Ok(stream)) => Ok(Stream::Safe(Box::new(stream))),
        Ok(Err(error)) => Err(fault(&error)),
        Err(_) => Err(Failure::Timeout),
    }
}

fn fault(error: &io::Error) -> Failure {
    let Some(inner) = error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>()) else {
        return Failure::Reset;
    };
    let rustls::Error::InvalidCertificate(certificate) = inner else { return Failure::Tls(Certificate::Other) };
    Failure::Tls(match certificate {
        CertificateError::Expired
        | CertificateError::ExpiredContext { .. }
        | CertificateError::NotValidYet
        | CertificateError::NotValidYetContext { .. } => Certificate::Expired,
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => Certificate::Name,
        CertificateError::UnknownIssuer => Certificate::Issuer,
        _ => Certificate::Other,
    })
}
