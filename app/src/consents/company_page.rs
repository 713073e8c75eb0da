use super::api::{Consent, ConsentList, ConsentsApi};
use super::messages as m;
use super::scope::text;
use crate::contacts::messages::COMMA;
use crate::error::AppError;
use crate::kit::{
    Altered, AlteredNotice, Badge, Cell, Check, Checks, Column, ErrorSummary, Field, FieldKind, List, NoRows, PageHead,
    Panel, PostButton, PostForm, SelectField, Tone, count, date_time, stored,
};
use crate::page::{FormState, Page, PageCx};
use crate::permission::LookScope;
use crate::text::{t, tw};
use leptos::prelude::*;

const PATH: &str = "/consents";

/// The company's consents, and the form for another one.
pub async fn list(cx: &PageCx, backend: &(impl ConsentsApi + ?Sized)) -> Result<Page, AppError> {
    let list = backend.consents().await?;
    let log = cx.session()?.may(crate::operation_logs::api::VIEW);
    let form = cx.form.clone();
    Ok(Page::new(m::TITLE, move || view(list, log, form)))
}

fn view(list: ConsentList, log: bool, form: FormState) -> AnyView {
    let acts = (log && !list.consents.is_empty())
        .then(|| view! { <a class="btn" href="/operation-logs?action=staff.look">{t(m::SEE_LOG)}</a> }.into_any());
    let altered = list.consents.iter().any(|consent| consent.altered);
    let altered = altered.then(|| view! { <AlteredNotice can=Some(m::END)/> });
    let rows = list.consents.into_iter().map(row).collect();
    let none = NoRows { title: m::NONE, hint: m::NONE_HINT };
    view! {
        <PageHead title=t(m::TITLE) sub=t(m::SUB) nostrip:acts=acts/>
        <div class="stack">
            <Panel id="h-list" title=t(m::LIST)>
                {altered}
                <List name=t(m::LIST) columns=columns() rows=rows none=none/>
            </Panel>
            {grant(&list.hours, form)}
        </div>
    }
    .into_any()
}

fn columns() -> Vec<Column> {
    Column::all([
        (m::REASON, "tbl-who"),
        (m::SCOPES, ""),
        (m::STATE, ""),
        (m::UNTIL, "tbl-when"),
        (m::BY, ""),
        (m::LOOKS, "tbl-num"),
        (m::ACTS, "tbl-acts"),
    ])
}

fn row(consent: Consent) -> Vec<Cell> {
    let id = consent.id.clone();
    let end = (consent.in_force || consent.altered).then(|| {
        view! {
            <PostButton action="/consents/end" id=id class="btn btn--small">{t(m::END)}</PostButton>
        }
    });
    let end = Cell::new(end);
    if consent.altered {
        let altered = Cell::new(view! { <Altered/> });
        return uncertain_row(consent.reason, altered, Cell::new(()), end);
    }
    if consent.was_altered {
        let (ended, revoked) = (consent.ended.as_ref().map(date_time), was_altered(&consent.ended_by));
        return uncertain_row(consent.reason, Cell::new(revoked), Cell::new(ended), end);
    }
    vec![
        Cell::new(stored(consent.reason.clone())),
        scopes(&consent.scopes).into(),
        Cell::new(state(&consent)),
        Cell::new(date_time(consent.ended.as_ref().unwrap_or(&consent.until))),
        Cell::new(view! { <span class="name">{consent.granted_by.clone()}</span> }),
        count(consent.looks).into(),
        end,
    ]
}

/// A consent that is forged, or was until it was revoked: what it says beside its reason is nobody's word.
fn uncertain_row(reason: Option<String>, state: Cell, at: Cell, end: Cell) -> Vec<Cell> {
    let nothing = || Cell::new(());
    vec![Cell::new(stored(reason)), nothing(), state, at, nothing(), nothing(), end]
}

/// The state of a consent that was forged when it was revoked: nothing is left to do.
fn was_altered(by: &str) -> AnyView {
    let by = tw(&m::REVOKED_BY.with(&[("name", &by)]));
    view! { <Badge tone=Tone::Plain text=t(m::WAS_ALTERED)/><p class="note">{by}</p> }.into_any()
}

/// The scopes in words.
pub fn scopes(scopes: &[LookScope]) -> String {
    scopes.iter().map(|scope| t(text(*scope))).collect::<Vec<_>>().join(t(COMMA))
}

fn state(consent: &Consent) -> AnyView {
    let (tone, text) = match (consent.in_force, &consent.ended) {
        (true, _) => (Tone::Warn, m::IN_FORCE),
        (false, Some(_)) => (Tone::Plain, m::REVOKED),
        (false, None) => (Tone::Plain, m::OVER),
    };
    view! { <Badge tone=tone text=t(text)/> }.into_any()
}

fn grant(hours: &[u32], form: FormState) -> AnyView {
    let ticked = |code: &str| form.all_typed("scopes").any(|typed| typed == code);
    let one = |scope: LookScope| Check {
        value: scope.code().into(),
        words: t(text(scope)).into(),
        ticked: ticked(scope.code()),
    };
    let checks = LookScope::ALL.into_iter().map(one).collect();
    let hours: Vec<_> = hours.iter().map(|n| (n.to_string(), tw(&m::HOUR.with(&[("n", n)])))).collect();
    let first = hours.first().map(|(n, _)| n.clone()).unwrap_or_default();
    let errors = form.clone();
    view! {
        <Panel id="h-grant" title=t(m::GRANT)>
            <ErrorSummary form=errors/>
            <PostForm action=PATH>
                <Checks name="scopes" label=t(m::SCOPES) hint=t(m::SCOPES_HINT) checks=checks form=form.clone()/>
                <Field name="reason" label=t(m::REASON) kind=FieldKind::Text hint=t(m::REASON_HINT) form=form.clone() required=true/>
                <SelectField name="hours" label=t(m::HOURS) options=hours selected=first form=form/>
                <button class="btn btn--primary u-mt" type="submit">{t(m::GRANT_SUBMIT)}</button>
            </PostForm>
        </Panel>
    }
    .into_any()
}
