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
pub struct Guests {
    limits: Limits,
    list: Mutex<List>,
    refused: AtomicU64,
}

#[derive(Default)]
struct List {
    by_address: HashMap<IpAddr, Vec<Arc<Guest>>>,
    in_all: usize,
}

/// A connection.
pub struct Guest {
    address: IpAddr,
    doing: Mutex<Doing>,
    /// Cancelled when the connection must close after its current request.
    pub leave: CancellationToken,
    /// Cancelled when another connection takes its seat.
    pub out: CancellationToken,
}

struct Doing {
    /// Requests that wait for the console. Requests that wait for the client, to send the rest of a body or to read a
    /// response, do not count.
    at_work: usize,
    has_asked: bool,
    since: Instant,
}

/// A seat in the list, released on drop.
pub struct Seat {
    pub guest: Arc<Guest>,
    guests: Arc<Guests>,
}

impl Guests {
    pub fn new(limits: Limits) -> Arc<Guests> {
        Arc::new(Guests { limits, list: Mutex::default(), refused: AtomicU64::new(0) })
    }

    /// Returns a seat, or `None` if there is no room. Trusted proxies act for many clients, so they have no limit per
    /// address.
    pub fn enter(self: &Arc<Guests>, ip: IpAddr, is_proxy: bool, now: Instant) -> Option<Seat> {
        let address = house_of(ip.to_canonical());
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
        let doing = Mutex::new(Doing { at_work: 0, has_asked: false, since: now });
        let guest = Arc::new(Guest { address, doing, leave: CancellationToken::new(), out: CancellationToken::new() });
        list.in_all += 1;
        list.by_address.entry(address).or_default().push(guest.clone());
        Some(Seat { guest, guests: self.clone() })
    }

    /// Closes connections that have asked for nothing, or read nothing, for too long. Returns the number of connections
    /// refused since the last call.
    pub fn sweep(&self, now: Instant) -> u64 {
        for guest in self.list().by_address.values().flatten() {
            let doing = guest.doing();
            let patience = if doing.has_asked { self.limits.silence } else { self.limits.first_words };
            if doing.at_work == 0 && now.saturating_duration_since(doing.since) >= patience {
                guest.leave.cancel();
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
        self.by_address.iter().filter(|(address, _)| of(address)).map(|(_, crowd)| crowd.len()).sum()
    }

    /// Removes one connection that waits for its client: of the matching addresses the one with most connections, and
    /// there the connection that has waited longest.
    fn make_room(&mut self, of: impl Fn(&IpAddr) -> bool) -> bool {
        let waits = |guests: &Vec<Arc<Guest>>| {
            guests.iter().filter_map(|g| Some((g.waits_since()?, g.clone()))).min_by_key(|g| g.0)
        };
        let crowds = self.by_address.iter().filter(|(address, _)| of(address)).map(|(_, crowd)| crowd);
        let longest =
            crowds.filter_map(|crowd| waits(crowd).map(|(since, guest)| (Reverse(crowd.len()), since, guest)));
        let Some((_, _, guest)) = longest.min_by_key(|(most, since, _)| (*most, *since)) else { return false };
        guest.out.cancel();
        self.remove(&guest);
        true
    }

    fn remove(&mut self, guest: &Arc<Guest>) {
        let Some(crowd) = self.by_address.get_mut(&guest.address) else { return };
        let before = crowd.len();
        crowd.retain(|other| !Arc::ptr_eq(other, guest));
        self.in_all -= before - crowd.len();
        if crowd.is_empty() {
            self.by_address.remove(&guest.address);
        }
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.guests.list().remove(&self.guest);
    }
}

impl Guest {
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
    pub fn ask(self: &Arc<Guest>, whole: bool) -> Asked {
        let asked = Asked { guest: self.clone(), ours: AtomicBool::new(false) };
        self.doing().has_asked = true;
        asked.turn(whole);
        asked
    }
}

/// A running request, from its headers to the end of its response.
pub struct Asked {
    guest: Arc<Guest>,
    ours: AtomicBool,
}

impl Asked {
    /// Sets whether the console or the client is next. It is the console while it prepares the response; it is the
    /// client until the request is complete, and while it reads the response.
    pub fn turn(&self, ours: bool) {
        let mut doing = self.guest.doing();
        match (self.ours.swap(ours, Ordering::Relaxed), ours) {
            (false, true) => doing.at_work += 1,
            (true, false) => doing.at_work -= 1,
            _ => {}
        }
        doing.since = Instant::now();
    }
}

impl Drop for Asked {
    fn drop(&mut self) {
        self.turn(false);
    }
}

/// Many IPv6 customers own all /64 networks under one /48, so the networks under one /48 have a common limit. IPv4 has
/// nothing like it.
fn site_of(house: IpAddr) -> Option<u128> {
    match house {
        IpAddr::V4(_) => None,
        IpAddr::V6(ip) => Some(ip.to_bits() >> 80),
    }
}

/// The network of one customer: a single IPv4 address, or an IPv6 /64.
pub fn house_of(ip: IpAddr) -> IpAddr {
    match ip {
        IpAddr::V4(_) => ip,
        IpAddr::V6(ip) => IpAddr::V6(Ipv6Addr::from_bits(ip.to_bits() >> 64 << 64)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn guests(in_all: usize, per_address: usize) -> Arc<Guests> {
        let [first_words, body, silence] = [30, 10, 75].map(Duration::from_secs);
        Guests::new(Limits { in_all, reserve: 1, per_address, first_words, body, silence })
    }

    fn enter(guests: &Arc<Guests>, ip: &str) -> Option<Seat> {
        guests.enter(ip.parse().unwrap(), false, Instant::now())
    }

    #[test]
    fn an_address_has_its_share_and_its_longest_silence_makes_room() {
        let guests = guests(100, 2);
        let (one, two) = (enter(&guests, "192.0.2.1").unwrap(), enter(&guests, "192.0.2.1").unwrap());
        let work = one.guest.ask(true);
        let three = enter(&guests, "192.0.2.1").unwrap();
        assert!(two.guest.out.is_cancelled() && !one.guest.out.is_cancelled());
        let more = three.guest.ask(true);
        assert!(enter(&guests, "192.0.2.1").is_none(), "both are at work");
        assert!(enter(&guests, "192.0.2.2").is_some(), "others come in");
        assert!(guests.enter("192.0.2.1".parse().unwrap(), true, Instant::now()).is_some(), "a proxy speaks for many");
        drop((work, more));
        assert!(enter(&guests, "192.0.2.1").is_some());
        assert_eq!(guests.sweep(Instant::now()), 1, "one was turned away");
    }

    #[test]
    fn when_all_is_full_the_largest_crowd_makes_room() {
        let guests = guests(4, 3);
        let crowd: Vec<_> = (0..3).map(|_| enter(&guests, "2001:db8::1").unwrap()).collect();
        let quiet = enter(&guests, "192.0.2.7").unwrap();
        let newcomer = enter(&guests, "192.0.2.8").unwrap();
        assert!(crowd[0].guest.out.is_cancelled() && !quiet.guest.out.is_cancelled());
        assert_eq!(guests.count(), 4);
        let seats = crowd[1..].iter().chain([&quiet, &newcomer]);
        let work: Vec<_> = seats.map(|seat| seat.guest.ask(true)).collect();
        assert!(enter(&guests, "2001:db8::2").is_none(), "the same house has something already");
        let health = enter(&guests, "192.0.2.9").unwrap();
        assert!(enter(&guests, "192.0.2.10").is_some() && health.guest.out.is_cancelled(), "the reserve goes round");
        drop((crowd, quiet, newcomer, health, work));
        assert_eq!(guests.count(), 0);
    }

    #[test]
    fn a_request_whose_body_does_not_come_makes_room() {
        let guests = guests(3, 3);
        let seats: Vec<_> = (1..4).map(|n| enter(&guests, &format!("192.0.2.{n}")).unwrap()).collect();
        let [slow, whole, sent] = [(0, false), (1, true), (2, false)].map(|(n, whole)| seats[n].guest.ask(whole));
        sent.turn(true);
        let health = enter(&guests, "192.0.2.9").unwrap();
        let out = || seats.iter().map(|seat| seat.guest.out.is_cancelled()).collect::<Vec<_>>();
        assert_eq!(out(), [true, false, false], "only what the console has in hand keeps its seat");
        assert!(!slow.guest.is_at_work() && whole.guest.is_at_work() && sent.guest.is_at_work());
        assert_eq!(guests.count(), 3);
        drop(health);
    }

    #[test]
    fn networks_of_one_site_share_as_well() {
        let guests = guests(20, 2);
        let at_site = |n: u32| enter(&guests, &format!("2001:db8:1:{n:x}::1"));
        let seats: Vec<_> = (0..8).map(|n| at_site(n).unwrap()).collect();
        let ninth = at_site(8).unwrap();
        let (out, left): (Vec<_>, Vec<_>) = seats.iter().partition(|seat| seat.guest.out.is_cancelled());
        assert_eq!(out.len(), 1, "the site has four shares of a network");
        let work: Vec<_> = left.into_iter().chain([&ninth]).map(|seat| seat.guest.ask(true)).collect();
        assert!(at_site(9).is_none());
        assert!(enter(&guests, "2001:db8:2::1").is_some() && enter(&guests, "192.0.2.1").is_some(), "others come in");
        drop(work);
    }

    #[test]
    fn whoever_asks_for_nothing_is_shown_out() {
        let guests = guests(9, 9);
        let now = Instant::now();
        let [silent, done, slow, busy] = [1, 2, 3, 4].map(|n| enter(&guests, &format!("192.0.2.{n}")).unwrap());
        drop(done.guest.ask(true));
        let taken = slow.guest.ask(true);
        taken.turn(false);
        let _work = busy.guest.ask(true);
        let left = || [&silent, &done, &slow, &busy].map(|seat| seat.guest.leave.is_cancelled());
        guests.sweep(now + Duration::from_secs(29));
        assert_eq!(left(), [false; 4]);
        guests.sweep(now + Duration::from_secs(31));
        assert_eq!(left(), [true, false, false, false]);
        guests.sweep(now + Duration::from_secs(80));
        assert_eq!(left(), [true, true, true, false], "an answer that nobody takes is no work");
    }
}
