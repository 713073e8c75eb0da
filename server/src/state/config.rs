//! Configuration: `sekisho.toml`, every key also as environment `SEKISHO_…`. Unknown keys are errors.

mod sources;
#[cfg(test)]
mod tests;

use ipnet::{IpNet, Ipv4Net, Ipv6Net};
use lettre::message::Mailbox;
use serde::Deserialize;
use sources::networks;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::{Path, PathBuf};

/// What the program is told from outside. `Debug` shows no secret.
#[derive(Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Where to listen.
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
    /// Networks of the proxies in front that speak TLS; what they say of the client is believed, nobody else is heard.
    /// Default: this machine, and with the console's own TLS none.
    #[serde(deserialize_with = "networks")]
    pub trusted_proxies: Vec<IpNet>,
    /// Where the proxy in front writes the client's certificate, such as `client-cert` (RFC 9440) or a header of its own
    /// with percent-encoded PEM. The proxy must overwrite it on every request. Default: certificates are not heard of.
    pub client_certificate_header: Option<String>,
    /// Networks from which staff may come to the support console; default: from anywhere.
    #[serde(deserialize_with = "networks")]
    pub support_networks: Vec<IpNet>,
    /// Where people write who cannot sign in; shown on the sign-in page and on error pages.
    pub support_address: Option<String>,
    /// `smtps://user:password@host` or `smtp://…`; default: mails are written to `mail/` in the data directory.
    pub smtp_url: Option<String>,
    /// Certificates that sign the mail server's, where no public authority does.
    pub smtp_ca_file: Option<PathBuf>,
    /// Who mails are from, such as `Sekisho <no-reply@example.jp>`; default: the support address.
    pub mail_from: Option<String>,
    /// The name by which the console greets the mail server; default: the host of the public address, where that has a
    /// name with a dot in it, else the domain that mails are from.
    pub smtp_hello: Option<String>,
    /// What authenticator apps call the console; default: `Sekisho` and the host of the public address.
    pub service_name: Option<String>,
    /// SHA-1 digests of passwords that are known from breaches, in order; default: none are refused for that.
    pub breached_passwords_file: Option<PathBuf>,
    /// The built files that browsers load.
    pub site_dir: Option<PathBuf>,
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
        }
    }
}

impl std::fmt::Debug for Config {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Config").field("listen", &self.listen).field("data_dir", &self.data_dir).finish_non_exhaustive()
    }
}

/// What is wrong with the configuration, in one line.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    #[error("{0}: {1}")]
    File(PathBuf, String),
    #[error("unknown setting {0}")]
    UnknownVariable(String),
    #[error("{0}")]
    Value(String),
}

impl Config {
    /// Reads the file, if any, then the environment over it.
    pub fn load(
        file: Option<&Path>,
        environment: impl Iterator<Item = (String, String)>,
    ) -> Result<Config, ConfigError> {
        let mut table = sources::read(file, environment)?;
        // Who speaks TLS alone has nobody in front: what reaches this machine by a tunnel comes with its client's headers.
        if table.contains_key("tls_cert") {
            table.entry("trusted_proxies").or_insert_with(|| toml::Value::Array(Vec::new()));
        }
        let config: Config = table.try_into().map_err(|e: toml::de::Error| ConfigError::Value(e.message().into()))?;
        config.check()?;
        Ok(config)
    }

    fn check(&self) -> Result<(), ConfigError> {
        if self.support_address.as_deref().is_some_and(|address| !address.contains('@') || address.contains(' ')) {
            return Err(ConfigError::Value("support_address is no email address".into()));
        }
        self.names_are_names()?;
        self.certificates_are_told()?;
        self.tls_is_whole()?;
        self.sender()?;
        match self.public_url.as_deref() {
            Some(url) if url.starts_with("https://") => self.somebody_speaks_tls(),
            Some(url) if !url.starts_with("http://") => {
                Err(ConfigError::Value("public_url must start with https:// (or http:// on this machine)".into()))
            }
            Some(url) if !is_this_machine(url) => Err(ConfigError::Value(format!(
                "public_url {url} names another machine, and plain HTTP is for this one only: use https://"
            ))),
            None if self.speaks_tls() => Ok(()),
            _ => self.plain_stays_home(),
        }
    }

    /// Only a proxy can tell of certificates, and only in a header that browsers do not set themselves.
    fn certificates_are_told(&self) -> Result<(), ConfigError> {
        let Some(name) = &self.client_certificate_header else { return Ok(()) };
        if axum::http::HeaderName::from_bytes(name.as_bytes()).is_err() {
            return Err(ConfigError::Value(format!("client_certificate_header `{name}` is no name of a header")));
        }
        if self.trusted_proxies.is_empty() {
            return Err(ConfigError::Value("client_certificate_header needs trusted_proxies that write it".into()));
        }
        Ok(())
    }

    fn somebody_speaks_tls(&self) -> Result<(), ConfigError> {
        if self.trusted_proxies.is_empty() && !self.speaks_tls() {
            return Err(ConfigError::Value(
                "public_url is https://, so trusted_proxies must name what speaks TLS, or tls_cert and tls_key be given"
                    .into(),
            ));
        }
        Ok(())
    }

    /// A certificate has a key, and only who speaks TLS can ask for another's.
    fn tls_is_whole(&self) -> Result<(), ConfigError> {
        if self.tls_cert.is_some() != self.tls_key.is_some() {
            return Err(ConfigError::Value("tls_cert and tls_key belong together".into()));
        }
        if self.tls_client_ca.is_some() && !self.speaks_tls() {
            return Err(ConfigError::Value("tls_client_ca needs tls_cert and tls_key".into()));
        }
        if self.speaks_tls() && !self.is_https() {
            return Err(ConfigError::Value("the console speaks TLS, so public_url must start with https://".into()));
        }
        Ok(())
    }

    /// Plain HTTP never leaves this machine (SL-17).
    fn plain_stays_home(&self) -> Result<(), ConfigError> {
        if self.listen.ip().is_loopback() {
            return Ok(());
        }
        Err(ConfigError::Value(format!(
            "listening on {} needs a public_url that starts with https://, since plain HTTP is for this machine only",
            self.listen
        )))
    }

    /// Apps part issuer and account at a colon, and a mail server takes the name of a host alone.
    fn names_are_names(&self) -> Result<(), ConfigError> {
        let named =
            |name: &String| !name.trim().is_empty() && !name.contains(':') && !name.chars().any(char::is_control);
        if self.service_name.as_ref().is_some_and(|name| !named(name)) {
            return Err(ConfigError::Value("service_name must be a name without a colon".into()));
        }
        let host =
            |name: &String| !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-.".contains(&b));
        if self.smtp_hello.as_ref().is_some_and(|name| !host(name)) {
            return Err(ConfigError::Value("smtp_hello must be the name of a host, such as console.example.jp".into()));
        }
        Ok(())
    }

    /// How the console greets a mail server, which may take nothing but the full name of a host (RFC 5321, 4.1.1.1). None
    /// where it has no such name.
    pub fn smtp_hello(&self) -> Option<String> {
        let full = |name: &String| name.contains('.') && name.parse::<IpAddr>().is_err();
        let sender = || self.sender().ok().map(|from| from.email.domain().to_owned());
        self.smtp_hello.clone().or_else(|| self.host().filter(full)).or_else(|| sender().filter(full))
    }

    /// What the console is called where several stand beside each other.
    pub fn service_name(&self) -> String {
        let host = || self.host().unwrap_or_default().replace(':', "-");
        self.service_name.clone().unwrap_or_else(|| format!("Sekisho ({})", host()))
    }

    /// The host of the console's own address, an address of IPv6 without its brackets.
    pub fn host(&self) -> Option<String> {
        let url = url::Url::parse(&self.origin()).ok()?;
        url.host_str().map(|host| host.trim_matches(['[', ']']).to_owned())
    }

    /// Who mails are from. Whoever sends them through a server says so; into a folder they come from nobody.
    pub fn sender(&self) -> Result<Mailbox, ConfigError> {
        let from = self.mail_from.as_ref().or(self.support_address.as_ref());
        if from.is_none() && self.smtp_url.is_some() {
            return Err(ConfigError::Value("smtp_url needs mail_from, the address that mails are from".into()));
        }
        let from = from.map_or("no-reply@localhost", String::as_str);
        let mut from: Mailbox = from.parse().map_err(|_| ConfigError::Value("mail_from is no mail address".into()))?;
        from.name = from.name.or_else(|| Some("Sekisho".into()));
        Ok(from)
    }

    /// Whether an address is that of a proxy in front.
    pub fn trusts(&self, peer: IpAddr) -> bool {
        let peer = peer.to_canonical();
        self.trusted_proxies.iter().any(|network| network.contains(&peer))
    }

    /// Scheme, host and port of the console, as browsers send it in `Origin`.
    pub fn origin(&self) -> String {
        let scheme = if self.speaks_tls() { "https" } else { "http" };
        let url = self.public_url.clone().unwrap_or_else(|| format!("{scheme}://{}", self.listen));
        url.trim_end_matches('/').to_owned()
    }

    /// Whether the console speaks TLS itself.
    pub fn speaks_tls(&self) -> bool {
        self.tls_cert.is_some() && self.tls_key.is_some()
    }

    /// Whether anybody asks browsers for certificates.
    pub fn hears_certificates(&self) -> bool {
        self.client_certificate_header.is_some() || self.tls_client_ca.is_some()
    }

    /// Whether browsers reach the console over TLS, so that cookies may be `Secure`.
    pub fn is_https(&self) -> bool {
        self.origin().starts_with("https://")
    }

    pub fn master_key_path(&self) -> PathBuf {
        self.master_key_file.clone().unwrap_or_else(|| self.data_dir.join("master.key"))
    }

    pub fn sqlite_path(&self) -> PathBuf {
        self.data_dir.join("sekisho.sqlite")
    }

    /// Files of data exports; only the door's downloads reach them.
    pub fn exports_dir(&self) -> PathBuf {
        self.data_dir.join("exports")
    }

    /// Signed heads of the operation logs, outside the database.
    pub fn checkpoint_path(&self) -> PathBuf {
        self.data_dir.join("checkpoints.ndjson")
    }

    /// Whether the database is PostgreSQL.
    pub fn is_postgres(&self) -> bool {
        self.database_url.as_deref().is_some_and(|u| u.starts_with("postgres://") || u.starts_with("postgresql://"))
    }
}

const LOOPBACK_4: IpNet = IpNet::V4(Ipv4Net::new_assert(Ipv4Addr::new(127, 0, 0, 0), 8));
const LOOPBACK_6: IpNet = IpNet::V6(Ipv6Net::new_assert(Ipv6Addr::LOCALHOST, 128));

/// Whether a plain address can only be reached from this machine.
fn is_this_machine(url: &str) -> bool {
    let host = url.trim_start_matches("http://").split('/').next().unwrap_or_default();
    let name = match host.strip_prefix('[') {
        Some(v6) => v6.split(']').next(),
        None => host.split(':').next(),
    };
    let name = name.unwrap_or_default();
    name == "localhost" || name.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}
