use super::messages as m;
use super::profile_view::ProfileSheet;
use crate::error::AppError;
use crate::kit::PageHead;
use crate::page::{Page, PageCx};
use crate::text::t;
use leptos::prelude::*;

/// The company's security page: the profile in force.
pub async fn security(cx: &PageCx) -> Result<Page, AppError> {
    let profile = cx.backend.own_profile().await?;
    Ok(Page::new(m::TITLE, move || {
        view! { <PageHead title=t(m::TITLE) sub=t(m::SUB)/><ProfileSheet profile=profile/> }.into_any()
    }))
}
