use super::api::{InquiriesApi, InquiryPromise};
use super::messages as m;
use super::states::InquiryCategory;
use crate::error::AppError;
use crate::kit::{ErrorSummary, Field, FieldKind, Notice, PageHead, PostForm, SelectField, TextArea, Tone, with_time};
use crate::page::{FormState, Page, PageCx};
use crate::text::t;
use leptos::prelude::*;

/// The form of a new inquiry, and until when it is answered.
pub async fn new(cx: &PageCx, backend: &(impl InquiriesApi + ?Sized)) -> Result<Page, AppError> {
    let promise = backend.inquiry_promise().await?;
    let form = cx.form.clone();
    Ok(Page::new(m::NEW, move || view(&promise, form)))
}

fn view(promise: &InquiryPromise, form: FormState) -> AnyView {
    let crumbs = vec![("/inquiries".to_owned(), t(m::TITLE).to_owned())];
    let always = promise.always.then(|| view! { <p>{t(m::NEW_ALWAYS)}</p> });
    let due = with_time(m::NEW_DUE, &promise.latest);
    let none = std::iter::once((String::new(), t(m::CHOOSE).to_owned()));
    let kinds = InquiryCategory::ALL.into_iter().map(|one| (one.code().to_owned(), t(one.text()).to_owned()));
    let kinds = none.chain(kinds).collect();
    view! {
        <PageHead title=t(m::NEW) sub=t(m::NEW_SUB) crumbs=crumbs/>
        <div class="stack">
            <Notice tone=Tone::Info><p>{due}</p>{always}</Notice>
            <section class="panel" aria-label=t(m::NEW)>
                <ErrorSummary form=form.clone()/>
                <PostForm action="/inquiries">
                    <SelectField name="category" label=t(m::CATEGORY) options=kinds selected=String::new() form=form.clone() required=true/>
                    <Field name="subject" label=t(m::SUBJECT) kind=FieldKind::Text hint=t(m::SUBJECT_HINT) form=form.clone() required=true/>
                    <TextArea name="text" label=t(m::TEXT) hint=t(m::TEXT_HINT) form=form/>
                    <button class="btn btn--primary u-mt" type="submit">{t(m::SUBMIT)}</button>
                </PostForm>
            </section>
        </div>
    }
    .into_any()
}
