//! Fills an empty database.

use super::company::{DemoCompany, NewPerson};
use super::year::DemoEntry;
use super::{announcements, inquiries, people, staff};
use crate::base::clock::Clock;
use crate::door::Request;
use crate::door::fault::Fault;
use crate::features::end_users::import;
use crate::features::tenants;
use crate::identity::account::NewAccount;
use crate::log::event::Event;
use crate::log::{Appender, Entry};
use crate::seal::keys::PROVIDER;
use crate::state::AppState;
use crate::storage::entity::{account, tenant};
use app::operation_logs::acts::ENTRIES;
use app::permission::Role;
use app::support::api::TENANTS;
use chrono::{DateTime, Duration, Utc};
use sea_orm::EntityTrait;
use std::fs::File;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use uuid::Uuid;

/// Number of made-up end users.
const END_USERS: u32 = 20_000;

const TAKASAKIYA: &[NewPerson] = &[
    NewPerson { key: "owner", role: Role::Owner, email: "takasaki@takasakiya.example.jp", name: "髙﨑 真由美" },
    NewPerson {
        key: "administrator",
        role: Role::Administrator,
        email: "osanai@takasakiya.example.jp",
        name: "小山内 のぞみ",
    },
    NewPerson {
        key: "operator", role: Role::Operator, email: "watanabe@takasakiya.example.jp", name: "渡邊 𠮷郎"
    },
    NewPerson { key: "viewer", role: Role::Viewer, email: "saito@takasakiya.example.jp", name: "齋藤 結衣" },
];
const AOBA: &[NewPerson] =
    &[NewPerson { key: "other-owner", role: Role::Owner, email: "aoba@aoba-shoten.example.jp", name: "青葉 健太" }];
/// Two, because nobody approves their own check.
const STAFF: [NewPerson; 2] = [
    NewPerson { key: "staff", role: Role::Support, email: "support@sekisho.example", name: "藤原" },
    NewPerson { key: "staff-2", role: Role::Support, email: "support2@sekisho.example", name: "中村" },
];

/// Fills an empty database. The end users are imported a few days before today, so that the newest log entries are not
/// only those of the import.
pub async fn fill(app: &Arc<AppState>, end_users: Option<&Path>) -> Result<(), Fault> {
    refuse_unless_empty(app).await?;
    let now = app.clock.now();
    let year_ago = Shifted::app(app, Duration::days(365)).await?;
    let days_ago = Shifted::app(app, Duration::days(4) + Duration::hours(3)).await?;
    let companies = found(&year_ago).await?;
    let mut rest = Vec::new();
    for company in &companies {
        let mut acts = company.year(app, now - Duration::days(365), now);
        let later = acts.split_off(acts.partition_point(|act| act.at < days_ago.clock.now()));
        write_entries(&days_ago, company, &acts).await?;
        rest.push((company, later));
    }
    let own = companies.first().map_or(PROVIDER, |company| company.tenant);
    import_people(&days_ago, own, end_users).await?;
    let [takasakiya, _, provider] = &companies;
    inquiries::before(&days_ago, takasakiya, provider).await?;
    for (company, later) in &rest {
        write_entries(app, company, later).await?;
    }
    inquiries::now(app, takasakiya).await?;
    let [own, other, staff] = &companies;
    announcements::fill(app, staff, &[own, other]).await?;
    write_first_sign_ins(app, &companies)
}

async fn import_people(app: &Arc<AppState>, tenant: Uuid, file: Option<&Path>) -> Result<(), Fault> {
    let imported = match file {
        Some(path) => {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let file = File::open(path).map_err(|error| Fault::internal(format!("{}: {error}", path.display())))?;
            import::import(app, tenant, &name, file).await
        }
        None => {
            import::import(app, tenant, "end_users.csv", Cursor::new(people::csv(END_USERS, app.clock.now()))).await
        }
    };
    imported.map(|_| ()).map_err(broken)
}

fn broken(error: import::ImportError) -> Fault {
    match error {
        import::ImportError::Fault(fault) => fault,
        file @ import::ImportError::File(_) => Fault::internal(file.to_string()),
    }
}

/// True if nobody has used the database yet.
pub async fn is_empty(app: &AppState) -> Result<bool, Fault> {
    let db = &app.storage.reader;
    Ok(tenant::Entity::find().one(db).await?.is_none() && crate::door::people::every().one(db).await?.is_none())
}

/// Refuses a database that anybody has used.
async fn refuse_unless_empty(app: &AppState) -> Result<(), Fault> {
    if is_empty(app).await? {
        return Ok(());
    }
    let what_to_do = match &app.config.database_url {
        Some(_) => "use an empty database".to_owned(),
        None => format!("remove {} and run the command again", app.config.data_dir.display()),
    };
    Err(Fault::internal(format!(
        "the database is not empty; the demonstration needs an empty one. If an earlier demonstration was \
         interrupted, {what_to_do}"
    )))
}

/// Creates the companies and their people.
async fn found(app: &Arc<AppState>) -> Result<[DemoCompany; 3], Fault> {
    let staff = staff::found(app, STAFF).await?;
    let own = tenants::add(app, "株式会社 髙﨑屋ホールディングス", "social-login-manager").await?;
    let own = join(app, own, TAKASAKIYA).await?;
    let other = tenants::add(app, "株式会社 青葉商店", "managed-saas").await?;
    let other = join(app, other, AOBA).await?;
    Ok([own, other, staff])
}

async fn join(app: &Arc<AppState>, tenant: Uuid, people: &[NewPerson]) -> Result<DemoCompany, Fault> {
    let mut company = DemoCompany { tenant, people: Vec::new(), sign_ins: Vec::new() };
    for person in people {
        let NewPerson { role, email, name, .. } = *person;
        company.add(person, tenants::add_account(app, Some(tenant), role, email, name).await?);
    }
    Ok(company)
}

/// Writes actions to the log with their own times, in one transaction.
async fn write_entries(app: &Arc<AppState>, company: &DemoCompany, acts: &[DemoEntry]) -> Result<(), Fault> {
    let tx = Request::system(app, company.tenant, "demo").write(TENANTS).await?;
    let keys = tx.keys().await?;
    let mut appender = Appender::new(&app.keys, &keys, &app.heads);
    for act in acts {
        appender.append(tx.db(), Entry { author: &act.author, at: act.at, event: &act.event }).await?;
    }
    for person in &company.people {
        let mine =
            acts.iter().filter(|act| act.author.id == Some(person.id) && act.event.act == app::sign_in::acts::SIGN_IN);
        let last = mine.map(|act| act.at).max();
        // The one-time passwords are issued at the end.
        let handed_out = |row: &mut account::Stored| {
            row.password_set_at = app.clock.now();
            row.last_sign_in_at = last.or(row.last_sign_in_at);
            true
        };
        crate::door::people::change(&tx, person.id, handed_out).await?;
    }
    tx.commit(Event::new(app::support::acts::FILL_DEMO).with(ENTRIES, acts.len())).await?;
    Ok(())
}

/// A clock that follows another one with a delay.
struct Shifted {
    clock: Arc<dyn Clock>,
    by: Duration,
}

impl Clock for Shifted {
    fn now(&self) -> DateTime<Utc> {
        self.clock.now() - self.by
    }
}

impl Shifted {
    /// The same program in the past.
    async fn app(app: &AppState, by: Duration) -> Result<Arc<AppState>, Fault> {
        let clock = Arc::new(Shifted { clock: app.clock.clone(), by });
        app.by(clock).await.map_err(|error| Fault::internal(error.to_string()))
    }
}

/// Prints the first sign-ins, and stores them in a file that only the owner of the data folder can read.
fn write_first_sign_ins(app: &AppState, companies: &[DemoCompany]) -> Result<(), Fault> {
    let line = |(word, new): &(&str, NewAccount)| format!("{word}\t{}\t{}\n", new.email, new.one_time_password);
    let sign_ins: String = companies.iter().flat_map(|company| &company.sign_ins).map(line).collect();
    let path = first_sign_ins(app);
    crate::base::private::make_folder(&app.config.data_dir)?;
    if path.exists() {
        std::fs::remove_file(&path)?;
    }
    crate::base::private::options().write(true).create_new(true).open(&path)?.write_all(sign_ins.as_bytes())?;
    print_first_sign_ins(app)
}

fn first_sign_ins(app: &AppState) -> PathBuf {
    app.config.data_dir.join("first-sign-ins.txt")
}

/// Prints the first sign-ins, if the demonstration has stored some.
pub fn print_first_sign_ins(app: &AppState) -> Result<(), Fault> {
    let path = first_sign_ins(app);
    if path.exists() {
        println!("first sign-ins (role, email address, one-time password), also in {}:", path.display());
        print!("{}", std::fs::read_to_string(&path)?);
    }
    Ok(())
}
