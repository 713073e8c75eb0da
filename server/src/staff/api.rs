use super::{ask, decide, show};
use crate::door::Request;
use crate::use_case;
use app::error::{AppError, Next};
use app::kit::Place;
use app::staff::api::{AskStaff, DecideStaff, OneStaffRequest, StaffApi, StaffList, StaffRequest};

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
