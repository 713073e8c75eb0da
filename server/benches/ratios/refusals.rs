//! An unknown address, a wrong password and a locked account take the same time (ASVS 6.3.8). Attempts of the three
//! kinds alternate, each with its own account and address, and their times are compared by rank (Mann and Whitney
//! 1947). If the kinds take the same time, |z| stays below 2.58 in 99 of 100 runs.

use crate::company::Company;
use crate::console::Console;
use crate::report::{Aim, Report, median_ms, timed};
use app::permission::Role;
use sea_orm::{ActiveModelTrait, Database, EntityTrait, IntoActiveModel, QueryFilter};
use server::cli::start;
use server::door::people;
use server::features::tenants;
use server::state::config::Config;
use server::storage::entity::account;
use std::time::Duration;

/// Number of attempts of each kind.
const EACH: usize = 150;

#[derive(Clone, Copy)]
enum Kind {
    Unknown,
    Wrong,
    Locked,
}

impl Kind {
    const ALL: [Kind; 3] = [Kind::Unknown, Kind::Wrong, Kind::Locked];

    fn name(self) -> &'static str {
        match self {
            Kind::Unknown => "unknown",
            Kind::Wrong => "wrong",
            Kind::Locked => "locked",
        }
    }
}

fn email(kind: Kind, i: usize) -> String {
    format!("{}{i}@refusals.example.jp", kind.name())
}

pub async fn measure(report: &mut Report) {
    let company = Company::prepare(100).await;
    people(&company).await;
    let console = Console::serve(&company).await;
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy().build().unwrap();
    let mut times: [Vec<Duration>; 3] = Default::default();
    for i in 0..EACH {
        // Each round starts with another kind.
        for turn in 0..3 {
            let kind = Kind::ALL[(i + turn) % 3];
            times[kind as usize].push(attempt(&client, &company, kind, i).await);
        }
    }
    drop(console);
    let [unknown, wrong, locked] = times;
    for (name, of) in [("wrong", wrong), ("locked", locked)] {
        let z = rank_z(&unknown, &of);
        let what =
            format!("time of a {name} sign-in ÷ of an unknown one, medians (by rank |z| = {z:.2}, aim 2.58 or less)");
        report.ratio(&what, (median_ms(of), median_ms(unknown.clone())), "ms", Aim::AtMost(1.1));
    }
}

/// Creates separate accounts, half of them locked, with either kind of lock.
async fn people(company: &Company) {
    let config = Config { listen: company.listen, data_dir: company.dir.path().to_owned(), ..Config::default() };
    let app = start::open(config.clone()).await.unwrap();
    let tenant = tenants::add(&app, "株式会社 青葉", &app.config.profile).await.unwrap();
    for i in 0..EACH {
        for kind in [Kind::Wrong, Kind::Locked] {
            tenants::add_account(&app, Some(tenant), Role::Viewer, &email(kind, i), "青葉").await.unwrap();
        }
    }
    app.close().await;
    let db = Database::connect(format!("sqlite://{}", config.sqlite_path().display())).await.unwrap();
    for i in 0..EACH {
        let whose = people::addressed(&app.keys, &email(Kind::Locked, i));
        let mut row = account::Entity::find().filter(whose).one(&db).await.unwrap().unwrap();
        let locked = if i % 2 == 0 { &mut row.locked_at } else { &mut row.unseen_locked_at };
        *locked = Some(row.created_at);
        row.mac = Some(people::guard::sign(app.keys.rows(), &row));
        row.into_active_model().reset_all().update(&db).await.unwrap();
    }
    db.close().await.unwrap();
}

async fn attempt(client: &reqwest::Client, company: &Company, kind: Kind, i: usize) -> Duration {
    let base = format!("http://{}", company.listen);
    let who = email(kind, i);
    let form = [("email", who.as_str()), ("password", "wet lattice 7 ravine")];
    let request = client.post(format!("{base}/sign-in")).header("origin", &base).form(&form);
    let from = format!("203.0.{}.{}", kind as usize, i);
    let (time, answer) = timed(async {
        let answer = request.header("x-forwarded-for", from).send().await.unwrap();
        let status = answer.status().as_u16();
        answer.bytes().await.unwrap();
        status
    })
    .await;
    assert_eq!(answer, 422);
    time
}

/// The rank-sum statistic of two samples as a standard normal deviate, without sign.
fn rank_z(a: &[Duration], b: &[Duration]) -> f64 {
    let count = |n: usize| f64::from(u32::try_from(n).unwrap());
    let before = a.iter().map(|x| count(b.iter().filter(|y| *y < x).count())).sum::<f64>();
    let (n, m) = (count(a.len()), count(b.len()));
    ((before - n * m / 2.0) / (n * m * (n + m + 1.0) / 12.0).sqrt()).abs()
}
