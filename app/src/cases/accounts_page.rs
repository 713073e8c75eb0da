use super::api::{CasesApi, FoundAccount};
use super::cells::ACCOUNTS;
use super::messages as m;
use super::{locked, requests, search};
use crate::error::AppError;
use crate::kit::messages::{ALTERED_OVER, SEARCH};
use crate::kit::{
    Altered, AlteredNotice, Badge, Choice, Choices, ErrorSummary, Field, FieldKind, FilterForm, Notice, PageHead,
    Panel, PostForm, SelectField, Tone, address, date_time, link, too_long, with_time,
};
use crate::members::states::{Lock, MemberState};
use crate::page::{FormState, Page, PageCx};
use crate::second_factor::api::StepState;
use crate::text::{t, tw};
use leptos::prelude::*;

/// Staff find accounts: by company, name or address, or among those that are locked. An account shows only its states (MS-18).
pub async fn accounts(cx: &PageCx, backend: &(impl CasesApi + ?Sized)) -> Result<Page, AppError> {
    let shows_locked = cx.choice("show", |code| (code == locked::SHOW).then_some(()))?.is_some();
    let typed = cx.query("q").or(cx.query("email")).unwrap_or_default().to_owned();
    let which = cx.query("account").or(cx.query("email")).or(cx.query("q").filter(|typed| typed.contains('@')));
    let search = FormState { errors: Vec::from_iter(too_long("q", &typed)), typed: Vec::new() };
    let refused = search.is_refused();
    let body: Box<dyn FnOnce() -> AnyView + Send> = if refused {
        Box::new(|| ().into_any())
    } else if shows_locked {
        let company = cx.query("company").unwrap_or_default().to_owned();
        let list = backend.locked_accounts(&company).await?;
        Box::new(move || locked::list(list, !company.is_empty()))
    } else if let Some(which) = which {
        let found = backend.account_of(which).await?;
        Box::new(move || one(found))
    } else if typed.is_empty() {
        Box::new(|| ().into_any())
    } else {
        let found = backend.search_accounts(&typed).await?;
        Box::new(move || search::found(found))
    };
    Ok(Page::new(m::ACCOUNTS, move || view(typed, search, shows_locked, body())).refused(refused))
}

fn view(typed: String, search: FormState, shows_locked: bool, body: AnyView) -> AnyView {
    let choice = |show: &str, words, current| Choice {
        href: link(ACCOUNTS, &[("show", show)], None),
        words: t(words).to_owned(),
        current,
    };
    let choices = vec![choice("", m::SEARCHING, !shows_locked), choice(locked::SHOW, m::LOCKED_LIST, shows_locked)];
    let form = (!shows_locked).then(|| {
        view! {
            <ErrorSummary form=search.clone()/>
            <FilterForm action=ACCOUNTS class="filter u-mt" verb=SEARCH>
                <div class="filter-wide">
                    <Field name="q" label=t(m::SEARCH_ALL) kind=FieldKind::Search hint=t(m::SEARCH_HINT) form=search value=typed/>
                </div>
            </FilterForm>
        }
    });
    view! {
        <PageHead title=t(m::ACCOUNTS) sub=t(m::ACCOUNTS_SUB)/>
        <Choices label=t(m::ACCOUNTS) choices=choices/>
        {form}
        <div class="stack u-mt-l">{body}</div>
    }
    .into_any()
}

/// One account, with what can be done about it.
fn one(found: Option<FoundAccount>) -> AnyView {
    match found {
        Some(account) => {
            let asked = account.asked.iter().map(requests::one).collect_view();
            view! {
                <div class="grid grid--main">
                    <div class="stack">{asked}{case(&account)}</div>
                    <div class="stack">{facts(&account)}</div>
                </div>
            }
            .into_any()
        }
        None => view! { <p role="status">{t(m::NOT_FOUND)}</p> }.into_any(),
    }
}

fn facts(account: &FoundAccount) -> AnyView {
    if account.altered {
        return altered(account);
    }
    let locked = match &account.lock {
        Some((Lock::Whole, at)) => with_time(m::LOCKED_SINCE, at),
        Some((Lock::NewDevices, at)) => with_time(m::LOCKED_NEW_SINCE, at),
        None => t(m::NOT_LOCKED).into_any(),
    };
    let suspended =
        account.suspended.then(|| view! { " "<Badge tone=Tone::Warn text=t(MemberState::Suspended.text())/> });
    let step = match account.second_factor {
        StepState::Altered => view! { <Altered/><p class="note">{t(m::STEP_ALTERED)}</p> }.into_any(),
        StepState::On => t(m::ON).into_any(),
        StepState::Off => t(m::OFF).into_any(),
    };
    let last = account.last_sign_in.as_ref().map_or_else(|| t(m::NEVER).into_any(), date_time);
    view! {
        <section class="panel" aria-labelledby="h-account">
            <div class="panel-head"><h2 id="h-account" class="name">{account.name.clone()}{suspended}</h2></div>
            <dl class="kv">
                <dt>{t(m::EMAIL)}</dt><dd>{address(&account.email)}</dd>
                <dt>{t(m::COMPANY)}</dt><dd>{company(account)}</dd>
                <dt>{t(m::ROLE)}</dt><dd>{tw(&account.role)}</dd>
                <dt>{t(m::LOCKED)}</dt><dd>{locked}</dd>
                <dt>{t(m::SECOND_FACTOR)}</dt><dd>{step}</dd>
                <dt>{t(m::LAST_SIGN_IN)}</dt><dd>{last}</dd>
            </dl>
        </section>
    }
    .into_any()
}

/// A forged account. Its row says nothing certain. Without an open case, what to do is said where a case would be opened.
fn altered(account: &FoundAccount) -> AnyView {
    let notice = if account.open_case.is_some() {
        view! { <AlteredNotice can=None/> }.into_any()
    } else {
        view! { <Notice tone=Tone::Danger><p>{t(ALTERED_OVER)}</p></Notice> }.into_any()
    };
    let email = &account.email;
    let email = (!email.is_empty()).then(|| view! { <dt>{t(m::EMAIL)}</dt><dd>{address(email)}</dd> });
    view! {
        <section class="panel" aria-labelledby="h-account">
            <div class="panel-head"><h2 id="h-account" class="name">{account.name.clone()}" "<Altered/></h2></div>
            {notice}
            <dl class="kv">
                {email}
                <dt>{t(m::COMPANY)}</dt><dd>{company(account)}</dd>
            </dl>
        </section>
    }
    .into_any()
}

fn company(account: &FoundAccount) -> AnyView {
    let href = format!("/support/tenants/{}", account.company_id);
    let altered =
        account.company_altered.then(|| view! { " "<Badge tone=Tone::Danger text=t(m::BARRED_COMPANY_MARK)/> });
    view! { <a href=href>{tw(&account.company)}</a>{altered} }.into_any()
}

fn case(account: &FoundAccount) -> AnyView {
    if let Some(id) = &account.open_case {
        return view! { <p><a class="btn" href=format!("/support/cases/{id}")>{t(m::SEE_OPEN)}</a></p> }.into_any();
    }
    if let Some(why) = account.barred {
        return view! { <Notice tone=Tone::Info><p>{t(why)}</p></Notice> }.into_any();
    }
    let taken = (!account.asked.is_empty()).then(|| view! { <p class="note">{t(m::ASKED_TAKEN)}</p> });
    let has_second_factor = account.second_factor != StepState::Off;
    let lost = account.asked.iter().any(|asked| asked.lost_second_factor) && has_second_factor;
    let selected = if lost { "remove" } else { "" };
    let id = account.id.clone();
    let mut kinds = vec![(String::new(), t(m::RESET).to_owned())];
    if has_second_factor {
        kinds.push(("remove".to_owned(), t(m::RESET_BOTH).to_owned()));
    }
    view! {
        <Panel id="h-new" title=t(m::NEW)>
            <p class="note">{t(m::NEW_SUB)}</p>
            {taken}
            <PostForm action="/support/cases">
                <input type="hidden" name="account" value=id/>
                <SelectField name="second_factor" label=t(m::KIND) options=kinds selected=selected.to_owned()/>
                <button class="btn btn--primary u-mt" type="submit">{t(m::NEW_SUBMIT)}</button>
            </PostForm>
        </Panel>
    }
    .into_any()
}
