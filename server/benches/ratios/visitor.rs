//! A person with a browser.

use reqwest::Url;
use reqwest::cookie::{CookieStore, Jar};
use reqwest::header::HeaderValue;
use server::identity::account::NewAccount;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use totp_rs::{Builder, Secret};

/// Keeps the device cookie and drops the session cookie.
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

/// A client with cookies.
pub struct Visitor {
    pub client: reqwest::Client,
    base: String,
}

impl Visitor {
    pub fn new(address: SocketAddr) -> Visitor {
        Visitor::with(reqwest::Client::builder().cookie_store(true), address)
    }

    /// A person without an open session at each visit, on a device that becomes known after the first sign-in.
    pub fn on_a_device(address: SocketAddr) -> Visitor {
        Visitor::with(reqwest::Client::builder().cookie_provider(Arc::new(DeviceOnly::default())), address)
    }

    fn with(client: reqwest::ClientBuilder, address: SocketAddr) -> Visitor {
        let client = client.redirect(reqwest::redirect::Policy::none()).no_proxy();
        Visitor { client: client.build().unwrap(), base: format!("http://{address}") }
    }

    /// Signs in with the one-time password, and sets a password and an authenticator app. Reuses the session of an
    /// earlier measurement.
    pub async fn signed_in(address: SocketAddr, account: &NewAccount) -> Visitor {
        static OPEN: Mutex<Vec<(String, reqwest::Client)>> = Mutex::new(Vec::new());
        let base = format!("http://{address}");
        let known = |(who, _): &&(String, reqwest::Client)| *who == format!("{base} {}", account.email);
        let open = OPEN.lock().unwrap().iter().find(known).map(|(_, client)| client.clone());
        if let Some(client) = open {
            return Visitor { client, base };
        }
        let visitor = Visitor::new(address);
        visitor.first_sign_in(account).await;
        OPEN.lock().unwrap().push((format!("{base} {}", account.email), visitor.client.clone()));
        visitor
    }

    async fn first_sign_in(&self, account: &NewAccount) {
        let next = "wet lattice 7 ravine";
        assert_eq!(self.sign_in(&account.email, &account.one_time_password).await, 303);
        let fields = [("current", account.one_time_password.as_str()), ("new", next), ("again", next)];
        assert_eq!(self.post("/account/password", &fields).await.0, 303);
        assert_eq!(self.post("/account/two-step/start", &[]).await.0, 303);
        let secret = text(&self.get("/account/two-step").await, "qr-key").replace(' ', "");
        let app = Builder::new().with_secret(Secret::try_from_base32(secret).unwrap());
        let code = app.build().unwrap().generate_current().to_string();
        assert_eq!(self.post("/account/two-step/prove", &[("code", &code)]).await.1, "/account/two-step/codes");
        let page = self.get("/account/two-step/codes").await;
        let codes = page.split_once("class=\"codes\"").unwrap().1;
        let code = codes.split_once("<code>").unwrap().1.split_once("</code>").unwrap().0;
        assert_eq!(self.post("/account/two-step/codes", &[("code", code)]).await.1, "/");
    }

    pub async fn sign_in(&self, email: &str, password: &str) -> u16 {
        self.post("/sign-in", &[("email", email), ("password", password)]).await.0
    }

    /// Returns the status and the next page.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> (u16, String) {
        let request = self.client.post(format!("{}{path}", self.base)).header("origin", &self.base).form(fields);
        let answer = request.send().await.unwrap();
        let next = answer.headers().get("location").map(|v| v.to_str().unwrap().to_owned()).unwrap_or_default();
        (answer.status().as_u16(), next)
    }

    /// Returns the body of an existing page.
    pub async fn get(&self, path: &str) -> String {
        let answer = self.client.get(format!("{}{path}", self.base)).header("accept-language", "en").send().await;
        let answer = answer.unwrap();
        assert_eq!(answer.status().as_u16(), 200, "{path}");
        answer.text().await.unwrap()
    }

    /// The number of bytes transferred for the body of an existing file.
    pub async fn bytes(&self, path: &str) -> usize {
        let request = self.client.get(format!("{}{path}", self.base)).header("accept-encoding", "br, gzip");
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status().as_u16(), 200, "{path}");
        answer.bytes().await.unwrap().len()
    }
}

/// The text of the first element with a class.
fn text(page: &str, class: &str) -> String {
    let rest = page.split_once(&format!("class=\"{class}\">")).unwrap().1;
    rest.split_once('<').unwrap().0.to_owned()
}
