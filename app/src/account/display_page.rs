use super::messages as m;
use crate::certificates::api::CertificatesApi;
use crate::error::AppError;
use crate::kit::{ErrorSummary, PageHead, Panel, PostForm, SelectField};
use crate::page::{Display, FormState, Page, PageCx, SessionSummary, Theme};
use crate::text::{Lang, t};
use leptos::prelude::*;

/// One's own account: name, address and display settings.
pub async fn account(cx: &PageCx, backend: &(impl CertificatesApi + ?Sized)) -> Result<Page, AppError> {
    let me = cx.session()?.clone();
    let display = cx.frame.display;
    let form = cx.form.clone();
    let certificates = backend.takes_certificates();
    Ok(Page::new(m::TITLE, move || view(me, display, certificates, form)))
}

fn view(me: SessionSummary, display: Display, certificates: bool, form: FormState) -> AnyView {
    view! {
        <PageHead title=t(m::TITLE)/>
        <ErrorSummary form=form.clone()/>
        <div class="stack">
            <section class="panel" aria-labelledby="h-me">
                <div class="panel-head"><h2 id="h-me">{t(m::PROFILE)}</h2></div>
                <dl class="kv">
                    <dt>{t(m::NAME)}</dt><dd>{me.name}</dd>
                    <dt>{t(crate::sign_in::messages::EMAIL)}</dt><dd>{me.email}</dd>
                    <dt>{t(m::ROLE)}</dt><dd>{t(me.role.text())}</dd>
                    {me.tenant_name.map(|name| view! { <dt>{t(m::COMPANY)}</dt><dd>{name}</dd> })}
                </dl>
            </section>
            <section class="panel" aria-labelledby="h-safe">
                <div class="panel-head"><h2 id="h-safe">{t(m::SAFE)}</h2></div>
                <ul class="list list--two">{links(certificates)}</ul>
            </section>
            <Panel id="h-display" title=t(m::DISPLAY)>
                {display_form(display, form)}
            </Panel>
        </div>
    }
    .into_any()
}

/// Links to the pages of one's own account; certificates only if the profile allows them.
fn links(certificates: bool) -> AnyView {
    let pages = [
        ("/account/password", m::PASSWORD_TITLE),
        ("/account/two-step", crate::second_factor::messages::TITLE),
        ("/account/passkeys", crate::passkeys::messages::TITLE),
        ("/account/certificates", crate::certificates::messages::TITLE),
        ("/account/sessions", crate::sessions::messages::TITLE),
        ("/account/activity", crate::sign_in_history::messages::ACTIVITY),
    ];
    let pages = pages.into_iter().filter(|(path, _)| certificates || *path != "/account/certificates");
    pages.map(|(path, title)| view! { <li><a href=path>{t(title)}</a></li> }).collect_view().into_any()
}

fn display_form(display: Display, form: FormState) -> AnyView {
    let languages = [Lang::Ja, Lang::En].map(|lang| (lang.tag().into(), lang.name().into())).into();
    let themes = vec![
        (Theme::System.code().into(), t(m::THEME_SYSTEM).into()),
        (Theme::Light.code().into(), t(m::THEME_LIGHT).into()),
        (Theme::Dark.code().into(), t(m::THEME_DARK).into()),
    ];
    let densities = vec![("normal".into(), t(m::DENSITY_NORMAL).into()), ("dense".into(), t(m::DENSITY_DENSE).into())];
    let density = if display.dense { "dense" } else { "normal" };
    view! {
        <PostForm action="/display">
            <input type="hidden" name="back" value="/account"/>
            <SelectField name="lang" label=t(m::LANGUAGE) options=languages selected=display.lang.tag().into() form=form.clone()/>
            <SelectField name="theme" label=t(m::THEME) options=themes selected=display.theme.code().into() form=form.clone()/>
            <SelectField name="density" label=t(m::DENSITY) options=densities selected=density.into() form=form/>
            <button class="btn btn--primary u-mt" type="submit">{t(m::SAVE)}</button>
        </PostForm>
    }
    .into_any()
}
