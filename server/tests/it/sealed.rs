//! SL-16, WS-6, BP-11: names and addresses of members and staff are sealed everywhere in the database, and a search
//! through its files finds none of them.

use crate::support::{PASSWORD, TestApp, dump};
use app::permission::Role;
use migrations::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, EntityTrait};
use server::base::clock::{ManualClock, SystemRng};
use server::cli::start;
use server::door::people;
use server::seal::MasterKey;
use server::seal::keys::Keys;
use server::state::config::Config;
use server::storage::Storage;
use server::storage::entity::{account, data_key};
use std::path::Path;
use std::sync::Arc;
use uuid::Uuid;

/// The bytes of every file of a database.
fn database_files(dir: &Path) -> Vec<u8> {
    let files = std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
    let own = files.filter(|path| path.file_name().unwrap().to_string_lossy().starts_with("sekisho.sqlite"));
    own.flat_map(|path| std::fs::read(path).unwrap()).collect()
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

#[tokio::test]
async fn sl_16_no_name_or_address_of_the_demonstration_stands_in_the_database_file() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("end_users.csv");
    std::fs::write(&file, server::cli::demo::people::csv(500, "2024-01-01T00:00:00Z".parse().unwrap())).unwrap();
    let config = Config { data_dir: dir.path().to_owned(), ..Config::default() };
    let app = start::open(config.clone()).await.unwrap();
    server::cli::demo::fill(&app, Some(&file)).await.unwrap();
    let db = Database::connect(format!("sqlite://{}", config.sqlite_path().display())).await.unwrap();
    let everybody = people::all(&(&*app, &db), account::Entity::find()).await.unwrap();
    assert!(everybody.len() >= 7 && everybody.iter().any(|person| person.name == "髙﨑 真由美"));
    for closed in [false, true] {
        let bytes = database_files(dir.path());
        assert!(holds(&bytes, "株式会社 青葉商店"), "what is there is found");
        for person in &everybody {
            assert!(!holds(&bytes, &person.name), "{} (closed: {closed})", person.name);
            assert!(!holds(&bytes, &person.email), "{} (closed: {closed})", person.email);
        }
        if !closed {
            db.clone().close().await.unwrap();
            app.close().await;
        }
    }
}

/// Opens a sealed value by its documented format, with AES-256-GCM and none of the program's code.
fn opened(key: &[u8], place: &[u8], blob: &[u8]) -> Option<Vec<u8>> {
    use ring::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
    let key = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, key).unwrap());
    let nonce = Nonce::try_assume_unique_for_key(&blob[9..21]).unwrap();
    let mut text = blob[21..].to_vec();
    key.open_in_place(nonce, Aad::from(place), &mut text).ok().map(|text| text.to_vec())
}

/// A company's own key, opened with the master key in the data folder.
async fn key_of(t: &TestApp, tenant: Uuid) -> Vec<u8> {
    use ring::hkdf::{HKDF_SHA256, Salt};
    let master = std::fs::read(t.app.config.master_key_path()).unwrap();
    let root = Salt::new(HKDF_SHA256, b"sekisho").extract(&master);
    let mut wrapping = [0; 32];
    root.expand(&[b"tenant data keys".as_slice()], HKDF_SHA256).unwrap().fill(&mut wrapping).unwrap();
    let wrapped = data_key::Entity::find_by_id(tenant).one(&t.db).await.unwrap().unwrap().wrapped;
    opened(&wrapping, &[b"tenant-data-key".as_slice(), tenant.as_bytes()].concat(), &wrapped).unwrap()
}

#[tokio::test]
async fn ms_10_each_company_has_its_own_key_and_aes_256_alone_opens_what_it_sealed() {
    use base64::Engine;
    let t = TestApp::new().await;
    for key in ["encryption.key_per_tenant", "encryption.cipher"] {
        assert!(t.promises(t.own.id, key).await && t.promises(t.other.id, key).await, "{key}");
    }
    let keys = [key_of(&t, t.own.id).await, key_of(&t, t.other.id).await];
    assert!(keys[0] != keys[1] && keys.iter().all(|key| key.len() == 32), "256 bits, and each its own");
    for (tenant, own, foreign) in [(t.own.id, 0, 1), (t.other.id, 1, 0)] {
        let email = format!("{own}@sealed.example.jp");
        let id = t.account(Some(tenant), Role::Viewer, &email).await;
        let row = account::Entity::find_by_id(id).one(&t.db).await.unwrap().unwrap();
        let sealed = base64::engine::general_purpose::STANDARD.decode(&row.sealed).unwrap();
        let names = [b"\x07account".as_slice(), b"\x06sealed", tenant.as_bytes(), id.as_bytes()];
        let text = opened(&keys[own], &names.concat(), &sealed).unwrap();
        assert!(String::from_utf8(text).unwrap().contains(&email));
        assert_eq!(opened(&keys[foreign], &names.concat(), &sealed), None, "no other company's key opens it");
    }
}

#[tokio::test]
async fn ws_6_a_member_is_found_by_index_and_stands_nowhere_in_clear() {
    const EMAIL: &str = "kitagawa@takasakiya.example.jp";
    const NAME: &str = "北川 美緒";
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    let invited = owner.post("/members", &[("name", NAME), ("email", EMAIL), ("role", "operator")]).await;
    assert_eq!(invited.status, 303, "{}", invited.body);
    server::outbox::work(&t.app).await.unwrap();
    let person = t.browser();
    person.get(&t.link_in_mail(EMAIL)).await;
    let joined = person.post("/join", &[("new", PASSWORD), ("again", PASSWORD)]).await;
    assert_eq!(joined.status, 303, "{}", joined.body);
    t.browser().post("/sign-in", &[("email", EMAIL), ("password", "not this 0ne")]).await;
    let asked = [("email", EMAIL), ("name", NAME), ("kind", "password"), ("message", "")];
    t.browser().post("/sign-in/help", &asked).await;
    let person = t.sign_in("Kitagawa@Takasakiya.example.jp").await;
    assert!(person.get("/account").await.body.contains(NAME));
    assert!(owner.get("/members").await.body.contains(NAME));
    let found = t.person(EMAIL).await.unwrap();
    assert_eq!((found.name.as_str(), found.email.as_str()), (NAME, EMAIL));
    for (table, rows) in dump(&t.db).await {
        let text = rows.join("\n");
        assert!(!text.contains(NAME) && !text.contains(EMAIL), "{table}: {text}");
    }
}

/// A database of an earlier version, with a member of staff, a member, and traces of deleted rows.
async fn of_before(db: &DatabaseConnection, keys: &Keys) {
    let this = |name: &str| name.contains("account_sealed");
    let before = Migrator::migrations().iter().position(|migration| this(migration.name())).unwrap();
    Migrator::up(db, Some(u32::try_from(before).unwrap())).await.unwrap();
    let company = Uuid::from_u128(7);
    let tenant = "INSERT INTO tenant (id, name, profile, end_users, created_at) VALUES (X'00000000000000000000000000000007', \
                  '株式会社 双葉', 'social-login-manager', 0, '2026-01-01T00:00:00+00:00')";
    db.execute_unprepared(tenant).await.unwrap();
    keys.create(db, company, crate::support::start()).await.unwrap();
    let people = (0..400).map(|n| (n, "NULL", format!("gone{n}@futaba.example.jp"), format!("退会 {n}郎")));
    let staying = [
        (900, "NULL", "support@provider.example.jp".to_owned(), "藤原 staff".to_owned()),
        (901, "X'00000000000000000000000000000007'", "owner@futaba.example.jp".to_owned(), "渡邊 𠮷郎".to_owned()),
    ];
    for (n, tenant, email, name) in people.chain(staying) {
        let row = format!(
            "INSERT INTO account (id, tenant_id, email, name, role, status, password_hash, password_set_at, \
             must_change_password, created_at) VALUES (X'{n:032}', {tenant}, '{email}', '{name}', 'owner', 'active', \
             '-', '2026-01-01T00:00:00+00:00', FALSE, '2026-01-01T00:00:00+00:00')"
        );
        db.execute_unprepared(&row).await.unwrap();
    }
    db.execute_unprepared("DELETE FROM account WHERE name LIKE '退会%'").await.unwrap();
}

#[tokio::test]
async fn bp_11_accounts_from_before_are_sealed_at_the_next_start_and_leave_no_trace() {
    let dir = tempfile::tempdir().unwrap();
    let config = Config { data_dir: dir.path().to_owned(), ..Config::default() };
    let rng = Arc::new(SystemRng::default());
    let fill = |buffer: &mut [u8]| server::base::clock::Rng::fill(&*rng, buffer);
    let keys = Keys::new(MasterKey::create(&config.master_key_path(), &fill).unwrap(), rng.clone()).unwrap();
    let db = Database::connect(format!("sqlite://{}?mode=rwc", config.sqlite_path().display())).await.unwrap();
    of_before(&db, &keys).await;
    db.close().await.unwrap();
    let known = ["owner@futaba.example.jp", "渡邊 𠮷郎", "support@provider.example.jp", "藤原 staff"];
    assert!(known.iter().all(|text| holds(&database_files(dir.path()), text)), "what is there is found");

    let storage = Storage::open_sqlite(&config.sqlite_path()).await.unwrap();
    storage.migrate().await.unwrap();
    let clock = ManualClock::at(crate::support::start());
    let app = start::with(config.clone(), storage, clock, rng).await.unwrap();
    let db = Database::connect(format!("sqlite://{}", config.sqlite_path().display())).await.unwrap();
    for (email, name) in [(known[0], known[1]), (known[2], known[3])] {
        use sea_orm::QueryFilter;
        let found = account::Entity::find().filter(people::addressed(&app.keys, email));
        let found = people::one(&(&*app, &db), found).await.unwrap().unwrap();
        assert_eq!((found.email.as_str(), found.name.as_str(), found.status.as_str()), (email, name, "active"));
    }
    let bytes = database_files(dir.path());
    for text in known.iter().copied().chain(["@futaba.example.jp", "退会"]) {
        assert!(!holds(&bytes, text), "{text}");
    }
    db.close().await.unwrap();
    app.close().await;
}

#[tokio::test]
async fn bp_11_accounts_from_before_are_sealed_on_either_database() {
    const EMAIL: &str = "kitagawa@takasakiya.example.jp";
    let t = TestApp::new().await;
    let id = t.account(Some(t.own.id), Role::Viewer, EMAIL).await;
    t.forge(&format!("UPDATE account SET mac = NULL, email_index = '{EMAIL}', sealed = '北川 美緒'")).await.unwrap();
    std::fs::remove_file(t.dir.path().join("signed-rows")).unwrap();
    server::cli::upgrade::run(&t.app).await.unwrap();
    let found = t.person(EMAIL).await.unwrap();
    assert_eq!((found.id, found.name.as_str()), (id, "北川 美緒"));
    t.sign_in(EMAIL).await;
}
