//! How a log says that a request for access has ended (MS-18). The rows of requests are not signed: what one of them says of its
//! end is nobody's word.

use super::event::has_succeeded;
use crate::storage::entity::operation_log::Model;
use app::consents::acts;
use app::consents::states::RequestState;
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// The end of a request, by its author or by the company.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RequestEnd {
    pub state: RequestState,
    pub at: DateTime<Utc>,
    pub by: Option<Uuid>,
}

impl RequestEnd {
    /// The end that an entry reports. A consent that answers a request has the id of the request.
    pub fn of(entry: &Model) -> Option<RequestEnd> {
        if !has_succeeded(entry) {
            return None;
        }
        let ends = [
            (acts::GRANT, "consent", RequestState::Allowed),
            (acts::DECLINE, "consent_request", RequestState::Declined),
            (acts::WITHDRAW, "consent_request", RequestState::Withdrawn),
        ];
        let is = |act: &str, object: &str| entry.action == act && entry.object_kind == object;
        let (_, _, state) = ends.into_iter().find(|(act, object, _)| is(act.code(), object))?;
        Some(RequestEnd { state, at: entry.at, by: entry.actor_id })
    }
}
