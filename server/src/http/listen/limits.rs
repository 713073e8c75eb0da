//! Limits the number of connections to fewer than the files the process may open, so that the database, exports and
//! mails can always open theirs.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use std::time::Duration;

/// The limits of the listener.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    pub in_all: usize,
    /// Extra connections for addresses that have none yet.
    pub reserve: usize,
    /// Connections from one address that is not a trusted proxy.
    pub per_address: usize,
    /// Time until the first request is complete.
    pub first_request: Duration,
    /// Time until the whole body of a request has arrived.
    pub body: Duration,
    /// Time without a request and without reading a response. It is longer than the minute for which proxies keep
    /// connections, so that the proxy closes them first.
    pub idle: Duration,
}

/// More connections are of no use to one process.
const MOST: u64 = 4096;
/// Files that the process needs otherwise.
const OWN: u64 = 64;
const RESERVE: u64 = 16;

impl Limits {
    /// The limit for all IPv6 networks of one site: four times that of an address, and at most half of all connections.
    pub fn per_site(&self) -> usize {
        (4 * self.per_address).min(self.in_all / 2).max(self.per_address)
    }

    /// The limits of this process. A download needs a file and a connection, so there is half a connection for each
    /// file.
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
            first_request: Duration::from_secs(30),
            body: Duration::from_secs(10),
            idle: Duration::from_secs(75),
        }
    }
}

/// Raises the file limit as far as the system allows and the console needs. Service managers set 1,024 and allow more.
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
            assert_eq!(limits.per_address, (limits.in_all / 4).clamp(4, 256), "{files}: {limits:?}");
        }
        assert_eq!((Limits::within(Some(1024)).in_all, Limits::within(None).in_all), (464, 4096));
    }
}
