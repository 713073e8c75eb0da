//! Pages that staff see under a consent: the company's own pages, read-only, with the notice that views are recorded.

use super::api::{ConsentsApi, UnderConsent};
use super::messages as m;
use crate::end_users::shape::ListShape;
use crate::end_users::{detail_page, list_page};
use crate::error::AppError;
use crate::kit::{Notice, PageHead, Tone};
use crate::operation_logs::list_page as log_page;
use crate::page::{Page, PageCx};
use crate::text::{Text, Words, t};
use leptos::prelude::*;

/// The company's end users.
pub async fn end_users(cx: &PageCx, backend: &(impl ConsentsApi + ?Sized)) -> Result<Page, AppError> {
    let (tenant, filter) = (cx.param("id")?.to_owned(), list_page::read_filter(cx));
    let shape = ListShape::read(cx)?;
    let looked = backend.look_at_end_users(&tenant, filter.clone(), cx.cursor()).await?;
    let title = crate::end_users::messages::TITLE;
    let (company, refused) = (looked.company.clone(), !looked.shown.refused.is_empty());
    let until = looked.until.clone();
    let view = move || {
        let path = format!("/support/tenants/{tenant}/end-users");
        let head = head(title, &tenant, &looked);
        view! { {head}{list_page::found(&path, &filter, &shape, looked.shown)} }.into_any()
    };
    Ok(Page::new(title, view).viewing_until(Words::same(company), until).refused(refused))
}

/// One end user of the company.
pub async fn end_user(cx: &PageCx, backend: &(impl ConsentsApi + ?Sized)) -> Result<Page, AppError> {
    let tenant = cx.param("id")?.to_owned();
    let looked = backend.look_at_end_user(&tenant, cx.param("person")?).await?;
    let (company, until) = (looked.company.clone(), looked.until.clone());
    let title = Words::same(&looked.shown.customer_id);
    let view = move || {
        let path = format!("/support/tenants/{tenant}");
        let list = (format!("{path}/end-users"), t(crate::end_users::messages::TITLE).to_owned());
        let crumbs = vec![(path, looked.company.clone()), list];
        let (head, recorded) = (detail_page::head(&looked.shown, crumbs), recorded());
        view! { {head}{recorded}{detail_page::body(looked.shown, None)} }.into_any()
    };
    Ok(Page::new(title, view).viewing_until(Words::same(company), until))
}

/// The company's operation log.
pub async fn logs(cx: &PageCx, backend: &(impl ConsentsApi + ?Sized)) -> Result<Page, AppError> {
    let (tenant, filter) = (cx.param("id")?.to_owned(), log_page::read_filter(cx));
    let looked = backend.look_at_logs(&tenant, filter.clone()).await?;
    let title = crate::operation_logs::messages::TITLE;
    let (company, refused) = (looked.company.clone(), !looked.shown.refused.is_empty());
    let until = looked.until.clone();
    let view = move || {
        let path = format!("/support/tenants/{tenant}/operation-logs");
        let head = head(title, &tenant, &looked);
        view! { {head}{log_page::body(&path, t(title), &filter, looked.shown)} }.into_any()
    };
    Ok(Page::new(title, view).viewing_until(Words::same(company), until).refused(refused))
}

fn head<T>(title: Text, tenant: &str, looked: &UnderConsent<T>) -> AnyView {
    let crumbs = vec![(format!("/support/tenants/{tenant}"), looked.company.clone())];
    let recorded = recorded();
    view! { <PageHead title=t(title) crumbs=crumbs/>{recorded} }.into_any()
}

/// The banner of the page says until when.
fn recorded() -> AnyView {
    view! { <Notice tone=Tone::Info><p>{t(m::STAFF_RECORDED)}</p></Notice> }.into_any()
}
