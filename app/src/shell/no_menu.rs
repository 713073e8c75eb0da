use super::bar::Language;
use super::console::{Brand, FlashMessage};
use super::standing::at_sign_in;
use crate::help::topics::help_of;
use crate::kit::PostForm;
use crate::kit::messages as k;
use crate::page::{Frame, Page};
use crate::sign_in::messages as m;
use crate::text::t;
use leptos::prelude::*;

/// The frame for people who are not signed in.
#[component]
pub fn NoMenu(frame: Frame, page: Page) -> AnyView {
    let flash = frame.flash.clone().map(|flash| view! { <FlashMessage flash=flash/> });
    let notices = at_sign_in(&frame.notices);
    let leave = frame.session.is_some().then(|| {
        view! { <PostForm action="/sign-out"><button class="link-btn" type="submit">{t(k::SIGN_OUT)}</button></PostForm> }
    });
    // Its words fill more room than a form.
    let (class, help) =
        if frame.here.starts_with("/help") { ("signin signin--text", None) } else { ("signin", Some(help(&frame))) };
    view! {
        <div class=class>
            <header class="signin-gate">
                <Brand/>
                {art()}
                <div><p class="signin-say">{t(m::SAY)}</p><p class="note">{t(m::SAY_MORE)}</p></div>
            </header>
            <main class="signin-form" id="main" tabindex="-1">
                <div class="signin-lang">{help}<Language back=frame.here.clone() sent=frame.sent.clone()/>{leave}</div>
                {notices}
                {flash}
                {(page.view)()}
            </main>
        </div>
    }
    .into_any()
}

/// The help for this page, or all of it.
fn help(frame: &Frame) -> AnyView {
    let href = help_of(&frame.here).unwrap_or_else(|| "/help".to_owned());
    view! { <a href=href>{t(k::HELP)}</a> }.into_any()
}

/// The drawing of the gate with its palisade and a person walking through.
fn art() -> AnyView {
    let posts: String = (4..=186)
        .step_by(14)
        .chain((228..=270).step_by(14))
        .chain((368..=410).step_by(14))
        .chain((466..=634).step_by(14))
        .fold(String::new(), |path, x| path + &format!("M{x} 60h4v260h-4z"));
    view! {
        <svg class="signin-art" viewBox="0 0 640 340" preserveAspectRatio="xMidYMin slice" aria-hidden="true">
            <path fill="currentColor" opacity=".16" d=posts></path>
            <path fill="currentColor" d="M0 44h640v12H0zM196 20h16v320h-16zM430 20h16v320h-16zM0 318h196v4H0zM446 318h194v4H446zM212 92h218v5H212z"></path>
            <path class="brand-pass" d="M313 216h16v124h-16z"></path>
        </svg>
    }
    .into_any()
}
