//! `kill -9` at random moments of an import, with the real program: no row is lost or stored twice, and the log
//! verifies. `SEKISHO_KILL_ROUNDS` sets the number of rounds; the full run is 20.

use crate::end_users::file;
use crate::export_kill::{part_of, timed};
use crate::support::TestDatabase;
use app::support::api::TENANTS;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use server::cli::start;
use server::door::Request;
use server::features::end_users::end_user as stored;
use server::state::config::Config;
use server::storage::entity::{end_user, end_user_import, identity, tenant};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

const COMPANY: &str = "株式会社 髙﨑屋ホールディングス";

/// Rows of each file; one in 100 is broken.
const ROWS: usize = 8_000;

/// The program with the test's database.
struct Program<'t> {
    dir: &'t Path,
    database: &'t TestDatabase,
}

impl Program<'_> {
    #[expect(clippy::disallowed_methods, reason = "the test kills the real program")]
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sekisho"));
        command.args(arguments).env_clear().env("SEKISHO_DATA_DIR", self.dir).env("RUST_LOG", "error");
        if let Some(url) = self.database.url() {
            command.env("SEKISHO_DATABASE_URL", url);
        }
        command.current_dir(self.dir).stdin(Stdio::null());
        command
    }

    fn run(&self, arguments: &[&str]) -> String {
        self.ends_with(0, arguments)
    }

    fn ends_with(&self, code: i32, arguments: &[&str]) -> String {
        let Output { status, stdout, stderr } = self.command(arguments).output().unwrap();
        assert_eq!(status.code(), Some(code), "{arguments:?}: {}", String::from_utf8_lossy(&stderr));
        String::from_utf8(stdout).unwrap()
    }

    /// Imports a complete file. Exit code 2 means that rows were refused.
    fn import(&self, file: &str) -> String {
        self.ends_with(2, &["end-users", "import", "--tenant", COMPANY, file])
    }

    /// Starts an import and kills it after a while. Returns true if it was still running.
    async fn kill_after(&self, file: &str, while_: Duration) -> bool {
        let mut command = self.command(&["end-users", "import", "--tenant", COMPANY, file]);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        tokio::time::sleep(while_).await;
        let at_work = child.try_wait().unwrap().is_none();
        child.kill().unwrap();
        child.wait().unwrap();
        at_work
    }
}

/// The expected people: customer id and name.
type People = BTreeMap<String, String>;

/// Writes the file of a round. Half of its customers are known from the previous round and get another name.
fn write(path: &Path, round: usize, people: &mut People) -> usize {
    let mut file = std::io::BufWriter::new(std::fs::File::create(path).unwrap());
    let columns = "customer_id,provider,subject,email,email_verified,name,birthdate,gender,prefecture,phone,note";
    writeln!(file, "{columns},created_at,last_sign_in_at\r").unwrap();
    let mut good = 0;
    for i in 0..ROWS {
        let number = round * ROWS / 2 + i;
        let (customer, name) = (format!("C{number:08}"), format!("佐藤 {round}"));
        let provider = if i % 100 == 99 { "myspace" } else { "line" };
        let rest = format!("user{number}@example.jp,true,{name},,,東京都,,\"改行\nあり\",2024-08-23T15:14:40+09:00,");
        writeln!(file, "{customer},{provider},U{number:032x},{rest}\r").unwrap();
        if provider == "line" {
            people.insert(customer, name);
            good += 1;
        }
    }
    good
}

#[tokio::test]
async fn killed_at_random_moments() {
    let rounds = std::env::var("SEKISHO_KILL_ROUNDS").map_or(5, |n| n.parse().unwrap());
    let dir = tempfile::tempdir().unwrap();
    let database = TestDatabase::new(dir.path()).await;
    let program = Program { dir: dir.path(), database: &database };
    program.run(&["tenant", "add", COMPANY, "--owner", "takasaki@takasakiya.example.jp"]);
    let mut people = People::new();
    write(&dir.path().join("undisturbed.csv"), 0, &mut people);
    let (whole, _) = timed(async { program.import("undisturbed.csv") }).await;
    let mut at_work = 0;
    for round in 0..rounds {
        let name = format!("people-{round}.csv");
        let good = write(&dir.path().join(&name), round, &mut people);
        for _ in 0..2 {
            at_work += usize::from(program.kill_after(&name, part_of(whole)).await);
            program.run(&["log", "verify"]);
        }
        // The result is the same whether it resumes or, if it had finished before the kill, starts again.
        let report = program.import(&name);
        assert!(report.contains(&format!("rows read: {ROWS}\nrows stored: {good} (")), "{report}");
        assert!(report.contains(&format!("\nrows refused: {}\n", ROWS - good)), "{report}");
        assert!(report.contains("\nline 200, column provider: unsupported provider / "), "{report}");
        assert_eq!(report.lines().filter(|line| line.starts_with("line ")).count(), ROWS - good);
        assert_stored(&program, &people).await;
    }
    assert!(at_work > rounds / 2, "only {at_work} of {} kills met an import at work", rounds * 2);
    program.run(&["log", "verify"]);
}

#[tokio::test]
async fn a_script_sees_what_became_of_a_file() {
    let dir = tempfile::tempdir().unwrap();
    let database = TestDatabase::new(dir.path()).await;
    let program = Program { dir: dir.path(), database: &database };
    program.run(&["tenant", "add", COMPANY, "--owner", "takasaki@takasakiya.example.jp"]);
    let good = ["C1,google,1", "C2,apple,1.a"];
    let bad = "C3,myspace,1,x,maybe";
    let end = |code, rows: &[&str]| {
        std::fs::write(dir.path().join("people.csv"), file(rows)).unwrap();
        program.ends_with(code, &["end-users", "import", "--tenant", COMPANY, "people.csv"])
    };
    end(0, &good);
    let report = end(2, &[good[0], bad]);
    let told: Vec<&str> = report.lines().filter_map(|line| line.strip_prefix("line 3, column ")).collect();
    let columns = told.iter().map(|told| told.split(": ").next().unwrap()).collect::<Vec<_>>();
    assert_eq!(columns, ["provider", "email", "email_verified"], "{report}");
    let report = end(1, &[&format!("C3,google,1{}", ",x".repeat(30))]);
    assert!(report.contains("\nline 2: too many columns / "), "of a whole row, no column is named: {report}");
    end(1, &[bad]);
    std::fs::write(dir.path().join("people.csv"), b"PK\x03\x04").unwrap();
    program.ends_with(1, &["end-users", "import", "--tenant", COMPANY, "people.csv"]);
}

/// Checks that exactly these people are stored, each with one account, and that the running counts match.
async fn assert_stored(program: &Program<'_>, people: &People) {
    let config = Config { data_dir: program.dir.to_owned(), database_url: program.database.url(), ..Config::default() };
    let app = start::open(config).await.unwrap();
    let db = program.database.connect().await;
    let company = tenant::Entity::find().filter(tenant::Column::Name.eq(COMPANY)).one(&db).await.unwrap().unwrap();
    assert_eq!(usize::try_from(company.end_users).unwrap(), people.len());
    let read = Request::system(&app, company.id, "test").read(TENANTS).await.unwrap();
    let keys = read.keys().await.unwrap();
    let mut stored = People::new();
    for mut row in read.of::<end_user::Entity>().all(read.db()).await.unwrap() {
        let person = stored::open(&keys, &mut row).unwrap();
        let twice = stored.insert(person.customer_id.to_owned(), person.name.to_owned());
        assert_eq!((twice, person.identities().count()), (None, 1));
    }
    assert_eq!(stored.len(), people.len());
    assert!(stored == *people, "somebody is stored otherwise than the files say");
    assert_eq!(read.of::<identity::Entity>().all(read.db()).await.unwrap().len(), people.len());
    let imports = read.of::<end_user_import::Entity>().all(read.db()).await.unwrap();
    for import in imports {
        assert_eq!((import.state.as_str(), import.rows_read), ("done", i64::try_from(ROWS).unwrap()));
        assert_eq!(import.rows_stored + import.rows_refused, import.rows_read);
    }
    db.close().await.unwrap();
    app.close().await;
}
