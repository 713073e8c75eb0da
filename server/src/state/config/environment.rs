//! The kind of environment, which the bar of the console shows.

use app::frame::Environment;
use serde::{Deserialize, Deserializer, de::Error};

/// Reads a kind of environment. Any other word is an error, so that nobody takes a trial for the real thing.
pub(super) fn environment<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Environment>, D::Error> {
    let code = String::deserialize(from)?;
    let known = || Environment::ALL.iter().map(|one| one.code()).collect::<Vec<_>>().join(", ");
    let found = Environment::from_code(&code);
    found.map(Some).ok_or_else(|| D::Error::custom(format!("unknown environment `{code}`; use one of {}", known())))
}
