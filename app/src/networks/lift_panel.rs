use super::api::{Lift, LiftAsked};
use super::messages as m;
use super::scope::Scope;
use crate::cases::evidence;
use crate::cases::messages as c;
use crate::kit::{
    Altered, AlteredNotice, Notice, PostButton, PostForm, SelectField, TextArea, Tone, date_time, with_time,
};
use crate::page::FormState;
use crate::support::messages as s;
use crate::text::{Text, t, tw};
use leptos::prelude::*;

/// The company's limits for staff. In an emergency two of them can lift the limits, unless the company is `closed`: its row
/// is forged, and what it says of limits is not certain.
pub fn panel(tenant: String, lift: Lift, can_call: bool, closed: bool, form: FormState) -> AnyView {
    let until = lift.lifted_until.as_ref().filter(|_| !closed).map(|until| {
        let words = with_time(m::LIFT_UNTIL, until);
        view! { <Notice tone=Tone::Warn><p>{words}</p></Notice> }
    });
    let altered = lift.asked.as_ref().is_some_and(|asked| asked.altered).then(|| view! { <Altered/> });
    let scope = if closed { s::UNKNOWN } else { lift.scope.text() };
    let body = match lift.asked {
        Some(asked) if asked.altered || closed => waiting(asked, closed),
        None if closed => view! { <p>{t(s::CLOSED)}</p> }.into_any(),
        _ if lift.scope == Scope::Off || until.is_some() => ().into_any(),
        Some(asked) => waiting(asked, false),
        None => ask(tenant, can_call, form),
    };
    view! {
        <section class="panel" aria-labelledby="h-lift">
            <div class="panel-head panel-head--pad"><h2 id="h-lift">{t(m::LIFT)}</h2>{altered}</div>
            <dl class="kv"><dt>{t(m::STATE)}</dt><dd>{t(scope)}</dd></dl>
            {until}
            {body}
        </section>
    }
    .into_any()
}

fn ask(tenant: String, can_call: bool, form: FormState) -> AnyView {
    view! {
        <p class="note">{t(m::LIFT_SUB)}</p>
        <PostForm action="/support/tenants/lift" label=t(m::LIFT_ASK)>
            <input type="hidden" name="id" value=tenant/>
            <SelectField name="evidence" label=t(c::EVIDENCE) options=evidence::choices(can_call) selected=String::new() form=form.clone()/>
            <TextArea name="why" label=t(c::REASON) hint=t(c::REASON_HINT) form=form required=true/>
            <button class="btn u-mt" type="submit">{t(m::LIFT_ASK)}</button>
        </PostForm>
    }
    .into_any()
}

fn waiting(asked: LiftAsked, closed: bool) -> AnyView {
    let approve = if asked.altered || closed {
        ().into_any()
    } else if asked.own {
        view! { <Notice tone=Tone::Info><p>{t(m::LIFT_OWN)}</p></Notice> }.into_any()
    } else {
        button("/support/tenants/lift/approve", &asked.id, m::LIFT_APPROVE, "btn btn--primary")
    };
    let cancel = button("/support/tenants/lift/cancel", &asked.id, m::LIFT_CANCEL, "btn");
    view! {
        {notice(asked.altered, closed)}
        <dl class="kv">
            <dt>{t(m::LIFT_BY)}</dt><dd class="name">{asked.by}</dd>
            <dt>{t(m::LIFT_AT)}</dt><dd>{date_time(&asked.at)}</dd>
            <dt>{t(c::EVIDENCE)}</dt><dd>{tw(&asked.evidence)}</dd>
            <dt>{t(c::REASON)}</dt><dd class="u-pre">{asked.reason}</dd>
        </dl>
        <div class="btn-row u-mt">{approve}{cancel}</div>
    }
    .into_any()
}

/// What keeps a request from being approved, or that it waits.
fn notice(altered: bool, closed: bool) -> AnyView {
    if altered {
        view! { <AlteredNotice can=Some(m::LIFT_CANCEL)/> }.into_any()
    } else if closed {
        view! { <p>{t(s::CLOSED)}</p> }.into_any()
    } else {
        view! { <Notice tone=Tone::Warn><p>{t(m::LIFT_WAITING)}</p></Notice> }.into_any()
    }
}

fn button(action: &'static str, lift: &str, words: Text, class: &'static str) -> AnyView {
    view! { <PostButton action=action name="lift" id=lift class=class>{t(words)}</PostButton> }.into_any()
}
