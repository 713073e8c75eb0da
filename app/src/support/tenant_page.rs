use super::api::{ProfileChangeAsked, ProfilePreview, TenantDetail, TenantRow};
use super::messages as m;
use crate::consents::api::Consent;
use crate::consents::staff_panel;
use crate::contacts::api::can_be_called;
use crate::contacts::staff_panel::panel as contacts;
use crate::error::AppError;
use crate::kit::{
    Cell, Column, ErrorSummary, Field, FieldKind, Notice, PageHead, PostForm, SelectField, Table, Tone, count,
    date_time,
};
use crate::networks::api::Lift;
use crate::networks::lift_panel;
use crate::page::{FormState, Page, PageCx};
use crate::permission::Permission;
use crate::text::{Text, Words, t, tw};
use leptos::prelude::*;

/// A company as staff see it, and the change of its profile: first the preview, then the request, then another's approval.
pub async fn tenant(cx: &PageCx) -> Result<Page, AppError> {
    let me = cx.session()?;
    let (looks, changes) = (me.may(Permission::SupportLook), me.may(Permission::SupportProfileChange));
    let wanted = cx.form.typed("profile").filter(|_| changes).map(ToOwned::to_owned);
    let detail = cx.backend.tenant(cx.param("id")?, wanted.as_deref()).await?;
    let lift = cx.backend.lift(cx.param("id")?).await?;
    let consents = if looks { Some(cx.backend.consents_of(cx.param("id")?).await?) } else { None };
    let form = cx.form.clone();
    let title = Words::same(&detail.tenant.name);
    let company = detail.tenant.name.clone();
    let wanted = changes.then(|| wanted.unwrap_or_default());
    Ok(Page::new(title, move || view(detail, (consents, lift), wanted, form)).viewing(company))
}

/// Consents stand there for whoever may look under them, the change of the profile for whoever may change it.
fn view(
    detail: TenantDetail,
    (consents, lift): (Option<Vec<Consent>>, Lift),
    wanted: Option<String>,
    form: FormState,
) -> AnyView {
    let id = detail.tenant.id.clone();
    let crumbs = vec![("/support".to_owned(), t(m::HOME).to_owned())];
    let waits = detail.asked.is_some();
    let effect = detail.preview.map(|preview| effect(preview, detail.asked, id.clone(), form.clone()));
    let in_force = detail.tenant.profile.clone();
    let others = detail.profiles.into_iter().filter(|(name, _)| *name != in_force).collect();
    let consents = consents.map(|consents| staff_panel::panel(&id, consents));
    let can_call = can_be_called(&detail.contacts);
    let altered = detail.tenant.altered;
    let altered = altered.then(|| view! { <Notice tone=Tone::Danger><p>{t(m::ALTERED_MORE)}</p></Notice> });
    let change = wanted.filter(|_| !waits).map(|wanted| change(&id, others, wanted, form.clone()));
    view! {
        <PageHead title=detail.tenant.name.clone() crumbs=crumbs/>
        <ErrorSummary form=form.clone()/>
        <div class="stack">
            {altered}
            {facts(detail.tenant)}
            {contacts(detail.contacts)}
            {consents}
            {lift_panel::panel(id.clone(), lift, can_call, form.clone())}
            {change}
            {effect}
        </div>
    }
    .into_any()
}

fn change(id: &str, others: Vec<(String, Words)>, wanted: String, form: FormState) -> AnyView {
    let id = id.to_owned();
    view! {
        <section class="panel" aria-labelledby="h-change">
            <div class="panel-head panel-head--pad"><h2 id="h-change">{t(m::CHANGE)}</h2></div>
            <p class="note">{t(m::CHANGE_SUB)}</p>
            <PostForm action="/support/tenants/preview" class="filter">
                <input type="hidden" name="id" value=id/>
                {choice(others, wanted, form)}
                <div class="btn-row"><button class="btn" type="submit">{t(m::PREVIEW)}</button></div>
            </PostForm>
        </section>
    }
    .into_any()
}

fn choice(profiles: Vec<(String, Words)>, wanted: String, form: FormState) -> AnyView {
    let options = profiles.into_iter().map(|(name, title)| (name, tw(&title))).collect();
    view! { <div class="filter-wide"><SelectField name="profile" label=t(m::NEW_PROFILE) options=options selected=wanted form=form/></div> }
        .into_any()
}

fn facts(tenant: TenantRow) -> AnyView {
    view! {
        <section class="panel" aria-labelledby="h-facts">
            <div class="panel-head"><h2 id="h-facts">{t(m::TENANT)}</h2></div>
            <dl class="kv">
                <dt>{t(m::PROFILE)}</dt><dd>{tw(&tenant.profile_title)}" "<code>{tenant.profile}</code></dd>
                <dt>{t(m::ACCOUNTS)}</dt><dd>{count(tenant.accounts)}</dd>
                <dt>{t(m::LOCKED)}</dt><dd>{count(tenant.locked)}</dd>
                <dt>{t(m::SINCE)}</dt><dd>{date_time(&tenant.created)}</dd>
            </dl>
        </section>
    }
    .into_any()
}

/// What would change, and behind it the form that asks for it or the decision on what was asked.
fn effect(preview: ProfilePreview, asked: Option<ProfileChangeAsked>, id: String, form: FormState) -> AnyView {
    let title = tw(&preview.title);
    let columns = [m::DIFF_ITEM, m::DIFF_NOW, m::DIFF_THEN].map(|c| Column::new(t(c)).class("tbl-wide")).into();
    let row = |(what, now, then): &(Words, Words, Words)| vec![tw(what).into(), tw(now).into(), tw(then).into()];
    let rows: Vec<Vec<Cell>> = preview.differences.iter().map(row).collect();
    let differences = if rows.is_empty() {
        view! { <p>{t(m::NO_DIFF)}</p> }.into_any()
    } else {
        view! { <Table name=t(m::DIFF) columns=columns rows=rows/> }.into_any()
    };
    let (above, next) = match asked {
        Some(asked) => (Some(waiting(&title, &asked)), decide(asked, id)),
        None => (None, ask(preview.profile, &title, id, form)),
    };
    view! {
        <section class="panel" aria-labelledby="h-effect">
            <div class="panel-head panel-head--pad"><h2 id="h-effect">{tw(&m::EFFECT.with(&[("title", &title)]))}</h2></div>
            {above}
            <dl class="stat-row">
                {stat(t(m::EFFECT_ACCOUNTS), preview.accounts_expired)}
                {stat(t(m::EFFECT_LOGS), preview.log_lines_purged)}
                {stat(t(m::EFFECT_SESSIONS), preview.sessions_ended)}
                {stat(t(m::EFFECT_MAIL_CODES), preview.mail_codes_ended)}
            </dl>
            {differences}
            {next}
        </section>
    }
    .into_any()
}

fn ask(profile: String, title: &str, id: String, form: FormState) -> AnyView {
    let apply = tw(&m::APPLY.with(&[("title", &title)]));
    view! {
        <PostForm action="/support/tenants/profile" label=t(m::CHANGE)>
            <input type="hidden" name="id" value=id/>
            <input type="hidden" name="profile" value=profile/>
            <Field name="reason" label=t(m::REASON) kind=FieldKind::Text hint=t(m::REASON_HINT) form=form required=true/>
            <button class="btn btn--primary u-mt" type="submit">{apply}</button>
        </PostForm>
    }
    .into_any()
}

fn waiting(title: &str, asked: &ProfileChangeAsked) -> AnyView {
    let words = tw(&m::CHANGE_WAITING.with(&[("title", &title)]));
    view! {
        <Notice tone=Tone::Warn><p>{words}</p></Notice>
        <dl class="kv">
            <dt>{t(m::CHANGE_BY)}</dt><dd class="name">{asked.by.clone()}</dd>
            <dt>{t(m::CHANGE_AT)}</dt><dd>{date_time(&asked.at)}</dd>
            <dt>{t(m::REASON)}</dt><dd>{asked.reason.clone()}</dd>
        </dl>
    }
    .into_any()
}

fn decide(asked: ProfileChangeAsked, id: String) -> AnyView {
    let approve = if asked.own {
        view! { <Notice tone=Tone::Info><p>{t(m::CHANGE_OWN)}</p></Notice> }.into_any()
    } else {
        button("/support/tenants/profile/approve", (&id, &asked.id), m::CHANGE_APPROVE, "btn btn--primary")
    };
    let cancel = button("/support/tenants/profile/cancel", (&id, &asked.id), m::CHANGE_CANCEL, "btn");
    view! { <div class="btn-row u-mt">{approve}{cancel}</div> }.into_any()
}

fn button(action: &'static str, (id, change): (&str, &str), words: Text, class: &'static str) -> AnyView {
    let (id, change) = (id.to_owned(), change.to_owned());
    view! {
        <PostForm action=action>
            <input type="hidden" name="id" value=id/>
            <input type="hidden" name="change" value=change/>
            <button class=class type="submit">{t(words)}</button>
        </PostForm>
    }
    .into_any()
}

fn stat(words: &'static str, n: u64) -> AnyView {
    view! { <div><dt>{words}</dt><dd class="stat-num">{count(n)}</dd></div> }.into_any()
}
