//! From inside to outside: a use case's fault becomes the error people see, its cause logged under the request's id.

/// Runs a use case of a request.
#[macro_export]
macro_rules! use_case {
    ($request:expr, $call:expr) => {
        $call.await.map_err(|fault: $crate::fault::Fault| fault.into_app(&$request.origin.request_id))
    };
}
