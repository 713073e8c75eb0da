//! The transport of mails: an SMTP server over verified TLS, or, if none is set, a folder of `.eml` files.

use crate::base::private;
use crate::state::config::{Config, ConfigError};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use percent_encoding::percent_decode_str;
use std::path::PathBuf;
use std::time::Duration;
use tokio::io::AsyncWriteExt;
use url::Url;

/// How long the console waits for a silent server.
const SILENCE: Duration = Duration::from_secs(20);

/// The transport in use.
pub enum MailTransport {
    Server(AsyncSmtpTransport<Tokio1Executor>),
    Folder(PathBuf),
}

/// Why the server refused a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryError {
    /// A code of the console, or `smtp` with the server's reply.
    pub code: String,
    /// True if another try would fail in the same way.
    pub for_good: bool,
}

impl DeliveryError {
    fn new(code: &str) -> DeliveryError {
        DeliveryError { code: code.to_owned(), for_good: false }
    }
}

impl MailTransport {
    pub fn open(config: &Config) -> Result<MailTransport, ConfigError> {
        match &config.smtp_url {
            Some(url) => server(url, config).map(MailTransport::Server),
            None => Ok(MailTransport::Folder(config.data_dir.join("mail"))),
        }
    }

    /// Delivers a mail. A second try has the same `Message-ID`; a file is written again.
    pub async fn deliver(&self, name: &str, message: Message) -> Result<(), DeliveryError> {
        match self {
            MailTransport::Server(server) => server.send(message).await.map(drop).map_err(|error| why(&error)),
            MailTransport::Folder(folder) => {
                let path = folder.join(format!("{name}.eml"));
                let written = async {
                    tokio::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder).await?;
                    // The file appears complete or not at all.
                    let part = path.with_extension("part");
                    let options = tokio::fs::OpenOptions::from(private::options());
                    let mut file = { options }.create(true).write(true).truncate(true).open(&part).await?;
                    file.write_all(&message.formatted()).await?;
                    file.flush().await?;
                    tokio::fs::rename(&part, &path).await
                };
                written.await.map_err(|error| {
                    tracing::warn!(%error, "a mail could not be written");
                    DeliveryError::new("file")
                })
            }
        }
    }
}

/// `smtps://` starts with TLS, `smtp://` switches to TLS before anything else. Without TLS only to this machine.
fn server(text: &str, config: &Config) -> Result<AsyncSmtpTransport<Tokio1Executor>, ConfigError> {
    let wrong = |why: &str| ConfigError::Value(format!("smtp_url: {why}"));
    let url = Url::parse(text).map_err(|e| wrong(&e.to_string()))?;
    let host = url.host_str().ok_or_else(|| wrong("names no host"))?.trim_matches(['[', ']']).to_owned();
    if !matches!(url.path(), "" | "/") || url.query().is_some() {
        return Err(wrong("expected smtps://user:password@host:port"));
    }
    let tls = || parameters(&host, config).map_err(|e| wrong(&e));
    let here = host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback());
    let builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&host);
    let builder = match url.scheme() {
        "smtps" => builder.port(url.port().unwrap_or(465)).tls(Tls::Wrapper(tls()?)),
        "smtp" if here && config.smtp_ca_file.is_none() => builder.port(url.port().unwrap_or(25)).tls(Tls::None),
        "smtp" => builder.port(url.port().unwrap_or(587)).tls(Tls::Required(tls()?)),
        other => return Err(wrong(&format!("{other}:// is neither smtps:// nor smtp://"))),
    };
    let builder = builder.timeout(Some(SILENCE));
    // Without a name the greeting would be `[127.0.0.1]`, which many servers refuse.
    let builder = match config.smtp_hello() {
        Some(name) => builder.hello_name(ClientId::Domain(name)),
        None => builder,
    };
    Ok(match (plain(url.username()), url.password().map(plain)) {
        (user, Some(password)) => builder.credentials(Credentials::new(user, password)).build(),
        _ => builder.build(),
    })
}

/// A part of the URL with its percent signs decoded.
fn plain(part: &str) -> String {
    percent_decode_str(part).decode_utf8_lossy().into_owned()
}

fn parameters(host: &str, config: &Config) -> Result<TlsParameters, String> {
    let mut builder = TlsParameters::builder(host.to_owned());
    if let Some(path) = &config.smtp_ca_file {
        let pem = std::fs::read(path).map_err(|e| format!("{}: {e}", path.display()))?;
        builder = builder.add_root_certificate(Certificate::from_pem(&pem).map_err(|e| e.to_string())?);
    }
    builder.build().map_err(|e| e.to_string())
}

/// Replies about the mail itself. All other errors, such as a failed login to the server, may be temporary.
const FOR_GOOD: &[&str] = &["550", "551", "552", "553", "554", "555", "556"];

fn why(error: &lettre::transport::smtp::Error) -> DeliveryError {
    // The text may contain the address, so only a code is kept.
    if let Some(status) = error.status() {
        let reply = status.to_string();
        let for_good = FOR_GOOD.contains(&reply.as_str());
        return DeliveryError { code: format!("smtp {reply}"), for_good };
    }
    let code = if error.is_timeout() {
        "timeout"
    } else if error.is_tls() || is_about_trust(error) {
        "tls"
    } else if is_connection(error) {
        "connect"
    } else {
        "other"
    };
    DeliveryError::new(code)
}

/// True for an untrusted certificate and for missing TLS. The library has no error kind for them.
fn is_about_trust(error: &lettre::transport::smtp::Error) -> bool {
    let text = format!("{error:?}").to_ascii_lowercase();
    text.contains("certificate") || text.contains("starttls")
}

fn is_connection(error: &lettre::transport::smtp::Error) -> bool {
    let mut cause: Option<&dyn std::error::Error> = std::error::Error::source(error);
    while let Some(at) = cause {
        if at.downcast_ref::<std::io::Error>().is_some() {
            return true;
        }
        cause = at.source();
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(url: &str) -> Result<MailTransport, ConfigError> {
        MailTransport::open(&Config { smtp_url: Some(url.into()), ..Config::default() })
    }

    #[test]
    fn only_smtp_addresses_are_taken() {
        for good in ["smtps://user:p%40ss@mail.example.jp", "smtp://mail.example.jp:587", "smtp://127.0.0.1:1025"] {
            assert!(matches!(open(good), Ok(MailTransport::Server(_))), "{good}");
        }
        for bad in ["mail.example.jp", "http://mail.example.jp", "smtp://mail.example.jp/?tls=none", "smtp:///x"] {
            assert!(open(bad).is_err(), "{bad}");
        }
        assert_eq!(plain("p%40s+s"), "p@s+s");
    }
}
