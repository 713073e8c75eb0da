use super::api::{NewCodes, SecondFactorApi};
use super::messages as m;
use super::page::again;
use super::pass::{Holder, Pass};
use crate::error::AppError;
use crate::kit::{Copy, ErrorSummary, Notice, PostForm, Print, SaveText, Tone};
use crate::page::{FormState, Page, PageCx};
use crate::text::{Lang, lang, t};
use leptos::prelude::*;

/// The recovery codes, to copy, save and print, shown until the person says that they are kept. The buttons need a script, so
/// they are hidden without one; the codes can be printed and selected all the same. No file comes from the server: every file
/// of this console needs the right to download (MS-17), and these codes are for everybody.
pub async fn codes(cx: &PageCx, backend: &(impl SecondFactorApi + ?Sized)) -> Result<Page, AppError> {
    let codes = backend.recovery_codes().await?;
    let me = cx.session()?;
    let holder = Holder { name: me.name.clone(), email: me.email.clone(), company: me.tenant_name.clone() };
    let form = cx.form.clone();
    Ok(Page::new(m::CODES_TITLE, move || view(codes, holder, form)).without_menu())
}

fn view(codes: NewCodes, holder: Holder, form: FormState) -> AnyView {
    let (text, file) = (as_text(&codes, &holder), format!("{}.txt", t(m::CODES_FILE)));
    view! {
        <h1>{t(m::CODES_TITLE)}</h1>
        <p>{t(m::CODES_SUB)}</p>
        <ErrorSummary form=form/>
        <Notice tone=Tone::Warn><p>{t(m::CODES_KEEP)}</p></Notice>
        <Pass codes=codes.clone() holder=holder/>
        <div class="copy-row">
            <Copy text=codes.codes.join("\n") label=t(m::CODES_TITLE) large=true/>
            <SaveText text=text file=file/>
            <Print/>
        </div>
        <PostForm action="/account/two-step/codes">
            <button class="btn btn--primary btn--wide u-mt" type="submit">{t(m::FINISH)}</button>
        </PostForm>
        {again()}
    }
    .into_any()
}

/// The file: what the paper says, line by line.
fn as_text(codes: &NewCodes, holder: &Holder) -> String {
    let fact = |name: &str, value: &str| format!("{name}{}{value}", t(m::COLON));
    let made = if lang() == Lang::Ja { &codes.made.ja } else { &codes.made.en };
    let company = holder.company.as_deref().map(|company| fact(t(m::PASS_COMPANY), company));
    let facts = [
        Some(fact(t(m::PASS_CONSOLE), &format!("{} {}", codes.console, codes.address))),
        company,
        Some(fact(t(m::PASS_NAME), &format!("{} <{}>", holder.name, holder.email))),
        Some(fact(t(m::PASS_MADE), made)),
    ];
    let lines = [t(m::CODES_TITLE).to_owned()].into_iter().chain(facts.into_iter().flatten()).chain([String::new()]);
    let lines = lines.chain(codes.codes.iter().cloned()).chain([String::new(), t(m::CODES_SUB).to_owned()]);
    lines.collect::<Vec<_>>().join("\n") + "\n"
}
