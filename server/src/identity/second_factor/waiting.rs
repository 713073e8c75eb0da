//! The notice that a person has no two-step verification, or few recovery codes left.

use super::recovery::few;
use crate::door::fault::Fault;
use crate::door::{Person, Read};
use app::kit::Todo;
use app::second_factor::messages as m;

pub async fn waiting(read: &Read, me: &Person) -> Result<Option<Todo>, Fault> {
    if me.account.second_factor_at.is_none() {
        return Ok(Some(Todo::new("shield-check", m::TODO_OFF, "/account/two-step").link(m::TODO_SET_UP)));
    }
    let left = few(read, &me.account).await?;
    let todo = |n: u64| Todo::new("shield-check", m::TODO_CODES.with(&[("n", &n)]), "/account/two-step");
    Ok(left.map(|n| todo(n).link(m::TODO_NEW_CODES)))
}
