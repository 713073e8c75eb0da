use super::profile_view::ProfileSheet;
use super::{company, messages as m};
use crate::error::AppError;
use crate::kit::PageHead;
use crate::page::{Page, PageCx};
use crate::text::t;
use leptos::prelude::*;

/// The company's security page: what it decides itself, what asks for a proof, and the profile in force.
pub async fn security(cx: &PageCx) -> Result<Page, AppError> {
    let profile = cx.backend.own_profile().await?;
    let rules = cx.backend.company_rules().await?;
    Ok(Page::new(m::TITLE, move || {
        view! {
            <PageHead title=t(m::TITLE) sub=t(m::SUB)/>
            <div class="stack">
                {company::settings(&rules)}
                {company::proofs(&rules)}
                <ProfileSheet profile=profile/>
            </div>
        }
        .into_any()
    }))
}
