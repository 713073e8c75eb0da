use super::api::{Certificate, CertificatePage, CertificateState};
use super::messages as m;
use crate::error::AppError;
use crate::kit::{
    Badge, Cell, Column, Empty, ErrorSummary, Notice, PageHead, PostForm, Table, TextArea, Tone, date_time,
};
use crate::networks::messages::OWNER_ONLY;
use crate::page::{FormState, Page, PageCx};
use crate::text::{t, tw};
use leptos::prelude::*;

/// The certificates of one member.
pub async fn certificates(cx: &PageCx) -> Result<Page, AppError> {
    let page = cx.backend.certificates(cx.param("id")?).await?;
    let form = cx.form.clone();
    Ok(Page::new(m::OF.with(&[("name", &page.name)]), move || view(page, form)))
}

fn view(page: CertificatePage, form: FormState) -> AnyView {
    let crumbs = vec![
        ("/members".to_owned(), t(crate::members::messages::TITLE).to_owned()),
        (format!("/members/{}", page.member), page.name.clone()),
    ];
    let title = tw(&m::OF.with(&[("name", &page.name)]));
    let unheard = (!page.heard).then(|| view! { <Notice tone=Tone::Info><p>{t(m::NOT_HEARD)}</p></Notice> });
    let closed = (!page.may_edit).then(|| view! { <Notice tone=Tone::Info><p>{t(OWNER_ONLY)}</p></Notice> });
    let may_edit = page.may_edit;
    let body = if page.certificates.is_empty() {
        view! { <Empty title=t(m::NONE)><p>{t(m::NONE_HINT)}</p></Empty> }.into_any()
    } else {
        let columns = [
            (m::SUBJECT, "tbl-wide"),
            (m::FINGERPRINT, "tbl-wide"),
            (m::UNTIL, "tbl-when"),
            (m::STATE, ""),
            (m::ACTS, ""),
        ];
        let columns = columns.map(|(text, class)| Column::new(t(text)).class(class)).into();
        let rows = page.certificates.into_iter().map(|one| row(one, may_edit)).collect();
        view! { <Table name=t(m::LIST) columns=columns rows=rows/> }.into_any()
    };
    let add = may_edit.then(|| add(page.member, form));
    view! {
        <PageHead title=title sub=t(m::SUB) crumbs=crumbs/>
        <div class="stack">
            {unheard}
            {closed}
            <section class="panel" aria-labelledby="h-list">
                <div class="panel-head panel-head--pad"><h2 id="h-list">{t(m::LIST)}</h2></div>
                {body}
            </section>
            {add}
        </div>
    }
    .into_any()
}

fn row(one: Certificate, may_edit: bool) -> Vec<Cell> {
    let (tone, text) = match one.state {
        CertificateState::Good => (Tone::Ok, m::GOOD),
        CertificateState::OutOfTime => (Tone::Warn, m::OUT_OF_TIME),
        CertificateState::Revoked => (Tone::Plain, m::REVOKED),
    };
    let id = one.id;
    let revoke = (may_edit && one.state != CertificateState::Revoked).then(|| {
        view! {
            <PostForm action="/members/certificates/revoke">
                <input type="hidden" name="certificate" value=id/>
                <button class="btn btn--small" type="submit">{t(m::REVOKE)}</button>
            </PostForm>
        }
    });
    vec![
        Cell::new(
            view! { <span class="who"><strong class="name">{one.subject}</strong><span>{t(m::ISSUER)}": "{one.issuer}</span></span> },
        ),
        Cell::new(view! { <code class="hash">{one.fingerprint}</code> }),
        Cell::new(date_time(&one.until)),
        Cell::new(view! { <Badge tone=tone text=t(text)/> }),
        Cell::new(revoke),
    ]
}

fn add(member: String, form: FormState) -> AnyView {
    let errors = form.clone();
    view! {
        <section class="panel" aria-labelledby="h-add">
            <div class="panel-head panel-head--pad"><h2 id="h-add">{t(m::ADD)}</h2></div>
            <ErrorSummary form=errors/>
            <PostForm action="/members/certificates/add">
                <input type="hidden" name="id" value=member/>
                <TextArea name="pem" label=t(m::PEM) hint=t(m::PEM_HINT) form=form/>
                <button class="btn btn--primary u-mt" type="submit">{t(m::ADD_SUBMIT)}</button>
            </PostForm>
        </section>
    }
    .into_any()
}
