//! Attempts of this process that are being checked, by what their failures are counted under: what comes together is
//! counted together, before any of it has failed.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

type Counts = Arc<Mutex<HashMap<Vec<u8>, u32>>>;

/// See the module.
#[derive(Clone, Default)]
pub struct Flights(Counts);

/// An attempt; it leaves when it is dropped.
pub struct Flight {
    counts: Counts,
    keys: Vec<Vec<u8>>,
}

impl Flights {
    /// Lets an attempt in if there is room under each of its keys.
    pub fn enter(&self, rooms: &[(Vec<u8>, u32)]) -> Option<Flight> {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if rooms.iter().any(|(key, room)| counts.get(key).copied().unwrap_or_default() >= *room) {
            return None;
        }
        for (key, _) in rooms {
            *counts.entry(key.clone()).or_default() += 1;
        }
        Some(Flight { counts: self.0.clone(), keys: rooms.iter().map(|(key, _)| key.clone()).collect() })
    }
}

impl Drop for Flight {
    fn drop(&mut self) {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        for key in &self.keys {
            if let Some(count) = counts.get_mut(key) {
                *count -= 1;
                if *count == 0 {
                    counts.remove(key);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_room_until_it_is_full_and_again_when_one_leaves() {
        let flights = Flights::default();
        let room = |n| [(b"a".to_vec(), n), (b"b".to_vec(), 9)];
        let first = flights.enter(&room(2));
        let second = flights.enter(&room(2));
        assert!(first.is_some() && second.is_some() && flights.enter(&room(2)).is_none());
        drop(first);
        assert!(flights.enter(&room(2)).is_some(), "it left again at once");
        drop(second);
        assert!(flights.0.lock().unwrap().is_empty());
        assert!(flights.enter(&room(0)).is_none());
    }
}
