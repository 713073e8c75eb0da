//! Fills every list of a demonstration with more than a page, through normal actions, for the browser tests of pages
//! with full lists. Usage: `crowd DATA_DIR`, while no console runs on the folder.

use app::permission::Role;
use app::tables;
use sea_orm::{ColumnTrait, Database, DatabaseConnection, EntityTrait, QueryFilter};
use server::cli::start;
use server::door::Person;
use server::door::{Origin, Request, Who};
use server::state::App;
use server::state::config::Config;
use server::storage::entity::account;
use server::tenants;
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
    app: Arc<App>,
    db: DatabaseConnection,
}

#[tokio::main]
async fn main() -> Done {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("the data folder is missing")?);
    let app = start::open(Config { data_dir: folder, ..Config::default() }).await?;
    let db = Database::connect(format!("sqlite://{}?mode=rw", app.config.sqlite_path().display())).await?;
    let crowd = Crowd { app, db };
    crowd.fill().await?;
    crowd.app.close().await;
    Ok(())
}

impl Crowd {
    async fn fill(&self) -> Done {
        let (owner, staff) = (self.first(Role::Owner).await?, self.first(Role::Support).await?);
        for n in 0..MANY {
            tenants::add(&self.app, &format!("株式会社 契約企業 {n:02}"), "social-login-manager").await?;
            let (email, name) = (format!("crowd-{n}@takasakiya.example.jp"), format!("山田 {n}郎"));
            let member = tenants::add_account(&self.app, Some(owner.tenant()), Role::Viewer, &email, &name).await?;
            self.asks_for_help(n, &format!("lost-{n}@takasakiya.example.jp")).await?;
            post(&staff, "/support/cases", &[("account", &member.id.to_string())]).await?;
        }
        for n in 0..SOME {
            company_acts(n, &owner).await?;
            let (name, email) = (format!("応募 {n}"), format!("wanted-{n}@sekisho.example"));
            let wanted =
                [("name", name.as_str()), ("email", &email), ("role", "desk"), ("lang", "ja"), ("why", "増員")];
            post(&staff, "/support/staff", &wanted).await?;
        }
        // Last, because staff get mails about many of the actions above.
        for n in 0..MANY {
            let (email, name) = (format!("crowd-{n}@sekisho.example"), format!("窓口 {n}"));
            tenants::add_account(&self.app, None, Role::Desk, &email, &name).await?;
        }
        Ok(())
    }

    /// A request for help from a stranger with their own address, so that no rate limit applies.
    async fn asks_for_help(&self, n: usize, email: &str) -> Done {
        let origin = Origin { ip: format!("198.51.100.{n}"), ..Origin::default() };
        let stranger = Request { who: Who::Stranger, origin, ..Request::system(&self.app, Uuid::nil(), "crowd") };
        let typed = [("email", email), ("name", "山田"), ("kind", "password"), ("message", "届きません")];
        post(&stranger, "/sign-in/help", &typed).await.map(drop)
    }

    /// The first person of a role, who has just passed step-up.
    async fn first(&self, role: Role) -> Done<Request> {
        let found = account::Entity::find().filter(account::Column::Role.eq(role.code())).one(&self.db).await?;
        let id = found.ok_or("nobody has that role")?.id;
        let mut me = Person::load(&self.app, &self.db, id).await?.ok_or("nobody may sign in so")?;
        me.proved_at = Some(self.app.clock.now());
        Ok(Request { who: Who::Account(Arc::new(me)), ..Request::system(&self.app, Uuid::nil(), "crowd") })
    }
}

/// An invitation, a contact, a cancelled export, and a network.
async fn company_acts(n: usize, owner: &Request) -> Done {
    let (name, mail) = (format!("担当 {n}"), |kind| format!("{kind}-{n}@takasakiya.example.jp"));
    let invited = [("name", name.as_str()), ("email", &mail("invited")), ("role", "viewer"), ("lang", "ja")];
    post(owner, "/members", &invited).await?;
    let contact = [("name", name.as_str()), ("email", &mail("contact")), ("kinds", "urgent"), ("language", "ja")];
    post(owner, "/contacts", &contact).await?;
    let export = post(owner, "/exports", &[("columns", "customer_id"), ("purpose", "棚卸し")]).await?;
    let export = export.rsplit('/').next().unwrap_or_default();
    post(owner, "/exports/cancel", &[("id", export)]).await?;
    let network = format!("203.0.113.{n}");
    post(owner, "/security/networks/add", &[("network", &network), ("note", &name)]).await?;
    Ok(())
}

/// Posts a form as a browser would. Returns the next page.
async fn post(request: &Request, path: &str, fields: &[(&str, &str)]) -> Done<String> {
    let route = tables::posts().find(|post| post.path == path).ok_or("no such post")?;
    let fields: Vec<_> = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let next = (route.run)(request, &fields).await;
    next.map(|next| next.to).map_err(|error| format!("{path} {fields:?}: {error:?}").into())
}
