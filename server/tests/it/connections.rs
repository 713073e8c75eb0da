//! Strangers can open connections for free (MS-20): silent connections end, each address has a limit, and monitoring is
//! answered while others hold all connections they can get. Time is passed to the connections, so that no test waits
//! for it.

use crate::support::{TestApp, until};
use bytes::Bytes;
use server::http::listen::{Connections, Limits, Listening};
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::task::JoinHandle;
use tokio::time::Instant;

const SILENCE: Duration = Duration::from_secs(75);

/// A second listener of the same console, with limits that are easily reached.
fn narrow(t: &TestApp, in_all: usize, per_address: usize) -> (SocketAddr, Arc<Connections>) {
    let [first_request, body] = [30, 10].map(Duration::from_secs);
    within(t, Limits { in_all, reserve: 1, per_address, first_request, body, idle: SILENCE })
}

/// A second listener of the same console, on which the time for a body is over at once.
fn impatient(t: &TestApp) -> SocketAddr {
    within(t, Limits { body: Duration::ZERO, ..Limits::of_process() }).0
}

fn within(t: &TestApp, limits: Limits) -> (SocketAddr, Arc<Connections>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let listening = Listening::within(&t.app, listener, limits).unwrap();
    let connections = listening.connections();
    tokio::spawn(listening.serve());
    (address, connections)
}

/// An HTTP/2 connection, and its end.
struct Visitor {
    requests: h2::client::SendRequest<Bytes>,
    end: JoinHandle<Result<(), h2::Error>>,
}

impl Visitor {
    async fn new(to: SocketAddr) -> Visitor {
        let stream = TcpStream::connect(to).await.unwrap();
        let (requests, connection) = h2::client::handshake(stream).await.unwrap();
        Visitor { requests, end: tokio::spawn(connection) }
    }

    async fn asks(&mut self, path: &str) -> u16 {
        let request = axum::http::Request::get(format!("http://console{path}")).body(()).unwrap();
        let mut ready = self.requests.clone().ready().await.unwrap();
        let (answer, _) = ready.send_request(request, true).unwrap();
        let (head, mut body) = answer.await.unwrap().into_parts();
        while let Some(part) = body.data().await {
            let _ = body.flow_control().release_capacity(part.unwrap().len());
        }
        head.status.as_u16()
    }
}

/// A post whose last part is missing.
struct Slow {
    visitor: Visitor,
    answer: h2::client::ResponseFuture,
    rest: h2::SendStream<Bytes>,
}

impl Slow {
    async fn new(to: SocketAddr, origin: &str) -> Slow {
        Slow::through(to, origin, None).await
    }

    /// A post through a proxy that forwards the client's address.
    async fn through(to: SocketAddr, origin: &str, client: Option<&str>) -> Slow {
        let mut visitor = Visitor::new(to).await;
        let post = axum::http::Request::post("http://console/sign-in").header("origin", origin);
        let post = post.header("content-type", "application/x-www-form-urlencoded");
        let post =
            client.into_iter().fold(post, |post, client| post.header("x-forwarded-for", client)).body(()).unwrap();
        let mut ready = visitor.requests.clone().ready().await.unwrap();
        let (answer, mut rest) = ready.send_request(post, false).unwrap();
        rest.send_data(Bytes::from_static(b"email=a%40example"), false).unwrap();
        // This response shows that the post has begun.
        assert_eq!(visitor.asks("/healthz").await, 200);
        Slow { visitor, answer, rest }
    }

    async fn ends(mut self) -> u16 {
        self.rest.send_data(Bytes::from_static(b".jp&password=wrong"), true).unwrap();
        self.answer.await.unwrap().status().as_u16()
    }
}

async fn untrusted() -> TestApp {
    TestApp::configured(|config| config.trusted_proxies = Vec::new()).await
}

#[tokio::test]
async fn a_connection_without_a_request_ends_with_good_bye() {
    let t = TestApp::new().await;
    let (address, connections) = narrow(&t, 50, 50);
    let mut visitor = Visitor::new(address).await;
    assert_eq!(visitor.asks("/healthz").await, 200);
    connections.sweep(Instant::now() + SILENCE - Duration::from_secs(1));
    assert_eq!(visitor.asks("/healthz").await, 200, "a moment too early");
    connections.sweep(Instant::now() + SILENCE);
    visitor.end.await.unwrap().unwrap();
    until("the connection is gone", async || connections.count() == 0).await;
}

#[tokio::test]
async fn nobody_has_more_than_their_share() {
    let t = untrusted().await;
    let (address, connections) = narrow(&t, 50, 3);
    let mut first = Visitor::new(address).await;
    assert_eq!(first.asks("/healthz").await, 200);
    let mut others = Vec::new();
    for _ in 0..3 {
        let mut visitor = Visitor::new(address).await;
        assert_eq!(visitor.asks("/healthz").await, 200);
        others.push(visitor);
    }
    // How a cut connection ends depends on what it was doing.
    let _ = first.end.await.unwrap();
    assert_eq!(connections.count(), 3);
    assert!(others.iter().all(|visitor| !visitor.end.is_finished()));
}

#[tokio::test]
async fn health_is_answered_while_all_places_are_taken() {
    let t = TestApp::new().await;
    let (address, connections) = narrow(&t, 4, 50);
    let mut held = Vec::new();
    for _ in 0..12 {
        let mut visitor = Visitor::new(address).await;
        assert_eq!(visitor.asks("/healthz").await, 200);
        held.push(visitor);
    }
    assert_eq!(connections.count(), 4);
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    assert_eq!(client.get(format!("http://{address}/healthz")).send().await.unwrap().status().as_u16(), 200);
}

#[tokio::test]
async fn s3_bodies_that_do_not_come_keep_nobody_out() {
    let t = TestApp::new().await;
    let origin = format!("http://{}", t.address);
    let (address, connections) = narrow(&t, 4, 50);
    let mut held = Vec::new();
    for _ in 0..12 {
        held.push(Slow::new(address, &origin).await);
    }
    assert_eq!(connections.count(), 4);
    let mut health = Visitor::new(address).await;
    assert_eq!(health.asks("/healthz").await, 200);
    let last = held.pop().unwrap();
    assert!(!last.visitor.end.is_finished());
    assert_eq!(last.ends().await, 422, "a client that sends the rest is answered");
    assert!(held.swap_remove(0).answer.await.is_err(), "the first has made room");
}

#[tokio::test]
async fn s3_one_client_of_a_proxy_has_a_share_of_it() {
    let t = TestApp::new().await;
    let origin = format!("http://{}", t.address);
    let (address, _) = narrow(&t, 50, 2);
    let [one, two] = ["203.0.113.5"; 2].map(|client| Slow::through(address, &origin, Some(client)));
    let (one, two) = (one.await, two.await);
    let more = Slow::through(address, &origin, Some("203.0.113.5")).await;
    assert_eq!(more.answer.await.unwrap().status().as_u16(), 429);
    let other = Slow::through(address, &origin, Some("203.0.113.6")).await;
    assert_eq!(other.ends().await, 422, "others come through");
    assert_eq!(one.ends().await, 422);
    let again = Slow::through(address, &origin, Some("203.0.113.5")).await;
    assert_eq!(again.ends().await, 422, "as soon as one has ended");
    drop(two);
}

/// Sends a request whose body is shorter than announced, and returns the console's response.
async fn announced(to: SocketAddr, origin: &str, accept: &str) -> String {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let mut stream = TcpStream::connect(to).await.unwrap();
    let head = format!(
        "POST /sign-in HTTP/1.1\r\nhost: console\r\norigin: {origin}\r\naccept: {accept}\r\ncontent-length: 40\r\n\
         content-type: application/x-www-form-urlencoded\r\n\r\nemail=a%40example"
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer
}

/// A client that announces a body and does not send it gets a response; a browser gets a page. The console does nothing
/// else.
#[tokio::test]
async fn s3_a_body_that_does_not_come_is_answered_408() {
    let t = TestApp::new().await;
    let origin = format!("http://{}", t.address);
    let address = impatient(&t);
    for (accept, said) in [("*/*", "body"), ("text/html", "This took too long.")] {
        let answer = announced(address, &origin, accept).await;
        assert!(answer.starts_with("HTTP/1.1 408 ") && answer.contains(said), "{accept}: {answer}");
    }
    let slow = Slow::new(address, &origin).await;
    assert_eq!(slow.answer.await.unwrap().status().as_u16(), 408, "over HTTP/2");
    assert_eq!(t.scalar("SELECT count(*) FROM operation_log WHERE action = 'sign_in'").await, 0, "nobody has tried");
    let mut visitor = Visitor::new(address).await;
    assert_eq!(visitor.asks("/sign-in").await, 200, "what has no body has not to wait for one");
    assert_eq!(Limits::of_process().body, Duration::from_secs(10), "as README says");
}

#[tokio::test]
async fn a_console_that_stops_lets_requests_finish() {
    let t = TestApp::new().await;
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let listening = Listening::new(&t.app, listener).unwrap();
    let (handle, serving) = (listening.handle(), tokio::spawn(listening.serve()));
    let mut visitor = Visitor::new(address).await;
    assert_eq!(visitor.asks("/healthz").await, 200);
    handle.cancel();
    serving.await.unwrap().unwrap();
    visitor.end.await.unwrap().unwrap();
    assert!(TcpStream::connect(address).await.is_err());
}
