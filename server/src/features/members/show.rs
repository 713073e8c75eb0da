//! Members and invitations for the pages of administrators.

use super::member::rights;
use crate::base::clock;
use crate::base::when::when;
use crate::door::fault::Fault;
use crate::door::guarded;
use crate::door::links;
use crate::door::people;
use crate::door::people::guard;
use crate::door::{Person, Read, Request, read_id};
use crate::identity::account::is_void;
use crate::identity::certificates;
use crate::identity::joining::invitation::{Invited, read_row, state_of};
use crate::outbox;
use crate::profile::Accounts;
use crate::seal::keys::TenantKeys;
use crate::state::sessions;
use crate::storage::entity::account::{self, Column as A};
use crate::storage::entity::invitation::{self, Column as C};
use crate::storage::entity::{authenticator, export};
use app::error::AppError;
use app::exports::api::{ExportState, FILES};
use app::members::api::{Affected, DownloadRight, InvitationRow, MemberDetail, MemberRow, Reset, VIEW};
use app::members::feature::RESET;
use app::members::states::{InvitationState, MemberFilter, MemberState};
use app::permission::Role;
use app::second_factor::api::StepState;
use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, Condition, QueryFilter, QueryOrder, Select};
use uuid::Uuid;

/// Narrows a query to one of the views of the list.
pub fn narrow(
    query: Select<account::Entity>,
    shown: MemberFilter,
    unused_since: DateTime<Utc>,
) -> Select<account::Entity> {
    match shown {
        MemberFilter::Present => query.filter(account::present()),
        MemberFilter::Dormant => query.filter(account::active()).filter(unused(unused_since)),
        MemberFilter::Locked => query.filter(account::active()).filter(account::is_locked()),
        MemberFilter::Suspended => query.filter(account::in_state(MemberState::Suspended)),
        MemberFilter::Left => query.filter(account::in_state(MemberState::Left)),
    }
}

/// Filters accounts without a recent sign-in. An account that was never used counts from its creation,
/// which its id tells.
fn unused(before: DateTime<Utc>) -> Condition {
    let never = Condition::all().add(A::LastSignInAt.is_null()).add(A::Id.lt(clock::first_id(before)));
    Condition::any().add(A::LastSignInAt.lt(before)).add(never)
}

/// Accounts as rows, under the rules of a profile.
pub async fn rows(read: &Read, accounts: &[account::Model], rule: &Accounts) -> Result<Vec<MemberRow>, Fault> {
    let steps = steps(read, accounts).await?;
    accounts.iter().map(|account| row(read, account, &steps, rule)).collect()
}

/// The accounts with a genuine second step.
async fn steps(read: &Read, of: &[account::Model]) -> Result<Vec<Uuid>, Fault> {
    let ids = of.iter().filter(|account| account.second_factor_at.is_some()).map(|account| account.id);
    let there = read.of::<authenticator::Entity>().filter(authenticator::Column::AccountId.is_in(ids));
    let (there, _) = guarded::part(read, read.all(there).await?).await?;
    Ok(there.into_iter().map(|row| row.account_id).collect())
}

fn row(read: &Read, account: &account::Model, steps: &[Uuid], rule: &Accounts) -> Result<MemberRow, Fault> {
    let unused_since = read.app().clock.now() - rule.unused();
    let altered = !guard::is_genuine(read.app().keys.rows(), account);
    let was_altered = !altered && account.was_forged();
    let unknown = |what: &str| Fault::unreadable(format!("{what} of account {}", account.id));
    let state = MemberState::from_code(&account.status).ok_or_else(|| unknown("state"))?;
    let last = account.last_sign_in_at;
    Ok(MemberRow {
        id: account.id.to_string(),
        name: account.name.clone(),
        email: account.email.clone(),
        role: Role::from_code(&account.role)
            .or((altered || was_altered).then_some(Role::Viewer))
            .ok_or_else(|| unknown("role"))?,
        altered,
        was_altered,
        state,
        lock: account.lock().map(|(lock, _)| lock),
        second_factor: match account.second_factor_at {
            None => StepState::Off,
            Some(_) if steps.contains(&account.id) => StepState::On,
            Some(_) => StepState::Altered,
        },
        last_sign_in: last.map(when),
        dormant: (state == MemberState::Active && last.unwrap_or_else(|| account.joined_at()) < unused_since)
            .then_some(rule.unused_days),
    })
}

pub async fn invitations(read: &Read, now: DateTime<Utc>) -> Result<Vec<InvitationRow>, Fault> {
    let open = read.of::<invitation::Entity>().filter(C::ClosedAt.is_null()).order_by_desc(C::Id);
    let open = read.all(open).await?;
    let people = read.of::<account::Entity>().filter(A::Id.is_in(open.iter().map(|row| row.invited_by)));
    let people = people::all(read, people).await?;
    let keys = read.keys().await?;
    let name = |id: Uuid| people.iter().find(|p| p.id == id).map(|p| p.name.clone()).unwrap_or_default();
    let mut unsent = outbox::undelivered(read, open.iter().map(|row| row.id)).await?;
    let mut rows = Vec::with_capacity(open.len());
    for row in open {
        let (invited_by, undelivered) = (name(row.invited_by), unsent.remove(&row.id));
        rows.push(InvitationRow { invited_by, undelivered, ..invitation_row(read, &keys, row, now).await? });
    }
    Ok(rows)
}

/// An invitation, without its author and its mail.
async fn invitation_row(
    read: &Read,
    keys: &TenantKeys,
    mut row: invitation::Model,
    now: DateTime<Utc>,
) -> Result<InvitationRow, Fault> {
    let (Invited { name, email, .. }, genuine) = read_row(read, keys, &mut row).await?;
    let state = if genuine { state_of(&row)? } else { state_of(&row).unwrap_or(InvitationState::Waiting) };
    Ok(InvitationRow {
        id: row.id.to_string(),
        name,
        email,
        role: Role::from_code(&row.role).unwrap_or(Role::Viewer),
        state,
        altered: !genuine,
        invited: when(row.invited_at),
        invited_by: String::new(),
        until: row.until.map(when),
        expired: row.until.is_some_and(|until| until <= now),
        undelivered: None,
    })
}

pub async fn detail(request: &Request, id: &str) -> Result<MemberDetail, Fault> {
    let read = request.read(VIEW).await?;
    let (me, now) = (request.signed_in()?, request.app.clock.now());
    let found = people::one(&read, read.of::<account::Entity>().filter(A::Id.eq(read_id(id)?))).await?;
    let mut account = found.ok_or(AppError::NotFound)?;
    let steps = steps(&read, std::slice::from_ref(&account)).await?;
    let row = row(&read, &account, &steps, &me.profile.accounts)?;
    let sessions = read.all(sessions::of_account(account.id)).await?;
    let open = sessions.iter().filter(|session| read.app().sessions.is_open(session, now)).count();
    let joined = when(account.joined_at());
    let rights = rights(me);
    let reached = if row.altered { me.may_manage(&account) } else { rights.may_give(row.role) };
    // A forged role may be none.
    row.role.code().clone_into(&mut account.stored.role);
    let person = Person::new(account, me.tenant.clone(), now, me.profile)?;
    let own = person.account.id == me.account.id;
    let reset = reset(&read, me, &person.account, now).await?;
    let given = FILES.is_held_by(row.role, me.profile.rights.download_by_default);
    let download = if given { DownloadRight::Given } else { DownloadRight::Decided(person.account.may_download) };
    Ok(MemberDetail {
        may_change: rights.manage && !own && row.state != MemberState::Left && reached,
        joined,
        password_expires: person.password_expires().map(when),
        must_change_password: person.must_change_password() && row.state != MemberState::Left,
        sessions: open as u64,
        own,
        download,
        may_give_download: me.permissions.has(FILES),
        affected: affected(&read, person.account.id).await?,
        certificates: certificates::is_offered(me.profile).then(|| format!("/members/{id}/certificates")),
        reset,
        rights,
        row,
    })
}

/// What of a member is still open.
async fn affected(read: &Read, id: Uuid) -> Result<Affected, Fault> {
    let theirs = Condition::any().add(C::InvitedBy.eq(id)).add(C::ApprovedBy.eq(id));
    let invitations = read.all(read.of::<invitation::Entity>().filter(theirs).filter(C::ClosedAt.is_null())).await?;
    let open = export::in_any(&[ExportState::Waiting, ExportState::Running]);
    let exports = read.of::<export::Entity>().filter(export::Column::AccountId.eq(id)).filter(open);
    Ok(Affected { invitations: invitations.len() as u64, exports: read.all(exports).await?.len() as u64 })
}

/// What can be done about a member's password, and the state of a reset.
async fn reset(read: &Read, me: &Person, of: &account::Model, now: DateTime<Utc>) -> Result<Reset, Fault> {
    let until = links::open_until(read.db(), RESET, of.id, now).await?;
    let open = is_void(of);
    let undelivered = if open { outbox::undelivered(read, [of.id]).await?.remove(&of.id) } else { None };
    Ok(Reset {
        offered: me.profile.password.reset_by_administrator,
        opens_lock: me.profile.lockout.opened_by_administrators(),
        open,
        until: until.map(when),
        minutes: me.profile.password.reset_link_minutes,
        undelivered,
    })
}
