use super::list;
use crate::door::{Outward, Request};
use app::error::AppError;
use app::kit::Place;
use app::ledger::api::{Ledger, LedgerApi};

#[async_trait::async_trait]
impl LedgerApi for Request {
    async fn account_ledger(&self, place: &Place) -> Result<Ledger, AppError> {
        list::list(self, place).await.outward(self)
    }
}
