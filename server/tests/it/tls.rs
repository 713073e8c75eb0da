//! The console's own TLS: versions and ciphers of the profile, client certificates in the handshake, and nothing for
//! clients without TLS.

use crate::support::{PASSWORD, TestApp, profile_with};
use app::permission::Role;
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, ExtendedKeyUsagePurpose, IsCa, KeyPair, date_time_ymd,
};
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use rustls::{CipherSuite, ClientConfig, RootCertStore};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

const OWNER: &str = "owner@aoba.example.jp";

/// A certificate authority.
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

/// A client with TLS, with one connection per request.
struct Client {
    tls: Arc<ClientConfig>,
    to: SocketAddr,
    origin: String,
    cookies: Mutex<BTreeMap<String, String>>,
}

struct Answer {
    status: u16,
    head: String,
}

impl Answer {
    /// A header of the response; empty if it is missing.
    fn header(&self, name: &str) -> String {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(found, _)| *found == name).map(|(_, value)| value.to_owned()).unwrap_or_default()
    }
}

impl Client {
    async fn get(&self, path: &str) -> Answer {
        self.send("GET", path, "", "").await.unwrap()
    }

    async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.post_with(path, fields, "").await
    }

    async fn post_with(&self, path: &str, fields: &[(&str, &str)], headers: &str) -> Answer {
        let body = serde_html_form::to_string(fields).unwrap();
        let origin = &self.origin;
        let form = format!("content-type: application/x-www-form-urlencoded\r\norigin: {origin}\r\n{headers}");
        self.send("POST", path, &form, &body).await.unwrap()
    }

    /// Sends a request. Returns `None` if no connection is established.
    async fn send(&self, method: &str, path: &str, headers: &str, body: &str) -> Option<Answer> {
        let plain = TcpStream::connect(self.to).await.unwrap();
        let name = ServerName::try_from("localhost").unwrap();
        let mut stream = TlsConnector::from(self.tls.clone()).connect(name, plain).await.ok()?;
        let cookies: Vec<String> = self.cookies.lock().unwrap().iter().map(|(k, v)| format!("{k}={v}")).collect();
        let (cookies, length) = (cookies.join("; "), body.len());
        let always = format!("host: localhost\r\nconnection: close\r\ncookie: {cookies}\r\ncontent-length: {length}");
        let request = format!("{method} {path} HTTP/1.1\r\n{always}\r\n{headers}\r\n{body}");
        stream.write_all(request.as_bytes()).await.ok()?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.ok()?;
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, _) = answer.split_once("\r\n\r\n")?;
        for line in head.lines().filter_map(|line| line.strip_prefix("set-cookie: ")) {
            let (name, value) = line.split(';').next()?.split_once('=')?;
            self.cookies.lock().unwrap().insert(name.to_owned(), value.to_owned());
        }
        Some(Answer { status: head.split(' ').nth(1)?.parse().ok()?, head: head.to_owned() })
    }
}

/// A console with TLS under a profile, and the authority of its certificate.
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
        self.client(self.client_config(ring::default_provider(), shown))
    }

    fn client(&self, tls: ClientConfig) -> Client {
        Client { tls: Arc::new(tls), to: self.t.address, origin: self.t.app.config.origin(), cookies: Mutex::default() }
    }

    /// The page after a correct password.
    async fn sign_in(&self, browser: &Client) -> String {
        browser.post("/sign-in", &[("email", OWNER), ("password", PASSWORD)]).await.header("location")
    }

    /// True if a connection is established with only this suite.
    async fn speaks(&self, suite: CipherSuite) -> bool {
        self.speaks_at(self.t.address, suite).await
    }

    async fn speaks_at(&self, to: SocketAddr, suite: CipherSuite) -> bool {
        let mut provider = ring::default_provider();
        provider.cipher_suites.retain(|known| known.suite() == suite);
        let tls = self.client_config(provider, None);
        Client { to, ..self.client(tls) }.send("GET", "/healthz", "", "").await.is_some()
    }

    /// The console's answer to a client whose newest version is this one: an alert, or its part of the handshake.
    async fn answer_to(&self, version: [u8; 2]) -> u8 {
        let mut stream = TcpStream::connect(self.t.address).await.unwrap();
        stream.write_all(&hello(version)).await.unwrap();
        let mut kind = [0];
        stream.read_exact(&mut kind).await.unwrap();
        kind[0]
    }
}

const ALERT: u8 = 21;
const HANDSHAKE: u8 = 22;

/// The first message of a client that supports versions up to this one (RFC 5246, 7.4.1.2), with suites of each
/// version. The program's own library supports nothing older than 1.2.
fn hello(version: [u8; 2]) -> Vec<u8> {
    let suites = [0xc0, 0x2b, 0xc0, 0x2c, 0xc0, 0x09, 0xc0, 0x0a, 0x00, 0x2f];
    let extensions = [
        // Groups x25519 and secp256r1, uncompressed points, ECDSA and RSA with SHA-256.
        [&[0, 10, 0, 6, 0, 4, 0, 29, 0, 23][..], &[0, 11, 0, 2, 1, 0], &[0, 13, 0, 6, 0, 4, 4, 3, 4, 1]].concat(),
        vec![0, 23, 0, 0],
    ]
    .concat();
    let sized = |bytes: &[u8]| [&u16::try_from(bytes.len()).unwrap().to_be_bytes(), bytes].concat();
    let body = [&version[..], &[7; 32], &[0], &sized(&suites), &[1, 0], &sized(&extensions)].concat();
    let message = [&[1, 0][..], &sized(&body)].concat();
    [&[HANDSHAKE, 3, 1][..], &sized(&message)].concat()
}

#[tokio::test]
async fn sl_17_the_consoles_own_tls_and_nothing_plain() {
    let s = Secure::new("social-login-manager").await;
    let page = s.browser(None).get("/sign-in").await;
    assert_eq!(page.status, 200);
    assert_eq!(page.header("strict-transport-security"), "max-age=31536000; includeSubDomains");
    let mut plain = TcpStream::connect(s.t.address).await.unwrap();
    plain.write_all(b"GET /sign-in HTTP/1.1\r\nhost: localhost\r\n\r\n").await.unwrap();
    let mut answer = Vec::new();
    let _ = plain.read_to_end(&mut answer).await;
    assert!(!String::from_utf8_lossy(&answer).contains("HTTP"), "a TLS alert at most: {answer:?}");
    let claims = "x-forwarded-for: 192.0.2.66\r\nx-forwarded-proto: http\r\n";
    assert_eq!(s.browser(None).send("GET", "/sign-in", claims, "").await.unwrap().status, 200, "nobody's word");
    let longer = Secure::new(&profile_with("social-login-manager", &[("tls.hsts_days", "400")])).await;
    let page = longer.browser(None).get("/sign-in").await;
    assert_eq!(page.header("strict-transport-security"), "max-age=34560000; includeSubDomains");
}

#[tokio::test]
async fn ms_14_the_ciphers_of_the_profile_and_no_others() {
    let with = |ciphers| profile_with("workspace-saas", &[("tls.ciphers", ciphers)]);
    let strict = [Secure::new("managed-saas").await, Secure::new(&with(r#"["aes-256", "aes-128"]"#)).await];
    let wide = Secure::new("workspace-saas").await;
    for suite in [
        CipherSuite::TLS13_AES_256_GCM_SHA384,
        CipherSuite::TLS13_AES_128_GCM_SHA256,
        CipherSuite::TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
    ] {
        assert!(wide.speaks(suite).await, "{suite:?}");
        for strict in &strict {
            assert!(strict.speaks(suite).await, "{suite:?}");
        }
    }
    for suite in
        [CipherSuite::TLS13_CHACHA20_POLY1305_SHA256, CipherSuite::TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256]
    {
        assert!(wide.speaks(suite).await, "{suite:?}");
        for strict in &strict {
            assert!(!strict.speaks(suite).await, "{suite:?}");
        }
    }
}

#[tokio::test]
async fn sl_17_bp_14_nothing_older_than_tls_1_2_is_spoken() {
    for profile in ["social-login-manager", "b2b-platform"] {
        let s = Secure::new(profile).await;
        assert_eq!(s.answer_to([3, 3]).await, HANDSHAKE, "{profile}: 1.2, by the same message");
        for (name, old) in [("SSL 3.0", [3, 0]), ("TLS 1.0", [3, 1]), ("TLS 1.1", [3, 2])] {
            assert_eq!(s.answer_to(old).await, ALERT, "{profile}: {name}");
        }
    }
    let newest = Secure::new(&profile_with("b2b-platform", &[("tls.min_version", r#""1.3""#)])).await;
    assert_eq!(newest.answer_to([3, 3]).await, ALERT, "1.2, where the profile wants 1.3");
}

/// A company whose profile allows less restricts the whole console, once TLS is renewed.
#[tokio::test]
async fn ms_14_a_company_narrows_the_ciphers_of_a_console_under_another_profile() {
    let s = Secure::new("workspace-saas").await;
    s.t.app.load_transport(&s.t.db).await.unwrap();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let to = listener.local_addr().unwrap();
    let listening = server::http::listen::Listening::new(&s.t.app, listener).unwrap();
    let renewal = listening.renewal().unwrap();
    tokio::spawn(listening.serve());
    let (aes, chacha) = (CipherSuite::TLS13_AES_128_GCM_SHA256, CipherSuite::TLS13_CHACHA20_POLY1305_SHA256);
    assert!(s.speaks_at(to, aes).await && !s.speaks_at(to, chacha).await, "at the start");
    s.t.tamper("UPDATE tenant SET profile = 'workspace-saas'").await.unwrap();
    s.t.app.load_transport(&s.t.db).await.unwrap();
    renewal.renew().unwrap();
    assert!(s.speaks_at(to, chacha).await, "and when it is set up again");
}

#[tokio::test]
async fn ms_16_ms_22_a_certificate_shown_in_the_handshake_stands_for_the_second_step() {
    let s = Secure::new("managed-saas").await;
    let id = s.t.account(Some(s.t.other.id), Role::Owner, OWNER).await.to_string();
    let pair = s.people.person("青葉 健太");
    assert_eq!(s.sign_in(&s.browser(Some(&pair))).await, "/sign-in/verify", "nobody's yet");
    let owner = s.browser(None);
    assert_eq!(s.sign_in(&owner).await, "/sign-in/verify");
    assert_eq!(owner.post("/sign-in/verify", &[("code", &s.t.code())]).await.header("location"), "/");
    let form = [("id", id.as_str()), ("pem", pair.cert.as_str())];
    assert_eq!(owner.post("/members/certificates/add", &form).await.status, 303);
    assert_eq!(s.sign_in(&s.browser(Some(&pair))).await, "/");
    assert_eq!(s.sign_in(&s.browser(None)).await, "/sign-in/verify", "none was shown");
    let told = format!("client-cert: {}\r\n", pair.cert.replace('\n', "%0A"));
    let form = [("email", OWNER), ("password", PASSWORD)];
    let answer = s.browser(None).post_with("/sign-in", &form, &told).await;
    assert_eq!(answer.header("location"), "/sign-in/verify", "a header is nobody's word");
    let stranger = Authority::new("people").person("青葉 健太");
    assert!(s.browser(Some(&stranger)).send("GET", "/sign-in", "", "").await.is_none(), "another authority's");
}

#[tokio::test]
async fn a_renewed_certificate_is_taken_and_a_wrong_one_is_not() {
    let s = Secure::new("social-login-manager").await;
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let to = listener.local_addr().unwrap();
    let listening = server::http::listen::Listening::new(&s.t.app, listener).unwrap();
    let renewal = listening.renewal().unwrap();
    tokio::spawn(listening.serve());
    let answers = async || Client { to, ..s.browser(None) }.send("GET", "/healthz", "", "").await.is_some();
    assert!(answers().await);
    let (cert, key) = (s.t.app.config.tls_cert.clone().unwrap(), s.t.app.config.tls_key.clone().unwrap());
    let before = std::fs::read(&cert).unwrap();
    for wrong in ["", "nonsense", &Authority::new("x").server().cert] {
        std::fs::write(&cert, wrong).unwrap();
        assert!(renewal.renew().is_err(), "{wrong}");
        assert!(answers().await);
    }
    std::fs::write(&cert, &before).unwrap();
    renewal.renew().unwrap();
    assert!(answers().await);
    let pair = Authority::new("site").server();
    std::fs::write(&cert, &pair.cert).unwrap();
    std::fs::write(&key, &pair.key).unwrap();
    renewal.renew().unwrap();
    assert!(!answers().await, "signed by somebody else now");
}
