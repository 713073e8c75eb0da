//! Facts that the outermost layer knows about a request and passes to all others.

use app::page::Assets;
use std::net::IpAddr;
use std::sync::{Arc, OnceLock};
use uuid::Uuid;

/// Created by the outermost layer for each request.
#[derive(Clone, Debug, Default)]
pub struct RequestContext {
    pub request_id: String,
    pub nonce: String,
    /// The files that pages load.
    pub assets: Arc<Assets>,
    /// The account of the user, once known.
    pub who: Arc<OnceLock<Uuid>>,
    /// The address of the client, once known.
    pub from: Arc<OnceLock<IpAddr>>,
}
