use super::api::{CertificatePage, CertificatesApi};
use super::{messages as m, table};
use crate::error::AppError;
use crate::kit::{ErrorSummary, Notice, PageHead, PostForm, TextArea, Tone};
use crate::networks::messages::OWNER_ONLY;
use crate::page::{FormState, Page, PageCx};
use crate::text::{t, tw};
use leptos::prelude::*;

/// The certificates of one member.
pub async fn certificates(cx: &PageCx, backend: &(impl CertificatesApi + ?Sized)) -> Result<Page, AppError> {
    let page = backend.certificates(cx.param("id")?).await?;
    let form = cx.form.clone();
    Ok(Page::new(m::OF.with(&[("name", &page.name)]), move || view(page, form)))
}

fn view(page: CertificatePage, form: FormState) -> AnyView {
    let crumbs = vec![
        ("/members".to_owned(), t(crate::members::messages::TITLE).to_owned()),
        (format!("/members/{}", page.member), page.name.clone()),
    ];
    let title = tw(&m::OF.with(&[("name", &page.name)]));
    let closed = (!page.may_edit).then(|| view! { <Notice tone=Tone::Info><p>{t(OWNER_ONLY)}</p></Notice> });
    let revoke = page.may_edit.then_some("/members/certificates/revoke");
    let add = page.may_edit.then(|| add(page.member, form));
    view! {
        <PageHead title=title sub=t(m::SUB) crumbs=crumbs/>
        <div class="stack">
            {table::not_accepted(page.accepted)}
            {closed}
            {table::list(page.certificates, revoke, m::NONE_HINT)}
            {add}
        </div>
    }
    .into_any()
}

fn add(member: String, form: FormState) -> AnyView {
    let errors = form.clone();
    let form = without_key(form);
    view! {
        <section class="panel" aria-labelledby="h-add">
            <div class="panel-head panel-head--pad"><h2 id="h-add">{t(m::ADD)}</h2></div>
            <ErrorSummary form=errors/>
            <PostForm action="/members/certificates/add">
                <input type="hidden" name="id" value=member/>
                <TextArea name="pem" label=t(m::PEM) hint=t(m::PEM_HINT) form=form required=true pasted=true/>
                <button class="btn btn--primary u-mt" type="submit">{t(m::ADD_SUBMIT)}</button>
            </PostForm>
        </section>
    }
    .into_any()
}

/// Removes a private key that was pasted by mistake, so that the page does not show it again.
fn without_key(mut form: FormState) -> FormState {
    form.typed.retain(|(_, value)| !value.contains("PRIVATE KEY"));
    form
}
