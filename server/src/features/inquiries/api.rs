use super::{answer, ask, assign, figures, list, reply, show};
use crate::door::{Outward, Request};
use app::error::{AppError, Next};
use app::inquiries::api::{
    AnswerInquiry, AskInquiry, HandInquiry, InquiriesApi, InquiryFilter, InquiryList, InquiryMonth, InquiryPromise,
    InquiryThread, NoteInquiry, OneInquiry, ReplyInquiry, TakeInquiry,
};
use app::kit::ListCursor;

#[async_trait::async_trait]
impl InquiriesApi for Request {
    async fn inquiries(&self, filter: &InquiryFilter, cursor: &ListCursor) -> Result<InquiryList, AppError> {
        list::of_company(self, filter, cursor).await.outward(self)
    }

    async fn inquiry(&self, id: &str) -> Result<InquiryThread, AppError> {
        show::for_company(self, id).await.outward(self)
    }

    async fn inquiry_promise(&self) -> Result<InquiryPromise, AppError> {
        ask::promised(self).await.outward(self)
    }

    async fn ask_inquiry(&self, command: AskInquiry) -> Result<Next, AppError> {
        ask::ask(self, command).await.outward(self)
    }

    async fn reply_inquiry(&self, command: ReplyInquiry) -> Result<Next, AppError> {
        reply::reply(self, command).await.outward(self)
    }

    async fn close_inquiry(&self, command: OneInquiry) -> Result<Next, AppError> {
        reply::close(self, &command.id).await.outward(self)
    }

    async fn desk_inquiries(&self, filter: &InquiryFilter, cursor: &ListCursor) -> Result<InquiryList, AppError> {
        list::of_desk(self, filter, cursor).await.outward(self)
    }

    async fn inquiry_months(&self) -> Result<Vec<InquiryMonth>, AppError> {
        figures::months(self).await.outward(self)
    }

    async fn desk_inquiry(&self, id: &str) -> Result<InquiryThread, AppError> {
        show::for_desk(self, id).await.outward(self)
    }

    async fn answer_inquiry(&self, command: AnswerInquiry) -> Result<Next, AppError> {
        answer::answer(self, command).await.outward(self)
    }

    /// Changes nothing: the page is shown again with what was typed, and the template behind it.
    async fn insert_template(&self, _: AnswerInquiry) -> Result<Next, AppError> {
        Err(AppError::Preview)
    }

    async fn note_inquiry(&self, command: NoteInquiry) -> Result<Next, AppError> {
        answer::note(self, command).await.outward(self)
    }

    async fn take_inquiry(&self, command: TakeInquiry) -> Result<Next, AppError> {
        assign::take(self, command).await.outward(self)
    }

    async fn give_inquiry_back(&self, command: OneInquiry) -> Result<Next, AppError> {
        assign::give_back(self, &command.id).await.outward(self)
    }

    async fn hand_inquiry(&self, command: HandInquiry) -> Result<Next, AppError> {
        assign::hand(self, command).await.outward(self)
    }

    async fn finish_inquiry(&self, command: OneInquiry) -> Result<Next, AppError> {
        answer::finish(self, &command.id).await.outward(self)
    }
}
