//! TLS of the console's own: versions and ciphers of the profile, client certificates asked for in the handshake, and
//! nothing for whoever speaks plainly.

use crate::support::{PASSWORD, TestApp};
use app::permission::Role;
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, ExtendedKeyUsagePurpose, IsCa, KeyPair, date_time_ymd,
};
use reqwest::{Client, redirect};
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{CipherSuite, ClientConfig, RootCertStore};
use std::path::Path;
use std::sync::Arc;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

const OWNER: &str = "owner@aoba.example.jp";

/// An authority, and what it signs.
struct Authority(CertifiedIssuer<'static, KeyPair>);

/// A certificate and its key, in PEM.
struct Pair {
    cert: String,
    key: String,
}

fn dated(mut params: CertificateParams, name: &str) -> CertificateParams {
    params.distinguished_name.push(DnType::CommonName, name);
    params.not_before = date_time_ymd(2020, 1, 1);
    params.not_after = date_time_ymd(2099, 12, 31);
    params
}

impl Authority {
    fn new(name: &str) -> Authority {
        let mut params = dated(CertificateParams::new(Vec::new()).unwrap(), name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        Authority(CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap())
    }

    fn pem(&self) -> String {
        self.0.pem()
    }

    fn sign(&self, params: CertificateParams) -> Pair {
        let key = KeyPair::generate().unwrap();
        Pair { cert: params.signed_by(&key, &self.0).unwrap().pem(), key: key.serialize_pem() }
    }

    fn server(&self) -> Pair {
        self.sign(dated(CertificateParams::new(vec!["localhost".into()]).unwrap(), "localhost"))
    }

    fn person(&self, name: &str) -> Pair {
        let mut params = dated(CertificateParams::new(Vec::new()).unwrap(), name);
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
        self.sign(params)
    }
}

fn write(dir: &Path, name: &str, text: &str) -> std::path::PathBuf {
    let path = dir.join(name);
    std::fs::write(&path, text).unwrap();
    path
}

/// A console that speaks TLS under a profile, and the authority behind its certificate.
struct Secure {
    t: TestApp,
    site: Authority,
    people: Authority,
    _files: tempfile::TempDir,
}

impl Secure {
    async fn new(profile: &str) -> Secure {
        let (site, people) = (Authority::new("site"), Authority::new("people"));
        let files = tempfile::tempdir().unwrap();
        let pair = site.server();
        let (cert, key) = (write(files.path(), "cert", &pair.cert), write(files.path(), "key", &pair.key));
        let ca = write(files.path(), "ca", &people.pem());
        let t = TestApp::configured(|config| {
            config.public_url = Some(format!("https://localhost:{}", config.listen.port()));
            (config.tls_cert, config.tls_key, config.tls_client_ca) = (Some(cert), Some(key), Some(ca));
            config.trusted_proxies = Vec::new();
            profile.clone_into(&mut config.profile);
        })
        .await;
        Secure { t, site, people, _files: files }
    }

    fn client_config(&self, provider: CryptoProvider, shown: Option<&Pair>) -> ClientConfig {
        let mut roots = RootCertStore::empty();
        roots.add(CertificateDer::from_pem_slice(self.site.pem().as_bytes()).unwrap()).unwrap();
        let builder = ClientConfig::builder_with_provider(Arc::new(provider)).with_safe_default_protocol_versions();
        let builder = builder.unwrap().with_root_certificates(roots);
        let Some(pair) = shown else { return builder.with_no_client_auth() };
        let cert = CertificateDer::from_pem_slice(pair.cert.as_bytes()).unwrap();
        let key = PrivateKeyDer::from_pem_slice(pair.key.as_bytes()).unwrap();
        builder.with_client_auth_cert(vec![cert], key).unwrap()
    }

    fn browser(&self, shown: Option<&Pair>) -> Client {
        let tls = self.client_config(ring::default_provider(), shown);
        let client = Client::builder().tls_backend_preconfigured(tls).cookie_store(true).no_proxy();
        client.redirect(redirect::Policy::none()).build().unwrap()
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.t.app.config.origin())
    }

    /// Where a right password leads.
    async fn sign_in(&self, browser: &Client) -> String {
        let form = [("email", OWNER), ("password", PASSWORD)];
        let post = browser.post(self.url("/sign-in")).header("origin", self.t.app.config.origin());
        let answer = post.form(&form).send().await.unwrap();
        answer.headers().get("location").map_or_else(String::new, |to| to.to_str().unwrap().to_owned())
    }

    /// Whether a connection comes about with one suite alone.
    async fn speaks(&self, suite: CipherSuite) -> bool {
        let mut provider = ring::default_provider();
        provider.cipher_suites.retain(|known| known.suite() == suite);
        let tls = self.client_config(provider, None);
        let client = Client::builder().tls_backend_preconfigured(tls).no_proxy().build().unwrap();
        client.get(self.url("/healthz")).send().await.is_ok()
    }
}

#[tokio::test]
async fn sl_17_the_consoles_own_tls_and_nothing_plain() {
    let s = Secure::new("social-login-manager").await;
    let page = s.browser(None).get(s.url("/sign-in")).send().await.unwrap();
    assert_eq!(page.status().as_u16(), 200);
    assert_eq!(page.headers()["strict-transport-security"], "max-age=31536000; includeSubDomains");
    let mut plain = tokio::net::TcpStream::connect(s.t.address).await.unwrap();
    plain.write_all(b"GET /sign-in HTTP/1.1\r\nhost: localhost\r\n\r\n").await.unwrap();
    let mut answer = Vec::new();
    let _ = plain.read_to_end(&mut answer).await;
    assert!(!String::from_utf8_lossy(&answer).contains("HTTP"), "a TLS alert at most: {answer:?}");
    let claims = s.browser(None).get(s.url("/sign-in")).header("x-forwarded-for", "192.0.2.66");
    assert_eq!(
        claims.header("x-forwarded-proto", "http").send().await.unwrap().status().as_u16(),
        200,
        "nobody's word"
    );
}

#[tokio::test]
async fn ms_14_the_ciphers_of_the_profile_and_no_others() {
    let strict = Secure::new("managed-saas").await;
    let wide = Secure::new("social-login-manager").await;
    for suite in [
        CipherSuite::TLS13_AES_256_GCM_SHA384,
        CipherSuite::TLS13_AES_128_GCM_SHA256,
        CipherSuite::TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
    ] {
        assert!(strict.speaks(suite).await && wide.speaks(suite).await, "{suite:?}");
    }
    for suite in
        [CipherSuite::TLS13_CHACHA20_POLY1305_SHA256, CipherSuite::TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256]
    {
        assert!(wide.speaks(suite).await && !strict.speaks(suite).await, "{suite:?}");
    }
}

#[tokio::test]
async fn ms_16_ms_22_a_certificate_shown_in_the_handshake_stands_for_the_second_step() {
    let s = Secure::new("managed-saas").await;
    let id = s.t.account(Some(s.t.other.id), Role::Owner, OWNER).await.to_string();
    let pair = s.people.person("青葉 健太");
    assert_eq!(s.sign_in(&s.browser(Some(&pair))).await, "/sign-in/verify", "nobody's yet");
    let owner = s.browser(None);
    assert_eq!(s.sign_in(&owner).await, "/sign-in/verify");
    let origin = s.t.app.config.origin();
    let post = |path: &str| owner.post(s.url(path)).header("origin", &origin);
    let code = [("code", s.t.code())];
    assert_eq!(post("/sign-in/verify").form(&code).send().await.unwrap().headers()["location"], "/");
    let form = [("id", id.as_str()), ("pem", pair.cert.as_str())];
    assert_eq!(post("/members/certificates/add").form(&form).send().await.unwrap().status().as_u16(), 303);
    assert_eq!(s.sign_in(&s.browser(Some(&pair))).await, "/");
    assert_eq!(s.sign_in(&s.browser(None)).await, "/sign-in/verify", "none was shown");
    let told = s.browser(None).post(s.url("/sign-in")).header("origin", &origin);
    let told = told.header("client-cert", &pair.cert.replace('\n', "%0A"));
    let answer = told.form(&[("email", OWNER), ("password", PASSWORD)]).send().await.unwrap();
    assert_eq!(answer.headers()["location"], "/sign-in/verify", "a header is nobody's word");
    let stranger = Authority::new("people").person("青葉 健太");
    assert!(s.browser(Some(&stranger)).get(s.url("/sign-in")).send().await.is_err(), "another authority's");
}

#[tokio::test]
async fn a_renewed_certificate_is_taken_and_a_wrong_one_is_not() {
    let s = Secure::new("social-login-manager").await;
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let listening = server::http::listen::Listening::new(&s.t.app, listener).unwrap();
    let renewal = listening.renewal().unwrap();
    tokio::spawn(listening.serve());
    let url = format!("https://localhost:{port}/healthz");
    assert!(s.browser(None).get(&url).send().await.is_ok());
    let cert = s.t.app.config.tls_cert.clone().unwrap();
    let before = std::fs::read(&cert).unwrap();
    for wrong in ["", "nonsense", &Authority::new("x").server().cert] {
        std::fs::write(&cert, wrong).unwrap();
        assert!(renewal.renew().is_err(), "{wrong}");
        assert!(s.browser(None).get(&url).send().await.is_ok());
    }
    std::fs::write(&cert, &before).unwrap();
    renewal.renew().unwrap();
    assert!(s.browser(None).get(&url).send().await.is_ok());
    let key = s.t.app.config.tls_key.clone().unwrap();
    let next = Authority::new("site");
    let pair = next.server();
    std::fs::write(&cert, &pair.cert).unwrap();
    std::fs::write(&key, &pair.key).unwrap();
    renewal.renew().unwrap();
    assert!(s.browser(None).get(&url).send().await.is_err(), "signed by somebody else now");
}
