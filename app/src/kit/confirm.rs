use crate::kit::messages as m;
use crate::text::t;
use leptos::prelude::*;

/// Asks for confirmation before an action that cannot be undone: a button, and the native dialog that it opens. The
/// focus starts on the button that cancels, Escape closes, and no script is needed. The children say what is affected
/// and how.
#[component]
pub fn Confirm(
    id: &'static str,
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
    children: Children,
) -> AnyView {
    let (dialog, submit) =
        if calm { ("dialog", "btn btn--primary") } else { ("dialog dialog--danger", "btn btn--danger") };
    let heading = format!("{id}-title");
    let labelled_by = heading.clone();
    view! {
        <button class=class type="button" commandfor=id command="show-modal">{opener}</button>
        <dialog class=dialog id=id aria-labelledby=labelled_by>
            <h2 id=heading>{title}</h2>
            <div class="dialog-body">{children()}</div>
            <form class="dialog-acts" method="post" action=action>
                <input type="hidden" name="id" value=of/>
                <button class="btn" type="submit" formmethod="dialog" autofocus>{t(m::BACK_OUT)}</button>
                <button class=submit type="submit">{verb}</button>
            </form>
        </dialog>
    }
    .into_any()
}
