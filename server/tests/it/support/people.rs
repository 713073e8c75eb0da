//! The people of the harness: their accounts, and how they sign in.

use super::{Answer, Browser, Company, PASSWORD, SECRET, TestApp, code_at, rows, sign_accounts, signed};
use app::permission::Role;
use chrono::{DateTime, Duration, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter, Set};
use server::door::people;
use server::features::tenants;
use server::profile::AccountClass;
use server::seal::{BytesForm, Sealed};
use server::state::AppState;
use server::state::known_rows::RowFact;
use server::storage::entity::{account, authenticator, tenant};
use tokio::sync::OnceCell;
use uuid::Uuid;

/// A hash of the harness's password, computed once for all tests, because hashing takes a good part of their time.
async fn hash_of_the_password(app: &AppState) -> &'static str {
    static HASH: OnceCell<String> = OnceCell::const_new();
    HASH.get_or_init(async || app.passwords.hash(PASSWORD).await.unwrap()).await
}

impl TestApp {
    /// Adds an account that has already set the harness's password.
    pub async fn account(&self, tenant: Option<Uuid>, role: Role, email: &str) -> Uuid {
        let account = tenants::add_account(&self.app, tenant, role, email, "小山内 のぞみ").await.unwrap();
        let hash = hash_of_the_password(&self.app).await;
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
        self.codes_again().await;
        let answer = browser.post("/sign-in/verify", &[("code", &self.code())]).await;
        assert_eq!((answer.status, answer.location.as_deref()), (303, Some("/")), "{}", answer.body);
    }

    /// Lets the code of this moment count again, for everybody.
    pub async fn codes_again(&self) {
        self.forge("UPDATE authenticator SET last_step = 0").await.unwrap();
        for row in rows::<authenticator::Model>(self).await {
            let forgotten = RowFact::Restored { table: "authenticator_step".into(), id: row.account_id, version: 0 };
            self.app.known_rows.learn([forgotten]);
        }
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
