use super::api::CasesApi;
use super::messages as m;
use super::states::ASKED_FOR;
use crate::error::AppError;
use crate::kit::{ErrorSummary, Field, FieldKind, PostForm, SelectField, SupportDesk, TextArea};
use crate::page::{FormState, Page, PageCx};
use crate::text::t;
use leptos::prelude::*;

/// The form for people who cannot sign in to ask the support desk. The response is the same whether or not there is an
/// account.
pub async fn ask(cx: &PageCx, _: &(impl CasesApi + ?Sized)) -> Result<Page, AppError> {
    let form = cx.form.clone();
    let kind = cx.query("kind").unwrap_or("password").to_owned();
    Ok(Page::new(m::ASK_TITLE, move || view(form, kind)).without_menu())
}

fn view(form: FormState, kind: String) -> AnyView {
    let kinds = ASKED_FOR.iter().map(|(code, text)| ((*code).to_owned(), t(*text).to_owned())).collect();
    view! {
        <h1>{t(m::ASK_TITLE)}</h1>
        <p>{t(m::ASK_LEAD)}</p>
        <ErrorSummary form=form.clone()/>
        <PostForm action="/sign-in/help">
            <Field name="email" label=t(m::EMAIL) kind=FieldKind::Email hint=t(m::ASK_EMAIL_HINT) form=form.clone() required=true/>
            <Field name="name" label=t(m::NAME) kind=FieldKind::Text form=form.clone() required=true/>
            <SelectField name="kind" label=t(m::ASK_KIND) options=kinds selected=kind form=form.clone()/>
            <TextArea name="message" label=t(m::ASK_MESSAGE) hint=t(m::ASK_MESSAGE_HINT) form=form/>
            <button class="btn btn--primary btn--wide u-mt" type="submit">{t(m::ASK_SUBMIT)}</button>
        </PostForm>
        <p class="u-mt"><a href="/sign-in">{t(m::ASK_BACK)}</a></p>
        <p class="note">{t(m::ASK_NEVER)}<SupportDesk/></p>
    }
    .into_any()
}
