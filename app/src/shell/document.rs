use super::{console::Console, no_menu::NoMenu, session_dialog::session_dialog};
use crate::help::topics::help_of;
use crate::kit::messages as k;
use crate::kit::{HelpAt, MoreCss, Viewed, for_reader};
use crate::page::{Frame, Layout, Page, PageScript};
use crate::text::{Lang, lang, t, tw};
use leptos::prelude::*;

crate::messages! {
    DESCRIPTION: "Sekisho（関所）は、契約企業のメンバー、預託データ、操作ログを管理するコンソールです。", "Sekisho is a console where companies manage their members, deposited data and operation logs.";
}

/// Renders a page to a complete HTML document. `refused` marks a refused form.
pub fn render(frame: Frame, page: Page, refused: bool) -> String {
    let owner = Owner::new_root(Some(std::sync::Arc::new(shared_context())));
    let lang = frame.display.lang;
    let html = owner.with(|| {
        provide_context::<Lang>(frame.display.lang);
        provide_context(frame.clone());
        provide_context(MoreCss(frame.assets.more_css.clone()));
        provide_context(Viewed(page.viewing.clone()));
        provide_context(HelpAt(help_of(&frame.here)));
        document(frame, page, refused).to_html()
    });
    owner.cleanup();
    for_reader(unnamed(format!("<!DOCTYPE html>{html}")), lang)
}

/// Renames the elements around islands, which carry the library's name, because pages must not reveal it (SL-19).
/// `boot.js` finds them by the new name. The text of a page never contains a tag.
fn unnamed(html: String) -> String {
    if !html.contains("<leptos-") {
        return html;
    }
    html.replace("<leptos-", "<sekisho-").replace("</leptos-", "</sekisho-")
}

fn shared_context() -> hydration_context::SsrSharedContext {
    hydration_context::SsrSharedContext::new_islands()
}

fn document(frame: Frame, page: Page, refused: bool) -> AnyView {
    let title = title(&frame, &page, refused);
    let density = if frame.display.dense { "dense" } else { "normal" };
    let (theme, keys) = (frame.display.theme.code(), frame.display.keys_off.then_some("off"));
    let (assets, scripts) = (frame.assets.clone(), scripts(&frame, &page));
    let dialog = session_dialog(&frame);
    let gate = page.at_gate.then(|| view! { <link rel="stylesheet" href=assets.gate_css.clone()/> });
    view! {
        <html lang=lang().tag() data-theme=theme data-density=density data-keys=keys>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <title>{title}</title>
                <meta name="color-scheme" content="light dark"/>
                <meta name="description" content=t(DESCRIPTION)/>
                <link rel="stylesheet" href=assets.console_css.clone()/>
                {gate}
                <link rel="icon" type="image/svg+xml" href=assets.favicon.clone()/>
                {scripts}
            </head>
            <body>
                <a class="skip" href="#main">{t(k::SKIP)}</a>
                {body(frame, page)}
                {dialog}
            </body>
        </html>
    }
    .into_any()
}

/// The script that loads islands, and the page's own.
fn scripts(frame: &Frame, page: &Page) -> AnyView {
    let (assets, nonce) = (&frame.assets, &frame.nonce);
    let islands = page.layout == Layout::Console || frame.session.is_some() || page.islands;
    let boot = islands.then(|| {
        view! {
            <script
                type="module"
                src=assets.boot_js.clone()
                nonce=nonce.clone()
                data-glue=assets.frontend_js.clone()
                data-wasm=assets.frontend_wasm.clone()
            ></script>
        }
    });
    let own = page.script.map(|script| {
        let src = match script {
            PageScript::Passkey => &assets.passkey_js,
            PageScript::Wait => &assets.wait_js,
            PageScript::ExportForm => &assets.export_form_js,
            PageScript::CheckFile => &assets.check_file_js,
        };
        view! { <script type="module" src=src.clone() nonce=nonce.clone()></script> }
    });
    view! { {boot}{own} }.into_any()
}

fn body(frame: Frame, page: Page) -> AnyView {
    match page.layout {
        Layout::Console => view! { <Console frame=frame page=page/> }.into_any(),
        Layout::NoMenu => view! { <NoMenu frame=frame page=page/> }.into_any(),
    }
}

/// 画面名｜企業名｜Sekisho, with エラー： before the title of a refused form.
fn title(frame: &Frame, page: &Page, refused: bool) -> String {
    let prefix = if refused { t(k::ERROR_PREFIX) } else { "" };
    let tenant = frame.session.as_ref().and_then(|s| s.tenant_name.clone());
    let parts: Vec<String> = [Some(tw(&page.title)), tenant, Some("Sekisho".into())].into_iter().flatten().collect();
    format!("{prefix}{}", parts.join(if lang() == Lang::Ja { "｜" } else { " | " }))
}
