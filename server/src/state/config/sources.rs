//! The sources of settings: the file, overridden by the environment. Every key of the configuration has a variable,
//! because the list of keys is taken from the configuration type itself.

use super::settings::{Config, ConfigError};
use serde::Deserialize;
use serde::de::value::Error as NoValue;
use serde::de::{Deserializer, Error, Visitor};
use std::path::Path;

/// Variables of the build and the tests, which the program ignores.
const NOT_OURS: &[&str] = &["TEST_DATABASE", "TEST_POSTGRES_URL", "CACHE", "RUST"];

/// Returns the settings of the file and the environment as one table.
pub(super) fn read(
    file: Option<&Path>,
    environment: impl Iterator<Item = (String, String)>,
) -> Result<toml::Table, ConfigError> {
    let mut table = match file {
        Some(path) => read_file(path)?,
        None if Path::new("sekisho.toml").exists() => read_file(Path::new("sekisho.toml"))?,
        None => toml::Table::new(),
    };
    for (name, value) in environment {
        if let Some(key) = name.strip_prefix("SEKISHO_") {
            set(&mut table, &name, key, value)?;
        }
    }
    Ok(table)
}

/// Every key of the configuration.
pub(super) fn keys() -> &'static [&'static str] {
    let mut keys: &'static [&'static str] = &[];
    // This deserialises nothing, and fails once it has seen the keys.
    let _ = Config::deserialize(KeyNames(&mut keys));
    keys
}

/// An empty source that records which fields the type asks for.
struct KeyNames<'a>(&'a mut &'static [&'static str]);

impl<'de> Deserializer<'de> for KeyNames<'_> {
    type Error = NoValue;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, NoValue> {
        Err(NoValue::custom("there is nothing to read"))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, NoValue> {
        *self.0 = fields;
        self.deserialize_any(visitor)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

fn read_file(path: &Path) -> Result<toml::Table, ConfigError> {
    let text = std::fs::read_to_string(path).map_err(|e| ConfigError::File(path.into(), e.to_string()))?;
    // Checked here too, so that the error for an unknown key names its line.
    toml::from_str::<Config>(&text).map_err(|e| ConfigError::File(path.into(), e.to_string()))?;
    text.parse().map_err(|e: toml::de::Error| ConfigError::File(path.into(), e.to_string()))
}

fn set(table: &mut toml::Table, name: &str, key: &str, value: String) -> Result<(), ConfigError> {
    if NOT_OURS.contains(&key) {
        return Ok(());
    }
    let lower = key.to_ascii_lowercase();
    if !keys().contains(&lower.as_str()) {
        return Err(ConfigError::UnknownVariable(name.into()));
    }
    table.insert(lower, toml::Value::String(value));
    Ok(())
}
