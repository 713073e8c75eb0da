use crate::frame::{Frame, SessionLimits};
use crate::kit::PostForm;
use crate::sessions::messages as m;
use crate::text::t;
use leptos::prelude::*;

/// The warning before the session ends. `session.js` opens it and shows the part that fits; without a script it stays shut.
/// The limits are data, so that the page asks the server for nothing.
pub fn session_dialog(frame: &Frame) -> Option<AnyView> {
    let limits = frame.limits?;
    let who = frame.session.as_ref()?.account_id.clone();
    let SessionLimits { idle_seconds, left_seconds } = limits;
    Some(
        view! {
            <dialog
                class="dialog session"
                id="session"
                aria-labelledby="session-title"
                data-idle=idle_seconds.to_string()
                data-left=left_seconds.to_string()
                data-who=who
            >
                <h2 id="session-title">
                    <span data-when="idle last">{t(m::ENDS_SOON)}</span>
                    <span data-when="over other" hidden>{t(m::HAS_ENDED)}</span>
                </h2>
                <div class="dialog-body">
                    <p data-when="idle">{t(m::ENDS_IN)}</p>
                    <p data-when="last" hidden>{t(m::ENDS_AT_LAST)}</p>
                    <p data-when="over" hidden>{t(m::HAS_ENDED_MORE)}</p>
                    <p data-when="other" hidden>{t(m::OTHER_PERSON)}</p>
                    <p data-when="idle last" class="session-left">{t(m::LEFT)}" "<span data-time></span></p>
                    <p class="field-error" role="alert" data-failed hidden>{t(m::EXTEND_FAILED)}</p>
                </div>
                <div class="dialog-acts">
                    <button class="btn" type="button" data-close data-when="idle last">{t(m::CLOSE)}</button>
                    <PostForm action="/account/sessions/extend">
                        <button class="btn btn--primary" type="submit" data-when="idle">{t(m::EXTEND)}</button>
                    </PostForm>
                    <a class="btn btn--primary" href="/sign-in" target="_blank" data-when="over" hidden>{t(m::SIGN_IN)}</a>
                    <button class="btn" type="button" data-close data-when="over other" hidden>{t(m::CLOSE)}</button>
                </div>
            </dialog>
        }
        .into_any(),
    )
}
