use super::api::{HelpApi, HelpHit, HelpLink, HelpShelf};
use super::messages as m;
use super::topics::{HelpGroup, POLICY};
use crate::error::{AppError, FieldError};
use crate::kit::{Empty, ErrorSummary, Field, FieldKind, FilterForm, PageHead, SupportDesk, too_long};
use crate::page::{FormState, Page, PageCx};
use crate::text::{t, tw};
use leptos::prelude::*;

const PATH: &str = "/help";

/// All help pages, or those that were searched for.
pub async fn index(cx: &PageCx, backend: &(impl HelpApi + ?Sized)) -> Result<Page, AppError> {
    let typed = cx.query("q").unwrap_or_default().to_owned();
    let refused = too_long("q", &typed);
    let found = match refused {
        None if !typed.is_empty() => Some(backend.help_found(&typed, cx.frame.display.lang).await?),
        _ => None,
    };
    let shelves = if found.is_some() { Vec::new() } else { backend.help_shelves().await? };
    let (is_refused, form) = (refused.is_some(), search_form(typed, refused));
    let page = Page::new(m::TITLE, move || view(form, found, shelves)).refused(is_refused);
    Ok(framed(page, cx))
}

/// A help page for people who are not signed in has the frame of the sign-in page, but the width for a text.
pub fn framed(page: Page, cx: &PageCx) -> Page {
    let has_menu = cx.frame.session.as_ref().is_some_and(|me| !me.must_change_password);
    if has_menu { page } else { page.without_menu() }
}

fn search_form(typed: String, refused: Option<FieldError>) -> FormState {
    FormState { errors: refused.into_iter().collect(), typed: vec![("q".to_owned(), typed)] }
}

fn view(form: FormState, found: Option<Vec<HelpHit>>, shelves: Vec<HelpShelf>) -> AnyView {
    let listed = match found {
        Some(found) => hits(found),
        None => shelves.into_iter().map(shelf).collect_view().into_any(),
    };
    view! {
        <PageHead title=t(m::TITLE) sub=t(m::SUB)/>
        <div class="stack">
            <ErrorSummary form=form.clone()/>
            <FilterForm action=PATH verb=crate::kit::messages::SEARCH>
                <Field name="q" label=t(m::SEARCH) kind=FieldKind::Search hint=t(m::SEARCH_HINT) extra_class="filter-wide" form=form/>
            </FilterForm>
            {listed}
            {ask()}
        </div>
    }
    .into_any()
}

/// Where to ask if no page helps.
pub fn ask() -> AnyView {
    view! { <p class="note">{t(m::ASK)}<SupportDesk/></p> }.into_any()
}

fn shelf(HelpShelf { group, links }: HelpShelf) -> AnyView {
    let (id, head) = (format!("h-{}", group.code()), format!("h-{}", group.code()));
    let policy = (group == HelpGroup::Reference)
        .then(|| view! { <li><a href=format!("{PATH}/{POLICY}")>{t(m::POLICY)}</a></li> });
    let links = links.iter().map(|link| view! { <li>{anchor(link)}</li> }).collect_view();
    view! {
        <section class="panel" aria-labelledby=id>
            <div class="panel-head"><h2 id=head>{t(group.text())}</h2></div>
            {crate::kit::more_styles()}
            <ul class="help-list">{links}{policy}</ul>
        </section>
    }
    .into_any()
}

fn anchor(link: &HelpLink) -> AnyView {
    view! { <a href=format!("{PATH}/{}", link.topic.name)>{tw(&link.title)}</a> }.into_any()
}

fn hits(found: Vec<HelpHit>) -> AnyView {
    let all = view! { <p><a href=PATH>{t(m::ALL)}</a></p> };
    if found.is_empty() {
        return view! { <Empty title=t(m::NONE)><p>{t(m::NONE_HINT)}</p>{all}</Empty> }.into_any();
    }
    let count = tw(&m::FOUND.with(&[("n", &found.len())]));
    let hits = found.iter().map(hit).collect_view();
    view! {
        <section class="panel" aria-labelledby="h-found">
            <div class="panel-head"><h2 id="h-found">{count}</h2></div>
            <ul class="list list--two">{hits}</ul>
        </section>
        {all}
    }
    .into_any()
}

fn hit(hit: &HelpHit) -> AnyView {
    view! { <li><p class="list-title">{anchor(&hit.link)}</p><p class="list-sub">{hit.excerpt.clone()}</p></li> }
        .into_any()
}
