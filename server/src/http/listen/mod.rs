//! The socket: plain for a proxy in front or on this machine, or with the console's own TLS.

mod client_tls;
mod clients;
mod connection;
mod connections;
mod limits;

pub use client_tls::ClientTls;
pub use clients::Clients;
pub use connections::Connections;
pub use limits::{Limits, raise};

use super::tls;
use crate::state::AppState;
use connection::{Shared, http, serve_connection};
use rustls::ServerConfig;
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::time::{Instant, interval, sleep};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// Time for running requests to finish after the console is told to stop.
const DRAIN: Duration = Duration::from_secs(30);
/// How often the console looks for silent connections.
const CHECK_EVERY: Duration = Duration::from_secs(1);
/// Number of rounds between two log lines about refused connections.
const REPORT_EVERY: u64 = 60;

/// The current TLS settings; `None` if a proxy in front serves TLS.
type Settings = Option<Arc<RwLock<Arc<ServerConfig>>>>;

/// A console that listens on its socket.
pub struct Listening {
    listener: TcpListener,
    tls: Settings,
    app: Arc<AppState>,
    stopping: CancellationToken,
    connections: Arc<Connections>,
    first_request: Duration,
    body: Duration,
    /// The largest number of parallel requests of one client behind a proxy.
    per_client: usize,
}

impl Listening {
    /// Reads the TLS files, so that a wrong file is reported before the first connection.
    pub fn new(app: &Arc<AppState>, listener: TcpListener) -> Result<Listening, tls::TlsError> {
        Listening::within(app, listener, Limits::of_process())
    }

    /// Like `new`, with limits other than those of the process.
    pub fn within(app: &Arc<AppState>, listener: TcpListener, limits: Limits) -> Result<Listening, tls::TlsError> {
        let settings = tls::settings(&app.config, app.transport())?;
        let tls = settings.map(|settings| Arc::new(RwLock::new(settings)));
        let (stopping, connections) = (CancellationToken::new(), Connections::new(limits));
        let Limits { first_request, body, per_address: per_client, .. } = limits;
        Ok(Listening { listener, tls, app: app.clone(), stopping, connections, first_request, body, per_client })
    }

    /// Renews the certificate, if the console serves TLS. Later connections get the new one.
    pub fn renewal(&self) -> Option<Renewal> {
        Some(Renewal { tls: self.tls.clone()?, app: self.app.clone() })
    }

    /// Cancel this token to stop the console after the running requests.
    pub fn handle(&self) -> CancellationToken {
        self.stopping.clone()
    }

    /// The list of connections.
    pub fn connections(&self) -> Arc<Connections> {
        self.connections.clone()
    }

    /// Answers requests until the handle is cancelled.
    pub async fn serve(self) -> io::Result<()> {
        self.listener.set_nonblocking(true)?;
        let listener = tokio::net::TcpListener::from_std(self.listener)?;
        let shared = Arc::new(Shared {
            router: super::router::router(&self.app, self.body),
            http: http(self.first_request),
            clients: Clients::with_at_most(self.per_client),
            stopping: self.stopping.clone(),
            over: CancellationToken::new(),
        });
        let (tasks, rounds) = (TaskTracker::new(), tokio::spawn(close_silent(self.connections.clone())));
        while let Some((stream, peer)) = next(&listener, &self.stopping).await {
            let is_proxy = self.app.config.trusts(peer.ip());
            if let Some(guard) = self.connections.enter(peer.ip(), is_proxy, Instant::now()) {
                let tls = self.tls.as_ref().map(|tls| tls.read().unwrap_or_else(PoisonError::into_inner).clone());
                tasks.spawn(serve_connection(shared.clone(), tls, stream, peer, guard));
            }
        }
        drop(listener);
        tasks.close();
        tokio::select! {
            () = tasks.wait() => {}
            () = sleep(DRAIN) => shared.over.cancel(),
        }
        tasks.wait().await;
        rounds.abort();
        Ok(())
    }
}

/// The next connection, or `None` once the console stops.
async fn next(listener: &tokio::net::TcpListener, stopping: &CancellationToken) -> Option<(TcpStream, SocketAddr)> {
    loop {
        let accepted = tokio::select! {
            biased;
            () = stopping.cancelled() => return None,
            accepted = listener.accept() => accepted,
        };
        match accepted {
            Ok(accepted) => return Some(accepted),
            // The client disconnected before it was accepted.
            Err(error) if matches!(error.kind(), io::ErrorKind::ConnectionAborted | io::ErrorKind::ConnectionReset) => {
            }
            Err(error) => {
                tracing::error!(%error, "no connection can be taken");
                sleep(CHECK_EVERY).await;
            }
        }
    }
}

async fn close_silent(connections: Arc<Connections>) {
    let (mut round, mut turned_away) = (interval(CHECK_EVERY), 0);
    for number in 0_u64.. {
        let now = round.tick().await;
        turned_away += connections.sweep(now);
        if turned_away > 0 && number % REPORT_EVERY == 0 {
            tracing::warn!(turned_away, connected = connections.count(), "too many connections: some were turned away");
            turned_away = 0;
        }
    }
}

/// Renews the certificate, see [`Listening::renewal`].
pub struct Renewal {
    tls: Arc<RwLock<Arc<ServerConfig>>>,
    app: Arc<AppState>,
}

impl Renewal {
    /// Reads the TLS files again. Invalid files change nothing.
    pub fn renew(&self) -> Result<(), tls::TlsError> {
        if let Some(settings) = tls::settings(&self.app.config, self.app.transport())? {
            *self.tls.write().unwrap_or_else(PoisonError::into_inner) = settings;
        }
        Ok(())
    }
}
