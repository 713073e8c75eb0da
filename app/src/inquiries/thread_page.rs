use super::api::{InquiriesApi, InquiryThread};
use super::cells::state;
use super::facts::facts;
use super::messages as m;
use super::states::InquiryState;
use super::thread;
use crate::error::AppError;
use crate::kit::{ErrorSummary, PageHead, Panel, PostForm, TextArea};
use crate::page::{FormState, Page, PageCx};
use crate::text::{t, tw};
use leptos::prelude::*;

/// One inquiry for the company: the thread and the reply, with the facts beside them.
pub async fn thread(cx: &PageCx, backend: &(impl InquiriesApi + ?Sized)) -> Result<Page, AppError> {
    let found = backend.inquiry(cx.param("id")?).await?;
    let form = cx.form.clone();
    Ok(Page::new(found.row.title(), move || view(&found, form)))
}

fn view(found: &InquiryThread, form: FormState) -> AnyView {
    let crumbs = vec![("/inquiries".to_owned(), t(m::TITLE).to_owned())];
    let title = tw(&found.row.title());
    let reply = found.row.subject.is_some().then(|| reply(found, form.clone()));
    let facts = view! { {facts(found)}{close(found)} }.into_any();
    view! {
        <PageHead title=title crumbs=crumbs meta=state(&found.row)/>
        <ErrorSummary form=form/>
        <div class="grid grid--main">
            <div class="stack">
                {thread::panel(&found.entries)}
                {reply}
            </div>
            <div class="stack">
                <Panel id="h-facts" title=t(m::FACTS)>{facts}</Panel>
            </div>
        </div>
    }
    .into_any()
}

fn reply(found: &InquiryThread, form: FormState) -> AnyView {
    let opens = (!found.row.state.waits()).then(|| view! { <p class="note">{t(m::REPLY_OPENS)}</p> });
    let id = found.row.id.clone();
    view! {
        <Panel id="h-reply" title=t(m::REPLY)>
            {opens}
            <PostForm action="/inquiries/reply" label=t(m::REPLY)>
                <input type="hidden" name="id" value=id/>
                <TextArea name="text" label=t(m::TEXT) hint=t(m::TEXT_HINT) form=form/>
                <button class="btn btn--primary u-mt" type="submit">{t(m::REPLY_SUBMIT)}</button>
            </PostForm>
        </Panel>
    }
    .into_any()
}

fn close(found: &InquiryThread) -> Option<AnyView> {
    if found.row.state == InquiryState::Closed {
        return None;
    }
    Some(thread::closing(found, "/inquiries/close"))
}
