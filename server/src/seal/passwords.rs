//! Passwords: argon2id, with a limit on parallel hashes. Accounts that do not exist cost the same work (SL-20e, ASVS
//! 11.4.2).

use crate::base::clock::Rng;
use crate::base::share::Strangers;
use argon2::password_hash::CustomizedPasswordHasher;
use argon2::password_hash::phc::{Output, PasswordHash};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use base64::Engine;
use base64::prelude::BASE64_STANDARD_NO_PAD as STANDARD_NO_PAD;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Semaphore;
use zeroize::Zeroizing;

/// Cost of a hash: 19 MiB, two passes, one lane (OWASP password storage cheat sheet).
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;
const SALT_BYTES: usize = 16;
/// The length that the library gives a hash unless told otherwise.
const OUTPUT_BYTES: usize = Params::DEFAULT_OUTPUT_LEN;
/// A stored hash may cost so many times as much as a new one, if the costs were higher in the past.
const MOST_OF_OURS: u32 = 4;

/// Hashes and verifies. Runs one hash more in parallel than the machine has cores, so that no core is idle.
#[derive(Clone)]
pub struct Passwords {
    slots: Arc<Semaphore>,
    /// Strangers may use only half of the slots, so known users never wait behind all of them.
    strangers: Strangers,
    rng: Arc<dyn Rng>,
    /// A hash that is verified if the account does not exist.
    dummy: Arc<str>,
    /// Memory of finished verifications, reused by the next ones, because allocating fresh pages takes a good part of
    /// the hashing time. Holds at most one buffer per slot.
    memory: Arc<Mutex<Vec<Vec<Block>>>>,
}

/// Hashing failed, so the password was neither accepted nor refused.
#[derive(Debug, thiserror::Error)]
#[error("password hashing failed: {0}")]
pub struct HashingFailed(String);

impl Passwords {
    pub fn new(rng: Arc<dyn Rng>) -> Passwords {
        let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
        let dummy = of_no_password(rng.as_ref());
        let (slots, strangers) = (Arc::new(Semaphore::new(cores + 1)), Strangers::half_of(cores + 1));
        Passwords { slots, strangers, rng, dummy: dummy.into(), memory: Arc::default() }
    }

    /// The queue in which strangers wait for each other.
    pub fn strangers(&self) -> &Strangers {
        &self.strangers
    }

    /// The queue for everybody.
    pub fn slots(&self) -> &Arc<Semaphore> {
        &self.slots
    }

    /// Returns a new hash in PHC format.
    pub async fn hash(&self, password: &str) -> Result<String, HashingFailed> {
        let password = Zeroizing::new(password.to_owned());
        let rng = self.rng.clone();
        self.run(move || hash_now(&password, rng.as_ref())).await
    }

    /// True if a password matches a hash. Without a hash it does the same work and returns false.
    pub async fn verify(&self, password: &str, hash: Option<&str>) -> Result<bool, HashingFailed> {
        self.verify_in_time(password, hash, || true).await.map(Option::unwrap_or_default)
    }

    /// Like `verify`, but returns nothing, and does not hash, if `in_time` is false when the turn comes.
    pub async fn verify_in_time(
        &self,
        password: &str,
        hash: Option<&str>,
        in_time: impl FnOnce() -> bool + Send + 'static,
    ) -> Result<Option<bool>, HashingFailed> {
        let password = Zeroizing::new(password.to_owned());
        let known = hash.is_some();
        let hash: Arc<str> = hash.map_or_else(|| self.dummy.clone(), Arc::from);
        let memory = self.memory.clone();
        let verify = move || {
            if !in_time() {
                return Ok(None);
            }
            let free = || memory.lock().unwrap_or_else(PoisonError::into_inner);
            let mut blocks = free().pop().unwrap_or_default();
            let fits = verify_now(&password, &hash, &mut blocks);
            free().push(blocks);
            fits.map(Some)
        };
        Ok(self.run(verify).await?.map(|fits| fits && known))
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, HashingFailed> + Send + 'static,
    ) -> Result<T, HashingFailed> {
        let permit = self.strangers.permit().await;
        let slot = self.slots.clone().acquire_owned().await.map_err(|e| HashingFailed(e.to_string()))?;
        let done = tokio::task::spawn_blocking(move || {
            let result = work();
            drop((slot, permit));
            result
        });
        done.await.map_err(|e| HashingFailed(e.to_string()))?
    }
}

fn argon2() -> Result<Argon2<'static>, HashingFailed> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(failed)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// Hashes at the current cost. Public so that benchmarks can measure it alone.
pub fn hash_now(password: &str, rng: &dyn Rng) -> Result<String, HashingFailed> {
    let mut salt = [0; SALT_BYTES];
    rng.fill(&mut salt);
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(failed)?;
    let hash = argon2()?.hash_password_customized(password.as_bytes(), &salt, None, None, params).map_err(failed)?;
    Ok(hash.to_string())
}

/// A hash that fits no password. To verify it costs as much as any other.
fn of_no_password(rng: &dyn Rng) -> String {
    let (mut salt, mut output) = ([0; SALT_BYTES], [0; OUTPUT_BYTES]);
    rng.fill(&mut salt);
    rng.fill(&mut output);
    let [salt, output] = [salt.as_slice(), output.as_slice()].map(|bytes| STANDARD_NO_PAD.encode(bytes));
    format!("$argon2id$v=19$m={MEMORY_KIB},t={PASSES},p={LANES}${salt}${output}")
}

/// Verifies at the cost that the hash names. The comparison takes constant time.
fn verify_now(password: &str, hash: &str, memory: &mut Vec<Block>) -> Result<bool, HashingFailed> {
    let parsed = PasswordHash::new(hash).map_err(failed)?;
    let (Some(salt), Some(expected)) = (&parsed.salt, &parsed.hash) else { return Err(failed("a hash without salt")) };
    let params = Params::try_from(&parsed).map_err(failed)?;
    if costs_too_much(&params) {
        return Ok(false);
    }
    memory.resize(params.m_cost() as usize, Block::default());
    let mut found = vec![0; expected.as_bytes().len()];
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    argon2.hash_password_into_with_memory(password.as_bytes(), salt.as_ref(), &mut found, memory).map_err(failed)?;
    Ok(Output::new(&found).map_err(failed)? == *expected)
}

/// True if checking a hash would cost more than any of ours. Somebody else has written it to the database (S10), and its
/// check could take all the memory of the machine.
fn costs_too_much(params: &Params) -> bool {
    params.m_cost() > MOST_OF_OURS * MEMORY_KIB
        || params.t_cost() > MOST_OF_OURS * PASSES
        || params.p_cost() > MOST_OF_OURS * LANES
}

/// True if a hash has the form of a new one, so that its check takes as long as that of an account that does not exist. A hash
/// that somebody else has written may have any form (S10).
pub fn is_usual(hash: &str) -> bool {
    let Ok(parsed) = PasswordHash::new(hash) else { return false };
    let (Some(salt), Some(output)) = (&parsed.salt, &parsed.hash) else { return false };
    let salt: &[u8] = salt.as_ref();
    !is_outdated(hash) && salt.len() == SALT_BYTES && output.as_bytes().len() == OUTPUT_BYTES
}

/// True if a hash was made at another cost than the current one.
pub fn is_outdated(hash: &str) -> bool {
    let present = format!("$argon2id$v=19$m={MEMORY_KIB},t={PASSES},p={LANES}$");
    !hash.starts_with(&present)
}

fn failed(error: impl std::fmt::Display) -> HashingFailed {
    HashingFailed(error.to_string())
}

/// Returns an initial password: 16 letters and digits without look-alikes, about 90 bits.
pub fn one_time_password(rng: &dyn Rng) -> String {
    const LETTERS: &[u8] = b"abcdefghjkmnpqrstuvwxyz";
    const DIGITS: &[u8] = b"23456789";
    const ALL: &[u8] = b"ABCDEFGHJKLMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz23456789";
    let mut out = String::with_capacity(18);
    for i in 0..16 {
        let set = match i {
            0 => LETTERS,
            1 => DIGITS,
            _ => ALL,
        };
        if i > 0 && i % 4 == 0 {
            out.push('-');
        }
        out.push(char::from(pick(set, rng)));
    }
    out
}

/// Picks a character without bias: rejects values beyond the last whole multiple.
fn pick(set: &[u8], rng: &dyn Rng) -> u8 {
    let whole = 256 / set.len() * set.len();
    loop {
        let mut byte = [0];
        rng.fill(&mut byte);
        let value = usize::from(byte[0]);
        if value < whole {
            return set[value % set.len()];
        }
    }
}

/// Normalises a password, in the same way when it is set and when it is checked: NFKC only (NIST SP 800-63B 5.1.1.2).
pub fn normalize(password: &str) -> Zeroizing<String> {
    use unicode_normalization::UnicodeNormalization;
    Zeroizing::new(password.nfkc().collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::clock::SystemRng;

    #[tokio::test]
    async fn sl_20e_hashed_with_argon2id_never_plain() {
        let passwords = Passwords::new(Arc::new(SystemRng::default()));
        let hash = passwords.hash("関所 pass 1").await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(passwords.verify("関所 pass 1", Some(&hash)).await.unwrap());
        assert!(!passwords.verify("関所 pass 2", Some(&hash)).await.unwrap());
        assert!(!passwords.verify("no such account", None).await.unwrap());
    }

    #[test]
    fn sl_20e_the_hash_for_an_unknown_account_is_read_and_costs_what_others_cost() {
        let rng = SystemRng::default();
        let (none, some) = (of_no_password(&rng), hash_now("関所 pass 1", &rng).unwrap());
        let cost = |hash: &str| Params::try_from(&PasswordHash::new(hash).unwrap()).unwrap();
        assert_eq!(cost(&none), cost(&some));
        assert_eq!(none.len(), some.len());
    }

    #[tokio::test]
    async fn s10_a_hash_that_costs_too_much_fits_nothing_and_is_not_computed() {
        let passwords = Passwords::new(Arc::new(SystemRng::default()));
        let hash = passwords.hash("関所 pass 1").await.unwrap();
        for cost in ["m=4294967295,t=2,p=1", "m=19456,t=4294967295,p=1", "m=19456,t=2,p=255"] {
            let dear = hash.replace("m=19456,t=2,p=1", cost);
            assert!(!passwords.verify("関所 pass 1", Some(&dear)).await.unwrap(), "{cost}");
        }
        let before = hash_at("関所 pass 1", Params::new(MEMORY_KIB, 3, LANES, None).unwrap());
        assert!(passwords.verify("関所 pass 1", Some(&before)).await.unwrap(), "of other costs in the past");
    }

    fn hash_at(password: &str, params: Params) -> String {
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params.clone());
        argon2.hash_password_customized(password.as_bytes(), &[7; 16], None, None, params).unwrap().to_string()
    }

    #[test]
    fn one_time_passwords_keep_every_shape() {
        let rng = SystemRng::default();
        for _ in 0..100 {
            let password = one_time_password(&rng);
            assert!(password.len() == 19 && password.bytes().any(|b| b.is_ascii_digit()), "{password}");
        }
    }
}
