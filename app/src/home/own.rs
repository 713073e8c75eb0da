//! For a person who may see neither data nor records: what their role can do, how their own account stands, and who can give
//! them more.

use super::api::OwnState;
use super::messages as m;
use crate::kit::{AskOwners, Badge, Panel, Tone, date_time, role_rights};
use crate::text::{t, tw};
use leptos::prelude::*;

pub fn rights(own: &OwnState) -> AnyView {
    let title = tw(&m::ROLE.with(&[("role", &t(own.rights.role.text()))]));
    let (rights, owners) = (role_rights(&own.rights), own.owners.clone());
    view! { <Panel id="h-role" title=title>{rights}<AskOwners words=m::ASK owners=owners/></Panel> }.into_any()
}

pub fn account(own: &OwnState) -> AnyView {
    let expires = own.password_expires.as_ref().map_or_else(|| t(m::PASSWORD_NEVER).into_any(), date_time);
    let (tone, step) = if own.two_step { (Tone::Ok, m::TWO_STEP_ON) } else { (Tone::Warn, m::TWO_STEP_OFF) };
    view! {
        <section class="panel" aria-labelledby="h-own">
            <div class="panel-head"><h2 id="h-own">{t(m::OWN)}</h2><p><a href="/account">{t(m::OWN_OPEN)}</a></p></div>
            <dl class="kv">
                <dt>{t(m::PASSWORD)}</dt><dd>{expires}</dd>
                <dt>{t(m::TWO_STEP)}</dt><dd><Badge tone=tone text=t(step)/></dd>
                <dt>{t(m::SESSIONS)}</dt><dd>{tw(&m::DEVICES.with(&[("n", &own.sessions)]))}</dd>
            </dl>
        </section>
    }
    .into_any()
}
