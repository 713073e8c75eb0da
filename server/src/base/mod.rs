//! What knows no row and no request.

mod printable;

pub use printable::printable;
