use super::api::ProofKind;
use super::messages as m;
use crate::error::{AppError, local_path};
use crate::kit::{ErrorSummary, Field, FieldKind, PostForm};
use crate::page::{FormState, Page, PageCx};
use crate::passkeys::sign_in_page::begin;
use crate::routes::POSTS;
use crate::second_factor::messages as sf;
use crate::text::t;
use leptos::prelude::*;

/// Asks once more who acts; what was typed before goes along.
pub async fn prove(cx: &PageCx) -> Result<Page, AppError> {
    let kind = cx.backend.proof_kind().await?;
    let value = |name: &str| cx.form.typed(name).or(cx.query(name)).unwrap_or_default().to_owned();
    let (act, carried, return_to) = (value("act"), value("carried"), value("return_to"));
    let form = cx.form.clone();
    let passkeys = cx.backend.has_passkeys() && cx.backend.passkeys().await.is_ok_and(|own| !own.is_empty());
    Ok(Page::new(m::TITLE, move || view((kind, passkeys), (act, carried, return_to), form)).at_the_gate())
}

fn view(
    (kind, passkeys): (ProofKind, bool),
    (act, carried, return_to): (String, String, String),
    form: FormState,
) -> AnyView {
    let lead = if kind == ProofKind::Code { m::BY_CODE } else { m::BY_PASSWORD };
    let kept = (!act.is_empty()).then(|| view! { <p class="note">{t(m::KEPT)}</p> });
    let asked = POSTS.iter().find(|post| post.path == act).map(|post| post.page).filter(|page| !page.contains('{'));
    let back = local_path(&return_to).or(asked).unwrap_or("/").to_owned();
    let by_passkey = passkeys.then(|| {
        let lost = (!act.is_empty()).then(|| view! { <p class="note">{t(m::PASSKEY_SUB)}</p> });
        view! { {begin(back.clone())}{lost} }
    });
    let errors = form.clone();
    let field = match kind {
        ProofKind::Code => {
            view! { <Field name="code" label=t(sf::CODE) kind=FieldKind::Code hint=t(sf::VERIFY_HINT) form=form required=true/> }
        }
        ProofKind::Password => {
            view! { <Field name="password" label=t(m::PASSWORD) kind=FieldKind::CurrentPassword form=form required=true/> }
        }
    };
    view! {
        <h1>{t(m::TITLE)}</h1>
        <p>{t(lead)}</p>
        {kept}
        <ErrorSummary form=errors/>
        <PostForm action="/account/prove">
            <input type="hidden" name="act" value=act/>
            <input type="hidden" name="carried" value=carried/>
            <input type="hidden" name="return_to" value=return_to/>
            {field}
            <button class="btn btn--primary btn--wide u-mt" type="submit">{t(m::SUBMIT)}</button>
        </PostForm>
        {by_passkey}
        <p class="u-mt"><a href=back>{t(m::BACK)}</a></p>
    }
    .into_any()
}
