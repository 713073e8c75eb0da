use super::api::{EnrolReason, FactorKind, Pending, SecondFactor, SecondFactorApi, Setup, StepState};
use super::code_field::{AskedCode, CodeField};
use super::messages as m;
use crate::error::AppError;
use crate::kit::{
    Altered, Badge, Because, Copy, ErrorSummary, Field, FieldKind, Notice, PageHead, Panel, PostForm, Tone, count,
    date_time, is_for_staff, told,
};
use crate::page::{FormState, Page, PageCx};
use crate::text::{Text, t, tw};
use leptos::prelude::*;

/// One's own two-step verification: its state, and how to set it up or replace it.
pub async fn second_factor(cx: &PageCx, backend: &(impl SecondFactorApi + ?Sized)) -> Result<Page, AppError> {
    let factor = backend.second_factor().await?;
    let (forced, form, asked) = (factor.forced.is_some(), cx.form.clone(), AskedCode::of(cx));
    let page = Page::new(m::TITLE, move || view(factor, form, asked)).at_gate();
    Ok(if forced { page.without_menu() } else { page })
}

fn view(factor: SecondFactor, form: FormState, asked: AskedCode) -> AnyView {
    let head = if let Some(why) = factor.forced {
        let why = if why == EnrolReason::Outdated { m::OUTDATED } else { m::FORCED };
        view! { <h1>{t(m::TITLE)}</h1><Notice tone=Tone::Info><p>{t(why)}</p></Notice> }.into_any()
    } else {
        let crumbs = vec![("/account".to_owned(), t(crate::account::messages::TITLE).to_owned())];
        view! { <PageHead title=t(m::TITLE) sub=t(m::SUB) crumbs=crumbs meta=state(&factor)/> }.into_any()
    };
    let body = match (&factor.pending, &factor.since) {
        (Pending::Codes, _) => wait(),
        (Pending::Authenticator(setup), _) => prove(setup.clone(), form.clone()),
        (Pending::Mail(address), _) => prove_mail(address, form.clone()),
        (Pending::Nothing, None) => start(factor.mail_offered),
        (Pending::Nothing, Some(_)) => settled(&factor, &form, asked),
    };
    view! {
        {head}
        <ErrorSummary form=form/>
        <div class="stack">{body}</div>
    }
    .into_any()
}

fn state(factor: &SecondFactor) -> AnyView {
    if factor.state == StepState::Altered {
        return view! { <Altered/> }.into_any();
    }
    let (tone, text) = if factor.since.is_some() { (Tone::Ok, m::ON) } else { (Tone::Warn, m::OFF) };
    view! { <Badge tone=tone text=t(text)/> }.into_any()
}

/// Reminds the person to store the recovery codes.
fn wait() -> AnyView {
    view! {
        <Notice tone=Tone::Info>
            <p>{t(m::CODES_WAIT)}</p>
            <p><a class="btn btn--primary" href="/account/two-step/codes">{t(m::CODES_BACK)}</a></p>
        </Notice>
        {again()}
    }
    .into_any()
}

/// Restarts the setup, with its consequences.
pub fn again() -> AnyView {
    view! { <p class="note u-mt">{t(m::AGAIN_SUB)}</p>{cancel(m::AGAIN)} }.into_any()
}

/// The button that cancels a setup.
fn cancel(words: Text) -> AnyView {
    view! {
        <PostForm action="/account/two-step/cancel">
            <button class="link-btn u-mt" type="submit">{t(words)}</button>
        </PostForm>
    }
    .into_any()
}

fn start(mail: bool) -> AnyView {
    let mail = mail.then(|| {
        view! {
            <p class="note">{t(m::MAIL_START_SUB)}</p>
            <PostForm action="/account/two-step/mail">
                <button class="btn" type="submit">{t(m::MAIL_START)}</button>
            </PostForm>
        }
    });
    view! {
        <p>{t(m::START_SUB)}</p>
        <PostForm action="/account/two-step/start">
            <button class="btn btn--primary" type="submit">{t(m::START)}</button>
        </PostForm>
        {mail}
    }
    .into_any()
}

fn prove(setup: Setup, form: FormState) -> AnyView {
    // The advice on a wrong code is for somebody who has typed one.
    let hint = if form.error("code").is_some() { t(m::CODE_HINT) } else { "" };
    let view_box = format!("0 0 {0} {0}", setup.qr_size);
    view! {
        <ol class="how">
            <li>
                <p>{t(m::STEP_1)}</p>
                <svg class="qr" viewBox=view_box role="img" aria-label=t(m::QR)><path d=setup.qr_path></path></svg>
                <p class="note">{t(m::CANNOT_SCAN)}</p>
                <p class="qr-copy"><code class="qr-key">{setup.secret.clone()}</code>" "<Copy text=setup.secret.replace(' ', "") label=t(m::KEY)/></p>
                <p><a class="link-btn" href=setup.address>{t(m::ON_THIS_DEVICE)}</a></p>
            </li>
            <li>
                <p>{t(m::STEP_2)}</p>
                <PostForm action="/account/two-step/prove" class="u-mt">
                    <Field name="code" label=t(m::CODE) kind=FieldKind::DigitCode hint=hint form=form required=true/>
                    <button class="btn btn--primary u-mt" type="submit">{t(m::NEXT)}</button>
                </PostForm>
            </li>
        </ol>
        {cancel(m::CANCEL)}
    }
    .into_any()
}

/// The form for a mailed code.
fn prove_mail(address: &str, form: FormState) -> AnyView {
    let lead = tw(&m::MAIL_STEP.with(&[("address", &address)]));
    view! {
        <p>{lead}</p>
        <PostForm action="/account/two-step/prove">
            <Field name="code" label=t(m::CODE) kind=FieldKind::DigitCode form=form required=true/>
            <button class="btn btn--primary u-mt" type="submit">{t(m::NEXT)}</button>
        </PostForm>
        {send("/account/two-step/send", m::MAIL_AGAIN)}
        {cancel(m::CANCEL)}
    }
    .into_any()
}

/// Sends another code by mail.
pub fn send(action: &'static str, words: Text) -> AnyView {
    view! {
        <PostForm action=action class="u-mt">
            <button class="btn" type="submit">{t(words)}</button>
        </PostForm>
    }
    .into_any()
}

fn settled(factor: &SecondFactor, form: &FormState, asked: AskedCode) -> AnyView {
    if factor.state == StepState::Altered {
        let words = view! { <Notice tone=Tone::Danger><p>{told(m::ALTERED, m::ALTERED_STAFF)}</p></Notice> };
        return view! { {words}{change(factor, form.clone(), asked)} }.into_any();
    }
    let since = factor.since.as_ref().map(|at| view! { <dt>{t(m::SINCE)}</dt><dd>{date_time(at)}</dd> });
    let left = tw(&m::CODES_LEFT_N.with(&[("n", &count(factor.recovery_codes_left))]));
    let kind = if factor.kind == FactorKind::Mail { m::MAIL_KIND } else { m::APP_KIND };
    view! {
        <section class="panel" aria-label=t(m::STATE)>
            <dl class="kv">
                {since}
                <dt>{t(m::KIND)}</dt><dd>{t(kind)}</dd>
                <dt>{t(m::CODES_LEFT)}</dt><dd>{left}</dd>
            </dl>
        </section>
        {change(factor, form.clone(), asked)}
    }
    .into_any()
}

/// The form for a change. It needs a code first, because a change affects the security of the account.
fn change(factor: &SecondFactor, form: FormState, asked: AskedCode) -> AnyView {
    let by_mail = factor.kind == FactorKind::Mail;
    let first = (by_mail && factor.needs_code).then(|| send("/account/two-step/send", m::MAIL_SEND));
    let mail = (factor.mail_offered && !by_mail).then(|| {
        view! { <div><button class="btn" type="submit" formaction="/account/two-step/mail">{t(m::MAIL_START)}</button></div> }
    });
    let code = if factor.needs_code {
        code(factor, form, asked)
    } else {
        view! { <p class="note">{t(m::ONCE)}</p> }.into_any()
    };
    let stop = stop(factor);
    view! {
        <Panel id="h-change" title=t(m::REPLACE)>
            <p class="note">{t(m::REPLACE_SUB)}</p>
            {first}
            <PostForm action="/account/two-step/start" class="stack stack--close">
                {code}
                <div><button class="btn" type="submit">{t(m::REPLACE_SUBMIT)}</button></div>
                {mail}
                <div>{stop}</div>
            </PostForm>
        </Panel>
    }
    .into_any()
}

/// The button that turns the second step off, if it may be.
fn stop(factor: &SecondFactor) -> AnyView {
    if !factor.needs_code {
        return ().into_any();
    }
    if factor.required {
        return view! { <p class="note">{t(m::REQUIRED)}</p><Because keys=&["second_factor.required_for"]/> }
            .into_any();
    }
    view! {
        <p class="note">{t(m::STOP_SUB)}</p>
        <button class="btn btn--danger" type="submit" formaction="/account/two-step/stop">{t(m::STOP_SUBMIT)}</button>
    }
    .into_any()
}

fn code(factor: &SecondFactor, form: FormState, asked: AskedCode) -> AnyView {
    let ask =
        (!is_for_staff()).then(|| view! { " "<a href="/sign-in/help?kind=second_factor">{t(m::NO_CODE_LINK)}</a> });
    let hint = if factor.kind == FactorKind::Mail { m::MAIL_CURRENT_HINT } else { m::CURRENT_HINT };
    let field = if factor.state == StepState::Altered {
        recovery(form)
    } else {
        view! { <CodeField asked=asked page="/account/two-step" label=m::CURRENT hint=Some(hint) form=form/> }
            .into_any()
    };
    view! { {field}<p class="note">{told(m::NO_CODE, m::NO_CODE_STAFF)}{ask}</p> }.into_any()
}

/// The field where only a recovery code is taken.
pub fn recovery(form: FormState) -> AnyView {
    view! {
        <Field name="code" label=t(m::RECOVERY) kind=FieldKind::Code hint=t(m::RECOVERY_HINT) form=form required=true/>
    }
    .into_any()
}
