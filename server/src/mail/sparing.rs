//! How often a company's people may have mails written to an address that has not said yes: invitations, and links to confirm
//! a contact. What counts is the address, not the row that stands for it now, so that inviting and withdrawing again and again
//! floods nobody. No policy promises these numbers.

use crate::door::{Counter, Write, throttle};
use crate::fault::Fault;
use chrono::{DateTime, Duration, Utc};

/// Between two mails to one address.
const PAUSE: Duration = Duration::minutes(5);
/// Mails to one address within a day.
const TO_ONE: u32 = 5;
/// Mails of a company within a day: more than it may have members to be and contacts at once.
const TO_ALL: u32 = 200;

/// Counts a mail to an address. Answers from when on it may be written, if that is not now; then nothing of `tx` may be
/// committed. Each company is counted apart: what others write is nobody's business.
pub async fn charge(tx: &Write, address: &str) -> Result<Option<DateTime<Utc>>, Fault> {
    let one = format!("{} {}", tx.tenant(), mailbox(address));
    let all = tx.tenant().to_string();
    let day = Duration::days(1);
    let counted = [
        (Counter::MailPause, &one, 1, PAUSE),
        (Counter::MailDay, &one, TO_ONE, day),
        (Counter::MailOfCompany, &all, TO_ALL, day),
    ];
    for (what, whom, most, span) in counted {
        if let Some(at) = throttle::within(tx, what, whom, most, span).await? {
            return Ok(Some(at));
        }
    }
    Ok(None)
}

/// The mailbox that an address ends in: what stands behind a plus sign is its owner's to choose, and is counted with the rest.
fn mailbox(address: &str) -> String {
    match address.rsplit_once('@') {
        Some((local, domain)) if !local.starts_with('"') => {
            format!("{}@{domain}", local.split_once('+').map_or(local, |(before, _)| before))
        }
        _ => address.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::mailbox;

    #[test]
    fn what_stands_behind_a_plus_sign_is_the_same_mailbox() {
        assert_eq!(mailbox("victim+9@example.jp"), mailbox("victim@example.jp"));
        assert_eq!(mailbox("victim+9+8@example.jp"), "victim@example.jp");
        assert_eq!(mailbox("\"a+b\"@example.jp"), "\"a+b\"@example.jp");
        assert_ne!(mailbox("victim@example.jp"), mailbox("victim@example.com"));
    }
}
