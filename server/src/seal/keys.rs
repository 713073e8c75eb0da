//! Prepared keys: the log's signing key and, per tenant, the data key with its blind index.

use crate::base::clock::Rng;
use crate::seal::{BlindIndex, Block, Context, DataKey, MasterKey, RowKey, SealError};
use crate::storage::entity::{RowId, data_key};
use chrono::{DateTime, Utc};
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, Set};
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};
use uuid::Uuid;

/// The provider's own "tenant": actions of staff and of the system that concern no company.
pub const PROVIDER: Uuid = Uuid::nil();

/// Everything derived from the master key, and the tenants' keys, loaded on demand.
pub struct Keys {
    master: MasterKey,
    signing: Ed25519KeyPair,
    personal: ring::hmac::Key,
    cursor: ring::hmac::Key,
    cookie: ring::hmac::Key,
    address: ring::hmac::Key,
    rows: RowKey,
    sessions: TenantKeys,
    rng: Arc<dyn Rng>,
    tenants: RwLock<HashMap<Uuid, Arc<TenantKeys>>>,
}

impl Keys {
    pub fn new(master: MasterKey, rng: Arc<dyn Rng>) -> Result<Keys, SealError> {
        Ok(Keys {
            signing: master.log_signing_key()?,
            personal: master.log_personal_key()?,
            cursor: master.cursor_key()?,
            cookie: master.cookie_key()?,
            address: master.address_key()?,
            rows: master.row_key()?,
            sessions: TenantKeys::new(PROVIDER, DataKey::new(master.session_secret()?)?, rng.clone())?,
            master,
            rng,
            tenants: RwLock::default(),
        })
    }

    /// Signs a head of the log (Ed25519, RFC 8032).
    pub fn sign(&self, message: &[u8]) -> Vec<u8> {
        self.signing.sign(message).as_ref().to_vec()
    }

    /// The public key that verifies the signatures (Ed25519, RFC 8032).
    pub fn public_key(&self) -> &[u8] {
        self.signing.public_key().as_ref()
    }

    pub fn verify(&self, message: &[u8], signature: &[u8]) -> bool {
        UnparsedPublicKey::new(&ED25519, self.signing.public_key().as_ref()).verify(message, signature).is_ok()
    }

    /// The keyed hash that the chain stores for a line's personal details.
    pub fn personal_ref(&self, tenant: Uuid, seq: i64, personal: &str) -> Vec<u8> {
        let mut context = ring::hmac::Context::with_key(&self.personal);
        context.update(tenant.as_bytes());
        context.update(&seq.to_be_bytes());
        context.update(personal.as_bytes());
        context.sign().as_ref().to_vec()
    }

    /// Signs a paging cursor for one tenant.
    pub fn cursor_tag(&self, tenant: Uuid, cursor: &[u8]) -> [u8; 8] {
        let mut context = ring::hmac::Context::with_key(&self.cursor);
        context.update(tenant.as_bytes());
        context.update(cursor);
        let mut tag = [0; 8];
        tag.copy_from_slice(&context.sign().as_ref()[..8]);
        tag
    }

    /// Signs the fact that an account has signed in on a device at a time (Unix microseconds).
    pub fn device_tag(&self, device: &[u8], account: Uuid, at: i64) -> [u8; 16] {
        let mut context = ring::hmac::Context::with_key(&self.cookie);
        context.update(b"device");
        context.update(account.as_bytes());
        context.update(&at.to_be_bytes());
        context.update(device);
        let mut tag = [0; 16];
        tag.copy_from_slice(&context.sign().as_ref()[..16]);
        tag
    }

    /// Signs a device cookie as a whole.
    pub fn device_seal(&self, cookie: &str) -> [u8; 16] {
        let mut context = ring::hmac::Context::with_key(&self.cookie);
        context.update(b"device cookie");
        context.update(cookie.as_bytes());
        let mut tag = [0; 16];
        tag.copy_from_slice(&context.sign().as_ref()[..16]);
        tag
    }

    /// The stored form of an account's recovery code.
    pub fn recovery_hash(&self, account: Uuid, code: &str) -> Vec<u8> {
        let mut context = ring::hmac::Context::with_key(&self.cookie);
        context.update(b"recovery");
        context.update(account.as_bytes());
        context.update(code.as_bytes());
        context.sign().as_ref().to_vec()
    }

    /// Blind index of an account's folded address. It is the same in every company, because a person signs in without
    /// naming a company.
    pub fn address_index(&self, folded: &str) -> String {
        hex::encode(&ring::hmac::sign(&self.address, folded.as_bytes()).as_ref()[..16])
    }

    /// The blind index of a folded word of a member's name. Like that of an address it holds for all companies, so that staff
    /// find a person without trying each of them. No address contains a NUL.
    pub fn name_word_index(&self, folded: &str) -> Vec<u8> {
        ring::hmac::sign(&self.address, &[b"name\0".as_slice(), folded.as_bytes()].concat()).as_ref()[..16].to_vec()
    }

    /// The blind index of a word of an inquiry. Like that of a name it holds for all companies, so that staff search their queue
    /// without trying each of them. It never equals that of a name.
    pub fn text_word_index(&self, folded: &str) -> Vec<u8> {
        ring::hmac::sign(&self.address, &[b"text\0".as_slice(), folded.as_bytes()].concat()).as_ref()[..16].to_vec()
    }

    /// The key that signs protected rows.
    pub fn rows(&self) -> &RowKey {
        &self.rows
    }

    /// The key that seals sessions. It belongs to no company, because a session may start before sign-in.
    pub fn sessions(&self) -> &TenantKeys {
        &self.sessions
    }

    /// The key of a rate-limit counter. It is hashed, so that the counters hold no address.
    pub fn throttle_key(&self, kind: &str, what: &str) -> Vec<u8> {
        let mut context = ring::hmac::Context::with_key(&self.cookie);
        for part in ["throttle", kind, what] {
            context.update(&(part.len() as u64).to_be_bytes());
            context.update(part.as_bytes());
        }
        context.sign().as_ref()[..16].to_vec()
    }

    /// Creates and stores a new tenant's key.
    pub async fn create(&self, db: &impl ConnectionTrait, tenant: Uuid, at: DateTime<Utc>) -> Result<(), DbErr> {
        let fill = |buffer: &mut [u8]| self.rng.fill(buffer);
        let key = DataKey::generate(&fill).map_err(seal_error)?;
        let wrapped = key.wrap(&self.master, tenant.into_bytes(), &fill).map_err(seal_error)?;
        let row = data_key::ActiveModel { tenant_id: Set(tenant), wrapped: Set(wrapped), created_at: Set(at) };
        data_key::Entity::insert(row).exec_without_returning(db).await?;
        Ok(())
    }

    /// Returns a tenant's keys. They are read once and cached.
    pub async fn tenant(&self, db: &impl ConnectionTrait, tenant: Uuid) -> Result<Arc<TenantKeys>, DbErr> {
        if let Some(keys) = self.tenants.read().unwrap_or_else(PoisonError::into_inner).get(&tenant) {
            return Ok(keys.clone());
        }
        let row = data_key::Entity::find_by_id(tenant).one(db).await?;
        let row = row.ok_or_else(|| DbErr::RecordNotFound(format!("no data key for {tenant}")))?;
        let key = DataKey::from_wrapped(&self.master, tenant.into_bytes(), &row.wrapped).map_err(seal_error)?;
        let keys = Arc::new(TenantKeys::new(tenant, key, self.rng.clone()).map_err(seal_error)?);
        self.tenants.write().unwrap_or_else(PoisonError::into_inner).insert(tenant, keys.clone());
        Ok(keys)
    }
}

/// One tenant's keys.
pub struct TenantKeys {
    pub tenant: Uuid,
    key: DataKey,
    pub index: BlindIndex,
    rng: Arc<dyn Rng>,
}

impl TenantKeys {
    fn new(tenant: Uuid, key: DataKey, rng: Arc<dyn Rng>) -> Result<TenantKeys, SealError> {
        Ok(TenantKeys { tenant, index: BlindIndex::new(&key)?, key, rng })
    }

    /// A row of this tenant.
    pub fn row(&self, id: Uuid) -> RowId {
        RowId { tenant: self.tenant, id }
    }

    pub(super) fn seal(&self, context: &Context, text: &[u8]) -> Result<Vec<u8>, DbErr> {
        self.key.seal(context, text, &|buffer| self.rng.fill(buffer)).map_err(seal_error)
    }

    pub(super) fn open(&self, context: &Context, blob: &[u8]) -> Result<Vec<u8>, SealError> {
        self.key.open(context, blob)
    }

    /// Seals one block of long data.
    pub fn seal_block(&self, context: &Context, block: Block, text: &[u8]) -> Result<Vec<u8>, SealError> {
        self.key.seal_block(context, block, text, &|buffer| self.rng.fill(buffer))
    }

    /// Opens a block inside the buffer.
    pub fn open_block<'b>(
        &self,
        context: &Context,
        block: Block,
        blob: &'b mut [u8],
    ) -> Result<&'b mut [u8], SealError> {
        self.key.open_block(context, block, blob)
    }

    /// Keys from fixed bytes.
    #[cfg(test)]
    pub(crate) fn for_tests(tenant: Uuid) -> Arc<TenantKeys> {
        let key = DataKey::generate(&|buffer: &mut [u8]| buffer.fill(7)).unwrap();
        let index = BlindIndex::new(&key).unwrap();
        Arc::new(TenantKeys { tenant, key, index, rng: Arc::new(crate::base::clock::SystemRng::default()) })
    }

    /// Decrypts inside the buffer without allocating.
    pub(super) fn open_in_place<'b>(&self, context: &Context, blob: &'b mut [u8]) -> Result<&'b mut [u8], SealError> {
        self.key.open_in_place(context, blob)
    }
}

fn seal_error(error: SealError) -> DbErr {
    DbErr::Custom(error.to_string())
}
