//! Configuration: `sekisho.toml`, every key also as environment `SEKISHO_…`. Unknown keys are errors.

use crate::breached::Breached;
use crate::mail::post::Post;
use ipnet::{IpNet, Ipv4Net, Ipv6Net};
use lettre::message::Mailbox;
use serde::Deserialize;
use serde::de::{Deserializer, Error};
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
        let config: Config = table.try_into().map_err(|e: toml::de::Error| ConfigError::Value(e.message().into()))?;
        config.check()?;
        Ok(config)
    }

    fn check(&self) -> Result<(), ConfigError> {
        if self.support_address.as_deref().is_some_and(|address| !address.contains('@') || address.contains(' ')) {
            return Err(ConfigError::Value("support_address is no email address".into()));
        }
        self.certificates_are_told()?;
        self.tls_is_whole()?;
        self.sender()?;
        Post::open(self)?;
        self.breached()?;
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

    /// The passwords that are known from breaches.
    pub fn breached(&self) -> Result<Option<Breached>, ConfigError> {
        let Some(path) = &self.breached_passwords_file else { return Ok(None) };
        Breached::open(path).map(Some).map_err(|e| ConfigError::File(path.clone(), e.to_string()))
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

/// A list, or in the environment one text: `10.0.0.0/8, 192.0.2.7`.
fn networks<'de, D: Deserializer<'de>>(input: D) -> Result<Vec<IpNet>, D::Error> {
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
    one.or_else(|_| text.parse()).map_err(|_| format!("`{text}` is no network like 10.0.0.0/8 or address"))
}

fn read_file(path: &Path) -> Result<toml::Table, ConfigError> {
    let text = std::fs::read_to_string(path).map_err(|e| ConfigError::File(path.into(), e.to_string()))?;
    // Checked here as well, so that an unknown key is reported with its line.
    toml::from_str::<Config>(&text).map_err(|e| ConfigError::File(path.into(), e.to_string()))?;
    text.parse().map_err(|e: toml::de::Error| ConfigError::File(path.into(), e.to_string()))
}

/// Variables of the build and the tests, which the program leaves alone.
const NOT_OURS: &[&str] = &["TEST_DATABASE", "TEST_POSTGRES_URL", "CACHE", "RUST"];

fn set(table: &mut toml::Table, name: &str, key: &str, value: String) -> Result<(), ConfigError> {
    const KEYS: &[&str] = &[
        "listen",
        "public_url",
        "data_dir",
        "database_url",
        "profile",
        "master_key_file",
        "tls_cert",
        "tls_key",
        "tls_client_ca",
        "trusted_proxies",
        "client_certificate_header",
        "support_networks",
        "support_address",
        "smtp_url",
        "smtp_ca_file",
        "mail_from",
        "site_dir",
    ];
    if NOT_OURS.contains(&key) {
        return Ok(());
    }
    let lower = key.to_ascii_lowercase();
    if !KEYS.contains(&lower.as_str()) {
        return Err(ConfigError::UnknownVariable(name.into()));
    }
    table.insert(lower, toml::Value::String(value));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(pairs: &[(&str, &str)]) -> Result<Config, ConfigError> {
        Config::load(None, pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())))
    }

    #[test]
    fn unknown_keys_are_errors() {
        assert!(matches!(load(&[("SEKISHO_LISTN", "x")]), Err(ConfigError::UnknownVariable(_))));
        assert!(load(&[("SEKISHO_LISTEN", "not an address")]).is_err());
    }

    #[test]
    fn proxies_are_named_by_network() {
        let proxies = |text| load(&[("SEKISHO_TRUSTED_PROXIES", text)]);
        let config = proxies("10.0.0.0/8, 192.0.2.7").unwrap();
        let trusts = |ip: &str| config.trusts(ip.parse().unwrap());
        assert!(trusts("10.1.2.3") && trusts("192.0.2.7") && trusts("::ffff:10.1.2.3"));
        assert!(!trusts("127.0.0.1") && !trusts("192.0.2.8"));
        assert!(proxies("everybody").is_err());
        let nobody = [("SEKISHO_TRUSTED_PROXIES", ""), ("SEKISHO_PUBLIC_URL", "https://console.example.jp")];
        assert!(load(&nobody).is_err());
    }

    #[test]
    fn tls_of_the_consoles_own_is_whole_or_not_there() {
        let (cert, key, ca) = (("SEKISHO_TLS_CERT", "c"), ("SEKISHO_TLS_KEY", "k"), ("SEKISHO_TLS_CLIENT_CA", "a"));
        for half in [&[cert][..], &[key], &[ca], &[cert, ca], &[cert, key, ("SEKISHO_PUBLIC_URL", "http://localhost")]]
        {
            assert!(load(half).is_err(), "{half:?}");
        }
        let alone = load(&[cert, key, ca, ("SEKISHO_LISTEN", "0.0.0.0:443"), ("SEKISHO_TRUSTED_PROXIES", "")]).unwrap();
        assert_eq!(alone.origin(), "https://0.0.0.0:443");
        assert!(alone.is_https() && alone.hears_certificates());
        let named = [cert, key, ("SEKISHO_PUBLIC_URL", "https://console.example.jp"), ("SEKISHO_TRUSTED_PROXIES", "")];
        assert!(load(&named).is_ok());
    }

    #[test]
    fn sl_17_plain_http_never_leaves_this_machine() {
        assert!(load(&[("SEKISHO_LISTEN", "0.0.0.0:3000")]).is_err());
        assert!(load(&[("SEKISHO_PUBLIC_URL", "http://console.example.jp")]).is_err());
        for home in ["http://localhost:3000", "http://127.0.0.1:3000", "http://[::1]:3000"] {
            assert!(load(&[("SEKISHO_PUBLIC_URL", home)]).is_ok(), "{home}");
        }
        assert!(
            load(&[("SEKISHO_LISTEN", "0.0.0.0:3000"), ("SEKISHO_PUBLIC_URL", "http://console.example.jp")]).is_err()
        );
        assert!(
            load(&[("SEKISHO_LISTEN", "0.0.0.0:3000"), ("SEKISHO_PUBLIC_URL", "https://console.example.jp")]).is_ok()
        );
    }
}
