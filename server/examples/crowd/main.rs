//! Fills every list of a demonstration with more than a page, through normal actions, for the browser tests of pages
//! with full lists. Usage: `crowd DATA_DIR`, while no console runs on the folder.

mod announced;
mod company;
mod own;

use app::permission::Role;
use app::tables;
use sea_orm::{ColumnTrait, Database, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder};
use server::cli::start;
use server::door::Person;
use server::door::{Origin, Request, Who};
use server::features::tenants;
use server::state::AppState;
use server::state::config::Config;
use server::storage::entity::account;
use std::error::Error;
use std::path::PathBuf;
use std::sync::Arc;
use uuid::Uuid;

/// More than any list shows on a page.
const MANY: usize = 60;
/// A readable number for lists without pages.
const SOME: usize = 25;

type Done<T = ()> = Result<T, Box<dyn Error>>;

struct Crowd {
    app: Arc<AppState>,
    db: DatabaseConnection,
}

#[tokio::main]
async fn main() -> Done {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("the data folder is missing")?);
    // Passkeys belong to a host name and not to a port.
    let public_url = Some("http://localhost:3999".to_owned());
    let app = start::open(Config { data_dir: folder, public_url, ..Config::default() }).await?;
    let db = Database::connect(format!("sqlite://{}?mode=rw", app.config.sqlite_path().display())).await?;
    let crowd = Crowd { app, db };
    crowd.fill().await?;
    crowd.app.close().await;
    Ok(())
}

impl Crowd {
    async fn fill(&self) -> Done {
        let (owner, staff) = (self.nth(Role::Owner, 0).await?, self.nth(Role::Support, 0).await?);
        self.inquiries().await?;
        announced::announcements(&staff).await?;
        for n in 0..MANY {
            tenants::add(&self.app, &format!("株式会社 契約企業 {n:02}"), "social-login-manager").await?;
            let (email, name) = (format!("crowd-{n}@takasakiya.example.jp"), format!("山田 {n}郎"));
            let member = tenants::add_account(&self.app, Some(owner.tenant()), Role::Viewer, &email, &name).await?;
            self.asks_for_help(n, &format!("lost-{n}@takasakiya.example.jp")).await?;
            if n == 0 {
                self.asks_often(&email).await?;
            }
            let case = post(&staff, "/support/cases", &[("account", &member.id.to_string())]).await?;
            if n % 2 == 1 {
                checks(&staff, case.rsplit('/').next().unwrap_or_default()).await?;
            }
            if n + 1 == MANY {
                company::member(&owner, &member.id.to_string()).await?;
            }
        }
        self.companies(&owner, &staff).await?;
        own::passkeys(&owner).await?;
        own::sessions(&owner).await?;
        // Last, because staff get mails about many of the actions above.
        for n in 0..MANY {
            let (email, name) = (format!("crowd-{n}@sekisho.example"), format!("窓口 {n}"));
            tenants::add_account(&self.app, None, Role::Desk, &email, &name).await?;
        }
        Ok(())
    }

    /// The lists of the first company, the requests of staff, and the certificates of another company.
    async fn companies(&self, owner: &Request, staff: &Request) -> Done {
        for n in 0..SOME {
            company::acts(n, owner).await?;
            let (name, email) = (format!("応募 {n}"), format!("wanted-{n}@sekisho.example"));
            let wanted =
                [("name", name.as_str()), ("email", &email), ("role", "desk"), ("lang", "ja"), ("why", "増員")];
            post(staff, "/support/staff", &wanted).await?;
        }
        company::confirms_contacts(&self.db).await?;
        company::refusals(owner).await?;
        let company = owner.tenant().to_string();
        let change = [("id", company.as_str()), ("profile", "managed-saas"), ("reason", "契約の変更")];
        post(staff, "/support/tenants/profile", &change).await?;
        // The profile of the first company allows no certificates.
        own::certificates(&self.nth(Role::Owner, 1).await?).await
    }

    /// Inquiries of the first company's people, and many entries of the newest one.
    async fn inquiries(&self) -> Done {
        let mut newest = Uuid::nil();
        for role in [Role::Owner, Role::Administrator, Role::Operator, Role::Viewer] {
            newest = company::asks(&self.nth(role, 0).await?).await?;
        }
        company::replies(&self.nth(Role::Viewer, 0).await?, &newest.to_string()).await
    }

    /// A request for help from a stranger with their own address, so that no rate limit applies.
    async fn asks_for_help(&self, n: usize, email: &str) -> Done {
        let origin = Origin { ip: format!("198.51.100.{n}"), ..Origin::default() };
        let stranger = Request { who: Who::Stranger, origin, ..Request::system(&self.app, Uuid::nil(), "crowd") };
        let message = format!("届きません {n}");
        let typed = [("email", email), ("name", "山田"), ("kind", "password"), ("message", &message)];
        post(&stranger, "/sign-in/help", &typed).await.map(drop)
    }

    /// Many requests for help with the same email address.
    async fn asks_often(&self, email: &str) -> Done {
        for n in MANY..MANY + SOME {
            self.asks_for_help(n, email).await?;
        }
        Ok(())
    }

    /// The n-th person of a role, who has just passed step-up.
    async fn nth(&self, role: Role, n: u64) -> Done<Request> {
        let of_role = account::Entity::find().filter(account::Column::Role.eq(role.code()));
        let id = of_role.order_by_asc(account::Column::Id).all(&self.db).await?;
        let id = id.get(usize::try_from(n)?).ok_or("nobody has that role")?.id;
        let mut me = Person::load(&self.app, &self.db, id).await?.ok_or("nobody may sign in so")?;
        me.proved_at = Some(self.app.clock.now());
        Ok(Request { who: Who::Account(Arc::new(me)), ..Request::system(&self.app, Uuid::nil(), "crowd") })
    }
}

/// Records the identity check of a case, which then waits for the company's consent.
async fn checks(staff: &Request, case: &str) -> Done {
    let checked = [("checked", "name"), ("checked", "channel"), ("checked", "reason"), ("evidence", "contract")];
    let fields = [&checked[..], &[("id", case), ("reason", "忘れた")]].concat();
    post(staff, "/support/cases/check", &fields).await.map(drop)
}

/// Posts a form as a browser would. Returns the next page. A warning on that page is an error here.
async fn post(request: &Request, path: &str, fields: &[(&str, &str)]) -> Done<String> {
    let route = tables::posts().find(|post| post.path == path).ok_or("no such post")?;
    let fields: Vec<_> = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    match (route.run)(request, &fields).await {
        Ok(next) if next.flash.as_ref().is_none_or(|flash| !flash.warns) => Ok(next.to),
        other => Err(format!("{path} {fields:?}: {other:?}").into()),
    }
}
