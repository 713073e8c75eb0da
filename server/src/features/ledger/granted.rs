//! Who gave an account what it has, and when: its invitation, and later changes from the operation log. The company's log
//! names the program for an account that the provider has added.

use crate::base::nameless;
use crate::base::when::when;
use crate::door::Read;
use crate::door::fault::Fault;
use crate::door::people;
use crate::identity::joining::invitation::accepted;
use crate::log::event::succeeded;
use crate::storage::entity::account::{self, Model};
use crate::storage::entity::invitation;
use crate::storage::entity::operation_log::{self, Column as C};
use app::kit::name_words;
use app::ledger::api::{Grant, Step};
use app::ledger::messages as m;
use app::members::acts::{CHANGE_ROLE, SET_DOWNLOAD};
use app::record::Act;
use app::support::acts::ADD_ACCOUNT;
use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use std::collections::HashMap;
use uuid::Uuid;

/// The acts that give an account something.
const ACTS: [Act; 3] = [ADD_ACCOUNT, CHANGE_ROLE, SET_DOWNLOAD];

/// The grants of each account, in order.
pub async fn of(read: &Read, accounts: &[Model]) -> Result<HashMap<Uuid, Vec<Grant>>, Fault> {
    let emails: Vec<&str> = accounts.iter().map(|account| account.email.as_str()).collect();
    let invitations = accepted(read, &emails).await?;
    let changes = changes(read, accounts).await?;
    let invited = invitations.values().flat_map(|row| [Some(row.invited_by), row.approved_by]);
    let givers = invited.chain(changes.iter().map(|line| line.actor_id)).flatten().collect();
    let names = names(read, givers).await?;
    let of = |account: &Model| {
        let source =
            GrantRecords { invitation: invitations.get(account.email.as_str()), changes: &changes, names: &names };
        (account.id, source.grants(account))
    };
    Ok(accounts.iter().map(of).collect())
}

/// The successful acts on these accounts, oldest first.
async fn changes(read: &Read, accounts: &[Model]) -> Result<Vec<operation_log::Model>, Fault> {
    let ids = accounts.iter().map(|account| account.id.to_string());
    let query = read.of::<operation_log::Entity>().filter(C::Action.is_in(ACTS.map(Act::code)));
    let query = query.filter(C::ObjectKind.eq("account")).filter(C::ObjectId.is_in(ids));
    read.all(query.filter(succeeded()).order_by_asc(C::Seq)).await
}

async fn names(read: &Read, ids: Vec<Uuid>) -> Result<HashMap<Uuid, String>, Fault> {
    let query = read.of::<account::Entity>().filter(account::Column::Id.is_in(ids));
    Ok(people::all(read, query).await?.into_iter().map(|person| (person.id, person.name)).collect())
}

/// What is known about the grants of one account.
struct GrantRecords<'a> {
    invitation: Option<&'a invitation::Model>,
    changes: &'a [operation_log::Model],
    names: &'a HashMap<Uuid, String>,
}

impl GrantRecords<'_> {
    fn grants(&self, account: &Model) -> Vec<Grant> {
        let invited = self.invitation.map(|row| self.grant(Step::Invited, Some(row.invited_by), row.invited_at));
        let approved = self.invitation.and_then(|row| {
            let by = row.approved_by?;
            Some(self.grant(Step::Approved, Some(by), row.approved_at?))
        });
        let added = self.last(account, ADD_ACCOUNT, Step::Added).filter(|_| self.invitation.is_none());
        let role = self.last(account, CHANGE_ROLE, Step::Role);
        let download = self.last(account, SET_DOWNLOAD, Step::Download).filter(|_| account.may_download);
        [added, invited, approved, role, download].into_iter().flatten().collect()
    }

    /// The last act of a kind on the account, since its invitation was accepted: what came before has ended.
    fn last(&self, account: &Model, act: Act, step: Step) -> Option<Grant> {
        let (id, since) = (account.id.to_string(), self.invitation.and_then(|row| row.closed_at));
        let counts = |line: &&operation_log::Model| {
            line.object_id == id && line.action == act.code() && since.is_none_or(|since| line.at >= since)
        };
        self.changes.iter().rfind(counts).map(|line| self.grant(step, line.actor_id, line.at))
    }

    /// A step. The program itself has no account: it acts for the provider.
    fn grant(&self, step: Step, by: Option<Uuid>, at: DateTime<Utc>) -> Grant {
        let name = |id: Uuid| name_words(self.names.get(&id).cloned().unwrap_or_else(|| nameless(id)));
        Grant { step, by: by.map_or_else(|| m::PROVIDER.into(), name), at: when(at) }
    }
}
