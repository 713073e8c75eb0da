//! The test harness: the whole program with its own database, two companies, a manual clock, browsers.

mod browser;
mod database;
mod device;
mod profiles;
mod signed;
mod smtp;
mod totp;

pub use browser::{Answer, Browser};
pub use database::{TestDatabase, dump};
pub use device::Device;
pub use profiles::profile_with;
pub use signed::sign_accounts;
pub use smtp::{Received, SmtpServer};
pub use totp::{SECRET, code_at};

use app::permission::Role;
use chrono::{DateTime, Duration, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait, QueryFilter, Set, Statement};
use server::base::clock::{Clock, ManualClock, SystemRng};
use server::cli::start;
use server::door::people;
use server::features::tenants;
use server::http::listen::Listening;
use server::profile::AccountClass;
use server::seal::{BytesForm, Sealed};
use server::state::AppState;
use server::state::config::Config;
use server::storage::entity::{account, authenticator, tenant};
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

    /// Adds an account that has already set the harness's password.
    pub async fn account(&self, tenant: Option<Uuid>, role: Role, email: &str) -> Uuid {
        let account = tenants::add_account(&self.app, tenant, role, email, "小山内 のぞみ").await.unwrap();
        let hash = self.app.passwords.hash(PASSWORD).await.unwrap();
        account::Entity::update_many()
            .col_expr(account::Column::PasswordHash, Expr::value(hash))
            .col_expr(account::Column::MustChangePassword, Expr::value(false))
            .filter(account::Column::Id.eq(account.id))
            .exec(&self.db)
            .await
            .unwrap();
        sign_accounts(&self.app, &self.db).await;
        if role.is_staff() || role.is_administrator() || self.wants_two_steps_of_all(tenant).await {
            enrol(&self.app, &self.db, account.id, tenant.unwrap_or_default()).await;
        }
        account.id
    }

    /// True if a company's profile requires a second step of members, as `managed-saas` does.
    async fn wants_two_steps_of_all(&self, tenant: Option<Uuid>) -> bool {
        let company = tenant::Entity::find_by_id(tenant.unwrap_or_default()).one(&self.db).await.unwrap();
        let profile = company.and_then(|company| server::profile::built_in(&company.profile));
        profile.is_some_and(|profile| profile.second_factor.required_for.contains(&AccountClass::Member))
    }

    /// The code that the harness's authenticator app shows now.
    pub fn code(&self) -> String {
        code_at(SECRET, self.now().timestamp())
    }

    /// A browser signed in as a new person of the own company, or as staff.
    pub async fn signed_in(&self, role: Role) -> Browser {
        let tenant = (!role.is_staff()).then_some(self.own.id);
        let email = format!("{}@takasakiya.example.jp", role.code());
        self.account(tenant, role, &email).await;
        self.sign_in(&email).await
    }

    /// A browser signed in as a new person of the other company.
    pub async fn signed_in_elsewhere(&self, role: Role) -> Browser {
        let email = format!("{}@aoba.example.jp", role.code());
        self.account(Some(self.other.id), role, &email).await;
        self.sign_in(&email).await
    }

    /// Adds a company under a profile.
    pub async fn company(&self, profile: &str) -> Company {
        company(&self.app, "株式会社 双葉", profile).await
    }

    /// A browser signed in as a new person of a company.
    pub async fn signed_in_at(&self, company: &Company, role: Role, email: &str) -> Browser {
        self.account(Some(company.id), role, email).await;
        self.sign_in(email).await
    }

    /// Signs in with the harness's password.
    pub async fn sign_in(&self, email: &str) -> Browser {
        self.sign_in_with(self.browser(), email).await
    }

    /// Makes all passwords a day old, so that their owners may change them (`password.min_age_hours`).
    pub async fn rest(&self) {
        let old = account::Entity::update_many()
            .col_expr(account::Column::PasswordSetAt, Expr::value(self.now() - Duration::days(1)));
        old.exec(&self.db).await.unwrap();
        sign_accounts(&self.app, &self.db).await;
    }

    /// Signs a person in with their own password.
    pub async fn sign_in_with_password(&self, browser: &Browser, email: &str, password: &str) {
        let answer = browser.post("/sign-in", &[("email", email), ("password", password)]).await;
        self.second_step(browser, answer).await;
    }

    /// Locks an account, as enough wrong passwords on its owner's device would.
    pub async fn lock(&self, id: Uuid) {
        account::Entity::update_many()
            .col_expr(account::Column::LockedAt, Expr::value(self.now()))
            .col_expr(account::Column::FailedAttempts, Expr::value(10))
            .filter(account::Column::Id.eq(id))
            .exec(&self.db)
            .await
            .unwrap();
        sign_accounts(&self.app, &self.db).await;
    }

    /// Removes a person's second step, as if none had been required.
    pub async fn without_two_steps(&self, email: &str) {
        let id = self.id_of(email).await;
        authenticator::Entity::delete_by_id(id).exec(&self.db).await.unwrap();
        account::Entity::update_many()
            .col_expr(account::Column::SecondFactorAt, Expr::value(None::<DateTime<Utc>>))
            .filter(account::Column::Id.eq(id))
            .exec(&self.db)
            .await
            .unwrap();
        sign_accounts(&self.app, &self.db).await;
    }

    /// Signs in with a given browser.
    pub async fn sign_in_with(&self, browser: Browser, email: &str) -> Browser {
        let answer = browser.post("/sign-in", &[("email", email), ("password", PASSWORD)]).await;
        self.second_step(&browser, answer).await;
        browser
    }

    /// Enters a code after the password, if it is required.
    async fn second_step(&self, browser: &Browser, answer: Answer) {
        if answer.location.as_deref() != Some("/sign-in/verify") {
            assert_eq!((answer.status, answer.location.as_deref()), (303, Some("/")), "{}", answer.body);
            return;
        }
        // The clock stands still in most tests, and each step is accepted only once.
        self.tamper("UPDATE authenticator SET last_step = 0").await.unwrap();
        let answer = browser.post("/sign-in/verify", &[("code", &self.code())]).await;
        assert_eq!((answer.status, answer.location.as_deref()), (303, Some("/")), "{}", answer.body);
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

    /// The codes of a company's newest actions, newest first.
    pub async fn newest_acts(&self, tenant: Uuid, n: u64) -> Vec<String> {
        use sea_orm::{QueryOrder, QuerySelect};
        use server::storage::entity::operation_log as log;
        let rows =
            log::Entity::find().filter(log::Column::TenantId.eq(tenant)).order_by_desc(log::Column::Seq).limit(n);
        rows.all(&self.db).await.unwrap().into_iter().map(|r| format!("{}:{}", r.action, r.result)).collect()
    }

    /// A company's newest entry: the action, the result and, if it failed, the reason.
    pub async fn newest_entry(&self, tenant: Uuid) -> String {
        use sea_orm::QueryOrder;
        use server::storage::entity::operation_log as log;
        let newest = log::Entity::find().filter(log::Column::TenantId.eq(tenant)).order_by_desc(log::Column::Seq);
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

    /// The id of an account.
    pub async fn id_of(&self, email: &str) -> Uuid {
        self.person(email).await.unwrap().id
    }

    /// Finds an account by its address, and opens it.
    pub async fn person(&self, email: &str) -> Option<account::Model> {
        let found = account::Entity::find().filter(people::addressed(&self.app.keys, email));
        people::one(&(&*self.app, &self.db), found).await.unwrap()
    }

    /// An SQL condition for a person's row in `account`.
    pub fn whose(&self, email: &str) -> String {
        format!("email_index = '{}'", self.app.keys.address_index(email))
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

/// Gives an account an authenticator app with the harness's secret.
pub async fn enrol(app: &AppState, db: &DatabaseConnection, id: Uuid, tenant: Uuid) {
    let (keys, now) = (app.keys.tenant(db, tenant).await.unwrap(), app.clock.now());
    let secret: Sealed<authenticator::Entity, BytesForm> = Sealed::column("secret");
    let row = authenticator::ActiveModel {
        account_id: Set(id),
        tenant_id: Set(keys.tenant),
        sealed: Set(Some(secret.seal(&keys, id, SECRET).unwrap())),
        last_step: Set(0),
        sealed_new: Set(None),
        proved_step: Set(None),
        changed_at: Set(now),
        by_mail: Set(false),
        by_mail_new: Set(false),
        version: Set(0),
        mac: Set(None),
    };
    authenticator::Entity::insert(row).exec_without_returning(db).await.unwrap();
    signed::sign_rows::<authenticator::Model>(app, db).await;
    account::Entity::update_many()
        .col_expr(account::Column::SecondFactorAt, Expr::value(now))
        .filter(account::Column::Id.eq(id))
        .exec(db)
        .await
        .unwrap();
    sign_accounts(app, db).await;
}

/// Serves requests until the test's runtime ends.
fn listen(app: &Arc<AppState>, listener: TcpListener) {
    tokio::spawn(Listening::new(app, listener).unwrap().serve());
}

async fn company(app: &Arc<AppState>, name: &str, profile: &str) -> Company {
    Company { id: tenants::add(app, name, profile).await.unwrap() }
}
