//! Limits parallel requests of clients behind a proxy. All clients share the proxy's connections, so their requests are
//! counted per client: each may have as many requests at once as a direct client may have connections.

use super::connections::network_of;
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The running requests of each client.
#[derive(Clone)]
pub struct Clients {
    most: usize,
    under_way: Arc<Mutex<HashMap<IpAddr, usize>>>,
}

/// A running request, ended on drop.
pub struct UnderWay {
    clients: Clients,
    network: IpAddr,
}

impl Clients {
    pub fn with_at_most(most: usize) -> Clients {
        Clients { most, under_way: Arc::default() }
    }

    /// Counts one more request, or returns `None` at the limit.
    pub fn enter(&self, client: IpAddr) -> Option<UnderWay> {
        let network = network_of(client.to_canonical());
        let mut under_way = self.under_way();
        let own = under_way.get(&network).copied().unwrap_or_default();
        if own >= self.most {
            return None;
        }
        under_way.insert(network, own + 1);
        Some(UnderWay { clients: self.clone(), network })
    }

    fn under_way(&self) -> MutexGuard<'_, HashMap<IpAddr, usize>> {
        self.under_way.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        let mut under_way = self.clients.under_way();
        let left = under_way.remove(&self.network).unwrap_or_default().saturating_sub(1);
        if left > 0 {
            under_way.insert(self.network, left);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_has_so_much_under_way() {
        let clients = Clients::with_at_most(2);
        let enter = |ip: &str| clients.enter(ip.parse().unwrap());
        let (one, two) = (enter("2001:db8::1").unwrap(), enter("2001:db8::2").unwrap());
        assert!(enter("2001:db8::3").is_none() && enter("2001:db8:0:1::1").is_some() && enter("192.0.2.1").is_some());
        drop(one);
        let three = enter("2001:db8::3").unwrap();
        assert!(enter("2001:db8::1").is_none());
        drop((two, three));
        assert!(clients.under_way().is_empty());
    }
}
