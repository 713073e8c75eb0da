//! What staff are told about companies whose rows are forged: what it means, who can restore the data, and what still works.

use super::api::{AlteredCompany, LOGS};
use super::messages as m;
use crate::cases::api::HANDLE;
use crate::cases::messages as c;
use crate::kit::{AlteredNext, Notice, Panel, Tone};
use crate::page::SessionSummary;
use crate::permission::Permission;
use crate::text::{Text, t, tw};
use leptos::prelude::*;

/// The pages that staff need while a company's row is forged.
const PAGES: [(&str, Text, Permission); 3] =
    [("/support/cases", c::TITLE, HANDLE), ("/support/logs", m::LOGS, LOGS), ("/support", m::HOME, super::api::HOME)];

/// Names the forged companies on the home page; nothing if there are none.
pub fn companies(altered: Vec<AlteredCompany>) -> Option<AnyView> {
    if altered.is_empty() {
        return None;
    }
    let one = |AlteredCompany { id, name }: AlteredCompany| match name {
        Some(name) => {
            view! { <li><a class="name" href=format!("/support/tenants/{id}")>{tw(&name)}</a></li> }.into_any()
        }
        None => view! { <li>{t(m::UNREADABLE)}" "<code>{id}</code></li> }.into_any(),
    };
    Some(
        view! {
            <Notice tone=Tone::Danger>
                <p>{t(m::ALTERED_THESE)}</p>
                <ul>{altered.into_iter().map(one).collect_view()}</ul>
                <AlteredNext/>
            </Notice>
        }
        .into_any(),
    )
}

/// The links of the notice on a company's own page, as far as the viewer may open them.
pub fn links(me: &SessionSummary) -> Vec<(&'static str, Text)> {
    PAGES.iter().filter(|(_, _, permission)| me.may(*permission)).map(|(path, title, _)| (*path, *title)).collect()
}

/// Explains a forged company on its own page, and leads to what still works.
pub fn company(links: Vec<(&'static str, Text)>) -> AnyView {
    let link = |(path, title): (&'static str, Text)| view! { <a class="btn" href=path>{t(title)}</a> };
    view! {
        <Notice tone=Tone::Danger>
            <p>{t(m::ALTERED_MORE)}</p>
            <AlteredNext/>
        </Notice>
        <Panel id="h-works" title=t(m::WORKS)>
            <p>{t(m::WORKS_MORE)}</p>
            <div class="btn-row u-mt">{links.into_iter().map(link).collect_view()}</div>
        </Panel>
    }
    .into_any()
}
