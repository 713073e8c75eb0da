//! The console's own TLS (SL-17, MS-14): versions and ciphers that every profile in use allows. If authorities for
//! client certificates are configured, it also requests one (MS-16). The certificate register decides whose it is.

use crate::profile::{Cipher, Tls, TlsVersion};
use crate::state::config::Config;
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::server::danger::ClientCertVerifier;
use rustls::{CipherSuite, RootCertStore, ServerConfig, SupportedProtocolVersion, version};
use std::path::Path;
use std::sync::Arc;

/// What is wrong with the files, as one line.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    #[error("{0}: {1}")]
    File(String, rustls::pki_types::pem::Error),
    #[error("{0} contains no certificate in PEM format")]
    Empty(String),
    #[error("client certificates: {0}")]
    Clients(String),
    #[error("TLS: {0}")]
    Pair(#[from] rustls::Error),
}

/// The TLS settings; `None` if a proxy in front serves TLS.
pub fn settings(config: &Config, rule: &Tls) -> Result<Option<Arc<ServerConfig>>, TlsError> {
    let (Some(cert), Some(key)) = (&config.tls_cert, &config.tls_key) else { return Ok(None) };
    let provider = Arc::new(provider(rule));
    let builder = ServerConfig::builder_with_provider(provider.clone()).with_protocol_versions(versions(rule))?;
    let builder = match &config.tls_client_ca {
        Some(ca) => builder.with_client_cert_verifier(verifier(ca, provider)?),
        None => builder.with_no_client_auth(),
    };
    let key = PrivateKeyDer::from_pem_file(key).map_err(|e| TlsError::File(key.display().to_string(), e))?;
    let mut settings = builder.with_single_cert(certificates(cert)?, key)?;
    settings.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(Some(Arc::new(settings)))
}

fn versions(rule: &Tls) -> &'static [&'static SupportedProtocolVersion] {
    static NEWEST_FIRST: [&SupportedProtocolVersion; 2] = [&version::TLS13, &version::TLS12];
    match rule.min_version {
        TlsVersion::Tls12 => &NEWEST_FIRST,
        TlsVersion::Tls13 => &NEWEST_FIRST[..1],
    }
}

/// The suites whose cipher the profile names.
fn provider(rule: &Tls) -> CryptoProvider {
    let mut provider = ring::default_provider();
    provider.cipher_suites.retain(|suite| cipher(suite.suite()).is_some_and(|cipher| rule.ciphers.contains(&cipher)));
    provider
}

fn cipher(suite: CipherSuite) -> Option<Cipher> {
    let name = suite.as_str()?;
    let parts = [("AES_256", Cipher::Aes256), ("AES_128", Cipher::Aes128), ("CHACHA20", Cipher::Chacha20)];
    parts.into_iter().find(|(part, _)| name.contains(part)).map(|(_, cipher)| cipher)
}

fn certificates(path: &Path) -> Result<Vec<CertificateDer<'static>>, TlsError> {
    let name = || path.display().to_string();
    let read = CertificateDer::pem_file_iter(path).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let found = read.map_err(|e| TlsError::File(name(), e))?;
    if found.is_empty() { Err(TlsError::Empty(name())) } else { Ok(found) }
}

/// Requests a client certificate but does not require one. A certificate that is sent must be valid and signed by a
/// configured authority.
fn verifier(ca: &Path, provider: Arc<CryptoProvider>) -> Result<Arc<dyn ClientCertVerifier>, TlsError> {
    let mut roots = RootCertStore::empty();
    for certificate in certificates(ca)? {
        roots.add(certificate)?;
    }
    let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider).allow_unauthenticated();
    verifier.build().map_err(|e| TlsError::Clients(e.to_string()))
}
