use super::api::{EndUserDetail, EndUsersApi, Identity};
use super::choices;
use super::messages as m;
use crate::error::AppError;
use crate::kit::{Badge, Cell, Column, Notice, PageHead, Table, Tone, date_time};
use crate::page::{Page, PageCx};
use crate::text::{Words, t, tw};
use leptos::prelude::*;

/// One end user with all fields. Opening it is recorded.
pub async fn detail(cx: &PageCx, backend: &(impl EndUsersApi + ?Sized)) -> Result<Page, AppError> {
    let person = backend.end_user(cx.param("id")?).await?;
    // The heading and the browser's history show the company's own id, not the person's name.
    Ok(Page::new(Words::same(&person.customer_id), move || view(person)))
}

fn view(person: EndUserDetail) -> AnyView {
    let crumbs = vec![("/end-users".to_owned(), t(m::TITLE).to_owned())];
    view! {
        <PageHead title=person.customer_id.clone() sub=person.name.clone() crumbs=crumbs/>
        <Notice tone=Tone::Info><p>{t(m::VIEWED)}</p></Notice>
        {body(person)}
    }
    .into_any()
}

/// All data about a person, on any page.
pub fn body(person: EndUserDetail) -> AnyView {
    let identities = identities(person.identities.clone());
    view! { <div class="stack u-mt-l">{facts(person)}{identities}</div> }.into_any()
}

fn facts(person: EndUserDetail) -> AnyView {
    let prefecture = choices::prefecture(&person.prefecture).map_or(person.prefecture.clone(), |p| t(p).to_owned());
    view! {
        <section class="panel" aria-labelledby="h-person">
            <div class="panel-head"><h2 id="h-person">{t(m::PERSON)}</h2></div>
            <dl class="kv">
                <dt>{t(m::CUSTOMER_ID)}</dt><dd><code>{person.customer_id}</code></dd>
                <dt>{t(m::NAME)}</dt><dd>{person.name}</dd>
                <dt>{t(m::EMAIL)}</dt><dd>{email(person.email, person.email_verified)}</dd>
                <dt>{t(m::PHONE)}</dt><dd>{person.phone}</dd>
                <dt>{t(m::BIRTHDATE)}</dt><dd>{person.birthdate.as_ref().map(date_time)}</dd>
                <dt>{t(m::GENDER)}</dt><dd>{person.gender.as_ref().map(tw)}</dd>
                <dt>{t(m::PREFECTURE)}</dt><dd>{prefecture}</dd>
                <dt>{t(m::NOTE)}</dt><dd>{lines(&person.note)}</dd>
                <dt>{t(m::CREATED)}</dt><dd>{date_time(&person.created)}</dd>
                <dt>{t(m::LAST_SIGN_IN)}</dt><dd>{person.last_sign_in.as_ref().map(date_time)}</dd>
                <dt>{t(m::UPDATED)}</dt><dd>{date_time(&person.updated)}</dd>
            </dl>
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
