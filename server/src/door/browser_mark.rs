//! The mark of a browser: a random value in a cookie that is kept for some minutes. What the console tells people who are not
//! signed in goes along in an address or a form, signed together with the mark. So it is told to the browser that it was meant
//! for, and nobody can pass it on to another one.

use super::request::Request;
use crate::state::AppState;
use chrono::Duration;

/// For how long a browser keeps its mark.
pub const KEPT_FOR: Duration = Duration::minutes(15);

/// The number of random bytes. The cookie has them in hexadecimal.
const BYTES: usize = 16;

/// The cookie's name. Over TLS the cookie belongs to this host only.
pub fn name(app: &AppState) -> &'static str {
    if app.config.is_https() { "__Host-sekisho-mark" } else { "sekisho-mark" }
}

impl Request {
    /// The mark of the browser, which it gets or keeps with this response. Pages that are open side by side share it.
    pub fn give_mark(&self) -> String {
        let mark = self.mark().map_or_else(|| new(&self.app), ToOwned::to_owned);
        self.set_cookie_for(name(&self.app), mark.clone(), KEPT_FOR);
        mark
    }

    /// The mark that the browser has sent.
    pub fn mark(&self) -> Option<&str> {
        let sent = self.origin.mark.as_str();
        let is_mark = sent.len() == 2 * BYTES && sent.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_mark.then_some(sent)
    }
}

fn new(app: &AppState) -> String {
    let mut mark = [0; BYTES];
    app.rng.fill(&mut mark);
    hex::encode(mark)
}
