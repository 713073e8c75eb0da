//! A database per test, copied from a template that was migrated once.

use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement};
use server::storage::Storage;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use tokio::sync::OnceCell;

static TEMPLATE: OnceCell<String> = OnceCell::const_new();
static NUMBER: AtomicU32 = AtomicU32::new(0);

/// The database of one test.
pub enum TestDatabase {
    Sqlite(PathBuf),
    Postgres(String),
}

impl TestDatabase {
    pub async fn new(dir: &Path) -> TestDatabase {
        match std::env::var("SEKISHO_TEST_DATABASE").as_deref() {
            Ok("postgres") => postgres().await,
            Ok("sqlite") | Err(_) => sqlite(dir).await,
            Ok(other) => panic!("SEKISHO_TEST_DATABASE is {other}, expected sqlite or postgres"),
        }
    }

    pub fn url(&self) -> Option<String> {
        match self {
            TestDatabase::Sqlite(_) => None,
            TestDatabase::Postgres(url) => Some(url.clone()),
        }
    }

    pub async fn open(&self) -> Storage {
        match self {
            TestDatabase::Sqlite(path) => Storage::open_sqlite(path).await.unwrap(),
            TestDatabase::Postgres(url) => Storage::open_postgres(url).await.unwrap(),
        }
    }

    /// A plain connection beside the program's.
    pub async fn connect(&self) -> DatabaseConnection {
        self.connect_with(2).await
    }

    /// A plain connection beside the program's, with at most so many connections.
    pub async fn connect_with(&self, most: u32) -> DatabaseConnection {
        let url = match self {
            TestDatabase::Sqlite(path) => format!("sqlite://{}", path.display()),
            TestDatabase::Postgres(url) => url.clone(),
        };
        let mut options = ConnectOptions::new(url);
        options.max_connections(most).sqlx_logging(false);
        Database::connect(options).await.unwrap()
    }
}

/// Every row of every table as text, with bytes in hexadecimal.
pub async fn dump(db: &DatabaseConnection) -> BTreeMap<String, Vec<String>> {
    let sqlite = db.get_database_backend() == DbBackend::Sqlite;
    let tables = if sqlite {
        "SELECT name FROM sqlite_master WHERE type = 'table'"
    } else {
        "SELECT CAST(table_name AS TEXT) FROM information_schema.tables WHERE table_schema = 'public'"
    };
    let mut all = BTreeMap::new();
    for table in strings(db, tables).await {
        let row = if sqlite { quoted(db, &table).await } else { format!("CAST(\"{table}\" AS TEXT)") };
        let mut rows = strings(db, &format!("SELECT {row} FROM \"{table}\"")).await;
        rows.sort();
        all.insert(table, rows);
    }
    all
}

/// All columns of a table as one text.
async fn quoted(db: &DatabaseConnection, table: &str) -> String {
    let columns = strings(db, &format!("SELECT name FROM pragma_table_info('{table}')")).await;
    columns.iter().map(|column| format!("quote(\"{column}\")")).collect::<Vec<_>>().join(" || ',' || ")
}

async fn strings(db: &DatabaseConnection, sql: &str) -> Vec<String> {
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap();
    rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}

async fn sqlite(dir: &Path) -> TestDatabase {
    let template = TEMPLATE
        .get_or_init(|| async {
            let dir = std::env::temp_dir().join(format!("sekisho-template-{}", std::process::id()));
            std::fs::create_dir_all(&dir).unwrap();
            let path = dir.join("template.sqlite");
            let _ = std::fs::remove_file(&path);
            let storage = Storage::open_sqlite(&path).await.unwrap();
            storage.migrate().await.unwrap();
            storage.close().await.unwrap();
            path.display().to_string()
        })
        .await;
    let path = dir.join("sekisho.sqlite");
    std::fs::copy(template, &path).unwrap();
    TestDatabase::Sqlite(path)
}

async fn postgres() -> TestDatabase {
    let base = std::env::var("SEKISHO_TEST_POSTGRES_URL")
        .unwrap_or_else(|_| panic!("SEKISHO_TEST_POSTGRES_URL names the server"));
    let template = TEMPLATE
        .get_or_init(|| async {
            let name = format!("sekisho_template_{}", std::process::id());
            admin(&base, &format!("CREATE DATABASE {name}")).await;
            let storage = Storage::open_postgres(&with_name(&base, &name)).await.unwrap();
            storage.migrate().await.unwrap();
            storage.close().await.unwrap();
            name
        })
        .await;
    let number = NUMBER.fetch_add(1, Ordering::SeqCst);
    let name = format!("sekisho_test_{}_{number}", std::process::id());
    admin(&base, &format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
    TestDatabase::Postgres(with_name(&base, &name))
}

async fn admin(base: &str, sql: &str) {
    // One at a time: PostgreSQL refuses to copy a template while it has connections.
    static ONE: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());
    let _guard = ONE.lock().await;
    let mut options = ConnectOptions::new(base);
    options.max_connections(1).sqlx_logging(false);
    let db = Database::connect(options).await.unwrap();
    db.execute_unprepared(sql).await.unwrap();
    db.close().await.unwrap();
}

/// The address of another database on the same server: replaces the path and keeps the parameters.
fn with_name(base: &str, name: &str) -> String {
    let (address, parameters) = base.split_once('?').map_or((base, None), |(a, p)| (a, Some(p)));
    let scheme_end = address.find("://").map_or(0, |i| i + 3);
    let host_end = address[scheme_end..].find('/').map_or(address.len(), |i| scheme_end + i);
    let parameters = parameters.map(|p| format!("?{p}")).unwrap_or_default();
    format!("{}/{name}{parameters}", &address[..host_end])
}
