use super::api::{AccessRequest, Consent, StaffConsents};
use super::scope::scopes;
use super::states::RequestState;
use super::{messages as m, requests, scope};
use crate::kit::{Altered, AlteredNext, Notice, Panel, Tone, date_time, id_end, stored, with_time};
use crate::text::{t, tw};
use leptos::prelude::*;

/// A company's consents for staff, with links to the data. Nobody looks at the data of a company that is `closed`, because
/// its row is forged.
pub fn panel(tenant: &str, found: StaffConsents, closed: bool) -> AnyView {
    let StaffConsents { consents, waiting } = found;
    let altered = consents.iter().any(|consent| consent.altered).then(|| advice(closed));
    let ask = |of: &str| view! { <a class="btn" href=format!("/support/tenants/{of}/access")>{t(m::ASK)}</a> };
    // The last consent's row of links has the request for another one, unless nothing may be asked for.
    let joins = !closed && waiting.is_empty() && consents.last().is_some_and(|last| !last.altered);
    let last = consents.len();
    let body = if consents.is_empty() {
        view! { <p>{t(m::STAFF_NONE)}</p> }.into_any()
    } else {
        let each = consents.into_iter().zip(1..);
        let each = each.map(|(consent, nth)| {
            let ask = (joins && nth == last).then(|| ask(tenant).into_any());
            one(tenant, consent, closed, ask)
        });
        each.collect_view().into_any()
    };
    let ask = (!closed && !joins).then(|| view! { <p class="btn-row u-mt">{ask(tenant)}</p> });
    view! {
        <Panel id="h-consent" title=t(m::STAFF)>
            {altered}
            {body}
            {waiting.iter().map(asked).collect_view()}
            {ask}
        </Panel>
    }
    .into_any()
}

/// A request that waits for the company's answer.
fn asked(request: &AccessRequest) -> AnyView {
    view! {
        <p class="u-mt">
            {requests::state(RequestState::Waiting)}" "{with_time(m::STAFF_WAITING, &request.until)}" "
            <span class="note name">{request.asked_by.clone()}</span>
        </p>
    }
    .into_any()
}

fn one(tenant: &str, consent: Consent, closed: bool, ask: Option<AnyView>) -> AnyView {
    if consent.altered {
        return altered(&consent.id);
    }
    let links = consent.scopes.iter().map(|looked_at| {
        let href = format!("/support/tenants/{tenant}/{}", scope::path(*looked_at));
        let words = t(scope::open(*looked_at));
        view! { <a class="btn" href=href>{words}</a> }
    });
    let links = if closed {
        view! { <p class="note u-mt">{t(m::STAFF_CLOSED)}</p> }.into_any()
    } else {
        view! { <div class="btn-row u-mt">{links.collect_view()}{ask}</div> }.into_any()
    };
    view! {
        <dl class="kv">
            <dt>{t(m::SCOPES)}</dt><dd>{scopes(&consent.scopes)}</dd>
            <dt>{t(m::REASON)}</dt><dd>{stored(consent.reason)}</dd>
            <dt>{t(m::BY)}</dt><dd class="name">{consent.granted_by}</dd>
            <dt>{t(m::UNTIL)}</dt><dd>{date_time(&consent.until)}</dd>
        </dl>
        {links}
    }
    .into_any()
}

/// A forged consent, which lets nobody look, and says nothing certain. Its id tells it from others.
fn altered(id: &str) -> AnyView {
    let called = tw(&m::CALLED.with(&[("end", &id_end(id))]));
    view! { <dl class="kv"><dt>{t(m::STAFF)}</dt><dd>{called}" "<Altered/></dd></dl> }.into_any()
}

/// What to do about forged consents, in order: the right data is restored, or else the company revokes them, unless its
/// people cannot sign in yet.
fn advice(closed: bool) -> AnyView {
    let then = if closed { m::STAFF_ALTERED_LATER } else { m::STAFF_ALTERED_THEN };
    view! { <Notice tone=Tone::Danger><p>{t(m::STAFF_ALTERED)}</p><AlteredNext/><p>{t(then)}</p></Notice> }.into_any()
}
