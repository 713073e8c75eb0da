use super::api::OwnCertificates;
use super::{messages as m, table};
use crate::error::AppError;
use crate::kit::PageHead;
use crate::page::{Page, PageCx};
use crate::text::t;
use leptos::prelude::*;

/// One's own certificates: whoever has lost a device revokes what is on it without waiting for anybody.
pub async fn own(cx: &PageCx) -> Result<Page, AppError> {
    let own = cx.backend.own_certificates().await?;
    Ok(Page::new(m::TITLE, move || view(own)))
}

fn view(own: OwnCertificates) -> AnyView {
    let crumbs = vec![("/account".to_owned(), t(crate::account::messages::TITLE).to_owned())];
    view! {
        <PageHead title=t(m::TITLE) sub=t(m::OWN_SUB) crumbs=crumbs/>
        <div class="stack">
            {table::unheard(own.heard)}
            {table::list(own.certificates, Some("/account/certificates/revoke"), m::OWN_NONE_HINT)}
        </div>
    }
    .into_any()
}
