//! Devices on which somebody has signed in before: a signed cookie that names them by keyed tags, so that outsiders'
//! wrong passwords can be told apart from a person's own (OWASP "device cookies").

use crate::app_state::App;
use crate::door::Request;
use crate::keys::Keys;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use uuid::Uuid;

/// People whose sign-ins a device remembers.
const MOST: usize = 5;
const VERSION: &str = "v1";

/// The cookie's name; over TLS it belongs to this host alone.
pub fn name(app: &App) -> &'static str {
    if app.config.is_https() { "__Host-sekisho-device" } else { "sekisho-device" }
}

/// A device: its random id, and the tags of those who signed in on it, newest first.
struct Device {
    id: Vec<u8>,
    tags: Vec<Vec<u8>>,
}

impl Device {
    fn read(cookie: &str) -> Option<Device> {
        let mut parts = cookie.split('.');
        if parts.next()? != VERSION {
            return None;
        }
        let id = BASE64.decode(parts.next()?).ok().filter(|id| id.len() == 16)?;
        Some(Device { id, tags: parts.take(MOST).filter_map(|tag| BASE64.decode(tag).ok()).collect() })
    }

    fn knows(&self, keys: &Keys, account: Uuid) -> bool {
        let tag = keys.device_tag(&self.id, account);
        self.tags.iter().any(|known| ring_eq(known, &tag))
    }

    fn write(&self) -> String {
        let parts = [VERSION.to_owned(), BASE64.encode(&self.id)].into_iter();
        parts.chain(self.tags.iter().map(|tag| BASE64.encode(tag))).collect::<Vec<_>>().join(".")
    }
}

/// Compares in constant time: both are hashed first.
fn ring_eq(a: &[u8], b: &[u8]) -> bool {
    use ring::digest::{SHA256, digest};
    digest(&SHA256, a).as_ref() == digest(&SHA256, b).as_ref()
}

/// Whether an account has signed in on this device before.
pub fn is_known(request: &Request, account: Uuid) -> bool {
    Device::read(&request.origin.device).is_some_and(|device| device.knows(&request.app.keys, account))
}

/// Remembers that an account has signed in on this device.
pub fn remember(request: &Request, account: Uuid) {
    let app = &request.app;
    let mut device = Device::read(&request.origin.device).unwrap_or_else(|| {
        let mut id = vec![0; 16];
        app.rng.fill(&mut id);
        Device { id, tags: Vec::new() }
    });
    let tag = app.keys.device_tag(&device.id, account).to_vec();
    device.tags.retain(|known| *known != tag);
    device.tags.insert(0, tag);
    device.tags.truncate(MOST);
    request.set_cookie(name(app), device.write());
}
