//! Values derived from the settings.

use super::settings::{Config, ConfigError};
use lettre::message::Mailbox;
use std::net::IpAddr;
use std::path::PathBuf;

impl Config {
    /// The name in the greeting to a mail server, which may accept only the full name of a host (RFC 5321, 4.1.1.1).
    /// `None` if the console has no such name.
    pub fn smtp_hello(&self) -> Option<String> {
        let full = |name: &String| name.contains('.') && name.parse::<IpAddr>().is_err();
        let sender = || self.sender().ok().map(|from| from.email.domain().to_owned());
        self.smtp_hello.clone().or_else(|| self.host().filter(full)).or_else(|| sender().filter(full))
    }

    /// The name of this console among others.
    pub fn service_name(&self) -> String {
        let host = || self.host().unwrap_or_default().replace(':', "-");
        self.service_name.clone().unwrap_or_else(|| format!("Sekisho ({})", host()))
    }

    /// The host of the console's own address; an IPv6 address without its brackets.
    pub fn host(&self) -> Option<String> {
        let url = url::Url::parse(&self.origin()).ok()?;
        url.host_str().map(|host| host.trim_matches(['[', ']']).to_owned())
    }

    /// The sender of mails, with the name by which people know the service: that of `mail_from`, otherwise `service_name`. It is
    /// required when an SMTP server is configured; mails written to a folder have a placeholder.
    pub fn sender(&self) -> Result<Mailbox, ConfigError> {
        let from = self.mail_from.as_ref().or(self.support_address.as_ref());
        if from.is_none() && self.smtp_url.is_some() {
            return Err(ConfigError::Value("smtp_url requires mail_from, the sender address of emails".into()));
        }
        let from = from.map_or("no-reply@localhost", String::as_str);
        let mut from: Mailbox =
            from.parse().map_err(|_| ConfigError::Value("mail_from is not a valid email address".into()))?;
        from.name = from.name.or_else(|| self.service_name.clone()).or_else(|| Some("Sekisho".into()));
        Ok(from)
    }

    /// True for the address of a trusted proxy in front.
    pub fn trusts(&self, peer: IpAddr) -> bool {
        let peer = peer.to_canonical();
        self.trusted_proxies.iter().any(|network| network.contains(&peer))
    }

    /// Scheme, host and port of the console, as browsers send it in `Origin`.
    pub fn origin(&self) -> String {
        let scheme = if self.serves_tls() { "https" } else { "http" };
        let url = self.public_url.clone().unwrap_or_else(|| format!("{scheme}://{}", self.listen));
        url.trim_end_matches('/').to_owned()
    }

    /// True if the console itself serves TLS.
    pub fn serves_tls(&self) -> bool {
        self.tls_cert.is_some() && self.tls_key.is_some()
    }

    /// True if client certificates reach the console, through a header or through its own TLS.
    pub fn accepts_client_certificates(&self) -> bool {
        self.client_certificate_header.is_some() || self.tls_client_ca.is_some()
    }

    /// True if browsers reach the console over TLS, so that cookies may be `Secure`.
    pub fn is_https(&self) -> bool {
        self.origin().starts_with("https://")
    }

    pub fn master_key_path(&self) -> PathBuf {
        self.master_key_file.clone().unwrap_or_else(|| self.data_dir.join("master.key"))
    }

    pub fn sqlite_path(&self) -> PathBuf {
        self.data_dir.join("sekisho.sqlite")
    }

    /// The folder of finished exports. Only the door's downloads read it.
    pub fn exports_dir(&self) -> PathBuf {
        self.data_dir.join("exports")
    }

    /// The file of signed log heads, outside the database.
    pub fn checkpoint_path(&self) -> PathBuf {
        self.data_dir.join("checkpoints.ndjson")
    }

    /// The file of what is known of signed rows, outside the database.
    pub fn known_rows_path(&self) -> PathBuf {
        self.data_dir.join("known-rows")
    }

    /// True if the database is PostgreSQL.
    pub fn is_postgres(&self) -> bool {
        self.database_url.as_deref().is_some_and(|u| u.starts_with("postgres://") || u.starts_with("postgresql://"))
    }
}
