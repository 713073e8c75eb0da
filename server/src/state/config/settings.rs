//! All settings and their defaults.

use super::environment::environment;
use super::networks::networks;
use app::frame::Environment;
use ipnet::{IpNet, Ipv4Net, Ipv6Net};
use serde::Deserialize;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::PathBuf;

/// The configuration from outside. `Debug` shows no secret.
#[derive(Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// The address to listen on.
    pub listen: SocketAddr,
    /// The address people see, such as `https://console.example.jp`; default: `http://` and `listen`.
    pub public_url: Option<String>,
    /// Database file, keys, exports, mails.
    pub data_dir: PathBuf,
    /// `postgres://…`; default: SQLite in the data directory.
    pub database_url: Option<String>,
    /// The profile of new companies.
    pub profile: String,
    /// The master key; default: `master.key` in the data directory, made at first start.
    pub master_key_file: Option<PathBuf>,
    /// The console's own certificate, its authorities after it (PEM), and its key; default: a proxy in front speaks TLS.
    pub tls_cert: Option<PathBuf>,
    pub tls_key: Option<PathBuf>,
    /// The authorities that sign client certificates (PEM): with the console's own TLS, browsers are asked for one.
    pub tls_client_ca: Option<PathBuf>,
    /// Networks of the proxies in front that serve TLS. Only their forwarding headers are trusted. Default: this
    /// machine; with the console's own TLS none.
    #[serde(deserialize_with = "networks")]
    pub trusted_proxies: Vec<IpNet>,
    /// The header in which the proxy in front passes the client's certificate, such as `client-cert` (RFC 9440) or its
    /// own header with percent-encoded PEM. The proxy must overwrite it on every request. Default: client certificates
    /// are off.
    pub client_certificate_header: Option<String>,
    /// Networks from which staff may use the support console; default: any.
    #[serde(deserialize_with = "networks")]
    pub support_networks: Vec<IpNet>,
    /// The contact address for people who cannot sign in; shown on the sign-in page and on error pages.
    pub support_address: Option<String>,
    /// `smtps://user:password@host` or `smtp://…`; default: mails are written to `mail/` in the data directory.
    pub smtp_url: Option<String>,
    /// The CA certificates for the mail server, if no public authority signs its certificate.
    pub smtp_ca_file: Option<PathBuf>,
    /// The sender of mails, such as `Sekisho <no-reply@example.jp>`; default: the support address. Subjects begin with the name.
    pub mail_from: Option<String>,
    /// The name in the console's greeting to the mail server; default: the host of the public address if its name has a
    /// dot, otherwise the domain of the sender.
    pub smtp_hello: Option<String>,
    /// The issuer name in authenticator apps; default: `Sekisho` and the host of the public address.
    pub service_name: Option<String>,
    /// Sorted SHA-1 digests of breached passwords; default: no password is refused for this reason.
    pub breached_passwords_file: Option<PathBuf>,
    /// The folder of built files that browsers load.
    pub site_dir: Option<PathBuf>,
    /// `production` or `staging`, shown in the bar; default: nothing is shown.
    #[serde(deserialize_with = "environment")]
    pub environment: Option<Environment>,
}

impl Default for Config {
    fn default() -> Config {
        Config {
            listen: SocketAddr::from(([127, 0, 0, 1], 3000)),
            public_url: None,
            data_dir: PathBuf::from("./data"),
            database_url: None,
            profile: "social-login-manager".into(),
            master_key_file: None,
            tls_cert: None,
            tls_key: None,
            tls_client_ca: None,
            trusted_proxies: vec![LOOPBACK_4, LOOPBACK_6],
            client_certificate_header: None,
            support_networks: Vec::new(),
            support_address: None,
            smtp_url: None,
            smtp_ca_file: None,
            mail_from: None,
            smtp_hello: None,
            service_name: None,
            breached_passwords_file: None,
            site_dir: None,
            environment: None,
        }
    }
}

impl std::fmt::Debug for Config {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Config").field("listen", &self.listen).field("data_dir", &self.data_dir).finish_non_exhaustive()
    }
}

/// What is wrong with the configuration, as one line.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    #[error("{0}: {1}")]
    File(PathBuf, String),
    #[error("unknown setting {0}")]
    UnknownVariable(String),
    #[error("{0}")]
    Value(String),
}

const LOOPBACK_4: IpNet = IpNet::V4(Ipv4Net::new_assert(Ipv4Addr::new(127, 0, 0, 0), 8));
const LOOPBACK_6: IpNet = IpNet::V6(Ipv6Net::new_assert(Ipv6Addr::LOCALHOST, 128));
