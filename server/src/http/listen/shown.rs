//! What a client shows of itself before it asks anything.

use rustls::pki_types::CertificateDer;

/// What a client has shown in the handshake of the console's own TLS.
#[derive(Debug)]
pub struct Tls {
    pub peer_certificates: Vec<CertificateDer<'static>>,
}
