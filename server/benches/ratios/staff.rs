//! Compares a staff page with many companies to one with few. The rules for staff depend on every company, and each
//! request by staff looks them up.

use crate::company::Company;
use crate::console::Console;
use crate::report::{Aim, Report, median_ms, timed};
use crate::visitor::Visitor;
use app::permission::Role;
use sea_orm::{ActiveModelTrait, Database, EntityTrait, IntoActiveModel, TransactionTrait};
use server::cli::start;
use server::door::company;
use server::door::guarded;
use server::features::tenants;
use server::identity::account::NewAccount;
use server::profile;
use server::state::config::Config;
use server::storage::entity::tenant;

const MANY: usize = 5_000;
const FEW: usize = 10;
const PAGES: usize = 400;
/// Number of end users. It does not affect the result.
const ROWS: u32 = 10;

pub async fn measure(report: &mut Report) {
    let (few, many) = (page(FEW).await, page(MANY).await);
    let what = format!("staff page beside {MANY} companies ÷ beside {FEW}");
    report.ratio(&what, (many, few), "ms", Aim::AtMost(1.5));
}

/// The median time of many requests for the same page.
async fn page(companies: usize) -> f64 {
    let place = Company::prepare(ROWS).await;
    let staff = people(&place, companies).await;
    let _console = Console::serve(&place).await;
    let visitor = Visitor::signed_in(place.listen, &staff).await;
    let mut times = Vec::with_capacity(PAGES);
    for _ in 0..PAGES {
        times.push(timed(visitor.get("/account/sessions")).await.0);
    }
    median_ms(times)
}

/// Creates a member of staff, and companies that use all profiles in turn.
async fn people(place: &Company, companies: usize) -> NewAccount {
    let config = Config { listen: place.listen, data_dir: place.dir.path().to_owned(), ..Config::default() };
    let app = start::open(config.clone()).await.unwrap();
    let staff = tenants::add_account(&app, None, Role::Support, "support@sekisho.example", "髙﨑").await.unwrap();
    app.close().await;
    let db = Database::connect(format!("sqlite://{}", config.sqlite_path().display())).await.unwrap();
    let tx = db.begin().await.unwrap();
    for (i, name) in profile::names().iter().cycle().take(companies).enumerate() {
        let mut row = company::new(app.new_id(), &format!("株式会社 {i}"), name, app.clock.now());
        row.mac = Some(guarded::mac(&app, &row));
        tenant::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(&tx).await.unwrap();
    }
    tx.commit().await.unwrap();
    db.close().await.unwrap();
    staff
}
