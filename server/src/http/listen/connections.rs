//! The list of connections. Strangers can open connections for free, and their number is limited. So each address has a
//! limit, connections that wait for their client make room for new ones, and the console closes those that stay silent
//! for long.

use super::limits::Limits;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

/// The open connections and their limits.
pub struct Connections {
    limits: Limits,
    list: Mutex<List>,
    refused: AtomicU64,
}

#[derive(Default)]
struct List {
    by_address: HashMap<IpAddr, Vec<Arc<Connection>>>,
    in_all: usize,
}

/// A connection.
pub struct Connection {
    address: IpAddr,
    doing: Mutex<Doing>,
    /// Cancelled when the connection must close after its current request.
    pub close: CancellationToken,
    /// Cancelled when another connection needs the room.
    pub abort: CancellationToken,
}

struct Doing {
    /// Requests that wait for the console. Requests that wait for the client, to send the rest of a body or to read a
    /// response, do not count.
    at_work: usize,
    has_request: bool,
    since: Instant,
}

/// A connection in the list, removed on drop.
pub struct ConnectionGuard {
    pub connection: Arc<Connection>,
    connections: Arc<Connections>,
}

impl Connections {
    pub fn new(limits: Limits) -> Arc<Connections> {
        Arc::new(Connections { limits, list: Mutex::default(), refused: AtomicU64::new(0) })
    }

    /// Adds a connection, or returns `None` if there is no room. Trusted proxies act for many clients, so they have no
    /// limit per address.
    pub fn enter(self: &Arc<Connections>, ip: IpAddr, is_proxy: bool, now: Instant) -> Option<ConnectionGuard> {
        let address = network_of(ip.to_canonical());
        let site = site_of(address);
        let at_site = |other: &IpAddr| site.is_some() && site_of(*other) == site;
        let mut list = self.list();
        let own = list.by_address.get(&address).map_or(0, Vec::len);
        let has_share = is_proxy
            || (own < self.limits.per_address || list.make_room(|other| *other == address))
                && (site.is_none() || list.count(at_site) < self.limits.per_site() || list.make_room(at_site));
        let has_room = has_share
            && (list.in_all < self.limits.in_all
                || list.make_room(|_| true)
                // All connections are busy. An address without any connection, such as a load balancer's check, may use
                // the reserve.
                || (own == 0 && list.in_all < self.limits.in_all + self.limits.reserve));
        if !has_room {
            self.refused.fetch_add(1, Ordering::Relaxed);
            return None;
        }
        let doing = Mutex::new(Doing { at_work: 0, has_request: false, since: now });
        let connection =
            Arc::new(Connection { address, doing, close: CancellationToken::new(), abort: CancellationToken::new() });
        list.in_all += 1;
        list.by_address.entry(address).or_default().push(connection.clone());
        Some(ConnectionGuard { connection, connections: self.clone() })
    }

    /// Closes connections that have asked for nothing, or read nothing, for too long. Returns the number of connections
    /// refused since the last call.
    pub fn sweep(&self, now: Instant) -> u64 {
        for connection in self.list().by_address.values().flatten() {
            let doing = connection.doing();
            let patience = if doing.has_request { self.limits.idle } else { self.limits.first_request };
            if doing.at_work == 0 && now.saturating_duration_since(doing.since) >= patience {
                connection.close.cancel();
            }
        }
        self.refused.swap(0, Ordering::Relaxed)
    }

    /// The number of connections.
    pub fn count(&self) -> usize {
        self.list().in_all
    }

    fn list(&self) -> MutexGuard<'_, List> {
        self.list.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl List {
    /// The number of connections from certain addresses.
    fn count(&self, of: impl Fn(&IpAddr) -> bool) -> usize {
        self.by_address.iter().filter(|(address, _)| of(address)).map(|(_, group)| group.len()).sum()
    }

    /// Removes one connection that waits for its client: of the matching addresses the one with most connections, and
    /// there the connection that has waited longest.
    fn make_room(&mut self, of: impl Fn(&IpAddr) -> bool) -> bool {
        let waits = |connections: &Vec<Arc<Connection>>| {
            connections.iter().filter_map(|g| Some((g.waits_since()?, g.clone()))).min_by_key(|g| g.0)
        };
        let groups = self.by_address.iter().filter(|(address, _)| of(address)).map(|(_, group)| group);
        let longest = groups
            .filter_map(|group| waits(group).map(|(since, connection)| (Reverse(group.len()), since, connection)));
        let Some((_, _, connection)) = longest.min_by_key(|(most, since, _)| (*most, *since)) else { return false };
        connection.abort.cancel();
        self.remove(&connection);
        true
    }

    fn remove(&mut self, connection: &Arc<Connection>) {
        let Some(group) = self.by_address.get_mut(&connection.address) else { return };
        let before = group.len();
        group.retain(|other| !Arc::ptr_eq(other, connection));
        self.in_all -= before - group.len();
        if group.is_empty() {
            self.by_address.remove(&connection.address);
        }
    }
}

impl Drop for ConnectionGuard {
    fn drop(&mut self) {
        self.connections.list().remove(&self.connection);
    }
}

impl Connection {
    fn doing(&self) -> MutexGuard<'_, Doing> {
        self.doing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn waits_since(&self) -> Option<Instant> {
        let doing = self.doing();
        (doing.at_work == 0).then_some(doing.since)
    }

    pub fn is_at_work(&self) -> bool {
        self.doing().at_work > 0
    }

    /// Begins a request, complete or with a body that the client still has to send.
    pub fn begin(self: &Arc<Connection>, whole: bool) -> RunningRequest {
        let running = RunningRequest { connection: self.clone(), ours: AtomicBool::new(false) };
        self.doing().has_request = true;
        running.set_ours(whole);
        running
    }
}

/// A running request, from its headers to the end of its response.
pub struct RunningRequest {
    connection: Arc<Connection>,
    ours: AtomicBool,
}

impl RunningRequest {
    /// Sets whether the console or the client is next. It is the console while it prepares the response; it is the
    /// client until the request is complete, and while it reads the response.
    pub fn set_ours(&self, ours: bool) {
        let mut doing = self.connection.doing();
        match (self.ours.swap(ours, Ordering::Relaxed), ours) {
            (false, true) => doing.at_work += 1,
            (true, false) => doing.at_work -= 1,
            _ => {}
        }
        doing.since = Instant::now();
    }
}

impl Drop for RunningRequest {
    fn drop(&mut self) {
        self.set_ours(false);
    }
}

/// Many IPv6 customers own all /64 networks under one /48, so the networks under one /48 have a common limit. IPv4 has
/// nothing like it.
fn site_of(network: IpAddr) -> Option<u128> {
    match network {
        IpAddr::V4(_) => None,
        IpAddr::V6(ip) => Some(ip.to_bits() >> 80),
    }
}

/// The network of one customer: a single IPv4 address, or an IPv6 /64.
pub fn network_of(ip: IpAddr) -> IpAddr {
    match ip {
        IpAddr::V4(_) => ip,
        IpAddr::V6(ip) => IpAddr::V6(Ipv6Addr::from_bits(ip.to_bits() >> 64 << 64)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn connections(in_all: usize, per_address: usize) -> Arc<Connections> {
        let [first_request, body, idle] = [30, 10, 75].map(Duration::from_secs);
        Connections::new(Limits { in_all, reserve: 1, per_address, first_request, body, idle })
    }

    fn enter(connections: &Arc<Connections>, ip: &str) -> Option<ConnectionGuard> {
        connections.enter(ip.parse().unwrap(), false, Instant::now())
    }

    #[test]
    fn an_address_has_its_share_and_its_longest_silence_makes_room() {
        let connections = connections(100, 2);
        let (one, two) = (enter(&connections, "192.0.2.1").unwrap(), enter(&connections, "192.0.2.1").unwrap());
        let work = one.connection.begin(true);
        let three = enter(&connections, "192.0.2.1").unwrap();
        assert!(two.connection.abort.is_cancelled() && !one.connection.abort.is_cancelled());
        let more = three.connection.begin(true);
        assert!(enter(&connections, "192.0.2.1").is_none(), "both are at work");
        assert!(enter(&connections, "192.0.2.2").is_some(), "others come in");
        assert!(
            connections.enter("192.0.2.1".parse().unwrap(), true, Instant::now()).is_some(),
            "a proxy speaks for many"
        );
        drop((work, more));
        assert!(enter(&connections, "192.0.2.1").is_some());
        assert_eq!(connections.sweep(Instant::now()), 1, "one was turned away");
    }

    #[test]
    fn when_all_is_full_the_largest_crowd_makes_room() {
        let connections = connections(4, 3);
        let group: Vec<_> = (0..3).map(|_| enter(&connections, "2001:db8::1").unwrap()).collect();
        let quiet = enter(&connections, "192.0.2.7").unwrap();
        let newcomer = enter(&connections, "192.0.2.8").unwrap();
        assert!(group[0].connection.abort.is_cancelled() && !quiet.connection.abort.is_cancelled());
        assert_eq!(connections.count(), 4);
        let guards = group[1..].iter().chain([&quiet, &newcomer]);
        let work: Vec<_> = guards.map(|guard| guard.connection.begin(true)).collect();
        assert!(enter(&connections, "2001:db8::2").is_none(), "the same house has something already");
        let health = enter(&connections, "192.0.2.9").unwrap();
        assert!(
            enter(&connections, "192.0.2.10").is_some() && health.connection.abort.is_cancelled(),
            "the reserve goes round"
        );
        drop((group, quiet, newcomer, health, work));
        assert_eq!(connections.count(), 0);
    }

    #[test]
    fn a_request_whose_body_does_not_come_makes_room() {
        let connections = connections(3, 3);
        let guards: Vec<_> = (1..4).map(|n| enter(&connections, &format!("192.0.2.{n}")).unwrap()).collect();
        let [slow, whole, sent] =
            [(0, false), (1, true), (2, false)].map(|(n, whole)| guards[n].connection.begin(whole));
        sent.set_ours(true);
        let health = enter(&connections, "192.0.2.9").unwrap();
        let abort = || guards.iter().map(|guard| guard.connection.abort.is_cancelled()).collect::<Vec<_>>();
        assert_eq!(abort(), [true, false, false], "only what the console has in hand keeps its seat");
        assert!(!slow.connection.is_at_work() && whole.connection.is_at_work() && sent.connection.is_at_work());
        assert_eq!(connections.count(), 3);
        drop(health);
    }

    #[test]
    fn networks_of_one_site_share_as_well() {
        let connections = connections(20, 2);
        let at_site = |n: u32| enter(&connections, &format!("2001:db8:1:{n:x}::1"));
        let guards: Vec<_> = (0..8).map(|n| at_site(n).unwrap()).collect();
        let ninth = at_site(8).unwrap();
        let (abort, left): (Vec<_>, Vec<_>) = guards.iter().partition(|guard| guard.connection.abort.is_cancelled());
        assert_eq!(abort.len(), 1, "the site has four shares of a network");
        let work: Vec<_> = left.into_iter().chain([&ninth]).map(|guard| guard.connection.begin(true)).collect();
        assert!(at_site(9).is_none());
        assert!(
            enter(&connections, "2001:db8:2::1").is_some() && enter(&connections, "192.0.2.1").is_some(),
            "others come in"
        );
        drop(work);
    }

    #[test]
    fn a_connection_that_asks_for_nothing_is_closed() {
        let connections = connections(9, 9);
        let now = Instant::now();
        let [silent, done, slow, busy] = [1, 2, 3, 4].map(|n| enter(&connections, &format!("192.0.2.{n}")).unwrap());
        drop(done.connection.begin(true));
        let taken = slow.connection.begin(true);
        taken.set_ours(false);
        let _work = busy.connection.begin(true);
        let left = || [&silent, &done, &slow, &busy].map(|guard| guard.connection.close.is_cancelled());
        connections.sweep(now + Duration::from_secs(29));
        assert_eq!(left(), [false; 4]);
        connections.sweep(now + Duration::from_secs(31));
        assert_eq!(left(), [true, false, false, false]);
        connections.sweep(now + Duration::from_secs(80));
        assert_eq!(left(), [true, true, true, false], "an answer that nobody takes is no work");
    }
}
