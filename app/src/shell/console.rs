use super::bar::Bar;
use super::keys;
use super::standing::standing;
use crate::account::messages::password_soon;
use crate::consents::messages as c;
use crate::error::Flash;
use crate::kit::messages as k;
use crate::kit::{Icon, Notice, Tone, When, date_time, more_styles, paper_head, with_time};
use crate::page::{Frame, Page, Screen, SessionSummary};
use crate::product::{MEMBER_MENU, STAFF_MENU};
use crate::text::{Text, Words, t, tw};
use leptos::prelude::*;

const PASSWORD: &str = "/account/password";

/// The console's frame: menu at the side, bar on top, page, footer.
#[component]
pub fn Console(frame: Frame, page: Page) -> AnyView {
    let staff = frame.session.as_ref().is_some_and(|s| s.role.is_staff());
    let class = if staff { "shell staff" } else { "shell" };
    let flash = frame.flash.clone().map(|flash| view! { <FlashMessage flash=flash/> });
    let looked_at = frame.session.as_ref().and_then(looked_at);
    let expires = frame.session.as_ref().and_then(|me| expires(me, &frame.here));
    let notices = standing(&frame.notices, &frame.here);
    let styles = (staff || looked_at.is_some()).then(more_styles);
    let banner = page.viewing.as_ref().filter(|_| staff);
    let paper = paper_head(&frame, tw(&page.title));
    let banner = banner.map(|company| staff_banner(company, page.viewing_until.as_ref()));
    view! {
        {styles}
        <div class=class>
            {menu(&frame, staff)}
            <Bar frame=frame.clone()/>
            {paper}
            {banner}
            {looked_at}
            <main class="shell-main" id="main" tabindex="-1">{notices}{expires}{flash}{(page.view)()}</main>
            <footer class="shell-foot"><span>{t(k::FOOT_TIME)}</span><a href="/help">{t(k::HELP)}</a>{keys::opener()}<span>{concat!("Sekisho ", env!("CARGO_PKG_VERSION"))}</span></footer>
            {frame.session.as_ref().map(keys::help)}
        </div>
    }
    .into_any()
}

/// Shows staff which company's data they are viewing and, under a consent, that they only read it, and until when.
fn staff_banner(company: &Words, until: Option<&When>) -> AnyView {
    let words = if until.is_some() { k::VIEWING_ONLY } else { k::VIEWING };
    let words = tw(&words.saying(&[("company", company)]));
    let until = until.map(|at| view! { <p class="num">{with_time(k::VIEWING_UNTIL, at)}</p> });
    view! {
        <div class="staff-banner" role="region" aria-label=t(k::VIEWING_LABEL)>
            <p><strong>{words}</strong></p>
            {until}
            <p><a href="/support">{t(k::VIEWING_END)}</a></p>
        </div>
    }
    .into_any()
}

/// The beginning of a long text, so that a banner stays a line.
fn short(text: &str) -> String {
    let begin: String = text.chars().take(60).collect();
    if begin.len() < text.len() { begin + "…" } else { begin }
}

/// Tells the company until when staff may view its data, and why.
fn looked_at(me: &SessionSummary) -> Option<AnyView> {
    let words = with_time(c::BANNER, me.staff_access_until.as_ref()?);
    let why = me.staff_access_why.as_deref().map(|why| {
        let words = tw(&c::BANNER_WHY.with(&[("why", &short(why))]));
        view! { <p>{words}</p> }
    });
    let more =
        me.may(crate::consents::api::GRANT).then(|| view! { <p><a href="/consents">{t(c::BANNER_MORE)}</a></p> });
    Some(
        view! {
            <div class="staff-banner" role="region" aria-label=t(c::BANNER_LABEL)>
                <p><strong>{words}</strong></p>
                {why}
                {more}
            </div>
        }
        .into_any(),
    )
}

/// Warns that the password expires (SL-20b). Shown on every page except the password page and the home page, which
/// lists it.
fn expires(me: &SessionSummary, here: &str) -> Option<AnyView> {
    let path = here.split('?').next().unwrap_or_default();
    let (when, days) = me.password_expires.clone().filter(|_| ![PASSWORD, "/"].contains(&path))?;
    Some(
        view! {
            <div class="flash" role="region" aria-label=t(k::PASSWORD)>
                <Notice tone=Tone::Warn>
                    <p><strong>{tw(&password_soon(days))}</strong>" "{date_time(&when)}" "<a href=PASSWORD>{t(k::PASSWORD)}</a></p>
                </Notice>
            </div>
        }
        .into_any(),
    )
}

/// The message of the last action. It stands above the page and has the focus, so that a screen reader begins there. A page
/// that shows a message is never a refused form, whose errors have the focus.
#[component]
pub fn FlashMessage(flash: Flash) -> AnyView {
    let tone = if flash.warns { Tone::Warn } else { Tone::Ok };
    view! {
        <div class="flash" role="status" tabindex="-1" autofocus><Notice tone=tone><p>{tw(&flash.words)}</p></Notice></div>
    }
    .into_any()
}

/// The product's logo: a gate with a person walking through.
#[component]
pub fn Brand() -> AnyView {
    view! {
        <a class="brand" href="/">
            <svg class="brand-mark" viewBox="0 0 32 32" aria-hidden="true">
                <path fill="currentColor" d="M0 6h32v4H0zM5 2h4v28H5zM23 2h4v28h-4zM9 14.5h14v2H9z"></path>
                <path class="brand-pass" d="M14 20h4v10h-4z"></path>
            </svg>
            <span class="brand-name">"Sekisho"</span>
            <span class="brand-kanji" lang="ja">"関所"</span>
        </a>
    }
    .into_any()
}

fn menu(frame: &Frame, staff: bool) -> AnyView {
    let table = if staff { STAFF_MENU } else { MEMBER_MENU };
    let session = frame.session.clone();
    let groups = table
        .iter()
        .enumerate()
        .map(|(i, (title, screens))| {
            let shown: Vec<&Screen> =
                screens.iter().filter(|s| session.as_ref().is_some_and(|me| me.may(s.permission))).collect();
            (!shown.is_empty()).then(|| group(i, *title, &shown, frame))
        })
        .collect_view();
    view! {
        <nav class="shell-side" id="menu" aria-label=t(k::MENU)>
            <div class="shell-side-in">
                <a class="shell-close" href="#main"><Icon name="x"/>{t(k::MENU_CLOSE)}</a>
                <Brand/>
                <div class="nav">{groups}</div>
            </div>
        </nav>
    }
    .into_any()
}

fn group(i: usize, title: Option<Text>, screens: &[&Screen], frame: &Frame) -> AnyView {
    let id = format!("nav-{i}");
    let links = screens.iter().map(|s| link(s, frame)).collect_view();
    let labelled = title.map(|_| id.clone());
    view! {
        {title.map(|words| view! { <p class="nav-group" id=id>{t(words)}</p> })}
        <ul class="nav-list" aria-labelledby=labelled>{links}</ul>
    }
    .into_any()
}

fn link(screen: &Screen, frame: &Frame) -> AnyView {
    let here = frame.here.split('?').next().unwrap_or_default();
    let inside = screen.path != "/" && screen.path != "/support" && here.starts_with(&format!("{}/", screen.path));
    let current = (here == screen.path || inside).then_some("page");
    view! {
        <li>
            <a class="nav-link" href=screen.path title=t(screen.title) aria-current=current data-key=screen.key>
                <Icon name=screen.icon/><span class="nav-text">{t(screen.title)}</span>{figure(screen, frame)}
            </a>
        </li>
    }
    .into_any()
}

/// What waits behind an entry, if anything does.
fn figure(screen: &Screen, frame: &Frame) -> Option<AnyView> {
    let menu = frame.session.as_ref().map(|me| me.menu.as_slice()).unwrap_or_default();
    let figure = menu.iter().find(|figure| figure.path == screen.path && figure.n > 0)?;
    let shown = if figure.n < 100 { figure.n.to_string() } else { "99+".to_owned() };
    Some(view! { <span class="count nav-count">{shown}<span class="u-vh">{t(figure.says)}</span></span> }.into_any())
}
