use super::api::{Passkey, PasskeysApi};
use super::messages as m;
use crate::error::AppError;
use crate::kit::{
    Altered, AlteredNotice, Cell, Column, ErrorSummary, Field, FieldKind, List, NoRows, Notice, PageHead, PostButton,
    PostForm, Tone, date_time, short_name, stored,
};
use crate::page::{FormState, Page, PageCx};
use crate::text::t;
use leptos::prelude::*;

/// One's own passkeys, and the form for another one.
pub async fn list(cx: &PageCx, backend: &(impl PasskeysApi + ?Sized)) -> Result<Page, AppError> {
    let passkeys = backend.passkeys().await?;
    let (possible, form) = (backend.has_passkeys(), cx.form.clone());
    Ok(Page::new(m::TITLE, move || view(passkeys, possible, form)))
}

fn view(passkeys: Vec<Passkey>, possible: bool, form: FormState) -> AnyView {
    let crumbs = vec![("/account".to_owned(), t(crate::account::messages::TITLE).to_owned())];
    let add = if possible {
        add(form)
    } else {
        view! { <Notice tone=Tone::Info><p>{t(m::NOT_HERE)}</p></Notice> }.into_any()
    };
    view! {
        <PageHead title=t(m::TITLE) sub=t(m::SUB) crumbs=crumbs/>
        <div class="stack">
            {all(passkeys)}
            {add}
        </div>
    }
    .into_any()
}

fn all(passkeys: Vec<Passkey>) -> AnyView {
    let altered =
        passkeys.iter().any(|passkey| passkey.altered).then(|| view! { <AlteredNotice can=Some(m::REMOVE)/> });
    let columns =
        Column::all([(m::NAME, "tbl-wide"), (m::ADDED, "tbl-when"), (m::LAST_USED, "tbl-when"), (m::ACTS, "tbl-acts")]);
    let rows = passkeys.into_iter().map(row).collect();
    let none = NoRows { title: m::NONE, hint: m::NONE_HINT };
    view! {
        <section class="panel" aria-labelledby="h-list">
            <div class="panel-head panel-head--pad"><h2 id="h-list">{t(m::LIST)}</h2></div>
            {altered}
            <List name=t(m::LIST) columns=columns rows=rows none=none/>
        </section>
    }
    .into_any()
}

fn row(passkey: Passkey) -> Vec<Cell> {
    let last = passkey.last_used.as_ref().map_or_else(|| t(m::NEVER).into_any(), date_time);
    let altered = passkey.altered.then(|| view! { " "<Altered/> });
    let label = format!("{} {}", t(m::REMOVE), passkey.name.as_ref().unwrap_or(&passkey.id));
    vec![
        Cell::new(view! { {passkey.name.map_or_else(|| stored(None), |name| short_name(&name))}{altered} }),
        Cell::new(date_time(&passkey.added)),
        Cell::new(last),
        Cell::new(view! {
            <PostButton action="/account/passkeys/remove" id=passkey.id class="btn btn--small" label=label>{t(m::REMOVE)}</PostButton>
        }),
    ]
}

fn add(form: FormState) -> AnyView {
    let errors = form.clone();
    view! {
        <section class="panel" aria-labelledby="h-add">
            <div class="panel-head panel-head--pad"><h2 id="h-add">{t(m::ADD)}</h2></div>
            <ErrorSummary form=errors/>
            <PostForm action="/account/passkeys/start">
                <Field name="name" label=t(m::NAME) kind=FieldKind::Text hint=t(m::NAME_HINT) form=form required=true/>
                <button class="btn btn--primary u-mt" type="submit">{t(m::ADD_SUBMIT)}</button>
            </PostForm>
        </section>
    }
    .into_any()
}
