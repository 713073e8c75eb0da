//! How the person's own account stands, for a role that sees neither data nor records.

use crate::base::when::when;
use crate::door::fault::Fault;
use crate::door::{Person, Read};
use crate::features::members;
use crate::outbox::recipients::owners;
use crate::state::sessions;
use app::home::api::OwnState;

pub async fn state(read: &Read, me: &Person) -> Result<OwnState, Fault> {
    let (now, id) = (read.app().clock.now(), me.account.id);
    let sessions = read.all(sessions::of_account(id)).await?;
    let open = sessions.iter().filter(|session| read.app().sessions.is_open(session, now)).count();
    let owners = owners(read, read.tenant()).await?;
    Ok(OwnState {
        rights: members::role_rights(me.role, me.profile),
        password_expires: me.password_expires().map(when),
        two_step: me.account.second_factor_at.is_some(),
        sessions: open as u64,
        owners: owners.into_iter().map(|owner| owner.name).collect(),
    })
}
