//! All credentials beside the password: an authenticator app or codes by mail, passkeys, client certificates.

use crate::door::Write;
use crate::door::fault::Fault;
use crate::identity::certificates;
use crate::identity::passkeys;
use crate::identity::second_factor;
use uuid::Uuid;

/// Removes all of them: a person who has lost one has probably lost the others.
pub async fn remove_all(tx: &Write, account: Uuid) -> Result<(), Fault> {
    passkeys::remove_all(tx, account).await?;
    certificates::revoke_all(tx, account).await?;
    second_factor::remove(tx, account).await
}
