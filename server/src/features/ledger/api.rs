use super::list;
use crate::door::{Outward, Request};
use app::error::AppError;
use app::kit::ListCursor;
use app::ledger::api::{Ledger, LedgerApi};

#[async_trait::async_trait]
impl LedgerApi for Request {
    async fn account_ledger(&self, cursor: &ListCursor) -> Result<Ledger, AppError> {
        list::list(self, cursor).await.outward(self)
    }
}
