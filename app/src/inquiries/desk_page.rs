use super::api::{InquiriesApi, InquiryThread};
use super::cells::state;
use super::facts::for_staff;
use super::messages as m;
use super::states::{InquiryState, ThreadSide};
use super::templates::{self, TEMPLATES};
use super::{assign, thread};
use crate::error::AppError;
use crate::kit::{ErrorSummary, PageHead, Panel, PostForm, SelectField, TextArea};
use crate::page::{FormState, Page, PageCx};
use crate::text::{Lang, t, tw};
use leptos::prelude::*;

/// The post that shows the page again with a template in the answer.
const INSERT: &str = "/support/inquiries/template";

/// One inquiry for staff: the thread, the answer and the notes, with the facts beside them.
pub async fn thread(cx: &PageCx, backend: &(impl InquiriesApi + ?Sized)) -> Result<Page, AppError> {
    let found = backend.desk_inquiry(cx.param("id")?).await?;
    let inserts = cx.frame.sent.as_ref().is_some_and(|sent| sent.to == INSERT);
    let (form, company) = (cx.form.clone(), found.row.company.clone());
    let answer = if inserts { with_template(&form) } else { form.clone() };
    Ok(Page::new(found.row.title(), move || view(&found, form, answer)).viewing(company))
}

/// The typed answer with the chosen template behind it.
fn with_template(form: &FormState) -> FormState {
    let typed = form.typed("text").unwrap_or_default().trim_end();
    let chosen = form.typed("template").and_then(templates::of).unwrap_or_default();
    let between = if typed.is_empty() || chosen.is_empty() { "" } else { "\n\n" };
    let text = format!("{typed}{between}{chosen}");
    FormState { errors: form.errors.clone(), typed: vec![("text".to_owned(), text)] }
}

fn view(found: &InquiryThread, form: FormState, answer: FormState) -> AnyView {
    let crumbs = vec![("/support/inquiries".to_owned(), t(m::DESK_TITLE).to_owned())];
    let title = tw(&found.row.title());
    let write = found.row.subject.is_some().then(|| write(found, answer));
    let facts = view! { {for_staff(found)}{assign::acts(found, &form)}{close(found)} }.into_any();
    view! {
        <PageHead title=title crumbs=crumbs meta=state(&found.row)/>
        <ErrorSummary form=form.clone()/>
        <div class="grid grid--main">
            <div class="stack">
                {thread::panel(&found.entries)}
                {write}
                {note(found, form.clone())}
            </div>
            <div class="stack">
                <Panel id="h-facts" title=t(m::FACTS)>{facts}</Panel>
            </div>
        </div>
    }
    .into_any()
}

fn write(found: &InquiryThread, form: FormState) -> AnyView {
    let (id, seen) = (found.row.id.clone(), theirs(found).to_string());
    let choice =
        |code: &str, title: &str, lang: Lang| (format!("{code}.{}", lang.tag()), format!("{title} ({})", lang.name()));
    let all = TEMPLATES.iter().flat_map(|one| [Lang::Ja, Lang::En].map(|lang| choice(one.code, t(one.title), lang)));
    let options = std::iter::once((String::new(), t(m::TEMPLATE_NONE).to_owned())).chain(all).collect();
    view! {
        <Panel id="h-answer" title=t(m::ANSWER_TITLE)>
            <PostForm action="/support/inquiries/answer" label=t(m::ANSWER)>
                <input type="hidden" name="id" value=id/>
                <input type="hidden" name="seen" value=seen/>
                <div class="btn-row">
                    <SelectField name="template" label=t(m::TEMPLATE) options=options selected=String::new()/>
                    <button class="btn" type="submit" formaction=INSERT>{t(m::TEMPLATE_INSERT)}</button>
                </div>
                <TextArea name="text" label=t(m::ANSWER) hint=t(m::ANSWER_HINT) form=form/>
                <button class="btn btn--primary u-mt" type="submit">{t(m::ANSWER_SUBMIT)}</button>
            </PostForm>
        </Panel>
    }
    .into_any()
}

/// How many texts of the company the page shows.
fn theirs(found: &InquiryThread) -> usize {
    found.entries.iter().filter(|entry| entry.side == ThreadSide::Company).count()
}

fn note(found: &InquiryThread, form: FormState) -> AnyView {
    let id = found.row.id.clone();
    view! {
        <Panel id="h-notes" title=t(m::NOTES)>
            <PostForm action="/support/inquiries/note" label=t(m::NOTE_ADD)>
                <input type="hidden" name="id" value=id/>
                <TextArea name="note" label=t(m::NOTE) hint=t(m::NOTE_HINT) form=form required=true/>
                <button class="btn u-mt" type="submit">{t(m::NOTE_ADD)}</button>
            </PostForm>
        </Panel>
    }
    .into_any()
}

/// Staff close what they have answered, and nothing that waits for an answer.
fn close(found: &InquiryThread) -> Option<AnyView> {
    if found.row.state != InquiryState::Answered {
        return None;
    }
    Some(thread::closing(found, "/support/inquiries/close"))
}
