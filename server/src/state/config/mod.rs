//! Configuration: `sekisho.toml`, every key also as environment `SEKISHO_…`. Unknown keys are errors.

mod derived;
mod environment;
mod load;
mod networks;
mod settings;
mod sources;
#[cfg(test)]
mod tests;

pub use settings::{Config, ConfigError};
