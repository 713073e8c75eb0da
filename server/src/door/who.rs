//! Who sends a request, and from where.

use super::person::Person;
use crate::log::Author;
use crate::profile::Profile;
use crate::storage::entity::account;
use app::sign_in::api::Ended;
use std::sync::Arc;
use uuid::Uuid;

/// The origin of a request.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    pub ip: String,
    pub user_agent: String,
    pub request_id: String,
    /// The device cookie (`identity::devices`), which is signed and lists the accounts that have used this device.
    pub device: String,
    /// The hash of the session id that the browser sends, whether it opens a session or not.
    pub session: Option<Vec<u8>>,
    /// The cookie with the mark of the browser (`browser_mark`).
    pub mark: String,
    /// The client certificate (DER) that the TLS server has verified; empty without one.
    pub certificate: Vec<u8>,
}

/// The sender of a request.
#[derive(Clone)]
pub enum Who {
    Stranger,
    /// Treated as a stranger everywhere but on the page of the second step.
    HalfWay(Arc<HalfWay>),
    /// Somebody whose session is genuine, and whose own row or company's row is forged (S10). Treated as a stranger
    /// everywhere; the sign-in page tells them why.
    ShutOut(Ended),
    Account(Arc<Person>),
    /// A job or command of the program itself, for one tenant.
    System {
        tenant: Uuid,
        job: &'static str,
    },
}

/// A person between the two steps of sign-in. The log names them only if one of their posts is refused.
pub struct HalfWay {
    /// The account whose password was correct.
    pub account: account::Model,
    pub profile: &'static Profile,
    /// The key for counting wrong codes.
    pub attempt: Uuid,
    pub return_to: String,
    /// Unix time at which the password was proved.
    pub password_at: i64,
}

impl Who {
    /// The author of the log entries of such a request.
    pub(super) fn author(&self, origin: &Origin) -> Author {
        let (kind, id, name) = match self {
            Who::Stranger | Who::HalfWay(_) | Who::ShutOut(_) => ("stranger", None, String::new()),
            Who::System { job, .. } => ("system", None, (*job).to_owned()),
            Who::Account(me) if me.role.is_staff() => ("staff", Some(me.account.id), me.account.name.clone()),
            Who::Account(me) => ("member", Some(me.account.id), me.account.name.clone()),
        };
        let Origin { ip, user_agent, request_id, .. } = origin.clone();
        Author { kind, id, name, ip, user_agent, request_id }
    }
}
