//! A request for a file or a stream: what its handler gets beside the request at the door.

use super::fault::Fault;
use super::request::Request;
use app::page::Display;
use app::permission::Access;
use axum::http::{HeaderMap, Method};
use axum::response::Response;
use std::future::Future;
use std::pin::Pin;

/// One such request.
pub struct Call {
    pub request: Request,
    pub method: Method,
    pub headers: HeaderMap,
    /// What the address says in the places of `{name}`.
    pub params: Vec<(String, String)>,
    /// Path and query.
    pub here: String,
    pub display: Display,
}

impl Call {
    /// What the address says in one place; nothing where the route has none of that name.
    pub fn param(&self, name: &str) -> &str {
        self.params.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }
}

/// An answer on its way.
pub type Answer<'a> = Pin<Box<dyn Future<Output = Result<Response, Fault>> + Send + 'a>>;

/// A route that is neither page nor form. All of them are read (GET).
pub struct Machine {
    pub path: &'static str,
    pub access: Access,
    /// It is taken along: that needs the right to download as well (MS-17).
    pub file: bool,
    pub answer: for<'a> fn(&'a Call) -> Answer<'a>,
}
