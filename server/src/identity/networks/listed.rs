//! The list of networks and their owners, which is also stored in the company's signed row. So a network row that was
//! added, changed or put back by another program admits nobody, and a deleted row keeps its place in the list.
//! Otherwise deleting a person's own networks would let them come from anywhere (S10).

use super::rules::Rules;
use crate::door::fault::Fault;
use crate::door::guarded::{self, Guarded};
use crate::state::AppState;
use crate::storage::entity::{network, tenant};
use app::error::AppError;
use app::networks::scope::Scope;
use ipnet::IpNet;
use uuid::Uuid;

/// The members whose networks a company limits. A forged row may name none.
pub fn scope(company: &tenant::Model) -> Result<Scope, Fault> {
    Scope::from_code(&company.networks_for).ok_or(Fault::App(AppError::Altered))
}

/// Length of an entry: a row's id, and the id of its owner, which is nil for the company.
const PLACE: usize = 32;

/// The listed networks, oldest first.
#[derive(Clone, Default)]
pub struct Listed(Vec<(Uuid, Option<Uuid>)>);

impl Listed {
    pub fn of(company: &tenant::Model) -> Listed {
        let id = |bytes: &[u8]| Uuid::from_slice(bytes).unwrap_or_default();
        let place = |place: &[u8]| (id(&place[..16]), Some(id(&place[16..])).filter(|account| !account.is_nil()));
        Listed(company.networks_listed.as_deref().unwrap_or_default().chunks_exact(PLACE).map(place).collect())
    }

    /// Builds the list from the rows of a company that was not signed before.
    pub fn as_found(rows: &[network::Model]) -> Listed {
        Listed(rows.iter().map(|row| (row.id, row.account_id)).collect())
    }

    pub fn bytes(&self) -> Vec<u8> {
        let place = |(id, account): &(Uuid, Option<Uuid>)| [id.into_bytes(), account.unwrap_or_default().into_bytes()];
        self.0.iter().flat_map(place).flatten().collect()
    }

    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// The number of networks that are the company's, and not one person's.
    pub fn of_company(&self) -> usize {
        self.0.iter().filter(|(_, account)| account.is_none()).count()
    }

    pub fn add(&mut self, row: Uuid, account: Option<Uuid>) {
        self.0.push((row, account));
    }

    pub fn remove(&mut self, row: Uuid) {
        self.0.retain(|(id, _)| *id != row);
    }

    /// Keeps the networks that apply to a person: the company's and their own.
    #[must_use]
    pub fn for_person(mut self, account: Uuid) -> Listed {
        self.0.retain(|(_, of)| of.is_none_or(|of| of == account));
        self
    }

    /// The ids of the company's networks, or of one person's.
    pub fn of_one(&self, account: Option<Uuid>) -> impl Iterator<Item = Uuid> {
        self.0.iter().filter(move |(_, of)| *of == account).map(|(id, _)| *id)
    }

    /// The owner of a network, if it is listed.
    pub fn whose(&self, row: Uuid) -> Option<Option<Uuid>> {
        self.0.iter().find(|(id, _)| *id == row).map(|(_, account)| *account)
    }

    /// The ids of rows that are not listed, and of listed networks that have no row.
    pub fn odd(&self, rows: &[network::Model]) -> Vec<Uuid> {
        let beside = rows.iter().filter(|row| self.whose(row.id) != Some(row.account_id)).map(|row| row.id);
        let gone = self.0.iter().map(|(id, _)| *id).filter(|id| !rows.iter().any(|row| row.id == *id));
        beside.chain(gone).collect()
    }

    /// The network of a row; `None` if the row is not listed or not genuine.
    pub fn lets_in(&self, app: &AppState, row: &network::Model) -> Option<IpNet> {
        if self.whose(row.id) != Some(row.account_id) {
            app.alarms.raise(network::Model::TABLE, row.id.to_string(), b"not listed");
            return None;
        }
        guarded::is_signed(app, row).then(|| row.cidr.parse().ok())?
    }

    /// Builds the rules from the list and the rows. A listed network without a genuine row has a place in the rules but
    /// admits nobody.
    pub fn rules(&self, app: &AppState, company: &tenant::Model, rows: &[network::Model]) -> Result<Rules, Fault> {
        let mut rules = Rules::new(scope(company)?);
        for (id, account) in &self.0 {
            if !rows.iter().any(|row| row.id == *id) {
                app.alarms.raise(network::Model::TABLE, id.to_string(), b"missing");
                rules.list(*account, *id, None);
            }
        }
        for row in rows {
            let network = self.lets_in(app, row);
            if let Some(account) = self.whose(row.id) {
                rules.list(account, row.id, network);
            }
        }
        Ok(rules)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_kept_as_it_is() {
        let (first, second, person) = (Uuid::from_u128(1), Uuid::from_u128(2), Uuid::from_u128(9));
        let mut listed = Listed::default();
        listed.add(first, None);
        listed.add(second, Some(person));
        let mut row =
            crate::door::company::new(Uuid::from_u128(7), "双葉", "managed-saas", chrono::DateTime::UNIX_EPOCH);
        row.networks_listed = Some(listed.bytes());
        let mut read = Listed::of(&row);
        assert_eq!((read.count(), read.whose(first), read.whose(second)), (2, Some(None), Some(Some(person))));
        assert_eq!(read.whose(person), None);
        assert_eq!(read.of_one(Some(person)).collect::<Vec<_>>(), [second]);
        assert_eq!(read.clone().for_person(first).count(), 1, "nobody else's");
        read.remove(first);
        assert_eq!(read.bytes().len(), PLACE);
    }
}
