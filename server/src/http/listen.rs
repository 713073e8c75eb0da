//! The socket: plain for a proxy in front or on this machine, or with the console's own TLS.

mod clients;
mod connection;
mod guests;
mod limits;
mod shown;

pub use clients::Clients;
pub use guests::Guests;
pub use limits::{Limits, raise};
pub use shown::Tls;

use super::tls;
use crate::state::App;
use connection::{House, attend, http};
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
const LAST_WORDS: Duration = Duration::from_secs(30);
/// How often the console looks for silent connections.
const ROUND: Duration = Duration::from_secs(1);
/// Number of rounds between two log lines about refused connections.
const TELL: u64 = 60;

/// The current TLS settings; `None` if a proxy in front serves TLS.
type Settings = Option<Arc<RwLock<Arc<ServerConfig>>>>;

/// A console that listens on its socket.
pub struct Listening {
    listener: TcpListener,
    tls: Settings,
    app: Arc<App>,
    stopping: CancellationToken,
    guests: Arc<Guests>,
    first_words: Duration,
    body: Duration,
    /// The largest number of parallel requests of one client behind a proxy.
    per_client: usize,
}

impl Listening {
    /// Reads the TLS files, so that a wrong file is reported before the first connection.
    pub fn new(app: &Arc<App>, listener: TcpListener) -> Result<Listening, tls::TlsError> {
        Listening::within(app, listener, Limits::of_process())
    }

    /// Like `new`, with limits other than those of the process.
    pub fn within(app: &Arc<App>, listener: TcpListener, limits: Limits) -> Result<Listening, tls::TlsError> {
        let settings = tls::settings(&app.config, app.transport())?;
        let tls = settings.map(|settings| Arc::new(RwLock::new(settings)));
        let (stopping, guests) = (CancellationToken::new(), Guests::new(limits));
        let Limits { first_words, body, per_address: per_client, .. } = limits;
        Ok(Listening { listener, tls, app: app.clone(), stopping, guests, first_words, body, per_client })
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
    pub fn guests(&self) -> Arc<Guests> {
        self.guests.clone()
    }

    /// Answers requests until the handle is cancelled.
    pub async fn serve(self) -> io::Result<()> {
        self.listener.set_nonblocking(true)?;
        let listener = tokio::net::TcpListener::from_std(self.listener)?;
        let house = Arc::new(House {
            router: super::router::router(&self.app, self.body),
            http: http(self.first_words),
            clients: Clients::with_at_most(self.per_client),
            stopping: self.stopping.clone(),
            over: CancellationToken::new(),
        });
        let (connections, rounds) = (TaskTracker::new(), tokio::spawn(rounds(self.guests.clone())));
        while let Some((stream, peer)) = next(&listener, &self.stopping).await {
            let is_proxy = self.app.config.trusts(peer.ip());
            if let Some(seat) = self.guests.enter(peer.ip(), is_proxy, Instant::now()) {
                let tls = self.tls.as_ref().map(|tls| tls.read().unwrap_or_else(PoisonError::into_inner).clone());
                connections.spawn(attend(house.clone(), tls, stream, peer, seat));
            }
        }
        drop(listener);
        connections.close();
        tokio::select! {
            () = connections.wait() => {}
            () = sleep(LAST_WORDS) => house.over.cancel(),
        }
        connections.wait().await;
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
            // The client disconnected before its turn.
            Err(error) if matches!(error.kind(), io::ErrorKind::ConnectionAborted | io::ErrorKind::ConnectionReset) => {
            }
            Err(error) => {
                tracing::error!(%error, "no connection can be taken");
                sleep(ROUND).await;
            }
        }
    }
}

async fn rounds(guests: Arc<Guests>) {
    let (mut round, mut turned_away) = (interval(ROUND), 0);
    for number in 0_u64.. {
        let now = round.tick().await;
        turned_away += guests.sweep(now);
        if turned_away > 0 && number % TELL == 0 {
            tracing::warn!(turned_away, connected = guests.count(), "too many connections: some were turned away");
            turned_away = 0;
        }
    }
}

/// Renews the certificate, see [`Listening::renewal`].
pub struct Renewal {
    tls: Arc<RwLock<Arc<ServerConfig>>>,
    app: Arc<App>,
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
