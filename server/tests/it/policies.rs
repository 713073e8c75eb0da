//! Policy statements about data and input, each tested on the running program.

use crate::end_users::{file, find};
use crate::support::{Answer, Browser, TestApp, dump};
use app::permission::Role;
use chrono::{DateTime, Duration, Utc};
use scraper::{ElementRef, Selector};
use server::features::end_users::import;
use server::features::tenants;
use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::Path;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use uuid::Uuid;

/// An end user whose every field would be noticed.
const PERSON: &str =
    "SECRET-77,line,Uplainsubject,plain@secret.example.jp,true,秘密 花子,1999-09-09,,沖縄県,090-9999-8888,内緒の備考";

async fn import_into(t: &TestApp, company: Uuid, rows: &[&str]) {
    import::import(&t.app, company, "people.csv", Cursor::new(file(rows))).await.unwrap();
}

/// The content of all files in a folder and its subfolders.
fn bytes_of(dir: &Path) -> Vec<u8> {
    let Ok(entries) = std::fs::read_dir(dir) else { return Vec::new() };
    let each = entries.map(|entry| entry.unwrap().path());
    each.flat_map(|path| if path.is_dir() { bytes_of(&path) } else { std::fs::read(path).unwrap() }).collect()
}

/// The tables that contain a text, as text or as bytes.
async fn tables_with(t: &TestApp, text: &str) -> Vec<String> {
    let hex = hex::encode(text);
    let holds = |row: &String| row.contains(text) || row.to_ascii_lowercase().contains(&hex);
    dump(&t.db).await.into_iter().filter(|(_, rows)| rows.iter().any(holds)).map(|(table, _)| table).collect()
}

/// Personal data of end users, contacts and members, in the database and in finished exports, under each profile with a
/// statement about it.
#[tokio::test]
async fn sl_16_bp_11_ws_6_personal_data_stands_nowhere_in_plain() {
    let t = TestApp::new().await;
    for (n, profile) in ["social-login-manager", "b2b-platform", "workspace-saas"].into_iter().enumerate() {
        let company = tenants::add(&t.app, &format!("株式会社 {n}号"), profile).await.unwrap();
        assert!(t.promises(company, "encryption.personal_data").await);
        import_into(&t, company, &[PERSON]).await;
        let email = format!("himitsu-{n}@secret.example.jp");
        t.account(Some(company), Role::Owner, &email).await;
        let owner = t.sign_in(&email).await;
        let (contact, invited) = (format!("renraku-{n}@secret.example.jp"), format!("shotai-{n}@secret.example.jp"));
        let fields = [("name", "秘密 担当"), ("email", &contact), ("kinds", "urgent"), ("language", "ja")];
        assert_eq!(owner.post("/contacts", &fields).await.status, 303, "{profile}");
        let fields = [("name", "秘密 招待"), ("email", &invited), ("role", "viewer")];
        assert_eq!(owner.post("/members", &fields).await.status, 303, "{profile}");
        let path = crate::exports::start(&owner, &[]).await;
        let done = crate::exports::work(&t, &owner, &path).await;
        assert_eq!(done.text(".badge").as_deref(), Some("Done"), "{profile}");
        let got = owner.get(&format!("{path}/file")).await;
        assert!(
            got.body.contains("plain@secret") && got.body.contains("秘密 花子"),
            "a person who may has it: {}",
            got.body
        );
        assert_eq!(find(&owner, &[("q", "plain@secret.example.jp")]).await.len(), 1, "and finds it");
        for text in [email.as_str(), &contact, &invited, "plain@secret", "秘密", "Uplainsubject", "9999-8888", "内緒"]
        {
            assert_eq!(tables_with(&t, text).await, Vec::<String>::new(), "{profile}: {text}");
        }
        let exported = bytes_of(&t.dir.path().join("exports"));
        assert!(!exported.is_empty(), "the export is still there");
        for text in ["plain@secret", "秘密", "9999-8888", "内緒"] {
            let found = exported.windows(text.len()).any(|window| window == text.as_bytes());
            assert!(!found, "{profile}: {text} stands in an exported file");
        }
    }
}

/// Nobody learns the name or version of the software: not from pages, errors, files, mails or a broken request.
#[tokio::test]
async fn sl_19_no_answer_names_what_runs() {
    const NAMES: [&str; 11] =
        ["axum", "hyper", "tokio", "sqlx", "sqlite", "postgres", "sea-orm", "rustls", "nginx", "openssl", "debian"];
    let t = TestApp::new().await;
    assert!(t.promises(t.own.id, "tls.hide_versions").await);
    let (owner, stranger) = (t.signed_in(Role::Owner).await, t.browser());
    let mut answers = Vec::new();
    for path in ["/sign-in", "/no-such-page", "/join", "/healthz", "/readyz", "/assets/none.css"] {
        answers.push((path.to_owned(), stranger.get(path).await));
    }
    for path in ["/", "/security", "/support", "/end-users/not-an-id", "/operation-logs?from=nonsense"] {
        answers.push((path.to_owned(), owner.get(path).await));
    }
    answers.push(("a refused form".into(), stranger.post("/sign-in", &[("email", "x")]).await));
    answers.push(("another site".into(), owner.post_from("/display", &[], Some("https://evil.example")).await));
    answers.push(("too much".into(), stranger.post("/sign-in", &[("email", &"x".repeat(70 * 1024))]).await));
    t.tamper("ALTER TABLE contact RENAME TO contact_away").await.unwrap();
    let broken = owner.get("/contacts").await;
    assert_eq!(broken.status, 500);
    answers.push(("an error of the program".into(), broken));
    for (what, answer) in &answers {
        for name in ["server", "x-powered-by", "via", "x-aspnet-version"] {
            assert!(answer.headers.get(name).is_none(), "{what}: {name}");
        }
        let body = answer.body.to_lowercase();
        assert!(NAMES.iter().all(|name| !body.contains(name)), "{what}: {}", answer.body);
        // The console's own version is only for signed-in people.
        let inside = answer.body.contains("shell-foot");
        assert!(inside || !body.contains(env!("CARGO_PKG_VERSION")), "{what}: {}", answer.body);
    }
    let mut raw = tokio::net::TcpStream::connect(t.address).await.unwrap();
    raw.write_all(b"NONSENSE\r\n\r\n").await.unwrap();
    let mut answer = Vec::new();
    let _ = raw.read_to_end(&mut answer).await;
    let answer = String::from_utf8_lossy(&answer).to_lowercase();
    assert!(!answer.contains("server:") && NAMES.iter().all(|name| !answer.contains(name)), "{answer}");
}

/// The database without the tables that every request changes.
async fn state(t: &TestApp) -> BTreeMap<String, Vec<String>> {
    let mut all = dump(&t.db).await;
    all.retain(|table, _| !["session", "throttle"].contains(&table.as_str()));
    all
}

async fn is_refused(t: &TestApp, by: &Browser, path: &str, fields: &[(&str, &str)], field: &str) {
    let before = state(t).await;
    let answer = by.post(path, fields).await;
    assert_eq!(answer.status, 422, "{path} {field}");
    assert!(answer.field_error(field).is_some_and(|words| !words.is_empty()), "{path}: words at {field}");
    assert_eq!(state(t).await, before, "{path}: nothing is stored");
}

#[tokio::test]
async fn ms_12_wrong_input_is_refused_at_its_field_and_nothing_is_stored() {
    let t = TestApp::new().await;
    assert!(t.promises(t.other.id, "data.refuse_invalid_input").await);
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    let contact = |name: &'static str, email: &'static str| {
        [("name", name), ("email", email), ("kinds", "urgent"), ("language", "ja")]
    };
    let long = "あ".repeat(101);
    is_refused(&t, &owner, "/contacts", &contact("", "c@aoba.example.jp"), "name").await;
    is_refused(&t, &owner, "/contacts", &contact("総務", "nobody"), "email").await;
    for (name, email, role, field) in [
        ("", "new@aoba.example.jp", "viewer", "name"),
        (long.as_str(), "new@aoba.example.jp", "viewer", "name"),
        ("渡邊", "a@b", "viewer", "email"),
        ("渡邊", "new@aoba.example.jp", "emperor", "role"),
    ] {
        is_refused(&t, &owner, "/members", &[("name", name), ("email", email), ("role", role)], field).await;
    }
    for network in ["300.1.1.1", "nonsense", ""] {
        is_refused(&t, &owner, "/security/networks/add", &[("network", network), ("note", "")], "network").await;
    }
    is_refused(&t, &owner, "/exports", &[("columns", "email"), ("purpose", "")], "purpose").await;
}

#[tokio::test]
async fn ms_12_an_act_whose_entry_cannot_be_written_does_not_happen() {
    let t = TestApp::new().await;
    assert!(t.promises(t.other.id, "data.one_transaction_per_operation").await);
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    let fields = [("name", "総務"), ("email", "c@aoba.example.jp"), ("kinds", "urgent"), ("language", "ja")];
    t.tamper("ALTER TABLE operation_log RENAME TO operation_log_away").await.unwrap();
    assert_eq!(owner.post("/contacts", &fields).await.status, 500);
    t.tamper("ALTER TABLE operation_log_away RENAME TO operation_log").await.unwrap();
    assert_eq!(t.scalar("SELECT COUNT(*) FROM contact").await, 0, "nor is there half of it");
    assert_eq!(t.scalar("SELECT COUNT(*) FROM mail WHERE kind = 'contact.confirm'").await, 0);
    assert_eq!(owner.post("/contacts", &fields).await.status, 303);
}

#[tokio::test]
async fn ds_12_character_kind_and_length_are_checked_and_refused_rows_are_listed() {
    let t = TestApp::new().await;
    let company = t.company("dual-server-saas").await;
    let owner = t.signed_in_at(&company, Role::Owner, "owner@futaba.example.jp").await;
    let (long_name, long_address) = ("あ".repeat(101), format!("{}@futaba.example.jp", "a".repeat(250)));
    let invite = |name: &str, email: &str| {
        [("name", name.to_owned()), ("email", email.to_owned()), ("role", "viewer".to_owned())]
    };
    for (fields, field) in [
        (invite(&long_name, "new@futaba.example.jp"), "name"),
        (invite("渡邊", &long_address), "email"),
        (invite("渡邊", "全角＠futaba.example.jp"), "email"),
    ] {
        let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
        is_refused(&t, &owner, "/members", &fields, field).await;
    }
    import_into(&t, company.id, &["A1,myspace,S1", "A2,line,U2,not-an-address", "A3,line,U3,,,佐藤 健太,2001-02-30"])
        .await;
    let page = owner.get("/end-users").await;
    let listed = page.text("details.more tbody").unwrap();
    for part in ["2", "3", "4", "provider", "email", "birthdate"] {
        assert!(listed.contains(part), "{part}: {listed}");
    }
    assert_eq!(t.scalar("SELECT COUNT(*) FROM end_user").await, 0, "none of them is stored");
}

/// Typed markup is shown as text, on pages and in mails.
#[tokio::test]
async fn bp_13_markup_comes_back_as_text() {
    const MARKUP: &str = "<img src=x onerror=alert(1)>";
    let t = TestApp::new().await;
    let company = t.company("b2b-platform").await;
    assert!(t.promises(company.id, "data.sanitise_input").await);
    let owner = t.signed_in_at(&company, Role::Owner, "owner@futaba.example.jp").await;
    let fields = [("name", MARKUP), ("email", "c@futaba.example.jp"), ("kinds", "urgent"), ("language", "en")];
    assert_eq!(owner.post("/contacts", &fields).await.status, 303);
    let fields = [("name", MARKUP), ("email", "new@futaba.example.jp"), ("role", "viewer")];
    assert_eq!(owner.post("/members", &fields).await.status, 303);
    import_into(&t, company.id, &[&format!("{MARKUP},line,U1,,,{MARKUP}")]).await;
    for path in ["/contacts", "/members", "/end-users", "/"] {
        let page = owner.get(path).await;
        assert!(!page.body.contains("<img src=x"), "{path}: {}", page.body);
        assert!(page.body.contains("&lt;img src=x") || path == "/", "{path}: as it was typed");
        let policy = page.header("content-security-policy").to_owned();
        assert!(policy.contains("default-src 'none'") && policy.contains("script-src 'nonce-"), "{path}: {policy}");
    }
    server::outbox::work(&t.app).await.unwrap();
    let mut read = 0;
    for entry in std::fs::read_dir(t.dir.path().join("mail")).unwrap() {
        let raw = std::fs::read(entry.unwrap().path()).unwrap();
        let mail = mail_parser::MessageParser::default().parse(&raw).unwrap();
        let html = mail.body_html(0).unwrap().into_owned();
        assert!(!html.contains("<img"), "{html}");
        read += usize::from(html.contains("&lt;img src=x"));
    }
    assert!(read > 0, "it was mailed as text");
}

#[tokio::test]
async fn sl_13_everything_deposited_can_be_exported() {
    let t = TestApp::new().await;
    assert!(t.promises(t.own.id, "data.exportable").await);
    let people = crate::people::fill(&t.app, &t.db, t.own.id, 40).await;
    let owner = t.signed_in(Role::Owner).await;
    let path = crate::exports::start(&owner, &[]).await;
    crate::exports::work(&t, &owner, &path).await;
    let file = owner.client.get(format!("{}{path}/file", owner.base)).send().await.unwrap();
    assert_eq!(file.status().as_u16(), 200);
    crate::people::assert_holds(&file.bytes().await.unwrap(), &people);
}

/// Each of the four kinds of actions on data has a log entry: who, what, and that it succeeded.
#[tokio::test]
async fn ws_7_create_update_delete_and_extract_are_in_the_log() {
    let t = TestApp::new().await;
    let company = t.company("workspace-saas").await;
    assert!(t.promises(company.id, "logs.actions").await);
    let owner = t.signed_in_at(&company, Role::Owner, "owner@futaba.example.jp").await;
    let fields = [("name", "総務"), ("email", "c@futaba.example.jp"), ("kinds", "urgent"), ("language", "ja")];
    owner.post("/contacts", &fields).await;
    let contact = owner.get("/contacts").await.attribute("tbody a", "href").unwrap();
    let id = contact.rsplit('/').next().unwrap();
    let changed = [("id", id), ("name", "経理"), ("kinds", "urgent"), ("language", "ja")];
    assert_eq!(owner.post("/contacts/change", &changed).await.status, 303);
    assert_eq!(owner.post("/contacts/remove", &[("id", id)]).await.status, 303);
    crate::people::fill(&t.app, &t.db, company.id, 3).await;
    let path = crate::exports::start(&owner, &[]).await;
    crate::exports::work(&t, &owner, &path).await;
    assert_eq!(owner.get(&format!("{path}/file")).await.status, 200);
    let rows = crate::sessions::rows(&owner.get("/operation-logs").await);
    for act in ["Contact added", "Contact changed", "Contact removed", "Data downloaded"] {
        let row = rows.iter().find(|row| row.contains(act)).unwrap_or_else(|| panic!("{act}: {rows:?}"));
        assert!(row.contains("小山内 のぞみ") && row.contains("Success"), "{row}");
    }
}

/// What a page says of each value of a profile: its section, its label and its state.
fn claims(page: &Answer) -> Vec<[String; 3]> {
    let [sections, title, rows, cells] =
        ["main section[aria-labelledby^='h-s']", "h2", "tbody tr", "th, td"].map(|css| Selector::parse(css).unwrap());
    let text = |element: ElementRef<'_>| element.text().collect::<String>().trim().to_owned();
    let (html, mut claims) = (page.html(), Vec::new());
    for section in html.select(&sections) {
        // The other headings that begin so have words after it.
        let number = section.attr("aria-labelledby").unwrap().trim_start_matches("h-s");
        if number.parse::<usize>().is_err() {
            continue;
        }
        let title = text(section.select(&title).next().unwrap());
        for row in section.select(&rows) {
            let cells: Vec<_> = row.select(&cells).map(text).collect();
            claims.push([title.clone(), cells[0].clone(), cells[2].clone()]);
        }
    }
    claims
}

/// The pages say "Enforced" of exactly the values that this version enforces: those with a test and, for TLS, what the
/// console itself does. On plain HTTP that is nothing, and the page says so; `proxy.rs` and `tls.rs` test it with TLS.
/// Each value is compared, in the order of the page, so that none is passed over.
#[tokio::test]
async fn security_claims_exactly_what_is_kept() {
    const OF_TLS: [&str; 4] = ["tls.min_version", "tls.ciphers", "tls.required", "tls.hsts_days"];
    let t = TestApp::new().await;
    for (n, profile) in server::profile::all().enumerate() {
        let company = tenants::add(&t.app, &format!("株式会社 {n}号"), &profile.name).await.unwrap();
        let email = format!("owner-{n}@example.jp");
        t.account(Some(company), Role::Owner, &email).await;
        let page = t.sign_in(&email).await.get("/security/profile").await;
        let (claims, lines) = (claims(&page), profile.lines());
        assert_eq!(claims.len(), lines.len(), "{}", profile.name);
        for (claim, line) in claims.iter().zip(&lines) {
            let kept = line.enforced && !OF_TLS.contains(&line.key);
            let expected = [line.section_title.en, line.label.en, if kept { "Enforced" } else { "Handled by staff" }];
            assert_eq!(claim, &expected, "{}: {}", profile.name, line.key);
        }
        let rows = crate::sessions::rows(&page);
        let forced = rows.iter().find(|row| row.contains("Require TLS (reject HTTP)")).unwrap();
        assert!(forced.contains("runs over unencrypted HTTP") && forced.contains("Handled by staff"), "{forced}");
    }
}

/// "Every 3 months": from 1 February they end after 89 days, in a leap year after 90.
#[tokio::test]
async fn sl_20b_three_months_may_be_over_before_90_days_are() {
    const EMAIL: &str = "viewer@takasakiya.example.jp";
    for (set, closes) in [("2027-02-01", "2027-05-01"), ("2028-02-01", "2028-05-01")] {
        let [set, closes] = [set, closes].map(|day| format!("{day}T01:00:00Z").parse::<DateTime<Utc>>().unwrap());
        let t = TestApp::new().await;
        t.clock.advance(set - t.now());
        t.account(Some(t.own.id), Role::Viewer, EMAIL).await;
        let led_to = async || t.sign_in(EMAIL).await.get("/").await.location;
        t.clock.advance(closes - t.now() - Duration::minutes(1));
        assert_eq!(led_to().await, None, "{set}");
        t.clock.advance(Duration::minutes(1));
        assert_eq!(led_to().await.as_deref(), Some("/account/password"), "{set}");
    }
}
