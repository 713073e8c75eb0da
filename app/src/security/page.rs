use super::api::{CompanyRules, ProfileChange, ProfileView, SecurityApi};
use super::profile_filter::{ProfileFilter, ProfileReader};
use super::profile_view::ProfileSheet;
use super::tabs::{SecurityPart, head};
use super::{changes, company, messages as m};
use crate::error::AppError;
use crate::kit::{Panel, count, date_time};
use crate::networks::messages as networks;
use crate::page::{Page, PageCx};
use crate::permission::Role;
use crate::proof::api::ProofApi;
use crate::proof::panel::panel;
use crate::refused_input::messages as refused_input;
use crate::text::{Words, t, tw};
use leptos::prelude::*;

/// What the company can change itself, and what it is now.
pub async fn settings(_: &PageCx, backend: &(impl SecurityApi + ?Sized)) -> Result<Page, AppError> {
    let profile = backend.own_profile().await?;
    let changes = backend.profile_changes().await?;
    let rules = backend.company_rules().await?;
    Ok(Page::new(title(SecurityPart::Settings), move || settings_view(&rules, profile, changes)))
}

/// The actions for which people must prove again who they are.
pub async fn sensitive_actions(_: &PageCx, backend: &(impl ProofApi + ?Sized)) -> Result<Page, AppError> {
    let rule = backend.proof_rule(Role::Owner).await?;
    let shown = move || view! { {head(SecurityPart::SensitiveActions)}{panel(rule)} }.into_any();
    Ok(Page::new(title(SecurityPart::SensitiveActions), shown))
}

/// The profile in force: every rule, and the statement it comes from.
pub async fn profile(cx: &PageCx, backend: &(impl SecurityApi + ?Sized)) -> Result<Page, AppError> {
    let filter = ProfileFilter::read(cx, SecurityPart::Profile.path(), ProfileReader::Company)?;
    let profile = backend.own_profile().await?;
    let shown = move || view! { {head(SecurityPart::Profile)}<ProfileSheet profile=profile filter=filter/> }.into_any();
    Ok(Page::new(title(SecurityPart::Profile), shown))
}

/// The title of the window: the part, then the page.
fn title(part: SecurityPart) -> Words {
    let (part, page) = (part.title(), m::TITLE);
    Words {
        ja: m::TITLE_OF.with(&[("part", &part.ja), ("page", &page.ja)]).ja,
        en: m::TITLE_OF.with(&[("part", &part.en), ("page", &page.en)]).en,
    }
}

fn settings_view(rules: &CompanyRules, profile: ProfileView, changes: Vec<ProfileChange>) -> AnyView {
    view! {
        {head(SecurityPart::Settings)}
        <div class="stack">
            {company::settings(rules)}
            {network_limits(rules)}
            {refused()}
            {in_force(profile)}
            {changes::panel(changes)}
        </div>
    }
    .into_any()
}

/// For whom the networks are limited now, and how many are allowed.
fn network_limits(rules: &CompanyRules) -> AnyView {
    let (scope, n) = (tw(&rules.networks_for), count(rules.networks));
    let lifted = rules.networks_lifted_until.as_ref().map(|until| {
        view! { <dt>{t(m::NETWORKS_LIFTED)}</dt><dd>{date_time(until)}</dd> }
    });
    view! {
        <Panel id="h-networks" title=t(networks::TITLE)>
            <dl class="kv">
                <dt>{t(networks::SCOPE)}</dt><dd>{scope}</dd>
                <dt>{t(networks::NETWORKS)}</dt><dd>{tw(&m::NETWORKS_LISTED.with(&[("n", &n)]))}</dd>
                {lifted}
            </dl>
            <p><a href="/security/networks">{t(m::NETWORKS_EDIT)}</a></p>
        </Panel>
    }
    .into_any()
}

/// The way to the numbers of refused input.
fn refused() -> AnyView {
    view! {
        <Panel id="h-refused" title=t(refused_input::TITLE)>
            <p class="note">{t(refused_input::SUB)}</p>
            <p><a href="/security/refused-input">{t(m::REFUSED_SHOW)}</a></p>
        </Panel>
    }
    .into_any()
}

/// The profile in a few facts; its own page has every rule.
fn in_force(profile: ProfileView) -> AnyView {
    let (all, enforced) = profile.counts();
    let counted = m::RULES_COUNTED.with(&[("n", &count(all)), ("enforced", &count(enforced))]);
    view! {
        <Panel id="h-profile" title=t(m::PROFILE)>
            <dl class="kv">
                <dt>{t(m::IN_FORCE)}</dt><dd>{tw(&profile.title)}</dd>
                <dt>{t(m::EFFECTIVE)}</dt><dd>{date_time(&profile.effective)}</dd>
                <dt>{t(m::RULES)}</dt><dd>{tw(&counted)}</dd>
            </dl>
            <p><a href=SecurityPart::Profile.path()>{t(m::RULES_ALL)}</a></p>
        </Panel>
    }
    .into_any()
}
