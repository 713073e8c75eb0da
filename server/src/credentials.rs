//! What proves who somebody is beside the password, as one thing: an authenticator app or codes by mail, passkeys, client
//! certificates.

use crate::door::Write;
use crate::fault::Fault;
use crate::{certificates, passkeys, second_factor};
use uuid::Uuid;

/// Removes all of it: a person who has lost one of them has lost the others.
pub async fn remove_all(tx: &Write, account: Uuid) -> Result<(), Fault> {
    passkeys::remove_all(tx, account).await?;
    certificates::revoke_all(tx, account).await?;
    second_factor::remove(tx, account).await
}
