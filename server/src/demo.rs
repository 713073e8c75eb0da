//! The demonstration: two companies, their people, staff, end users, and a year of operation log. It fills an empty
//! database only. Stopped half-way it leaves a database that is no longer empty: the next start says what to do.

mod numbers;
mod people;
mod year;

use crate::app_state::App;
use crate::clock::ManualClock;
use crate::door::Request;
use crate::end_users::import;
use crate::entity::{account, tenant};
use crate::event::{Action, Event};
use crate::fault::Fault;
use crate::keys::PROVIDER;
use crate::log;
use crate::tenants::{self, NewAccount};
use app::permission::{Permission, Role};
use chrono::{DateTime, Duration, Utc};
use numbers::Numbers;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::fs::File;
use std::io::{Cursor, Write};
use std::path::Path;
use std::sync::Arc;
use uuid::Uuid;
use year::{Person, Year};

/// Made-up end users.
const END_USERS: u32 = 20_000;

/// A member or a member of staff: the word in the list of first sign-ins, role, address, name.
type Part = (&'static str, Role, &'static str, &'static str);

const TAKASAKIYA: &[Part] = &[
    ("owner", Role::Owner, "takasaki@takasakiya.example.jp", "髙﨑 真由美"),
    ("administrator", Role::Administrator, "osanai@takasakiya.example.jp", "小山内 のぞみ"),
    ("operator", Role::Operator, "watanabe@takasakiya.example.jp", "渡邊 𠮷郎"),
    ("viewer", Role::Viewer, "saito@takasakiya.example.jp", "齋藤 結衣"),
];
const AOBA: &[Part] = &[("other-owner", Role::Owner, "aoba@aoba-shoten.example.jp", "青葉 健太")];
const STAFF: &[Part] = &[("staff", Role::Support, "support@sekisho.example", "藤原")];

/// A company, or the provider, with its people.
struct Cast {
    tenant: Uuid,
    people: Vec<Person>,
    /// (word, address, one-time password).
    sign_ins: Vec<(&'static str, String, String)>,
}

/// Fills an empty database.
pub async fn fill(app: &Arc<App>, end_users: Option<&Path>) -> Result<(), Fault> {
    refuse_unless_empty(app).await?;
    let start = app.clock.now() - Duration::days(365);
    let casts = found(app, start).await?;
    for cast in &casts {
        live(app, cast, start).await?;
    }
    let own = casts.first().map_or(PROVIDER, |cast| cast.tenant);
    if let Some(path) = end_users {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let file = File::open(path).map_err(|error| Fault::internal(format!("{}: {error}", path.display())))?;
        import::import(app, own, &name, file).await.map_err(broken)?;
    } else {
        let file = Cursor::new(people::csv(END_USERS));
        import::import(app, own, "end_users.csv", file).await.map_err(broken)?;
    }
    let lines: Vec<String> = casts
        .iter()
        .flat_map(|cast| &cast.sign_ins)
        .map(|(word, email, password)| format!("{word}\t{email}\t{password}\n"))
        .collect();
    let sign_ins = lines.concat();
    hand_out(app, &sign_ins)
}

fn broken(error: import::ImportError) -> Fault {
    match error {
        import::ImportError::Fault(fault) => fault,
        file @ import::ImportError::File(_) => Fault::internal(file.to_string()),
    }
}

/// Nothing that anybody has worked in is touched.
async fn refuse_unless_empty(app: &App) -> Result<(), Fault> {
    let db = &app.storage.reader;
    let tenant = tenant::Entity::find().one(db).await?.is_some();
    if !tenant && account::Entity::find().one(db).await?.is_none() {
        return Ok(());
    }
    let what_to_do = match &app.config.database_url {
        Some(_) => "give it an empty database".to_owned(),
        None => format!("remove {} and start it again", app.config.data_dir.display()),
    };
    Err(Fault::internal(format!(
        "the database is not empty, and the demonstration fills an empty one only; if an earlier demonstration was \
         interrupted, {what_to_do}"
    )))
}

/// Companies and people come into being a year ago.
async fn found(app: &Arc<App>, start: DateTime<Utc>) -> Result<[Cast; 3], Fault> {
    let clock = ManualClock::at(start);
    let past = App::with(app.config.clone(), app.storage.clone(), clock.clone(), app.rng.clone()).await;
    let past = past.map_err(|error| Fault::internal(error.to_string()))?;
    let staff = join(&past, &clock, None, STAFF).await?;
    let own = tenants::add(&past, "株式会社 髙﨑屋ホールディングス", "social-login-manager").await?;
    let own = join(&past, &clock, Some(own), TAKASAKIYA).await?;
    let other = tenants::add(&past, "株式会社 青葉商店", "managed-saas").await?;
    let other = join(&past, &clock, Some(other), AOBA).await?;
    Ok([own, other, staff])
}

async fn join(past: &Arc<App>, clock: &ManualClock, tenant: Option<Uuid>, parts: &[Part]) -> Result<Cast, Fault> {
    let mut cast = Cast { tenant: tenant.unwrap_or(PROVIDER), people: Vec::new(), sign_ins: Vec::new() };
    for (word, role, email, name) in parts {
        clock.advance(Duration::seconds(97));
        let NewAccount { id, email, one_time_password } =
            tenants::add_account(past, tenant, *role, email, name).await?;
        cast.people.push(Person { id, role: *role, name: (*name).to_owned(), email: email.clone() });
        cast.sign_ins.push((word, email, one_time_password));
    }
    clock.advance(Duration::seconds(97));
    Ok(cast)
}

/// Writes a year of log, in one transaction.
async fn live(app: &Arc<App>, cast: &Cast, start: DateTime<Utc>) -> Result<(), Fault> {
    let now = app.clock.now();
    let new_id = || app.new_id();
    let seed = cast.people.iter().map(|person| person.email.len() as u64).sum();
    let mut year = Year { numbers: Numbers::new(seed), new_id: &new_id, acts: Vec::new() };
    year.live(&cast.people, start, now);
    let acts = year.acts;
    let tx = Request::system(app, cast.tenant, "demo").write(Permission::SupportTenants).await?;
    let keys = tx.keys().await?;
    for act in &acts {
        log::append(tx.db(), &app.keys, (cast.tenant, &keys), &act.author, act.at, &act.event).await?;
    }
    for person in &cast.people {
        let mine = acts.iter().filter(|act| act.author.id == Some(person.id) && act.event.action == Action::SignIn);
        account::Entity::update_many()
            .col_expr(account::Column::LastSignInAt, Expr::value(mine.map(|act| act.at).max()))
            // The one-time passwords are handed out now.
            .col_expr(account::Column::PasswordSetAt, Expr::value(now))
            .filter(account::Column::Id.eq(person.id))
            .exec(tx.db())
            .await?;
    }
    tx.commit(Event::new(Action::DemoFill).with("entries", acts.len())).await?;
    Ok(())
}

/// Prints the first sign-ins and keeps them in a file that only the owner of the data folder reads.
#[expect(clippy::print_stdout, reason = "the command line answers on standard output")]
fn hand_out(app: &App, sign_ins: &str) -> Result<(), Fault> {
    use std::os::unix::fs::OpenOptionsExt;
    let path = app.config.data_dir.join("first-sign-ins.txt");
    std::fs::create_dir_all(&app.config.data_dir)?;
    if path.exists() {
        std::fs::remove_file(&path)?;
    }
    File::options().write(true).create_new(true).mode(0o600).open(&path)?.write_all(sign_ins.as_bytes())?;
    println!("first sign-ins (each password must be changed at once), also in {}:", path.display());
    print!("{sign_ins}");
    Ok(())
}
