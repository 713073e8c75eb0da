//! One connection, from its first byte to its last.

use super::client_tls::ClientTls;
use super::clients::Clients;
use super::connections::{ConnectionGuard, RunningRequest};
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
const PING: Duration = Duration::from_secs(20);
/// Time between announcing the end of a connection and closing it.
const GRACE: Duration = Duration::from_secs(5);
/// The largest number of parallel requests per connection.
const STREAMS: u32 = 100;

/// What all connections share.
pub struct Shared {
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
    two.timer(TokioTimer::new()).keep_alive_interval(PING).keep_alive_timeout(PING).max_concurrent_streams(STREAMS);
    http
}

/// Answers the requests of a connection until it ends.
pub async fn serve_connection(
    shared: Arc<Shared>,
    tls: Option<Arc<ServerConfig>>,
    stream: TcpStream,
    peer: SocketAddr,
    guard: ConnectionGuard,
) {
    let abort = guard.connection.abort.clone();
    tokio::select! {
        biased;
        () = shared.over.cancelled() => {}
        () = abort.cancelled() => {}
        () = handshake(&shared, tls, stream, peer, &guard) => {}
    }
}

async fn handshake(
    shared: &Shared,
    tls: Option<Arc<ServerConfig>>,
    stream: TcpStream,
    peer: SocketAddr,
    guard: &ConnectionGuard,
) {
    let _ = stream.set_nodelay(true);
    let Some(tls) = tls else { return serve_requests(shared, stream, None, peer, guard).await };
    let agreed = timeout(HANDSHAKE, TlsAcceptor::from(tls).accept(stream));
    let agreed = tokio::select! {
        agreed = agreed => agreed,
        () = shared.stopping.cancelled() => return,
    };
    // A failed handshake ends the connection: the client is a scanner, or a browser that distrusts the certificate.
    let Ok(Ok(stream)) = agreed else { return };
    let shown = stream.get_ref().1.peer_certificates().unwrap_or_default();
    let tls = ClientTls { peer_certificates: shown.iter().map(|shown| shown.clone().into_owned()).collect() };
    serve_requests(shared, stream, Some(Arc::new(tls)), peer, guard).await;
}

async fn serve_requests(
    shared: &Shared,
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    tls: Option<Arc<ClientTls>>,
    peer: SocketAddr,
    guard: &ConnectionGuard,
) {
    let connection = &guard.connection;
    let service = service_fn(|request: hyper::Request<Incoming>| {
        let running = Arc::new(connection.begin(request.body().is_end_stream()));
        let mut request = request.map(|body| Body::new(RequestBody { body, running: Arc::downgrade(&running) }));
        request.extensions_mut().insert(ConnectInfo(peer));
        request.extensions_mut().insert(shared.clients.clone());
        if let Some(tls) = &tls {
            request.extensions_mut().insert(tls.clone());
        }
        let answer = shared.router.clone().oneshot(request);
        async move { answer.await.map(|answer| answer.map(|body| ResponseBody { body, running })) }
    });
    let mut serving = pin!(shared.http.serve_connection(TokioIo::new(stream), service));
    tokio::select! {
        _ = serving.as_mut() => return,
        () = connection.close.cancelled() => {}
        () = shared.stopping.cancelled() => {}
    }
    serving.as_mut().graceful_shutdown();
    loop {
        tokio::select! {
            _ = serving.as_mut() => return,
            () = sleep(GRACE) => {}
        }
        if !connection.is_at_work() && connection.close.is_cancelled() {
            return;
        }
    }
}

/// The body of a request. It reports when it is complete; until then the console waits for the client. A response that
/// does not read the body has ended by itself.
struct RequestBody {
    body: Incoming,
    running: Weak<RunningRequest>,
}

impl HttpBody for RequestBody {
    type Data = Bytes;
    type Error = hyper::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, hyper::Error>>> {
        let frame = Pin::new(&mut self.body).poll_frame(cx);
        let is_over = matches!(frame, Poll::Ready(None | Some(Err(_)))) || self.body.is_end_stream();
        if is_over && let Some(running) = self.running.upgrade() {
            running.set_ours(true);
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
struct ResponseBody {
    body: Body,
    running: Arc<RunningRequest>,
}

impl HttpBody for ResponseBody {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        self.running.set_ours(true);
        let frame = Pin::new(&mut self.body).poll_frame(cx);
        if frame.is_ready() {
            self.running.set_ours(false);
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
