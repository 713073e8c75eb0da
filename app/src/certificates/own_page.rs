use super::api::{CertificatesApi, OwnCertificates};
use super::{messages as m, table};
use crate::error::AppError;
use crate::kit::PageHead;
use crate::page::{Page, PageCx};
use crate::text::t;
use leptos::prelude::*;

/// One's own certificates. A person who has lost a device can revoke its certificate at once.
pub async fn own(_: &PageCx, backend: &(impl CertificatesApi + ?Sized)) -> Result<Page, AppError> {
    let own = backend.own_certificates().await?;
    Ok(Page::new(m::TITLE, move || view(own)))
}

fn view(own: OwnCertificates) -> AnyView {
    let crumbs = vec![("/account".to_owned(), t(crate::account::messages::TITLE).to_owned())];
    view! {
        <PageHead title=t(m::TITLE) sub=t(m::OWN_SUB) crumbs=crumbs/>
        <div class="stack">
            {table::not_accepted(own.accepted)}
            {table::list(own.certificates, Some("/account/certificates/revoke"), m::OWN_NONE_HINT)}
        </div>
    }
    .into_any()
}
