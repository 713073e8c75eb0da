//! Known devices. A signed cookie lists, as keyed tags, the accounts that have signed in on a device. So wrong
//! passwords of outsiders can be told apart from the person's own (OWASP "device cookies").
//!
//! A device stays known for a time after the last sign-in, and only until the desk or an administrator resets the
//! account. So a stolen copy of the cookie expires, and cannot suppress the letter about a new device for ever.

use crate::base::clock;
use crate::door::Request;
use crate::seal::keys::Keys;
use crate::state::AppState;
use crate::storage::entity::account;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use chrono::{DateTime, Duration, Utc};
use subtle::ConstantTimeEq;
use uuid::Uuid;

/// The largest number of accounts that a device remembers.
const MOST: usize = 5;
const VERSION: &str = "v2";
/// How long a device stays known after a sign-in. No policy sets it; it equals the lifetime of passwords that expire.
pub const KNOWN_FOR: Duration = Duration::days(90);

/// The cookie's name. Over TLS the cookie belongs to this host only.
pub fn name(app: &AppState) -> &'static str {
    if app.config.is_https() { "__Host-sekisho-device" } else { "sekisho-device" }
}

/// A device: its random id, and the accounts that signed in on it, newest first.
struct Device {
    id: Vec<u8>,
    sign_ins: Vec<PastSignIn>,
}

/// A sign-in of an account, with its time.
#[derive(Clone, PartialEq, Eq)]
struct PastSignIn {
    at: DateTime<Utc>,
    tag: Vec<u8>,
}

impl PastSignIn {
    fn of(keys: &Keys, device: &[u8], account: Uuid, at: DateTime<Utc>) -> PastSignIn {
        PastSignIn { at, tag: keys.device_tag(device, account, at.timestamp_micros()).to_vec() }
    }

    fn read(text: &str) -> Option<PastSignIn> {
        let bytes = BASE64.decode(text).ok()?;
        let (at, tag) = bytes.split_first_chunk::<8>()?;
        Some(PastSignIn { at: DateTime::from_timestamp_micros(i64::from_be_bytes(*at))?, tag: tag.to_vec() })
    }

    fn write(&self) -> String {
        BASE64.encode([&self.at.timestamp_micros().to_be_bytes(), self.tag.as_slice()].concat())
    }

    fn is_of(&self, keys: &Keys, device: &[u8], account: Uuid) -> bool {
        self.tag.ct_eq(&PastSignIn::of(keys, device, account, self.at).tag).into()
    }
}

impl Device {
    /// Reads a cookie, if its signature is valid.
    fn read(keys: &Keys, cookie: &str) -> Option<Device> {
        let (said, seal) = cookie.rsplit_once('.')?;
        if !bool::from(BASE64.decode(seal).ok()?.ct_eq(keys.device_seal(said).as_slice())) {
            return None;
        }
        let mut parts = said.split('.');
        if parts.next()? != VERSION {
            return None;
        }
        let id = BASE64.decode(parts.next()?).ok().filter(|id| id.len() == 16)?;
        Some(Device { id, sign_ins: parts.take(MOST).filter_map(PastSignIn::read).collect() })
    }

    fn write(&self, keys: &Keys) -> String {
        let parts = [VERSION.to_owned(), BASE64.encode(&self.id)].into_iter();
        let said = parts.chain(self.sign_ins.iter().map(PastSignIn::write)).collect::<Vec<_>>().join(".");
        let seal = BASE64.encode(keys.device_seal(&said));
        format!("{said}.{seal}")
    }
}

/// True if an account has signed in on this device recently, and after the last reset. An account that does not exist
/// costs the same work.
pub fn is_known(request: &Request, account: Option<&account::Model>) -> bool {
    let (keys, now) = (&request.app.keys, request.app.clock.now());
    let Some(device) = Device::read(keys, &request.origin.device) else { return false };
    let id = account.map_or(Uuid::nil(), |account| account.id);
    let since = account.and_then(|account| account.devices_since);
    let mut sign_ins = device.sign_ins.iter().filter(|sign_in| sign_in.is_of(keys, &device.id, id));
    sign_ins
        .any(|sign_in| clock::is_within(sign_in.at, KNOWN_FOR, now) && since.is_none_or(|since| sign_in.at >= since))
}

/// True if any account has signed in on this device recently, so that it does not count as a stranger's.
pub fn is_somebodys(app: &AppState, cookie: &str) -> bool {
    let now = app.clock.now();
    let device = Device::read(&app.keys, cookie);
    device.is_some_and(|device| device.sign_ins.iter().any(|sign_in| clock::is_within(sign_in.at, KNOWN_FOR, now)))
}

/// True if an account probably has a known device: its last sign-in created one.
pub fn has_one(account: &account::Model, now: DateTime<Utc>) -> bool {
    let last = account.last_sign_in_at.filter(|at| clock::is_within(*at, KNOWN_FOR, now));
    last.is_some_and(|at| account.devices_since.is_none_or(|since| at >= since))
}

/// Forgets all known devices of an account: it was reset, or its password was invalidated.
pub fn forget_all(account: &mut account::Stored, now: DateTime<Utc>) {
    account.devices_since = Some(now);
}

/// Records that an account has signed in on this device.
pub fn remember(request: &Request, account: Uuid) {
    let app = &request.app;
    let mut device = Device::read(&app.keys, &request.origin.device).unwrap_or_else(|| {
        let mut id = vec![0; 16];
        app.rng.fill(&mut id);
        Device { id, sign_ins: Vec::new() }
    });
    device.sign_ins.retain(|sign_in| !sign_in.is_of(&app.keys, &device.id, account));
    device.sign_ins.insert(0, PastSignIn::of(&app.keys, &device.id, account, app.clock.now()));
    device.sign_ins.truncate(MOST);
    request.set_cookie(name(app), device.write(&app.keys));
}
