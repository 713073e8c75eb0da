//! Letters to the owner of an account about a change in how the account is used (ASVS 6.3.7).

use super::letter::Letter;
use super::phrases::{not_me, where_from};
use super::queue::Mail;
use super::recipients::Recipient;
use crate::door::fault::Fault;
use crate::door::{Request, Write};
use crate::storage::entity::account;
use app::mail_kind::MailKind;

/// Adds when, where and what to do if it was another person, and queues the letter.
pub async fn tell_owner(
    request: &Request,
    tx: &Write,
    of: &account::Model,
    kind: MailKind,
    letter: Letter,
) -> Result<(), Fault> {
    let letter = letter.facts(where_from(request.app.clock.now(), &request.origin)).text(not_me(of));
    Mail::new(kind, letter).queue(tx, &Recipient::account(of)).await.map(drop)
}
