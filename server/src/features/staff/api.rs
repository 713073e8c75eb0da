use super::{ask, decide, show};
use crate::door::{Outward, Request};
use app::error::{AppError, Next};
use app::kit::ListCursor;
use app::staff::api::{AskStaff, DecideStaff, OneStaffRequest, StaffApi, StaffList, StaffRequest};

#[async_trait::async_trait]
impl StaffApi for Request {
    async fn staff(&self, cursor: &ListCursor) -> Result<StaffList, AppError> {
        show::list(self, cursor).await.outward(self)
    }

    async fn staff_request(&self, id: &str) -> Result<StaffRequest, AppError> {
        show::one(self, id).await.outward(self)
    }

    async fn ask_staff(&self, command: AskStaff) -> Result<Next, AppError> {
        ask::ask(self, command).await.outward(self)
    }

    async fn approve_staff(&self, command: DecideStaff) -> Result<Next, AppError> {
        decide::approve(self, command).await.outward(self)
    }

    async fn reject_staff(&self, command: DecideStaff) -> Result<Next, AppError> {
        decide::reject(self, command).await.outward(self)
    }

    async fn send_staff_link(&self, command: OneStaffRequest) -> Result<Next, AppError> {
        decide::send_again(self, &command.id).await.outward(self)
    }
}
