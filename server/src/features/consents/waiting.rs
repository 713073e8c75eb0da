//! Requests of staff that the company answers, and forged consents, for the home pages. Forged consents let nobody look, and
//! the company can revoke them.

use super::requests;
use super::show;
use crate::door::fault::Fault;
use crate::door::{AlteredTask, Person, Read, consent, guarded};
use crate::storage::entity::access_consent::{Column as C, Entity};
use app::consents::api::{AccessRequest, GRANT, LOOK};
use app::consents::messages as m;
use app::kit::Todo;
use sea_orm::{ColumnTrait, QueryFilter};

/// What staff ask of the company, and its consents that are forged, as its page shows them. A forged row may say that it was
/// revoked.
pub async fn waiting(read: &Read, me: &Person) -> Result<Vec<Todo>, Fault> {
    if !me.permissions.has(GRANT) {
        return Ok(Vec::new());
    }
    let (_, altered) = guarded::part(read, show::newest(read).await?).await?;
    let altered = altered.len() as u64;
    let altered = Todo::counted("eye", altered, m::TODO_ALTERED, "/consents");
    let asked = requests::waiting(read).await?;
    Ok(asked.into_iter().map(answer).chain(altered).collect())
}

/// The number of consents by which staff can view data right now.
pub async fn in_force(read: &Read) -> Result<u64, Fault> {
    let now = read.app().clock.now();
    let lasting = read.all(read.of::<Entity>().filter(C::Until.gt(now))).await?;
    let (genuine, _) = guarded::part(read, lasting).await?;
    Ok(genuine.iter().filter(|row| consent::is_open(row, now)).count() as u64)
}

/// A request of staff that the company answers.
fn answer(request: AccessRequest) -> Todo {
    let words = m::TODO_REQUEST.with(&[("name", &request.asked_by)]);
    Todo::new("eye", words, format!("/consents/requests/{}", request.id))
        .until(m::ANSWER_BY, request.until)
        .link(m::ANSWER)
}

/// The companies that have forged consents, as their pages show them to staff. A consent lasts some days at most, so there are
/// few. Those that are said to be revoked are read too: somebody else may have said so.
pub async fn for_desk(read: &Read, me: &Person) -> Result<Vec<Todo>, Fault> {
    if !me.permissions.has(LOOK) {
        return Ok(Vec::new());
    }
    let lasting = read.across::<Entity>()?.filter(C::Until.gt(read.app().clock.now()));
    let (_, altered) = guarded::part(read, read.all(lasting).await?).await?;
    let task = AlteredTask { icon: "eye", words: m::STAFF_TODO_ALTERED, part: "#h-consent" };
    task.about(read, altered.into_iter().map(|row| row.tenant_id)).await
}
