//! Cookies of other applications. An application on a parent domain can set cookies in any encoding and with any name,
//! even a name of the console. They arrive in the same header as the console's cookies. They must neither invalidate
//! those nor replace them.

use crate::state::AppState;
use crate::state::sessions::keys;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Request, header};
use axum::middleware::Next;
use axum::response::Response;
use std::sync::Arc;
use tower_sessions::cookie::{Cookie, SameSite};
use tower_sessions::session::Id;
use tower_sessions::{Session, SessionStore};

/// The number of cookies with the session's name that are tried.
const MOST_TRIED: usize = 4;

/// Over TLS the cookie has the `__Host-` prefix. Plain HTTP is for this machine only, and some clients refuse secure
/// cookies there, so the cookie is a plain HttpOnly one.
pub fn session_cookie(app: &AppState) -> &'static str {
    if app.config.is_https() { "__Host-sekisho" } else { "sekisho" }
}

/// The cookies of a request.
pub fn sent(headers: &HeaderMap) -> impl Iterator<Item = Cookie<'_>> {
    let values = headers.get_all(header::COOKIE).iter().filter_map(|v| v.to_str().ok());
    values.flat_map(Cookie::split_parse).flatten()
}

/// Drops unreadable cookies (RFC 6265, 4.1.1: a cookie is plain ASCII), and names that match the console's only after
/// decoding, before any code looks for a session.
pub async fn drop_unreadable(mut request: Request<Body>, next: Next) -> Response {
    clean(request.headers_mut());
    next.run(request).await
}

/// If several cookies have the session's name, keeps one that opens a session, preferably a signed-in one.
pub async fn choose_session(State(app): State<Arc<AppState>>, mut request: Request<Body>, next: Next) -> Response {
    let name = session_cookie(&app);
    let sent = values(request.headers(), name);
    if sent.len() > 1
        && let Some(value) = that_opens(&app, &sent).await
    {
        leave_one(request.headers_mut(), name, value);
    }
    next.run(request).await
}

/// Sends the new id of a session with a server error as well, where the session layer sends none: the browser would be left
/// with an id that opens nothing, and the person would be signed out.
pub async fn send_new_id(State(app): State<Arc<AppState>>, request: Request<Body>, next: Next) -> Response {
    let session = request.extensions().get::<Session>().cloned();
    let before = session.as_ref().and_then(Session::id);
    let mut response = next.run(request).await;
    let id = session.and_then(|session| session.id()).filter(|id| before.is_some_and(|before| before != *id));
    if let Some(id) = id.filter(|_| response.status().is_server_error()) {
        let cookie = Cookie::build((session_cookie(&app), id.to_string())).path("/").http_only(true);
        let cookie = cookie.secure(app.config.is_https()).same_site(SameSite::Lax).build();
        if let Ok(value) = HeaderValue::from_str(&cookie.to_string()) {
            response.headers_mut().append(header::SET_COOKIE, value);
        }
    }
    response
}

async fn that_opens<'a>(app: &AppState, sent: &'a [String]) -> Option<&'a str> {
    let mut found = None;
    for value in sent.iter().take(MOST_TRIED) {
        let Ok(id) = value.parse::<Id>() else { continue };
        // If the database cannot answer now, later lookups will fail too.
        let Ok(Some(record)) = app.sessions.load(&id).await else { continue };
        if record.data.contains_key(keys::ACCOUNT) {
            return Some(value.as_str());
        }
        found = found.or(Some(value.as_str()));
    }
    found
}

fn leave_one(headers: &mut HeaderMap, name: &str, value: &str) {
    let mut left = false;
    leave(headers, |pair| {
        let (its_name, its_value) = parts(pair);
        its_name != name.as_bytes() || (its_value == value.as_bytes() && !std::mem::replace(&mut left, true))
    });
}

fn values(headers: &HeaderMap, name: &str) -> Vec<String> {
    let all = headers.get_all(header::COOKIE).iter().flat_map(pairs).map(parts);
    let own = all.filter(|(its_name, _)| *its_name == name.as_bytes());
    own.map(|(_, value)| String::from_utf8_lossy(value).into_owned()).collect()
}

fn clean(headers: &mut HeaderMap) {
    // None of the console's names needs decoding.
    let is_good = |pair: &[u8]| pair.is_ascii() && !parts(pair).0.contains(&b'%');
    if !headers.get_all(header::COOKIE).iter().flat_map(pairs).all(is_good) {
        leave(headers, is_good);
    }
}

fn leave(headers: &mut HeaderMap, mut stays: impl FnMut(&[u8]) -> bool) {
    let sent: Vec<HeaderValue> = headers.get_all(header::COOKIE).iter().cloned().collect();
    headers.remove(header::COOKIE);
    for value in sent {
        let pairs: Vec<&[u8]> = pairs(&value).filter(|pair| stays(pair)).collect();
        if let Ok(value) = HeaderValue::from_bytes(&pairs.join(&b"; "[..])) {
            headers.append(header::COOKIE, value);
        }
    }
}

fn pairs(value: &HeaderValue) -> impl Iterator<Item = &[u8]> {
    value.as_bytes().split(|byte| *byte == b';').map(<[u8]>::trim_ascii)
}

/// Name and value.
fn parts(pair: &[u8]) -> (&[u8], &[u8]) {
    let (name, rest) = pair.split_at(pair.iter().position(|byte| *byte == b'=').unwrap_or(pair.len()));
    (name.trim_ascii(), rest.get(1..).unwrap_or_default().trim_ascii())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(values: &[&[u8]]) -> Vec<String> {
        let value = |v: &&[u8]| HeaderValue::from_bytes(v).unwrap();
        let mut headers: HeaderMap = values.iter().map(|v| (header::COOKIE, value(v))).collect();
        clean(&mut headers);
        headers.get_all(header::COOKIE).iter().map(|v| v.to_str().unwrap().to_owned()).collect()
    }

    #[test]
    fn only_the_unreadable_pair_goes() {
        // 山田 in CP932, é in Latin-1, 山 in UTF-8.
        assert_eq!(cleaned(&[b"user=\x8eR\x93c; sekisho=abc; x=\xe9"]), ["sekisho=abc"]);
        assert_eq!(cleaned(&[b"user=\x8eR\x93c", b"sekisho=abc; lang=en"]), ["", "sekisho=abc; lang=en"]);
        assert_eq!(cleaned(&["a=山;sekisho=abc".as_bytes()]), ["sekisho=abc"]);
        assert_eq!(cleaned(&[b"a={\"b\":1}; c; =d"]), ["a={\"b\":1}; c; =d"], "what can be read stays as it is");
    }

    #[test]
    fn a_name_that_is_ours_when_decoded_is_not_ours() {
        assert_eq!(cleaned(&[b"__Host-sekisho=abc; __Host%2Dsekisho=def; x=%41"]), ["__Host-sekisho=abc; x=%41"]);
    }

    #[test]
    fn of_several_one_is_left() {
        let mut headers = HeaderMap::new();
        for value in ["s=a; t=1; s=b", "s = b; s; u=s=b"] {
            headers.append(header::COOKIE, HeaderValue::from_static(value));
        }
        assert_eq!(values(&headers, "s"), ["a", "b", "b", ""]);
        leave_one(&mut headers, "s", "b");
        let left: Vec<_> = headers.get_all(header::COOKIE).iter().map(|v| v.to_str().unwrap()).collect();
        assert_eq!(left, ["t=1; s=b", "u=s=b"]);
    }
}
