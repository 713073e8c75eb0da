use super::api::SecurityApi;
use super::profile_view::ProfileSheet;
use super::{changes, company, messages as m};
use crate::error::AppError;
use crate::kit::PageHead;
use crate::networks::messages as networks;
use crate::page::{Page, PageCx};
use crate::permission::Role;
use crate::proof::api::ProofApi;
use crate::proof::panel::panel;
use crate::refused_input::messages as refused_input;
use crate::text::t;
use leptos::prelude::*;

/// The company's security page: its own rules, the actions that need step-up, and the profile in force.
pub async fn security(_: &PageCx, backend: &(impl SecurityApi + ProofApi + ?Sized)) -> Result<Page, AppError> {
    let profile = backend.own_profile().await?;
    let changes = backend.profile_changes().await?;
    let rules = backend.company_rules().await?;
    let rule = backend.proof_rule(Role::Owner).await?;
    Ok(Page::new(m::TITLE, move || {
        view! {
            <PageHead title=t(m::TITLE) sub=t(m::SUB) acts=more()/>
            <div class="stack">
                {company::settings(&rules)}
                {changes::panel(changes)}
                {panel(rule)}
                <ProfileSheet profile=profile/>
            </div>
        }
        .into_any()
    }))
}

/// The links to the pages of the network limits and of refused input.
fn more() -> AnyView {
    view! {
        <a class="btn" href="/security/refused-input">{t(refused_input::TITLE)}</a>
        <a class="btn" href="/security/networks">{t(networks::TITLE)}</a>
    }
    .into_any()
}
