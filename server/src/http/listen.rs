//! The socket: plain for a proxy on this machine or in front, or TLS of the console's own.

use super::tls;
use crate::app_state::App;
use axum_server::Handle;
use axum_server::tls_rustls::{RustlsAcceptor, RustlsConfig};
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

/// Until the first request of a connection, and the head of every later one, is there.
const FIRST_WORDS: Duration = Duration::from_secs(30);
/// How long requests may take to finish once the console is told to stop.
const LAST_WORDS: Duration = Duration::from_secs(30);

/// A console that listens.
pub struct Listening {
    listener: TcpListener,
    tls: Option<RustlsConfig>,
    app: Arc<App>,
    handle: Handle<SocketAddr>,
}

impl Listening {
    /// Reads the files of TLS, so that a wrong one is told of before anybody comes.
    pub fn new(app: &Arc<App>, listener: TcpListener) -> Result<Listening, tls::TlsError> {
        let settings = tls::settings(&app.config, &app.default_profile().tls)?;
        let tls = settings.map(RustlsConfig::from_config);
        Ok(Listening { listener, tls, app: app.clone(), handle: Handle::new() })
    }

    /// What renews the certificate, where the console speaks TLS: connections made later have the new one.
    pub fn renewal(&self) -> Option<Renewal> {
        Some(Renewal { tls: self.tls.clone()?, app: self.app.clone() })
    }

    pub fn handle(&self) -> Handle<SocketAddr> {
        self.handle.clone()
    }

    /// Answers requests until the handle says stop.
    pub async fn serve(self) -> io::Result<()> {
        let service = super::router(&self.app).into_make_service_with_connect_info::<SocketAddr>();
        let mut server = axum_server::from_tcp(self.listener)?.handle(self.handle).first_request_timeout(FIRST_WORDS);
        server.http_builder().http1().header_read_timeout(FIRST_WORDS);
        match self.tls {
            Some(tls) => server.acceptor(RustlsAcceptor::new(tls)).serve(service).await,
            None => server.serve(service).await,
        }
    }
}

/// Lets requests finish, then stops.
pub fn stop(handle: &Handle<SocketAddr>) {
    handle.graceful_shutdown(Some(LAST_WORDS));
}

/// See [`Listening::renewal`].
pub struct Renewal {
    tls: RustlsConfig,
    app: Arc<App>,
}

impl Renewal {
    /// Reads the files anew; wrong ones change nothing.
    pub fn renew(&self) -> Result<(), tls::TlsError> {
        if let Some(settings) = tls::settings(&self.app.config, &self.app.default_profile().tls)? {
            self.tls.reload_from_config(settings);
        }
        Ok(())
    }
}
