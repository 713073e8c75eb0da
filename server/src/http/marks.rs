//! What the outermost layer knows of a request, and all others after it.

use app::page::Assets;
use std::net::IpAddr;
use std::sync::{Arc, OnceLock};
use uuid::Uuid;

/// Made by the outermost layer for each request.
#[derive(Clone, Debug, Default)]
pub struct RequestMarks {
    pub request_id: String,
    pub nonce: String,
    /// What pages load.
    pub assets: Arc<Assets>,
    /// The account that asks, once it is known.
    pub who: Arc<OnceLock<Uuid>>,
    /// The client's address, once it is known.
    pub from: Arc<OnceLock<IpAddr>>,
}
