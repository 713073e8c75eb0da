//! One connection, from its first byte to its last.

use super::clients::Clients;
use super::guests::{Asked, Seat};
use super::shown::Tls;
use axum::Router;
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::ConnectInfo;
use hyper::body::{Frame, Incoming, SizeHint};
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use rustls::ServerConfig;
use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::sync::{Arc, Weak};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::time::{sleep, timeout};
use tokio_rustls::TlsAcceptor;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

/// Time limit of the TLS handshake.
const HANDSHAKE: Duration = Duration::from_secs(10);
/// How often a silent HTTP/2 client is pinged, and how long it may take to answer.
const PULSE: Duration = Duration::from_secs(20);
/// Time between announcing the end of a connection and closing it.
const FAREWELL: Duration = Duration::from_secs(5);
/// The largest number of parallel requests per connection.
const STREAMS: u32 = 100;

/// What all connections share.
pub struct House {
    pub router: Router,
    pub http: Builder<TokioExecutor>,
    pub clients: Clients,
    /// Cancelled when the console accepts no more requests.
    pub stopping: CancellationToken,
    /// Cancelled when the time for running requests is over.
    pub over: CancellationToken,
}

/// The HTTP settings. On HTTP/1 the time limit for headers applies to every request of a connection.
pub fn http(head: Duration) -> Builder<TokioExecutor> {
    let mut http = Builder::new(TokioExecutor::new());
    http.http1().timer(TokioTimer::new()).header_read_timeout(head);
    let mut two = http.http2();
    two.timer(TokioTimer::new()).keep_alive_interval(PULSE).keep_alive_timeout(PULSE).max_concurrent_streams(STREAMS);
    http
}

/// Answers the requests of a connection until it ends.
pub async fn attend(
    house: Arc<House>,
    tls: Option<Arc<ServerConfig>>,
    stream: TcpStream,
    peer: SocketAddr,
    seat: Seat,
) {
    let out = seat.guest.out.clone();
    tokio::select! {
        biased;
        () = house.over.cancelled() => {}
        () = out.cancelled() => {}
        () = welcome(&house, tls, stream, peer, &seat) => {}
    }
}

async fn welcome(house: &House, tls: Option<Arc<ServerConfig>>, stream: TcpStream, peer: SocketAddr, seat: &Seat) {
    let _ = stream.set_nodelay(true);
    let Some(tls) = tls else { return speak(house, stream, None, peer, seat).await };
    let agreed = timeout(HANDSHAKE, TlsAcceptor::from(tls).accept(stream));
    let agreed = tokio::select! {
        agreed = agreed => agreed,
        () = house.stopping.cancelled() => return,
    };
    // A failed handshake ends the connection: the client is a scanner, or a browser that distrusts the certificate.
    let Ok(Ok(stream)) = agreed else { return };
    let shown = stream.get_ref().1.peer_certificates().unwrap_or_default();
    let tls = Tls { peer_certificates: shown.iter().map(|shown| shown.clone().into_owned()).collect() };
    speak(house, stream, Some(Arc::new(tls)), peer, seat).await;
}

async fn speak(
    house: &House,
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    tls: Option<Arc<Tls>>,
    peer: SocketAddr,
    seat: &Seat,
) {
    let guest = &seat.guest;
    let service = service_fn(|request: hyper::Request<Incoming>| {
        let asked = Arc::new(guest.ask(request.body().is_end_stream()));
        let mut request = request.map(|body| Body::new(Sent { body, asked: Arc::downgrade(&asked) }));
        request.extensions_mut().insert(ConnectInfo(peer));
        request.extensions_mut().insert(house.clients.clone());
        if let Some(tls) = &tls {
            request.extensions_mut().insert(tls.clone());
        }
        let answer = house.router.clone().oneshot(request);
        async move { answer.await.map(|answer| answer.map(|body| Watched { body, asked })) }
    });
    let mut connection = pin!(house.http.serve_connection(TokioIo::new(stream), service));
    tokio::select! {
        _ = connection.as_mut() => return,
        () = guest.leave.cancelled() => {}
        () = house.stopping.cancelled() => {}
    }
    connection.as_mut().graceful_shutdown();
    loop {
        tokio::select! {
            _ = connection.as_mut() => return,
            () = sleep(FAREWELL) => {}
        }
        if !guest.is_at_work() && guest.leave.is_cancelled() {
            return;
        }
    }
}

/// The body of a request. It reports when it is complete; until then the console waits for the client. A response that
/// does not read the body has ended by itself.
struct Sent {
    body: Incoming,
    asked: Weak<Asked>,
}

impl HttpBody for Sent {
    type Data = Bytes;
    type Error = hyper::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, hyper::Error>>> {
        let frame = Pin::new(&mut self.body).poll_frame(cx);
        let is_over = matches!(frame, Poll::Ready(None | Some(Err(_)))) || self.body.is_end_stream();
        if is_over && let Some(asked) = self.asked.upgrade() {
            asked.turn(true);
        }
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// The body of a response. It tracks whether the console or the client is next.
struct Watched {
    body: Body,
    asked: Arc<Asked>,
}

impl HttpBody for Watched {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        self.asked.turn(true);
        let frame = Pin::new(&mut self.body).poll_frame(cx);
        if frame.is_ready() {
            self.asked.turn(false);
        }
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
