//! How many connections there may be: fewer than the process may have files open, so that the database, exports and mails
//! always find one.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use std::time::Duration;

/// See the module.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    pub in_all: usize,
    /// Beyond all others, for addresses that have no connection yet.
    pub reserve: usize,
    /// From one address that is no proxy of ours.
    pub per_address: usize,
    /// Until the first request is there.
    pub first_words: Duration,
    /// Until the whole body of a request is there.
    pub body: Duration,
    /// Without a request, or without anything of an answer being taken. Longer than the minute for which proxies keep
    /// theirs, so that it is they who close.
    pub silence: Duration,
}

/// More connections are of no use to one process.
const MOST: u64 = 4096;
/// What the process needs besides.
const OWN: u64 = 64;
const RESERVE: u64 = 16;

impl Limits {
    /// From all networks of IPv6 that one site may have: four shares, and no more than half of all.
    pub fn per_site(&self) -> usize {
        (4 * self.per_address).min(self.in_all / 2).max(self.per_address)
    }

    /// Of this process. A download holds a file besides its connection, so there is half a connection for each file.
    pub fn of_process() -> Limits {
        Limits::within(getrlimit(Resource::Nofile).current)
    }

    fn within(files: Option<u64>) -> Limits {
        let all = files.map_or(MOST, |files| (files.saturating_sub(OWN) / 2).saturating_sub(RESERVE)).clamp(8, MOST);
        let number = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
        Limits {
            in_all: number(all),
            reserve: number(RESERVE),
            per_address: number((all / 4).clamp(4, 256)),
            first_words: Duration::from_secs(30),
            body: Duration::from_secs(10),
            silence: Duration::from_secs(75),
        }
    }
}

/// Takes as many files as the system allows, up to what is of use. Service managers give 1,024 and allow more.
pub fn raise() {
    let now = getrlimit(Resource::Nofile);
    let useful = 2 * (MOST + RESERVE) + OWN;
    let wanted = now.maximum.map_or(useful, |most| most.min(useful));
    if now.current.is_some_and(|current| current < wanted)
        && let Err(error) = setrlimit(Resource::Nofile, Rlimit { current: Some(wanted), maximum: now.maximum })
    {
        tracing::warn!(%error, "the limit of open files stays as it is");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_left_for_everything_else() {
        for files in [128, 400, 1024, 65_536] {
            let limits = Limits::within(Some(files));
            let held = 2 * (limits.in_all + limits.reserve);
            assert!(held as u64 + OWN <= files, "{files}: {limits:?}");
            assert!(limits.per_address <= limits.in_all / 2, "{files}: {limits:?}");
        }
        assert_eq!((Limits::within(Some(1024)).in_all, Limits::within(None).in_all), (464, 4096));
    }
}
