use super::api::{EndUserDetail, EndUsersApi, Identity};
use super::choices;
use super::messages as m;
use crate::error::AppError;
use crate::kit::{Badge, Cell, Column, Copy, Notice, PageHead, Table, Tone, date_time, link};
use crate::page::{Page, PageCx};
use crate::text::{Words, t, tw};
use leptos::prelude::*;

/// One end user with all fields. Opening it is recorded.
pub async fn detail(cx: &PageCx, backend: &(impl EndUsersApi + ?Sized)) -> Result<Page, AppError> {
    let person = backend.end_user(cx.param("id")?).await?;
    let may_see_log = cx.session()?.may(crate::operation_logs::api::VIEW);
    // The browser's history shows the company's own id, not the person's name.
    Ok(Page::new(Words::same(&person.customer_id), move || view(person, may_see_log)))
}

fn view(person: EndUserDetail, may_see_log: bool) -> AnyView {
    let crumbs = vec![("/end-users".to_owned(), t(m::TITLE).to_owned())];
    let log = may_see_log.then(|| log_link(&person.customer_id));
    view! {
        {head(&person, crumbs)}
        <Notice tone=Tone::Info><p>{t(m::VIEWED)}</p></Notice>
        {body(person, log)}
    }
    .into_any()
}

/// The head of the page of a person, on any page: the name, and the company's own id below it.
pub fn head(person: &EndUserDetail, crumbs: Vec<(String, String)>) -> AnyView {
    let id = tw(&m::ID_OF.with(&[("id", &person.customer_id)]));
    let title = if person.name.is_empty() { person.customer_id.clone() } else { person.name.clone() };
    view! { <PageHead title=title sub=id crumbs=crumbs/> }.into_any()
}

/// All data about a person, on any page.
pub fn body(person: EndUserDetail, log: Option<AnyView>) -> AnyView {
    let identities = identities(person.identities.clone());
    let activity = activity(&person, log);
    view! {
        <div class="grid grid--main u-mt-l">
            <div class="stack">{facts(person)}{identities}</div>
            {activity}
        </div>
    }
    .into_any()
}

/// Everything that the operation log says about a person.
fn log_link(customer_id: &str) -> AnyView {
    let href = link("/operation-logs", &[("q", customer_id)], None);
    view! { <p class="u-mt"><a href=href>{t(m::LOG_OF)}</a></p> }.into_any()
}

fn facts(person: EndUserDetail) -> AnyView {
    let prefecture = choices::prefecture(&person.prefecture).map_or(person.prefecture.clone(), |p| t(p).to_owned());
    let copy = view! { <Copy text=person.customer_id.clone() label=t(m::CUSTOMER_ID)/> };
    view! {
        <section class="panel" aria-labelledby="h-person">
            <div class="panel-head"><h2 id="h-person">{t(m::PERSON)}</h2></div>
            <dl class="kv">
                <dt>{t(m::CUSTOMER_ID)}</dt><dd><code>{person.customer_id}</code>" "{copy}</dd>
                <dt>{t(m::NAME)}</dt><dd>{person.name}</dd>
                <dt>{t(m::EMAIL)}</dt><dd>{email(person.email, person.email_verified)}</dd>
                <dt>{t(m::PHONE)}</dt><dd>{person.phone}</dd>
                <dt>{t(m::BIRTHDATE)}</dt><dd>{person.birthdate.as_ref().map_or_else(|| t(m::NOT_GIVEN).into_any(), date_time)}</dd>
                <dt>{t(m::GENDER)}</dt><dd>{person.gender.as_ref().map(tw)}</dd>
                <dt>{t(m::PREFECTURE)}</dt><dd>{prefecture}</dd>
                <dt>{t(m::NOTE)}</dt><dd>{lines(&person.note)}</dd>
            </dl>
        </section>
    }
    .into_any()
}

/// When the person came and was seen, beside the facts on a wide screen.
fn activity(person: &EndUserDetail, log: Option<AnyView>) -> AnyView {
    view! {
        <section class="panel" aria-labelledby="h-use">
            <div class="panel-head"><h2 id="h-use">{t(m::USE)}</h2></div>
            <dl class="kv">
                <dt>{t(m::CREATED)}</dt><dd>{date_time(&person.created)}</dd>
                <dt>{t(m::LAST_SIGN_IN)}</dt><dd>{person.last_sign_in.as_ref().map(date_time)}</dd>
                <dt>{t(m::UPDATED)}</dt><dd>{date_time(&person.updated)}</dd>
            </dl>
            {log}
        </section>
    }
    .into_any()
}

fn email(email: String, verified: bool) -> AnyView {
    if email.is_empty() {
        return ().into_any();
    }
    let (tone, word) = if verified { (Tone::Ok, m::VERIFIED) } else { (Tone::Warn, m::NOT_VERIFIED) };
    view! { {email}" "<Badge tone=tone text=t(word)/> }.into_any()
}

/// A text with its line breaks.
fn lines(text: &str) -> AnyView {
    let lines = text.lines().enumerate().map(|(i, line)| {
        let line = line.to_owned();
        view! { {(i > 0).then(|| view! { <br/> })}{line} }
    });
    lines.collect_view().into_any()
}

fn identities(identities: Vec<Identity>) -> AnyView {
    let columns = vec![Column::new(t(m::PROVIDER_NAME)), Column::new(t(m::SUBJECT)).class("tbl-wide")];
    let row =
        |identity: Identity| vec![tw(&identity.provider).into(), Cell::new(view! { <code>{identity.subject}</code> })];
    view! {
        <section class="panel" aria-labelledby="h-identities">
            <div class="panel-head"><h2 id="h-identities">{t(m::IDENTITIES)}</h2></div>
            <Table name=t(m::IDENTITIES) columns=columns rows=identities.into_iter().map(row).collect()/>
        </section>
    }
    .into_any()
}
