//! Somebody with a browser.

use reqwest::Url;
use reqwest::cookie::{CookieStore, Jar};
use reqwest::header::HeaderValue;
use server::tenants::NewAccount;
use std::net::SocketAddr;
use std::sync::Arc;

/// Keeps what names the device and loses the session.
#[derive(Default)]
struct DeviceOnly(Jar);

impl CookieStore for DeviceOnly {
    fn set_cookies(&self, cookies: &mut dyn Iterator<Item = &HeaderValue>, url: &Url) {
        self.0.set_cookies(&mut cookies.filter(|cookie| cookie.as_bytes().starts_with(b"sekisho-device=")), url);
    }

    fn cookies(&self, url: &Url) -> Option<HeaderValue> {
        self.0.cookies(url)
    }
}

/// See the module.
pub struct Visitor {
    pub client: reqwest::Client,
    base: String,
}

impl Visitor {
    pub fn new(address: SocketAddr) -> Visitor {
        Visitor::with(reqwest::Client::builder().cookie_store(true), address)
    }

    /// Somebody whose session is over whenever they come, on a device that is known once they have signed in.
    pub fn on_a_device(address: SocketAddr) -> Visitor {
        Visitor::with(reqwest::Client::builder().cookie_provider(Arc::new(DeviceOnly::default())), address)
    }

    fn with(client: reqwest::ClientBuilder, address: SocketAddr) -> Visitor {
        let client = client.redirect(reqwest::redirect::Policy::none()).no_proxy();
        Visitor { client: client.build().unwrap(), base: format!("http://{address}") }
    }

    /// Signs in with the one-time password and sets one of their own.
    pub async fn signed_in(address: SocketAddr, account: &NewAccount) -> Visitor {
        let next = "wet lattice 7 ravine";
        let visitor = Visitor::new(address);
        if visitor.sign_in(&account.email, next).await != 303 {
            assert_eq!(visitor.sign_in(&account.email, &account.one_time_password).await, 303);
            let fields = [("current", account.one_time_password.as_str()), ("new", next), ("again", next)];
            assert_eq!(visitor.post("/account/password", &fields).await.0, 303);
            assert_eq!(visitor.sign_in(&account.email, next).await, 303);
        }
        visitor
    }

    pub async fn sign_in(&self, email: &str, password: &str) -> u16 {
        self.post("/sign-in", &[("email", email), ("password", password)]).await.0
    }

    /// Status and where to go next.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> (u16, String) {
        let request = self.client.post(format!("{}{path}", self.base)).header("origin", &self.base).form(fields);
        let answer = request.send().await.unwrap();
        let next = answer.headers().get("location").map(|v| v.to_str().unwrap().to_owned()).unwrap_or_default();
        (answer.status().as_u16(), next)
    }

    /// The body of a page that must be there.
    pub async fn get(&self, path: &str) -> String {
        let answer = self.client.get(format!("{}{path}", self.base)).header("accept-language", "en").send().await;
        let answer = answer.unwrap();
        assert_eq!(answer.status().as_u16(), 200, "{path}");
        answer.text().await.unwrap()
    }

    /// How many bytes of body come over the wire for something that must be there.
    pub async fn bytes(&self, path: &str) -> usize {
        let request = self.client.get(format!("{}{path}", self.base)).header("accept-encoding", "br, gzip");
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status().as_u16(), 200, "{path}");
        answer.bytes().await.unwrap().len()
    }
}
