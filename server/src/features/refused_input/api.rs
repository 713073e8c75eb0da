use super::{everywhere, list};
use crate::door::{Outward, Request};
use app::error::AppError;
use app::kit::ListCursor;
use app::refused_input::api::{RefusedEverywhere, RefusedInput, RefusedInputApi};

#[async_trait::async_trait]
impl RefusedInputApi for Request {
    async fn refused_input(&self, place: &ListCursor) -> Result<RefusedInput, AppError> {
        list::list(self, place).await.outward(self)
    }

    async fn refused_everywhere(&self, place: &ListCursor) -> Result<RefusedEverywhere, AppError> {
        everywhere::everywhere(self, place).await.outward(self)
    }
}
