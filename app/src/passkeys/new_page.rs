use super::api::PasskeysApi;
use super::messages as m;
use crate::error::AppError;
use crate::page::{Page, PageCx, PageScript};
use crate::text::t;
use leptos::prelude::*;

/// Asks the device to create a passkey. The page's script (`frontend/js/passkey.js`) fills the form with the answer.
pub async fn new(_: &PageCx, backend: &(impl PasskeysApi + ?Sized)) -> Result<Page, AppError> {
    let wanted = backend.passkey_wanted().await?;
    let view = move || {
        view! {
            <h1>{t(m::NEW_TITLE)}</h1>
            <p>{t(m::NEW_SUB)}</p>
            {ask("/account/passkeys/finish", "create", wanted, t(m::NEW_SUBMIT))}
            <p class="u-mt"><a href="/account/passkeys">{t(m::BACK)}</a></p>
        }
        .into_any()
    };
    Ok(Page::new(m::NEW_TITLE, view).without_menu().with_script(PageScript::Passkey))
}

/// The form for the script: the request to the device, and the texts for failures.
pub fn ask(action: &'static str, act: &'static str, options: String, submit: &'static str) -> AnyView {
    view! {
        <form
            id="passkey"
            method="post"
            action=action
            data-act=act
            data-options=options
            data-aborted=t(m::ABORTED)
            data-unsupported=t(m::UNSUPPORTED)
        >
            <input type="hidden" name="credential"/>
            <p class="field-error" role="alert" hidden></p>
            <button class="btn btn--primary btn--wide u-mt" type="button" disabled>{submit}</button>
        </form>
        <p class="note" id="passkey-script">{t(m::NO_SCRIPT)}</p>
    }
    .into_any()
}
