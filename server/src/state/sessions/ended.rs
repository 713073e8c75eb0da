//! Sessions that were ended one by one, as the row of their account lists them (S10). A person who can write to the database
//! may put the row of an ended session back, but the session stays ended. An entry is a number and a Unix time, after which no
//! copy of the row is valid anyway.

use chrono::{DateTime, Utc};

/// The number of a session. It stays the same when the session gets a new id.
pub type Number = [u8; 8];

const ENTRY: usize = 16;

/// A session that was ended.
pub struct EndedSession {
    pub number: Number,
    /// The first moment at which no copy of its row is valid.
    pub until: DateTime<Utc>,
}

impl EndedSession {
    fn bytes(&self) -> [u8; ENTRY] {
        let mut entry = [0; ENTRY];
        let (number, until) = entry.split_at_mut(self.number.len());
        number.copy_from_slice(&self.number);
        until.copy_from_slice(&self.until.timestamp().saturating_add(1).to_be_bytes());
        entry
    }
}

fn entries(list: Option<&[u8]>) -> impl Iterator<Item = (&[u8], i64)> {
    let entries = list.unwrap_or_default().chunks_exact(ENTRY);
    entries.filter_map(|entry| {
        let (number, until) = entry.split_last_chunk::<8>()?;
        Some((number, i64::from_be_bytes(*until)))
    })
}

/// True if a session is listed as ended.
pub fn holds(list: Option<&[u8]>, number: Number) -> bool {
    entries(list).any(|(ended, _)| ended == number)
}

/// Adds a session to a list, and removes entries that no longer matter.
pub fn with(list: Option<&[u8]>, ended_session: &EndedSession, now: DateTime<Utc>) -> Vec<u8> {
    let still = entries(list).filter(|(ended, until)| *until > now.timestamp() && *ended != ended_session.number);
    let still = still.flat_map(|(ended, until)| [ended.to_vec(), until.to_be_bytes().to_vec()].concat());
    still.chain(ended_session.bytes()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Duration;

    #[test]
    fn an_ended_session_is_listed_until_no_copy_is_valid() {
        let now = DateTime::UNIX_EPOCH + Duration::days(1);
        let ended_session = |n: u8, minutes| EndedSession { number: [n; 8], until: now + Duration::minutes(minutes) };
        assert!(!holds(None, [1; 8]));
        let list = with(None, &ended_session(1, 30), now);
        let list = with(Some(&list), &ended_session(2, 60), now);
        let list = with(Some(&list), &ended_session(2, 60), now);
        assert_eq!(list.len(), 2 * ENTRY);
        assert!(holds(Some(&list), [1; 8]) && holds(Some(&list), [2; 8]) && !holds(Some(&list), [3; 8]));
        let later = with(Some(&list), &ended_session(3, 90), now + Duration::minutes(31));
        assert!(!holds(Some(&later), [1; 8]) && holds(Some(&later), [2; 8]) && holds(Some(&later), [3; 8]));
    }
}
