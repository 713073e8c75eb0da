//! Reads networks in a setting.

use ipnet::IpNet;
use serde::Deserialize;
use serde::de::{Deserializer, Error};
use std::net::IpAddr;

/// Reads a list, or in the environment one text: `10.0.0.0/8, 192.0.2.7`.
pub(super) fn networks<'de, D: Deserializer<'de>>(input: D) -> Result<Vec<IpNet>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Given {
        Text(String),
        List(Vec<String>),
    }
    let parts = match Given::deserialize(input)? {
        Given::Text(text) => text.split(',').map(|part| part.trim().to_owned()).filter(|p| !p.is_empty()).collect(),
        Given::List(list) => list,
    };
    parts.iter().map(|part| network(part).map_err(D::Error::custom)).collect()
}

fn network(text: &str) -> Result<IpNet, String> {
    let one = text.parse::<IpAddr>().map(IpNet::from);
    one.or_else(|_| text.parse())
        .map_err(|_| format!("`{text}` is not a network (such as 10.0.0.0/8) or an IP address"))
}
