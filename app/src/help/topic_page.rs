use super::api::{HelpApi, HelpPage};
use super::index_page::{ask, framed};
use super::messages as m;
use crate::error::AppError;
use crate::kit::{PageHead, Prose};
use crate::page::{Page, PageCx};
use crate::text::{t, tw};
use leptos::prelude::*;

/// One help page.
pub async fn topic(cx: &PageCx, backend: &(impl HelpApi + ?Sized)) -> Result<Page, AppError> {
    let page = backend.help_page(cx.param("page")?, cx.frame.display.lang).await?;
    let signed_in = cx.frame.session.is_some();
    let title = page.link.title.clone();
    Ok(framed(Page::new(title, move || view(page, signed_in)), cx))
}

fn view(HelpPage { link, html, opens }: HelpPage, signed_in: bool) -> AnyView {
    let crumbs = vec![("/help".to_owned(), t(m::TITLE).to_owned())];
    let opens = opens.map(|page| view! { <p><a class="btn" href=page>{t(m::OPEN)}</a></p> });
    let sign_in = (!signed_in).then(|| view! { <p><a class="btn" href="/sign-in">{t(m::SIGN_IN)}</a></p> });
    view! {
        <PageHead title=tw(&link.title) crumbs=crumbs/>
        <div class="stack">
            <Prose html=html/>
            {opens}
            {sign_in}
            {ask()}
        </div>
    }
    .into_any()
}
