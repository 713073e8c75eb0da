//! Conversion of internal results for the pages.

use super::fault::Fault;
use super::request::Request;
use app::error::AppError;

/// Conversion of internal results.
pub trait Outward<T> {
    /// Converts a `Fault` to the error shown to users and logs its cause under the id of the request.
    fn outward(self, request: &Request) -> Result<T, AppError>;
}

impl<T> Outward<T> for Result<T, Fault> {
    fn outward(self, request: &Request) -> Result<T, AppError> {
        self.map_err(|fault| fault.into_app(&request.origin.request_id))
    }
}
