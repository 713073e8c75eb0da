//! What the program holds while it runs.

use super::alarms::Alarms;
use super::config::Config;
use super::flights::Flights;
use super::news::News;
use super::places::Places;
use super::provider;
use super::sessions::Sessions;
use super::watchers::Watchers;
use crate::base::clock::{Clock, Rng, SystemClock, SystemRng};
use crate::base::share::Strangers;
use crate::log::Witness;
use crate::profile::{self, Profile, Tls};
use crate::seal::MasterKey;
use crate::seal::keys::Keys;
use crate::seal::passwords::Passwords;
use crate::storage::entity::operation_log_head;
use crate::storage::{Storage, StorageError};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::sync::{Arc, RwLock};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

/// Pages that are made for strangers at the same time: enough for a quiet day, and few beside everybody else's.
const STRANGERS: usize = 2;

/// Shared by all requests and jobs.
pub struct App {
    pub config: Config,
    pub(crate) storage: Storage,
    /// What is written of the logs outside the database.
    pub witness: Witness,
    pub clock: Arc<dyn Clock>,
    pub rng: Arc<dyn Rng>,
    pub keys: Arc<Keys>,
    /// Rows that somebody else has written.
    pub alarms: Alarms,
    pub passwords: Passwords,
    pub sessions: Sessions,
    /// Attempts to sign in that are being checked.
    pub flights: Flights,
    /// What strangers have asked, and from where.
    pub places: Places,
    /// How many strangers pages are made for at the same time.
    pub strangers: Strangers,
    /// What has changed lately.
    pub news: News,
    /// Who watches what.
    pub watchers: Watchers,
    /// Told when the program is about to end, so that open streams end first.
    pub stopping: CancellationToken,
    pub(super) profile: &'static Profile,
    /// What the profiles in use together want of the transport, as it was last looked up.
    pub(super) transport: RwLock<&'static Tls>,
}

/// Why the program cannot start, in one line.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error(transparent)]
    Storage(#[from] StorageError),
    #[error("master key: {0}")]
    Key(String),
    #[error("{0}")]
    Other(String),
}

impl App {
    /// Opens the database the configuration names, for this process.
    pub async fn open(config: Config) -> Result<Arc<App>, StartError> {
        crate::base::private::close(&config.data_dir, &config.master_key_path());
        let storage = match &config.database_url {
            Some(url) if config.is_postgres() => Storage::open_postgres(url).await?,
            Some(_) => return Err(StartError::Other("database_url must start with postgres://".into())),
            None => Storage::open_sqlite(&config.sqlite_path()).await?,
        };
        storage.migrate().await?;
        App::with(config, storage, Arc::new(SystemClock), Arc::new(SystemRng::default())).await
    }

    /// Opens the database for reading, beside a running console.
    pub async fn open_read_only(config: Config) -> Result<Arc<App>, StartError> {
        let storage = match &config.database_url {
            Some(url) => Storage::open_postgres(url).await?,
            None => Storage::open_sqlite_read_only(&config.sqlite_path()).await?,
        };
        App::build(config, storage, Arc::new(SystemClock), Arc::new(SystemRng::default())).await
    }

    /// Puts the parts together over an open, migrated database.
    pub async fn with(
        config: Config,
        storage: Storage,
        clock: Arc<dyn Clock>,
        rng: Arc<dyn Rng>,
    ) -> Result<Arc<App>, StartError> {
        let app = App::build(config, storage, clock, rng).await?;
        let made = provider::ensure(&app.storage, &app.keys, app.clock.as_ref()).await;
        made.map_err(|e| StartError::Other(e.to_string()))?;
        Ok(app)
    }

    async fn build(
        config: Config,
        storage: Storage,
        clock: Arc<dyn Clock>,
        rng: Arc<dyn Rng>,
    ) -> Result<Arc<App>, StartError> {
        let path = config.master_key_path();
        let db = &storage.reader;
        let first = crate::storage::entity::data_key::Entity::find().one(db).await;
        let filled = first.map_err(StorageError::from)?.is_some();
        let entry = operation_log_head::Entity::find().filter(operation_log_head::Column::Seq.gt(0)).one(db).await;
        let logged = entry.map_err(StorageError::from)?.is_some();
        if let Some(folder) = path.parent() {
            crate::base::private::make_folder(folder).map_err(|e| StartError::Key(e.to_string()))?;
        }
        let fill = |buffer: &mut [u8]| rng.fill(buffer);
        // A lost key beside a filled database must not become a new key: what it sealed would stay shut.
        let master = if filled { MasterKey::load(&path) } else { MasterKey::load_or_create(&path, &fill) };
        let master = master.map_err(|e| StartError::Key(e.to_string()))?;
        let keys = Arc::new(Keys::new(master, rng.clone()).map_err(|e| StartError::Key(e.to_string()))?);
        let alarms = Alarms::default();
        let checkpoints = config.checkpoint_path();
        let backend = storage.backend();
        let witness = Witness::open(checkpoints.clone(), &keys, storage.heads.clone(), logged, backend)
            .map_err(|e| StartError::Other(format!("{}: {e}", checkpoints.display())))?;
        let profile =
            profile::built_in(&config.profile).ok_or_else(|| StartError::Other(profile::unknown(&config.profile)))?;
        Ok(Arc::new(App {
            sessions: Sessions::new(storage.clone(), clock.clone(), keys.clone(), alarms.clone()),
            flights: Flights::default(),
            places: Places::default(),
            strangers: Strangers::at_most(STRANGERS),
            passwords: Passwords::new(rng.clone()).map_err(|e| StartError::Other(e.to_string()))?,
            news: News::default(),
            watchers: Watchers::default(),
            stopping: CancellationToken::new(),
            profile,
            transport: RwLock::new(&profile.tls),
            config,
            storage,
            witness,
            clock,
            rng,
            keys,
            alarms,
        }))
    }

    pub fn new_id(&self) -> Uuid {
        crate::base::clock::new_id(self.clock.as_ref(), self.rng.as_ref())
    }

    /// Ends all connections.
    pub async fn close(&self) {
        if let Err(error) = self.storage.clone().close().await {
            tracing::warn!(%error, "closing the database");
        }
    }
}
