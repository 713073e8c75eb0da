//! The program's state while it runs.

use super::alarms::Alarms;
use super::change_feed::ChangeFeed;
use super::config::Config;
use super::guesses::Guesses;
use super::in_use::InUse;
use super::known_rows::KnownRows;
use super::memory_limits::MemoryLimits;
use super::provider;
use super::refused::Refused;
use super::running_attempts::RunningAttempts;
use super::sessions::Sessions;
use super::waiting_lines::WaitingLines;
use super::watchers::Watchers;
use crate::base::clock::{Clock, Rng, SystemClock, SystemRng};
use crate::base::private;
use crate::base::share::Strangers;
use crate::log::reported::Reports;
use crate::log::{Heads, Witness};
use crate::profile::{self, Profile, Tls};
use crate::seal::MasterKey;
use crate::seal::keys::Keys;
use crate::seal::passwords::Passwords;
use crate::storage::entity::{data_key, operation_log_head};
use crate::storage::{Reader, Storage, StorageError, rows};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::path::Path;
use std::sync::{Arc, RwLock};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

/// Shared by all requests and jobs.
pub struct AppState {
    pub config: Config,
    pub(crate) storage: Storage,
    /// The ends of the log chains in this database.
    pub(crate) heads: Arc<Heads>,
    /// The copy of the logs' heads outside the database.
    pub witness: Witness,
    /// What the logs report, as far as this process has read them.
    pub(crate) reports: Reports,
    pub clock: Arc<dyn Clock>,
    pub rng: Arc<dyn Rng>,
    pub keys: Arc<Keys>,
    /// Alarms about forged rows.
    pub alarms: Alarms,
    /// What is known of signed rows, so that older copies of them open nothing.
    pub known_rows: Arc<KnownRows>,
    pub passwords: Passwords,
    pub sessions: Sessions,
    /// Sign-in attempts that are being checked.
    pub running_attempts: RunningAttempts,
    /// Sign-in attempts that wait to be checked.
    pub waiting_lines: WaitingLines,
    /// The guesses of this process.
    pub guesses: Guesses,
    /// Counts what strangers ask for, by address.
    pub memory_limits: MemoryLimits,
    /// Counts of refused input that are not in the database yet.
    pub refused: Refused,
    /// Limits for how many strangers the console works at the same time: half of the threads stay free for known people.
    pub strangers: Strangers,
    /// Announces recent changes.
    pub changes: ChangeFeed,
    /// The streams that watch something.
    pub watchers: Watchers,
    /// Cancelled just before the program ends, so that open streams end first.
    pub stopping: CancellationToken,
    pub(super) profile: &'static Profile,
    /// The TLS requirements of all profiles in use, as last looked up.
    pub(super) transport: RwLock<&'static Tls>,
    pub(crate) in_use: InUse,
}

/// Said by commands that read a database and do not migrate it.
const NOT_MIGRATED: &str = "the database schema doesn't match this version; run `sekisho migrate` first";

/// Why the program cannot start, as one line.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error(transparent)]
    Storage(#[from] StorageError),
    #[error("master key: {0}")]
    Key(String),
    #[error("{0}")]
    Other(String),
}

impl AppState {
    /// Opens the configured database for this process.
    pub async fn open(config: Config) -> Result<Arc<AppState>, StartError> {
        private::close(&config.data_dir, &config.master_key_path());
        let storage = match &config.database_url {
            Some(url) if config.is_postgres() => Storage::open_postgres(url).await?,
            Some(_) => return Err(StartError::Other("database_url must start with postgres://".into())),
            None => Storage::open_sqlite(&config.sqlite_path()).await?,
        };
        storage.migrate().await?;
        AppState::with(config, storage, Arc::new(SystemClock), Arc::new(SystemRng::default())).await
    }

    /// Opens the database read-only, while the console may be running. Migrates nothing: a database of another version is
    /// refused.
    pub async fn open_read_only(config: Config) -> Result<Arc<AppState>, StartError> {
        let storage = match &config.database_url {
            Some(url) => Storage::open_postgres(url).await?,
            None if !config.sqlite_path().exists() => return Err(StartError::Other(NOT_MIGRATED.into())),
            None => Storage::open_sqlite_read_only(&config.sqlite_path()).await?,
        };
        if !storage.is_current().await.map_err(StorageError::from)? {
            return Err(StartError::Other(NOT_MIGRATED.into()));
        }
        let known_rows = KnownRows::read_only(&config.known_rows_path()).map_err(|e| unusable(&config, &e))?;
        let (clock, rng) = (Arc::new(SystemClock), Arc::new(SystemRng::default()));
        AppState::build(config, storage, Arc::default(), known_rows, clock, rng).await
    }

    /// Builds the state over an open, migrated database.
    pub async fn with(
        config: Config,
        storage: Storage,
        clock: Arc<dyn Clock>,
        rng: Arc<dyn Rng>,
    ) -> Result<Arc<AppState>, StartError> {
        let known_rows = known_rows(&config, clock.as_ref())?;
        let app = AppState::build(config, storage, Arc::default(), known_rows, clock, rng).await?;
        let made = provider::ensure(&app.storage, &app.keys, app.clock.as_ref()).await;
        made.map_err(|e| StartError::Other(e.to_string()))?;
        Ok(app)
    }

    /// Builds the same program over the same database with another clock.
    pub async fn by(&self, clock: Arc<dyn Clock>) -> Result<Arc<AppState>, StartError> {
        let (config, storage, rng) = (self.config.clone(), self.storage.clone(), self.rng.clone());
        let known_rows = known_rows(&config, clock.as_ref())?;
        AppState::build(config, storage, self.heads.clone(), known_rows, clock, rng).await
    }

    async fn build(
        config: Config,
        storage: Storage,
        heads: Arc<Heads>,
        known_rows: KnownRows,
        clock: Arc<dyn Clock>,
        rng: Arc<dyn Rng>,
    ) -> Result<Arc<AppState>, StartError> {
        let known_rows = Arc::new(known_rows);
        let db = &storage.reader;
        let (logged, filled) = (has_entries(db).await?, has_keys(db).await?);
        let master = master_key(&config.master_key_path(), filled, rng.as_ref())?;
        let keys = Arc::new(Keys::new(master, rng.clone()).map_err(|e| StartError::Key(e.to_string()))?);
        let (alarms, checkpoints) = (Alarms::new(clock.clone()), config.checkpoint_path());
        let witness = Witness::open(checkpoints.clone(), &keys, heads.clone(), logged, storage.backend())
            .map_err(|e| StartError::Other(format!("{}: {e}", checkpoints.display())))?;
        let profile =
            profile::built_in(&config.profile).ok_or_else(|| StartError::Other(profile::unknown(&config.profile)))?;
        Ok(Arc::new(AppState {
            sessions: Sessions::new(storage.clone(), clock.clone(), keys.clone(), alarms.clone(), known_rows.clone()),
            running_attempts: RunningAttempts::default(),
            waiting_lines: WaitingLines::default(),
            guesses: Guesses::default(),
            memory_limits: MemoryLimits::default(),
            refused: Refused::default(),
            strangers: Strangers::half_of(threads()),
            passwords: Passwords::new(rng.clone()),
            changes: ChangeFeed::default(),
            watchers: Watchers::default(),
            stopping: CancellationToken::new(),
            profile,
            transport: RwLock::new(&profile.tls),
            in_use: InUse::default(),
            config,
            storage,
            heads,
            reports: Reports::default(),
            witness,
            clock,
            rng,
            keys,
            alarms,
            known_rows,
        }))
    }

    pub fn new_id(&self) -> Uuid {
        crate::base::clock::new_id(self.clock.as_ref(), self.rng.as_ref())
    }

    /// Forgets what a log reports: an operator has restarted it.
    pub fn forget_reports(&self, tenant: Uuid) {
        self.reports.forget(tenant);
    }

    /// Closes all connections.
    pub async fn close(&self) {
        if let Err(error) = self.storage.clone().close().await {
            tracing::warn!(%error, "closing the database");
        }
    }
}

/// The number of threads that answer requests.
fn threads() -> usize {
    std::thread::available_parallelism().map_or(2, std::num::NonZero::get)
}

/// What the data folder knows of signed rows.
fn known_rows(config: &Config, clock: &dyn Clock) -> Result<KnownRows, StartError> {
    KnownRows::open(config.known_rows_path(), clock.now()).map_err(|error| unusable(config, &error))
}

fn unusable(config: &Config, error: &std::io::Error) -> StartError {
    StartError::Other(format!("{}: {error}", config.known_rows_path().display()))
}

/// True if any log has an entry.
async fn has_entries(db: &Reader) -> Result<bool, StorageError> {
    let entry = operation_log_head::Entity::find().filter(operation_log_head::Column::Seq.gt(0));
    Ok(rows::is_any(db, entry).await?)
}

/// True if a data key exists, so that data may be sealed.
async fn has_keys(db: &Reader) -> Result<bool, StorageError> {
    Ok(rows::is_any(db, data_key::Entity::find()).await?)
}

/// Loads the master key, or creates it at the first start. If the database already holds data, a lost key is never
/// replaced: the data sealed with it would stay unreadable.
fn master_key(path: &Path, filled: bool, rng: &dyn Rng) -> Result<MasterKey, StartError> {
    if let Some(folder) = path.parent() {
        private::make_folder(folder).map_err(|e| StartError::Key(e.to_string()))?;
    }
    let fill = |buffer: &mut [u8]| rng.fill(buffer);
    let master = if filled { MasterKey::load(path) } else { MasterKey::load_or_create(path, &fill) };
    master.map_err(|e| StartError::Key(e.to_string()))
}
