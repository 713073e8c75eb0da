//! A headless browser: cookies, same-origin posts, no redirects followed unless requested.

use scraper::{Html, Selector};
use std::cell::RefCell;
use std::net::SocketAddr;
use std::rc::Rc;

/// A test's browser with its own cookies.
pub struct Browser {
    pub client: reqwest::Client,
    pub base: String,
    /// The origin of the pages.
    origin: String,
    /// The client's address, as forwarded by the proxy.
    ip: Option<&'static str>,
}

/// A response that was read completely.
pub struct Answer {
    pub status: u16,
    pub location: Option<String>,
    pub headers: reqwest::header::HeaderMap,
    pub body: String,
}

impl Browser {
    pub fn new(address: SocketAddr, origin: String) -> Browser {
        let client = reqwest::Client::builder()
            .cookie_store(true)
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()
            .unwrap();
        Browser { client, base: format!("http://{address}"), origin, ip: None }
    }

    /// The same browser at another address.
    pub fn at(&self, ip: &'static str) -> Browser {
        Browser { client: self.client.clone(), base: self.base.clone(), origin: self.origin.clone(), ip: Some(ip) }
    }

    /// The same browser, connected to another process of the console.
    pub fn to(&self, address: SocketAddr) -> Browser {
        let base = format!("http://{address}");
        Browser { client: self.client.clone(), origin: base.clone(), base, ip: self.ip }
    }

    /// This browser at the address of a console that was restarted: its pages have the same origin.
    pub fn to_restarted(&self, address: SocketAddr) -> Browser {
        Browser { origin: self.origin.clone(), ..self.to(address) }
    }

    /// The client's address, if one was set.
    pub fn place(&self) -> Option<&'static str> {
        self.ip
    }

    fn placed(&self, request: reqwest::RequestBuilder) -> reqwest::RequestBuilder {
        self.ip.iter().fold(request, |request, ip| request.header("x-forwarded-for", *ip))
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.get_in(path, "en").await
    }

    /// Requests a page in a language.
    pub async fn get_in(&self, path: &str, lang: &str) -> Answer {
        let request = self.client.get(format!("{}{path}", self.base)).header("accept-language", lang);
        Answer::read(self.placed(request).send().await.unwrap()).await
    }

    /// Requests a page as a phone does.
    pub async fn get_on_phone(&self, path: &str) -> Answer {
        let request = self.client.get(format!("{}{path}", self.base)).header("accept-language", "en");
        Answer::read(self.placed(request.header("sec-ch-ua-mobile", "?1")).send().await.unwrap()).await
    }

    /// Opens a one-time link, and the page to which it leads.
    pub async fn open_link(&self, link: &str, page: &str) -> Answer {
        self.get(link).await;
        self.get(page).await
    }

    /// Posts a form like a page of the console.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.post_from(path, fields, Some(&self.origin.clone())).await
    }

    /// Posts a form with another origin.
    pub async fn post_from(&self, path: &str, fields: &[(&str, &str)], origin: Option<&str>) -> Answer {
        let mut request = self.client.post(format!("{}{path}", self.base)).header("accept-language", "en").form(fields);
        if let Some(origin) = origin {
            request = request.header("origin", origin);
        }
        Answer::read(self.placed(request).send().await.unwrap()).await
    }
}

/// True for a time and a seal as they stand behind the reason why a session has ended: `-1795310700-5ea1…`.
fn is_seal(text: &str) -> bool {
    let parts = text.strip_prefix('-').and_then(|text| text.split_once('-'));
    parts.is_some_and(|(until, seal)| {
        until.parse::<i64>().is_ok() && hex::decode(seal).is_ok_and(|seal| seal.len() >= 16)
    })
}

thread_local! {
    /// The page that was read last, and its document. Tests look at each page several times, and reading it takes longer than a
    /// look.
    static LAST: RefCell<Option<(String, Rc<Html>)>> = const { RefCell::new(None) };
}

fn parsed(body: &str) -> Rc<Html> {
    let same = LAST.with_borrow(|last| {
        let (known, html) = last.as_ref()?;
        (known.as_str() == body).then(|| html.clone())
    });
    same.unwrap_or_else(|| {
        let html = Rc::new(Html::parse_document(body));
        LAST.set(Some((body.to_owned(), html.clone())));
        html
    })
}

impl Answer {
    async fn read(response: reqwest::Response) -> Answer {
        let headers = response.headers().clone();
        Answer {
            status: response.status().as_u16(),
            location: headers.get("location").map(|v| v.to_str().unwrap().to_owned()),
            headers,
            body: response.text().await.unwrap(),
        }
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|v| v.to_str().unwrap()).unwrap_or_default()
    }

    pub fn html(&self) -> Rc<Html> {
        parsed(&self.body)
    }

    /// Where the answer leads. For scenes in which a session ends or does not begin: the time and the seal behind the reason
    /// are left out, if they have the right form.
    pub fn sends_out_to(&self) -> Option<&str> {
        let to = self.location.as_deref()?;
        let seal = to.find("ended=").and_then(|at| Some(at + to[at..].find('-')?));
        Some(&to[..seal.filter(|at| is_seal(&to[*at..])).unwrap_or(to.len())])
    }

    /// The text of the first matching element.
    pub fn text(&self, selector: &str) -> Option<String> {
        let html = self.html();
        let found = html.select(&Selector::parse(selector).unwrap()).next()?;
        Some(found.text().collect::<String>().trim().to_owned())
    }

    /// An attribute of the first matching element.
    pub fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        let html = self.html();
        let found = html.select(&Selector::parse(selector).unwrap()).next()?;
        found.value().attr(name).map(ToOwned::to_owned)
    }

    pub fn count(&self, selector: &str) -> usize {
        self.html().select(&Selector::parse(selector).unwrap()).count()
    }

    /// The message at a refused field, found in the way of assistive technology.
    pub fn field_error(&self, field: &str) -> Option<String> {
        let id = self.attribute(&format!("#{field}[aria-invalid=true]"), "aria-describedby")?;
        self.text(&format!("#{id}"))
    }
}
