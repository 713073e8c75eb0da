//! A company with end users in its own data folder.

use crate::report::timed;
use app::permission::Role;
use server::cli::demo::people;
use server::cli::start;
use server::features::end_users::import;
use server::features::tenants;
use server::identity::account::NewAccount;
use server::state::config::Config;
use std::io::Cursor;
use std::net::{SocketAddr, TcpListener};

/// Members who can sign in.
const MEMBERS: usize = 16;

/// The measured company. Dropping it removes the folder.
pub struct Company {
    pub dir: tempfile::TempDir,
    pub listen: SocketAddr,
    pub rows: u32,
    pub members: Vec<NewAccount>,
}

impl Company {
    /// Creates the company and imports its end users as an operator would.
    pub async fn prepare(rows: u32) -> Company {
        let dir = tempfile::tempdir().unwrap();
        let listen = free_address();
        let config = Config { listen, data_dir: dir.path().to_owned(), ..Config::default() };
        let app = start::open(config).await.unwrap();
        let tenant = tenants::add(&app, "株式会社 髙﨑屋", &app.config.profile).await.unwrap();
        let mut members = Vec::new();
        for i in 0..MEMBERS {
            let email = format!("owner{i}@example.jp");
            members.push(tenants::add_account(&app, Some(tenant), Role::Owner, &email, "髙﨑").await.unwrap());
        }
        let file = Cursor::new(people::csv(rows, app.clock.now()));
        let (time, done) = timed(import::import(&app, tenant, "end_users.csv", file)).await;
        let stored = done.unwrap().import.rows_stored;
        println!("imported {stored} of {rows} rows in {:.1} s", time.as_secs_f64());
        app.close().await;
        Company { dir, listen, rows, members }
    }
}

fn free_address() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}
