//! The provider's staff (DS-13, BP-15): one account per person, and none without the approval of another member of staff, who
//! says why. The first one alone is added without: nobody is there who could approve.

mod ask;
mod decide;
mod join;
mod letters;
mod show;
mod stored;
mod waiting;

pub use ask::{Added, Wanted, add};
pub use join::{facts, is_asked, join};
pub use show::name;
pub(crate) use stored::{Person, Way, decided, put, seal_decision};
pub use waiting::waiting;

use crate::door::{Request, Write};
use crate::entity::account;
use crate::entity::operation_log_head;
use crate::fault::Fault;
use crate::keys::PROVIDER;
use crate::mail::recipients;
use crate::{typed, use_case};
use app::error::{AppError, Next, Refusals};
use app::kit::Place;
use app::permission::Role;
use app::staff::api::{AskStaff, DecideStaff, OneStaffRequest, StaffApi, StaffList, StaffRequest};
use app::staff::messages as m;
use sea_orm::{EntityTrait, QuerySelect};
use uuid::Uuid;

#[async_trait::async_trait]
impl StaffApi for Request {
    async fn staff(&self, place: &Place) -> Result<StaffList, AppError> {
        use_case!(self, show::list(self, place))
    }

    async fn staff_request(&self, id: &str) -> Result<StaffRequest, AppError> {
        use_case!(self, show::one(self, id))
    }

    async fn ask_staff(&self, command: AskStaff) -> Result<Next, AppError> {
        use_case!(self, ask::ask(self, command))
    }

    async fn approve_staff(&self, command: DecideStaff) -> Result<Next, AppError> {
        use_case!(self, decide::approve(self, command))
    }

    async fn reject_staff(&self, command: DecideStaff) -> Result<Next, AppError> {
        use_case!(self, decide::reject(self, command))
    }

    async fn send_staff_link(&self, command: OneStaffRequest) -> Result<Next, AppError> {
        use_case!(self, decide::send_again(self, &command.id))
    }
}

fn read_id(id: &str) -> Result<Uuid, Fault> {
    id.parse().map_err(|_| Fault::NotFound)
}

/// A reason is always asked for.
fn check_reason(why: &str, refusals: &mut Refusals) -> String {
    typed::required("why", typed::line(why), 500, (m::REASON_MISSING, m::REASON_LONG), refusals)
}

/// Additions come one after the other: of two at once on an empty console, one is the first.
async fn hold(tx: &Write) -> Result<(), Fault> {
    operation_log_head::Entity::find_by_id(PROVIDER).lock_exclusive().one(tx.db()).await?;
    Ok(())
}

/// Who may approve.
async fn approvers(tx: &Write) -> Result<Vec<account::Model>, Fault> {
    let mut staff = recipients::staff(tx).await?;
    staff.retain(|account| account.role == Role::Support.code());
    Ok(staff)
}
