//! `kill -9` at random moments of an export, with the real program on SQLite: no row is lost or doubled, and the log
//! verifies. `SEKISHO_KILL_ROUNDS` sets the number of rounds; the full run is 20.

use crate::people::{assert_holds, fill};
use crate::support::{Browser, PASSWORD, SECRET, code_at};
use app::exports::api::COLUMNS;
use app::permission::Role;
use sea_orm::{ConnectOptions, Database};
use server::base::clock::{Clock, Rng, SystemClock, SystemRng};
use server::cli::start;
use server::state::config::Config;
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// Enough rows for a kill to hit a running export.
const PEOPLE: usize = 60_000;
const COMPANY: &str = "株式会社 髙﨑屋ホールディングス";

#[expect(clippy::disallowed_methods, reason = "the test kills the real program")]
pub fn sekisho(dir: &Path, address: SocketAddr, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sekisho"));
    command.args(arguments).env_clear().env("SEKISHO_DATA_DIR", dir).env("SEKISHO_LISTEN", address.to_string());
    command.current_dir(dir).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// The console, killed on drop.
pub struct Console(Child);

impl Console {
    async fn start(dir: &Path, address: SocketAddr) -> Console {
        Console::spawn(&mut sekisho(dir, address, &["serve"]), address).await
    }

    pub async fn spawn(command: &mut Command, address: SocketAddr) -> Console {
        let console = Console(command.spawn().unwrap());
        for _ in 0..400 {
            if tokio::net::TcpStream::connect(address).await.is_ok() {
                return console;
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        panic!("the console did not start");
    }

    /// SIGKILL: the program cannot clean up.
    pub fn kill(mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

impl Drop for Console {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A random part of a duration.
pub fn part_of(whole: Duration) -> Duration {
    let mut random = [0; 4];
    SystemRng::default().fill(&mut random);
    whole.mul_f64(f64::from(u32::from_le_bytes(random)) / f64::from(u32::MAX))
}

/// Measures how long something takes on this machine.
pub async fn timed<T>(act: impl Future<Output = T>) -> (Duration, T) {
    let start = tokio::time::Instant::now();
    let done = act.await;
    (start.elapsed(), done)
}

#[tokio::test]
async fn killed_at_random_moments() {
    if std::env::var("SEKISHO_TEST_DATABASE").is_ok_and(|d| d == "postgres") {
        return;
    }
    let rounds = std::env::var("SEKISHO_KILL_ROUNDS").map_or(5, |n| n.parse().unwrap());
    let dir = tempfile::tempdir().unwrap();
    let address = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let people = prepare(dir.path(), address).await;
    // Sessions survive the process.
    let (browser, whole) = undisturbed(dir.path(), address).await;
    let mut continued = 0;
    for round in 0..rounds {
        let console = Console::start(dir.path(), address).await;
        let path = accepted(&browser).await;
        tokio::time::sleep(part_of(whole)).await;
        console.kill();
        // Every other round kills it a second time while it resumes.
        if round % 2 == 1 {
            let console = Console::start(dir.path(), address).await;
            tokio::time::sleep(part_of(whole / 2)).await;
            console.kill();
        }
        let console = Console::start(dir.path(), address).await;
        finished(&browser, &path).await;
        continued = browser.get("/operation-logs?action=export.progress").await.count("main tbody tr:not(.tbl-detail)");
        let file = browser.client.get(format!("{}{path}/file", browser.base)).send().await.unwrap();
        assert_eq!(file.status().as_u16(), 200, "round {round}");
        assert_holds(&file.bytes().await.unwrap(), &people);
        console.kill();
        let verified = sekisho(dir.path(), address, &["log", "verify"]).stdout(Stdio::piped()).output().unwrap();
        let told = String::from_utf8_lossy(&verified.stdout).into_owned();
        assert!(verified.status.success(), "round {round}: {told}");
    }
    assert!(continued > 0 || rounds < 5, "no kill met an export at work");
}

/// The duration of an export without a kill.
async fn undisturbed(dir: &Path, address: SocketAddr) -> (Browser, Duration) {
    let console = Console::start(dir, address).await;
    let browser = signed_in(address).await;
    let (whole, ()) = timed(async { finished(&browser, &accepted(&browser).await).await }).await;
    console.kill();
    (browser, whole)
}

/// A company with people and an owner, without a running console.
async fn prepare(
    dir: &Path,
    listen: SocketAddr,
) -> Vec<(uuid::Uuid, server::features::end_users::person::EndUserData)> {
    use sea_orm::sea_query::Expr;
    use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
    use server::storage::entity::account;
    let config = Config { listen, data_dir: dir.to_owned(), ..Config::default() };
    let app = start::open(config).await.unwrap();
    let company = server::features::tenants::add(&app, COMPANY, &app.config.profile).await.unwrap();
    let owner = server::features::tenants::add_account(&app, Some(company), Role::Owner, "owner@example.jp", "髙﨑")
        .await
        .unwrap();
    let mut options = ConnectOptions::new(format!("sqlite://{}", dir.join("sekisho.sqlite").display()));
    options.sqlx_logging(false);
    let db = Database::connect(options).await.unwrap();
    let hash = app.passwords.hash(PASSWORD).await.unwrap();
    account::Entity::update_many()
        .col_expr(account::Column::PasswordHash, Expr::value(hash))
        .col_expr(account::Column::MustChangePassword, Expr::value(false))
        .filter(account::Column::Id.eq(owner.id))
        .exec(&db)
        .await
        .unwrap();
    crate::support::enrol(&app, &db, owner.id, company).await;
    let people = fill(&app, &db, company, PEOPLE).await;
    db.close().await.unwrap();
    app.close().await;
    people
}

async fn signed_in(address: SocketAddr) -> Browser {
    let browser = Browser::new(address, format!("http://{address}"));
    let answer = browser.post("/sign-in", &[("email", "owner@example.jp"), ("password", PASSWORD)]).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    let code = code_at(SECRET, SystemClock.now().timestamp());
    let answer = browser.post("/sign-in/verify", &[("code", &code)]).await;
    assert_eq!(answer.location.as_deref(), Some("/"), "{}", answer.body);
    browser
}

async fn accepted(browser: &Browser) -> String {
    let columns = COLUMNS.iter().map(|c| ("columns", *c));
    let fields: Vec<_> = columns.chain([("purpose", "kill -9")]).collect();
    let answer = browser.post("/exports", &fields).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.location.unwrap()
}

async fn finished(browser: &Browser, path: &str) {
    for _ in 0..600 {
        let page = browser.get(path).await;
        match page.text(".badge").as_deref() {
            Some("Waiting" | "Running") => tokio::time::sleep(Duration::from_millis(50)).await,
            Some("Done") => return,
            _ => panic!("{}", page.body),
        }
    }
    panic!("the export did not finish");
}
