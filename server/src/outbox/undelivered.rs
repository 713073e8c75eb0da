//! Letters that were not delivered, for the people who caused them. Only staff see the outbox.

use crate::door::fault::Fault;
use crate::door::{Read, readable};
use crate::storage::entity::mail::{self, Column as C};
use app::mail::kinds::{MailState, failure};
use app::mail::undelivered::Undelivered;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;
use uuid::Uuid;

type LetterColumns = (Option<Uuid>, String, Option<String>);

/// Returns the newest letter for each subject, if it has failed so far or for good.
pub async fn undelivered(
    read: &Read,
    about: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, Undelivered>, Fault> {
    let letters = read.of::<mail::Entity>().filter(C::About.is_in(about)).order_by_asc(C::Id);
    let letters = letters.select_only().columns([C::About, C::State, C::Failure]);
    let mut newest: HashMap<Uuid, LetterColumns> = HashMap::new();
    for letter in readable::columns::<_, LetterColumns>(read.db(), letters).await? {
        if let Some(about) = letter.0 {
            newest.insert(about, letter);
        }
    }
    let failed = newest.into_iter().filter_map(|(about, (_, state, code))| {
        let state = MailState::from_code(&state);
        let code = code.filter(|_| state != Some(MailState::Sent))?;
        Some((about, Undelivered { reason: failure(&code), given_up: state == Some(MailState::Dead) }))
    });
    Ok(failed.collect())
}
