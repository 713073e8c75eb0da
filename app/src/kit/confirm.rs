use crate::frame::FormState;
use crate::kit::messages as m;
use crate::text::{Text, lang, t};
use leptos::prelude::*;

/// The name of the check box that says that the effects were read.
pub const UNDERSTOOD: &str = "confirmed";

/// Asks for confirmation before an action that cannot be undone: a button, and the native dialog that it opens. The
/// focus starts on the button that cancels, Escape closes, and no script is needed. The children ask a question, and say
/// what is affected and how.
///
/// With `understood`, there is also the check box 「注意事項を確認しました。」. The browser asks for it, and the use case
/// refuses the form without it at the field `confirmed`; the page then has the dialog open, with the message.
#[component]
pub fn Confirm(
    #[prop(into)] id: String,
    #[prop(into)] opener: String,
    #[prop(into)] title: String,
    #[prop(into)] verb: String,
    action: &'static str,
    /// The id that is posted.
    #[prop(into)]
    of: String,
    /// The action can be undone.
    #[prop(optional)]
    calm: bool,
    #[prop(default = "link-btn")] class: &'static str,
    /// The form with the check box, as it was refused, if so.
    #[prop(optional)]
    understood: Option<FormState>,
    children: Children,
) -> AnyView {
    let (dialog, submit) =
        if calm { ("dialog", "btn btn--primary") } else { ("dialog dialog--danger", "btn btn--danger") };
    let heading = format!("{id}-title");
    let (labelled_by, opens) = (heading.clone(), id.clone());
    let open = understood.as_ref().is_some_and(|form| form.error(UNDERSTOOD).is_some());
    let understood = understood.map(|refused| check_box(&refused));
    view! {
        <button class=class type="button" commandfor=opens command="show-modal">{opener}</button>
        <dialog class=dialog id=id open=open aria-labelledby=labelled_by>
            <h2 id=heading>{title}</h2>
            <div class="dialog-body">{children()}</div>
            <form method="post" action=action>
                {understood}
                <div class="dialog-acts">
                    <input type="hidden" name="id" value=of/>
                    <button class="btn" type="submit" formmethod="dialog" formnovalidate=true autofocus>{t(m::BACK_OUT)}</button>
                    <button class=submit type="submit">{verb}</button>
                </div>
            </form>
        </dialog>
    }
    .into_any()
}

fn check_box(refused: &FormState) -> AnyView {
    let error = refused.error(UNDERSTOOD).map(|words| words.of(lang()).to_owned());
    let described = error.is_some().then(|| format!("{UNDERSTOOD}-error"));
    let invalid = error.is_some().then_some("true");
    view! {
        <div class="dialog-body">
            {error.map(|e| view! { <p class="field-error" id=format!("{UNDERSTOOD}-error")>{e}</p> })}
            <label class="dialog-check">
                <input
                    class="tick"
                    type="checkbox"
                    id=UNDERSTOOD
                    name=UNDERSTOOD
                    value="yes"
                    required
                    aria-invalid=invalid
                    aria-describedby=described
                />
                <span>{t(m::UNDERSTOOD)}</span>
            </label>
        </div>
    }
    .into_any()
}

/// What an action has as its effects, under a heading, for the body of a dialog.
#[component]
pub fn Effects(title: Text, all: Vec<String>) -> AnyView {
    let all = all.into_iter().map(|one| view! { <li>{one}</li> }).collect_view();
    view! { <div><p class="dialog-effects">{t(title)}</p><ul class="dots">{all}</ul></div> }.into_any()
}
