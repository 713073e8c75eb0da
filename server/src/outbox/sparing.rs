//! Limits how many mails a company can have sent to unconfirmed addresses: invitations, and links to confirm a contact.
//! The limit counts the address, not the current row, so inviting and withdrawing again and again cannot flood a
//! mailbox. And how often a member of staff can ask one company for access, which mails its administrators. No policy sets
//! these numbers.

use crate::door::fault::Fault;
use crate::door::{Counter, Write, throttle};
use chrono::{DateTime, Duration, Utc};
use uuid::Uuid;

/// Shortest time between two mails to one address.
const PAUSE: Duration = Duration::minutes(5);
/// Most mails to one address per day.
const TO_ONE: u32 = 5;
/// Most mails of a company per day: more than its allowed invitations and contacts together.
const TO_ALL: u32 = 200;
/// Shortest time between two requests for access of one member of staff to one company, and most requests per day.
const ASK_PAUSE: Duration = Duration::minutes(10);
const ASKS: u32 = 3;

/// Counts a mail to an address. If the limit is reached, returns the time of the next allowed mail, and the caller must
/// not commit `tx`. Each company has its own count, so that none learns about another.
pub async fn charge(tx: &Write, address: &str) -> Result<Option<DateTime<Utc>>, Fault> {
    let one = format!("{} {}", tx.tenant(), mailbox(address));
    let all = tx.tenant().to_string();
    let day = Duration::days(1);
    let counted = [
        Limit { what: Counter::MailPause, whom: &one, most: 1, span: PAUSE },
        Limit { what: Counter::MailDay, whom: &one, most: TO_ONE, span: day },
        Limit { what: Counter::MailOfCompany, whom: &all, most: TO_ALL, span: day },
    ];
    first_reached(tx, counted).await
}

/// Counts a request for access of a member of staff to the company of `tx`. If the limit is reached, returns the time of the
/// next allowed one, and the caller must not commit `tx`. Withdrawn requests count too.
pub async fn charge_request(tx: &Write, staff: Uuid) -> Result<Option<DateTime<Utc>>, Fault> {
    let whom = format!("{} {staff}", tx.tenant());
    let pause = Limit { what: Counter::AskPause, whom: &whom, most: 1, span: ASK_PAUSE };
    let day = Limit { what: Counter::AskDay, whom: &whom, most: ASKS, span: Duration::days(1) };
    first_reached(tx, [pause, day]).await
}

/// The most uses within a time.
struct Limit<'a> {
    what: Counter,
    whom: &'a str,
    most: u32,
    span: Duration,
}

/// Counts a use under each limit, up to the first that is reached.
async fn first_reached<'a>(
    tx: &Write,
    limits: impl IntoIterator<Item = Limit<'a>>,
) -> Result<Option<DateTime<Utc>>, Fault> {
    for Limit { what, whom, most, span } in limits {
        if let Some(at) = throttle::within(tx, what, whom, most, span).await? {
            return Ok(Some(at));
        }
    }
    Ok(None)
}

/// The mailbox behind an address. The owner chooses the part after a plus sign freely, so it does not count.
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
