//! Loads the configuration and refuses contradictory settings.

use super::settings::{Config, ConfigError};
use super::sources;
use std::net::IpAddr;
use std::path::Path;

impl Config {
    /// Reads the file, if any. The environment overrides it.
    pub fn load(
        file: Option<&Path>,
        environment: impl Iterator<Item = (String, String)>,
    ) -> Result<Config, ConfigError> {
        let mut table = sources::read(file, environment)?;
        // A console that serves TLS itself has no proxy in front. Requests that a tunnel forwards to this machine carry
        // headers set by the client.
        if table.contains_key("tls_cert") {
            table.entry("trusted_proxies").or_insert_with(|| toml::Value::Array(Vec::new()));
        }
        let config: Config = table.try_into().map_err(|e: toml::de::Error| ConfigError::Value(e.message().into()))?;
        config.check()?;
        Ok(config)
    }

    fn check(&self) -> Result<(), ConfigError> {
        if self.support_address.as_deref().is_some_and(|address| !address.contains('@') || address.contains(' ')) {
            return Err(ConfigError::Value("support_address is not a valid email address".into()));
        }
        self.names_are_names()?;
        self.check_client_certificates()?;
        self.tls_is_whole()?;
        self.sender()?;
        match self.public_url.as_deref() {
            Some(url) if url.starts_with("https://") => self.check_tls(),
            Some(url) if !url.starts_with("http://") => {
                Err(ConfigError::Value("public_url must start with https:// (or http:// for this machine)".into()))
            }
            Some(url) if !is_this_machine(url) => Err(ConfigError::Value(format!(
                "public_url {url} is on another machine, and plain HTTP is allowed only on this one; use https://"
            ))),
            None if self.serves_tls() => Ok(()),
            _ => self.plain_stays_home(),
        }
    }

    /// Only a proxy can forward certificates, and only in a header that browsers never set themselves.
    fn check_client_certificates(&self) -> Result<(), ConfigError> {
        let Some(name) = &self.client_certificate_header else { return Ok(()) };
        if axum::http::HeaderName::from_bytes(name.as_bytes()).is_err() {
            return Err(ConfigError::Value(format!("client_certificate_header `{name}` is not a valid header name")));
        }
        if self.trusted_proxies.is_empty() {
            return Err(ConfigError::Value("client_certificate_header requires trusted_proxies, which set it".into()));
        }
        Ok(())
    }

    fn check_tls(&self) -> Result<(), ConfigError> {
        if self.trusted_proxies.is_empty() && !self.serves_tls() {
            return Err(ConfigError::Value(
                "public_url is https://, so set trusted_proxies to the proxy that serves TLS, or set tls_cert and tls_key"
                    .into(),
            ));
        }
        Ok(())
    }

    /// A certificate needs a key, and only a console that serves TLS can request client certificates.
    fn tls_is_whole(&self) -> Result<(), ConfigError> {
        if self.tls_cert.is_some() != self.tls_key.is_some() {
            return Err(ConfigError::Value("tls_cert and tls_key must be set together".into()));
        }
        if self.tls_client_ca.is_some() && !self.serves_tls() {
            return Err(ConfigError::Value("tls_client_ca requires tls_cert and tls_key".into()));
        }
        if self.serves_tls() && !self.is_https() {
            return Err(ConfigError::Value(
                "public_url must start with https:// because the console serves TLS".into(),
            ));
        }
        Ok(())
    }

    /// Allows plain HTTP only on this machine (SL-17).
    fn plain_stays_home(&self) -> Result<(), ConfigError> {
        if self.listen.ip().is_loopback() {
            return Ok(());
        }
        Err(ConfigError::Value(format!(
            "listening on {} requires a public_url that starts with https://, because plain HTTP is allowed only on this machine",
            self.listen
        )))
    }

    /// Checks names: apps separate issuer and account at a colon, and a mail server accepts only a host name.
    fn names_are_names(&self) -> Result<(), ConfigError> {
        let named =
            |name: &String| !name.trim().is_empty() && !name.contains(':') && !name.chars().any(char::is_control);
        if self.service_name.as_ref().is_some_and(|name| !named(name)) {
            return Err(ConfigError::Value(
                "service_name must not be empty or contain a colon or control characters".into(),
            ));
        }
        let host =
            |name: &String| !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-.".contains(&b));
        if self.smtp_hello.as_ref().is_some_and(|name| !host(name)) {
            return Err(ConfigError::Value("smtp_hello must be a host name, such as console.example.jp".into()));
        }
        Ok(())
    }
}

/// True if a plain HTTP address can only be reached from this machine.
fn is_this_machine(url: &str) -> bool {
    let host = url.trim_start_matches("http://").split('/').next().unwrap_or_default();
    let name = match host.strip_prefix('[') {
        Some(v6) => v6.split(']').next(),
        None => host.split(':').next(),
    };
    let name = name.unwrap_or_default();
    name == "localhost" || name.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}
