//! Texts from the command line, read by the rules of a form.

use super::fault::Fault;
use crate::base::{printable, typed};
use app::text::Text;

/// Reads a text from the command line by the rules of a form.
pub fn line(text: &str) -> Result<String, Fault> {
    let read = typed::line(text).map_err(|why| refused(text, why))?;
    if read.is_empty() { Err(Fault::internal("a name or reason is empty")) } else { Ok(read) }
}

pub fn refused(what: &str, why: Text) -> Fault {
    Fault::internal(format!("{}: {}", printable(what, 300), why.en))
}
