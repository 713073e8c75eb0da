//! A request for a file or a stream: what its handler receives.

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
    /// The values of the placeholders `{name}` in the path.
    pub params: Vec<(String, String)>,
    /// Path and query.
    pub here: String,
    pub display: Display,
}

impl Call {
    /// The values in the address. Those that cannot be read are left out.
    pub fn query(&self) -> Vec<(String, String)> {
        query_of(&self.here)
    }

    /// The value of one placeholder; empty if the route has none of that name.
    pub fn param(&self, name: &str) -> &str {
        self.params.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }
}

/// The values in an address.
pub fn query_of(here: &str) -> Vec<(String, String)> {
    let query = here.split_once('?').map_or("", |(_, query)| query);
    serde_html_form::from_str(query).unwrap_or_default()
}

/// A response that is being prepared.
pub type ResponseFuture<'a> = Pin<Box<dyn Future<Output = Result<Response, Fault>> + Send + 'a>>;

/// A route that is neither page nor form. All of them are GET.
pub struct Endpoint {
    pub path: &'static str,
    pub access: Access,
    /// True if the response is a download, which also needs the right to download (MS-17).
    pub file: bool,
    pub answer: for<'a> fn(&'a Call) -> ResponseFuture<'a>,
}
