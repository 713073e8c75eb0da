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
fn every_key_is_a_variable_and_stands_in_the_readme() {
    let readme = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../README.md")).unwrap();
    let keys = sources::keys();
    assert!(keys.len() > 15 && keys.contains(&"breached_passwords_file"), "{keys:?}");
    for key in keys {
        let variable = format!("SEKISHO_{}", key.to_ascii_uppercase());
        let read = load(&[(variable.as_str(), "")]);
        assert!(!matches!(read, Err(ConfigError::UnknownVariable(_))), "{variable}");
        let told = |line: &str| {
            line.starts_with('|') && [*key, variable.as_str()].iter().all(|name| line.contains(&format!("`{name}`")))
        };
        assert!(readme.lines().any(told), "README's table: {key}");
    }
}

#[test]
fn a_list_of_breached_passwords_comes_by_environment() {
    let dir = tempfile::tempdir().unwrap();
    let list = dir.path().join("list");
    std::fs::write(&list, format!("{:040X}:3\n{:040X}:1\n", 1, 2)).unwrap();
    let config = load(&[("SEKISHO_BREACHED_PASSWORDS_FILE", list.to_str().unwrap())]).unwrap();
    assert_eq!(config.breached_passwords_file, Some(list));
}

#[test]
fn what_apps_and_mail_servers_are_told_is_the_consoles_own_name() {
    let named = |pairs: &[(&str, &str)]| {
        let config = load(pairs).unwrap();
        (config.service_name(), config.smtp_hello())
    };
    let url = ("SEKISHO_PUBLIC_URL", "https://console.example.jp:8443");
    let from = ("SEKISHO_MAIL_FROM", "Sekisho <no-reply@mail.example.jp>");
    let own = |name: &str, hello: Option<&str>| (name.to_owned(), hello.map(ToOwned::to_owned));
    assert_eq!(named(&[url, from]), own("Sekisho (console.example.jp)", Some("console.example.jp")));
    assert_eq!(named(&[from]), own("Sekisho (127.0.0.1)", Some("mail.example.jp")));
    assert_eq!(named(&[]), own("Sekisho (127.0.0.1)", None));
    assert_eq!(named(&[("SEKISHO_LISTEN", "[::1]:3000")]), own("Sekisho (--1)", None));
    let said = [("SEKISHO_SERVICE_NAME", "検証環境"), ("SEKISHO_SMTP_HELLO", "relay.example.jp"), url];
    assert_eq!(named(&said), own("検証環境", Some("relay.example.jp")));
    for bad in [("SEKISHO_SERVICE_NAME", "a:b"), ("SEKISHO_SERVICE_NAME", " "), ("SEKISHO_SMTP_HELLO", "a b")] {
        assert!(load(&[bad]).is_err(), "{bad:?}");
    }
}

#[test]
fn with_its_own_tls_nobody_stands_in_front_unless_named() {
    let tls = [("SEKISHO_TLS_CERT", "c"), ("SEKISHO_TLS_KEY", "k")];
    let loopback = "127.0.0.1".parse().unwrap();
    assert!(load(&[]).unwrap().trusts(loopback));
    assert!(!load(&tls).unwrap().trusts(loopback));
    assert!(load(&[tls[0], tls[1], ("SEKISHO_TRUSTED_PROXIES", "127.0.0.0/8")]).unwrap().trusts(loopback));
    let told = ("SEKISHO_CLIENT_CERTIFICATE_HEADER", "client-cert");
    assert!(load(&[tls[0], tls[1], told]).is_err(), "nobody is there to write it");
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
    for half in [&[cert][..], &[key], &[ca], &[cert, ca], &[cert, key, ("SEKISHO_PUBLIC_URL", "http://localhost")]] {
        assert!(load(half).is_err(), "{half:?}");
    }
    let alone = load(&[cert, key, ca, ("SEKISHO_LISTEN", "0.0.0.0:443"), ("SEKISHO_TRUSTED_PROXIES", "")]).unwrap();
    assert_eq!(alone.origin(), "https://0.0.0.0:443");
    assert!(alone.is_https() && alone.accepts_client_certificates());
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
    assert!(load(&[("SEKISHO_LISTEN", "0.0.0.0:3000"), ("SEKISHO_PUBLIC_URL", "http://console.example.jp")]).is_err());
    assert!(load(&[("SEKISHO_LISTEN", "0.0.0.0:3000"), ("SEKISHO_PUBLIC_URL", "https://console.example.jp")]).is_ok());
}

#[test]
fn the_environment_is_one_of_two_or_none() {
    use app::frame::Environment;
    let named = |code: &str| load(&[("SEKISHO_ENVIRONMENT", code)]).map(|config| config.environment);
    assert_eq!(load(&[]).unwrap().environment, None);
    assert_eq!(named("production").unwrap(), Some(Environment::Production));
    assert_eq!(named("staging").unwrap(), Some(Environment::Staging));
    for bad in ["", "Production", "test", "本番"] {
        let why = named(bad).unwrap_err().to_string();
        assert!(why.contains("production, staging"), "{bad}: {why}");
    }
}
