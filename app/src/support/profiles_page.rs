use super::messages as m;
use crate::error::AppError;
use crate::kit::PageHead;
use crate::page::{Page, PageCx};
use crate::permission::Role;
use crate::proof::messages as proof;
use crate::proof::panel::{PANEL_ID, panel};
use crate::security::api::ProfileView;
use crate::security::profile_view::ProfileSheet;
use crate::text::{Words, t, tw};
use leptos::prelude::*;

/// The service profiles: every value the program keeps, and the sentence it comes from.
pub async fn profiles(cx: &PageCx) -> Result<Page, AppError> {
    let all = cx.backend.profiles().await?;
    let first = all.first().map(|(name, _)| name.clone()).unwrap_or_default();
    let shown = cx.backend.profile(cx.query("name").unwrap_or(&first)).await?;
    let minutes = cx.backend.proof_minutes().await?;
    Ok(Page::new(m::PROFILES, move || view(all, shown, minutes)))
}

/// What asks staff for a proof stands behind the whole profile.
fn to_panel() -> AnyView {
    view! { <a class="btn" href=format!("#{PANEL_ID}")>{t(proof::ACTS)}</a> }.into_any()
}

fn view(all: Vec<(String, Words)>, shown: ProfileView, minutes: u32) -> AnyView {
    let name = shown.name.clone();
    let links = all.into_iter().map(|(other, title)| {
        let current = (other == name).then_some("page");
        let href = format!("/support/profiles?name={other}");
        view! { <li><a class="btn btn--small" href=href aria-current=current>{tw(&title)}</a></li> }
    });
    view! {
        <PageHead title=t(m::PROFILES) sub=t(m::PROFILES_SUB) acts=to_panel()/>
        <nav aria-label=t(m::PROFILES)><ul class="chips">{links.collect_view()}</ul></nav>
        <div class="u-mt-l"><ProfileSheet profile=shown/></div>
        <div class="u-mt-l">{panel(Role::Support, minutes)}</div>
    }
    .into_any()
}
