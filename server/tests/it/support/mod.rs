//! The test harness: the whole program with its own database, two companies, a manual clock, browsers.

mod announcements;
mod browser;
mod database;
mod device;
mod people;
mod profiles;
mod rows;
mod signed;
mod smtp;
mod totp;
mod until;

pub use announcements::Announced;
pub use browser::{Answer, Browser};
pub use database::{TestDatabase, dump};
pub use device::Device;
pub use people::enrol;
pub use profiles::profile_with;
pub use rows::{only, put_all_back, put_back, row, rows};
pub use signed::sign_accounts;
pub use smtp::{Received, SmtpServer};
pub use totp::{SECRET, code_at};
pub use until::until;

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select,
    Statement,
};
use server::base::clock::{Clock, ManualClock, SystemRng};
use server::cli::start;
use server::features::tenants;
use server::http::listen::Listening;
use server::state::AppState;
use server::state::config::Config;
use server::storage::entity::operation_log::{Column as C, Entity};
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use uuid::Uuid;

/// The password of every account in the harness.
pub const PASSWORD: &str = "correct horse 9 battery";

/// A company of the harness.
pub struct Company {
    pub id: Uuid,
}

/// The console under test.
pub struct TestApp {
    pub app: Arc<AppState>,
    pub clock: Arc<ManualClock>,
    pub address: SocketAddr,
    /// A connection beside the program's, for checks and tampering.
    pub db: DatabaseConnection,
    /// 髙﨑屋, under the default profile.
    pub own: Company,
    /// Another company, under `managed-saas`.
    pub other: Company,
    pub dir: tempfile::TempDir,
    database: TestDatabase,
}

/// The folder of this package's sources, found at run time, because the binary may come from another checkout.
pub fn package() -> std::path::PathBuf {
    std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| panic!("cargo runs the tests")).into()
}

/// The start time of every test: Sunday 22 November 2026, 10:05 in Japan.
pub fn start() -> DateTime<Utc> {
    "2026-11-22T01:05:00Z".parse().unwrap()
}

impl TestApp {
    pub async fn new() -> TestApp {
        TestApp::configured(|_| ()).await
    }

    /// Starts the console with other settings.
    pub async fn configured(change: impl FnOnce(&mut Config)) -> TestApp {
        let dir = tempfile::tempdir().unwrap();
        let database = TestDatabase::new(dir.path()).await;
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let clock = ManualClock::at(start());
        let mut config = Config {
            listen: address,
            data_dir: dir.path().to_owned(),
            database_url: database.url(),
            ..Config::default()
        };
        change(&mut config);
        let storage = database.open().await;
        let app = start::with(config, storage, clock.clone(), Arc::new(SystemRng::default())).await.unwrap();
        let own = company(&app, "株式会社 髙﨑屋ホールディングス", "social-login-manager").await;
        let other = company(&app, "株式会社 青葉商店", "managed-saas").await;
        listen(&app, listener);
        let db = database.connect().await;
        TestApp { app, clock, address, db, own, other, dir, database }
    }

    /// A browser of a person who has not signed in.
    pub fn browser(&self) -> Browser {
        Browser::new(self.address, self.app.config.origin())
    }

    /// Adds a company under a profile.
    pub async fn company(&self, profile: &str) -> Company {
        company(&self.app, "株式会社 双葉", profile).await
    }

    /// The newest mail to an address, from the folder of mails, as text.
    pub fn newest_mail(&self, to: &str) -> String {
        self.mails(to).pop().unwrap()
    }

    /// All mails to an address as text, oldest first. Those of one round of the outbox have no order.
    fn mails(&self, to: &str) -> Vec<String> {
        let files = std::fs::read_dir(self.dir.path().join("mail")).unwrap().map(|e| e.unwrap().path());
        let mut mails: Vec<_> = files
            .filter_map(|path| {
                let raw = std::fs::read(&path).unwrap();
                let mail = mail_parser::MessageParser::default().parse(&raw).unwrap();
                let address = mail.to().unwrap().first().unwrap().address().unwrap().to_owned();
                let written = path.metadata().unwrap().modified().unwrap();
                (address == to).then(|| (written, path, mail.body_text(0).unwrap().into_owned()))
            })
            .collect();
        mails.sort();
        mails.into_iter().map(|(_, _, text)| text).collect()
    }

    /// The path of the link in the newest mail to an address.
    pub fn link_in_mail(&self, to: &str) -> String {
        let (text, origin) = (self.newest_mail(to), self.app.config.origin());
        let line = text.lines().find(|line| line.starts_with(&origin)).unwrap();
        line[origin.len()..].to_owned()
    }

    /// The path of the newest link to a page in the mails to an address.
    pub fn link_to_page(&self, to: &str, page: &str) -> String {
        let (mails, origin) = (self.mails(to), self.app.config.origin());
        let start = format!("{origin}{page}/");
        let text = mails.iter().rev().flat_map(|text| text.lines());
        let mut links = text.filter(|line| line.starts_with(&start)).map(|line| line[origin.len()..].to_owned());
        links.next().unwrap()
    }

    /// The number of entries in a company's log.
    pub async fn log_len(&self, tenant: Uuid) -> i64 {
        use server::storage::entity::operation_log_head as head;
        head::Entity::find_by_id(tenant).one(&self.db).await.unwrap().map_or(0, |h| h.seq)
    }

    /// The codes of a log's newest entries, newest first.
    pub async fn newest_acts(&self, tenant: Uuid, n: u64) -> Vec<String> {
        newest(&self.db, Entity::find().filter(C::TenantId.eq(tenant)), n).await
    }

    /// The codes of what people and jobs did last, newest first, without the alarms. For scenes in which rows are forged: the
    /// alarms about them come in between.
    pub async fn acts_but_alarms(&self, tenant: Uuid, n: u64) -> Vec<String> {
        let acts = Entity::find().filter(C::TenantId.eq(tenant)).filter(C::Action.ne("row.forged"));
        newest(&self.db, acts, n).await
    }

    /// A company's newest entry: the action, the result and, if it failed, the reason.
    pub async fn newest_entry(&self, tenant: Uuid) -> String {
        let newest = Entity::find().filter(C::TenantId.eq(tenant)).order_by_desc(C::Seq);
        let entry = newest.one(&self.db).await.unwrap().unwrap();
        let detail: serde_json::Value = serde_json::from_str(&entry.detail).unwrap();
        [&*entry.action, &*entry.result].into_iter().chain(detail["reason"].as_str()).collect::<Vec<_>>().join(":")
    }

    /// Runs a statement to create a state quickly, and signs the changed rows as if the program had changed them.
    pub async fn tamper(&self, sql: &str) -> Result<(), sea_orm::DbErr> {
        self.forge(sql).await?;
        signed::after(sql, &self.app, &self.db).await;
        Ok(())
    }

    /// Runs a statement as an attacker who can write to the database but has no key.
    pub async fn forge(&self, sql: &str) -> Result<(), sea_orm::DbErr> {
        self.db.execute_unprepared(sql).await.map(|_| ())
    }

    /// Runs a statement right after each statement of a kind, like another process in the middle of a request.
    pub async fn meanwhile(&self, on: &str, then: &str) {
        let (function, call) = if self.is_postgres() {
            let body = format!("BEGIN {then}; RETURN NULL; END");
            let function = format!("CREATE FUNCTION meanwhile() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$");
            (Some(function), "FOR EACH ROW EXECUTE FUNCTION meanwhile()".to_owned())
        } else {
            (None, format!("BEGIN {then}; END"))
        };
        for sql in function.into_iter().chain([format!("CREATE TRIGGER meanwhile AFTER {on} {call}")]) {
            self.tamper(&sql).await.unwrap();
        }
    }

    pub async fn scalar(&self, sql: &str) -> i64 {
        let statement = Statement::from_string(self.db.get_database_backend(), sql.to_owned());
        self.db.query_one_raw(statement).await.unwrap().unwrap().try_get_by_index(0).unwrap()
    }

    /// Starts another process of the console and returns its address; only on PostgreSQL.
    pub async fn second_address(&self) -> Option<SocketAddr> {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let app = self.process(Config { listen: address, ..self.app.config.clone() }).await?;
        listen(&app, listener);
        Some(address)
    }

    /// Starts another process of the console; only on PostgreSQL.
    pub async fn second_process(&self) -> Option<Arc<AppState>> {
        self.process(self.app.config.clone()).await
    }

    async fn process(&self, config: Config) -> Option<Arc<AppState>> {
        self.database.url()?;
        let rng = Arc::new(SystemRng::default());
        let storage = self.database.open().await;
        Some(start::with(config, storage, self.clock.clone(), rng).await.unwrap())
    }

    /// A connection whose settings concern no other.
    pub async fn lone_connection(&self) -> DatabaseConnection {
        self.database.connect_with(1).await
    }

    pub fn is_postgres(&self) -> bool {
        self.database.url().is_some()
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }
}

/// The codes of the newest entries among some, each with its result.
async fn newest(db: &DatabaseConnection, entries: Select<Entity>, n: u64) -> Vec<String> {
    let entries = entries.order_by_desc(C::Seq).limit(n).all(db).await.unwrap();
    entries.into_iter().map(|entry| format!("{}:{}", entry.action, entry.result)).collect()
}

/// Serves requests until the test's runtime ends.
fn listen(app: &Arc<AppState>, listener: TcpListener) {
    tokio::spawn(Listening::new(app, listener).unwrap().serve());
}

async fn company(app: &Arc<AppState>, name: &str, profile: &str) -> Company {
    Company { id: tenants::add(app, name, profile).await.unwrap() }
}
