use super::api::SecondFactorApi;
use super::messages as m;
use super::page::again;
use crate::error::AppError;
use crate::kit::{ErrorSummary, Field, FieldKind, Notice, PostForm, Tone};
use crate::page::{FormState, Page, PageCx};
use crate::text::t;
use leptos::prelude::*;

/// The recovery codes, shown until one of them is typed back.
pub async fn codes(cx: &PageCx, backend: &(impl SecondFactorApi + ?Sized)) -> Result<Page, AppError> {
    let codes = backend.recovery_codes().await?;
    let form = cx.form.clone();
    Ok(Page::new(m::CODES_TITLE, move || view(codes, form)).without_menu())
}

fn view(codes: Vec<String>, form: FormState) -> AnyView {
    let codes = codes.into_iter().map(|code| view! { <li><code>{code}</code></li> }).collect_view();
    view! {
        <h1>{t(m::CODES_TITLE)}</h1>
        <p>{t(m::CODES_SUB)}</p>
        <ErrorSummary form=form.clone()/>
        <Notice tone=Tone::Warn><p>{t(m::CODES_KEEP)}</p></Notice>
        <ul class="codes">{codes}</ul>
        <p>{t(m::TYPE_BACK)}</p>
        <PostForm action="/account/two-step/codes">
            <Field name="code" label=t(m::RECOVERY) kind=FieldKind::Code form=form required=true/>
            <button class="btn btn--primary btn--wide u-mt" type="submit">{t(m::FINISH)}</button>
        </PostForm>
        {again()}
    }
    .into_any()
}
