use super::api::PasskeysApi;
use super::messages as m;
use super::new_page::ask;
use crate::error::AppError;
use crate::kit::PostForm;
use crate::page::{Page, PageCx, PageScript};
use crate::text::t;
use leptos::prelude::*;

/// Asks the device to sign in with a passkey. The passkey names the account.
pub async fn sign_in(_: &PageCx, backend: &(impl PasskeysApi + ?Sized)) -> Result<Page, AppError> {
    let asked = backend.passkey_asked().await?;
    let view = move || {
        view! {
            <h1>{t(m::SIGN_IN_TITLE)}</h1>
            <p>{t(m::SIGN_IN_SUB)}</p>
            {ask("/sign-in/passkey", "get", asked, t(m::USE))}
            <p class="u-mt"><a href="/sign-in">{t(m::BY_PASSWORD)}</a></p>
        }
        .into_any()
    };
    Ok(Page::new(m::SIGN_IN_TITLE, view).without_menu().with_script(PageScript::Passkey))
}

/// What happens after the passkey was shown.
#[derive(Default)]
pub struct AfterPasskey {
    /// The id of the action that waits for it.
    pub act: String,
    pub return_to: String,
}

/// The button that starts it, on the sign-in and step-up pages.
pub fn begin(AfterPasskey { act, return_to }: AfterPasskey) -> AnyView {
    let act = (!act.is_empty()).then(|| view! { <input type="hidden" name="act" value=act/> });
    view! {
        <PostForm action="/sign-in/passkey/start" class="u-mt">
            {act}
            <input type="hidden" name="return_to" value=return_to/>
            <button class="btn btn--wide" type="submit">{t(m::USE)}</button>
        </PostForm>
    }
    .into_any()
}
