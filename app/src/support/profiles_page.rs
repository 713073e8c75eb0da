use super::api::SupportApi;
use super::messages as m;
use crate::error::AppError;
use crate::kit::{Choice, Choices, Column, PageHead, Panel, Table};
use crate::page::{Page, PageCx};
use crate::permission::Role;
use crate::proof::api::{ProofApi, ProofRule};
use crate::proof::messages as proof;
use crate::proof::panel::{PANEL_ID, panel};
use crate::security::api::{ProfileView, StaffRule};
use crate::security::profile_filter::{ProfileFilter, ProfileReader};
use crate::security::profile_view::ProfileSheet;
use crate::text::{Words, t, tw};
use leptos::prelude::*;

/// The service profiles: every value, and the statement it comes from.
pub async fn profiles(cx: &PageCx, backend: &(impl SupportApi + ProofApi + ?Sized)) -> Result<Page, AppError> {
    let all = backend.profiles().await?;
    let first = all.first().map(|(name, _)| name.clone()).unwrap_or_default();
    let shown = backend.profile(cx.query("name").unwrap_or(&first)).await?;
    let filter = ProfileFilter::read(cx, "/support/profiles", ProfileReader::Staff)?;
    let rules = backend.staff_rules().await?;
    let rule = backend.proof_rule(Role::Support).await?;
    Ok(Page::new(m::PROFILES, move || view(all, shown, filter, rules, rule)))
}

/// A link to the step-up rules, which follow the whole profile.
fn to_panel() -> AnyView {
    view! { <a class="btn" href=format!("#{PANEL_ID}")>{t(proof::ACTS)}</a> }.into_any()
}

fn view(
    all: Vec<(String, Words)>,
    shown: ProfileView,
    filter: ProfileFilter,
    rules: Vec<StaffRule>,
    rule: ProofRule,
) -> AnyView {
    let name = shown.name.clone();
    let choice = |(other, title): (String, Words)| Choice {
        href: format!("/support/profiles?name={other}"),
        words: tw(&title),
        current: other == name,
    };
    let choices = all.into_iter().map(choice).collect();
    view! {
        <PageHead title=t(m::PROFILES) sub=t(m::PROFILES_SUB) acts=to_panel()/>
        <Choices label=t(m::PROFILES) choices=choices/>
        <div class="u-mt-l"><ProfileSheet profile=shown filter=filter/></div>
        <div class="u-mt-l">{of_staff(rules)}</div>
        <div class="u-mt-l">{panel(rule)}</div>
    }
    .into_any()
}

/// The rules for staff, each with its profile.
fn of_staff(rules: Vec<StaffRule>) -> AnyView {
    let columns = [m::STAFF_RULES_ITEM, m::STAFF_RULES_VALUE, m::PROFILE];
    let columns = columns.map(|text| Column::new(t(text)).class("tbl-wide tbl-third")).into();
    let row = |rule: StaffRule| vec![tw(&rule.label).into(), tw(&rule.value).into(), tw(&rule.profile).into()];
    view! {
        <Panel id="h-staff-rules" title=t(m::STAFF_RULES)>
            <p class="note">{t(m::STAFF_RULES_SUB)}</p>
            <Table name=t(m::STAFF_RULES) columns=columns rows=rules.into_iter().map(row).collect()/>
        </Panel>
    }
    .into_any()
}
