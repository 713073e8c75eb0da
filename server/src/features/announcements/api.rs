use super::{list, readers, receipts, show, subscription};
use crate::door::{Outward, Request};
use app::announcements::api::{
    AnnouncementDetail, AnnouncementFilter, AnnouncementList, AnnouncementReaders, AnnouncementsApi, OneAnnouncement,
    Subscribe, SubscriptionAddresses, Unsubscribe,
};
use app::error::{AppError, Next};
use app::kit::ListCursor;

#[async_trait::async_trait]
impl AnnouncementsApi for Request {
    async fn announcements(
        &self,
        filter: &AnnouncementFilter,
        cursor: &ListCursor,
    ) -> Result<AnnouncementList, AppError> {
        list::list(self, filter, cursor).await.outward(self)
    }

    async fn announcement(&self, id: &str) -> Result<AnnouncementDetail, AppError> {
        show::detail(self, id).await.outward(self)
    }

    async fn announcement_readers(&self, id: &str) -> Result<AnnouncementReaders, AppError> {
        readers::readers(self, id).await.outward(self)
    }

    async fn acknowledge_announcement(&self, command: OneAnnouncement) -> Result<Next, AppError> {
        receipts::acknowledge(self, command).await.outward(self)
    }

    async fn announcement_subscription(&self) -> Result<Option<SubscriptionAddresses>, AppError> {
        subscription::show(self).await.outward(self)
    }

    async fn subscribe_announcements(&self, _command: Subscribe) -> Result<Next, AppError> {
        subscription::make(self).await.outward(self)
    }

    async fn unsubscribe_announcements(&self, _command: Unsubscribe) -> Result<Next, AppError> {
        subscription::end(self).await.outward(self)
    }
}
