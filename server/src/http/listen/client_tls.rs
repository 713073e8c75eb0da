//! What a client has shown before its first request.

use rustls::pki_types::CertificateDer;

/// What a client has shown in the TLS handshake with the console.
#[derive(Debug)]
pub struct ClientTls {
    pub peer_certificates: Vec<CertificateDer<'static>>,
}
