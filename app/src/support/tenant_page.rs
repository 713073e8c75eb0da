use super::api::{CHANGE_PROFILE, SupportApi, TenantDetail, TenantRow};
use super::messages as m;
use super::{altered, effect};
use crate::cases::locked;
use crate::cases::messages::CHOOSE;
use crate::consents::api::{ConsentsApi, StaffConsents};
use crate::consents::staff_panel;
use crate::contacts::api::can_be_called;
use crate::contacts::staff_panel as contacts;
use crate::error::AppError;
use crate::kit::{Badge, ErrorSummary, PageHead, Panel, PostForm, SelectField, Tone, count, date_time};
use crate::networks::api::{Lift, NetworksApi};
use crate::networks::lift_panel;
use crate::page::{FormState, Page, PageCx};
use crate::text::{Text, Words, t, tw};
use leptos::prelude::*;

/// A company for staff, and the change of its profile: first the preview, then the request, then approval by another
/// member of staff.
pub async fn tenant(
    cx: &PageCx,
    backend: &(impl SupportApi + ConsentsApi + NetworksApi + ?Sized),
) -> Result<Page, AppError> {
    let me = cx.session()?;
    let (looks, changes) = (me.may(crate::consents::api::LOOK), me.may(CHANGE_PROFILE));
    let wanted = cx.form.typed("profile").filter(|typed| changes && !typed.is_empty()).map(ToOwned::to_owned);
    let detail = backend.tenant(cx.param("id")?, wanted.as_deref()).await?;
    let lift = backend.lift(cx.param("id")?).await?;
    let consents = if looks { Some(backend.consents_of(cx.param("id")?).await?) } else { None };
    let links = altered::links(me);
    let form = cx.form.clone();
    let title = detail.tenant.name.clone();
    let company = title.clone();
    let wanted = changes.then(|| wanted.unwrap_or_default());
    Ok(Page::new(title, move || view(detail, consents, lift, wanted, links, form)).viewing(company))
}

/// Shows consents to staff who may view data, and the profile change to staff who may change profiles.
fn view(
    detail: TenantDetail,
    consents: Option<StaffConsents>,
    lift: Lift,
    wanted: Option<String>,
    links: Vec<(&'static str, Text)>,
    form: FormState,
) -> AnyView {
    let id = detail.tenant.id.clone();
    let crumbs = vec![("/support".to_owned(), t(m::HOME).to_owned())];
    let (waits, closed) = (detail.asked.is_some(), detail.tenant.altered);
    let effect = match (detail.asked, detail.preview) {
        (Some(asked), _) if asked.altered => Some(effect::altered(&asked, &id)),
        (Some(asked), _) if closed => Some(effect::closed(&asked, &id)),
        (asked, preview) => preview.map(|preview| effect::panel(preview, asked, id.clone(), form.clone())),
    };
    let in_force = detail.tenant.profile.as_ref().map(|(name, _)| name.clone());
    let others = detail.profiles.into_iter().filter(|(name, _)| Some(name) != in_force.as_ref()).collect();
    let nobody = closed || (detail.altered_accounts > 0 && detail.altered_accounts >= detail.tenant.accounts);
    let consents = consents.map(|consents| staff_panel::panel(&id, consents, closed));
    let can_call = can_be_called(&detail.contacts);
    let contacts =
        if nobody { contacts::of_altered_company(detail.contacts) } else { contacts::panel(detail.contacts) };
    let mark = closed.then(|| view! { <Badge tone=Tone::Danger text=t(m::ALTERED)/> }.into_any());
    let altered = closed.then(|| altered::company(links));
    let change = wanted.filter(|_| !waits).map(|wanted| change(&id, others, wanted, form.clone(), closed));
    view! {
        <PageHead title=tw(&detail.tenant.name) crumbs=crumbs nostrip:meta=mark/>
        <ErrorSummary form=form.clone()/>
        <div class="grid grid--main">
            <div class="stack">
                {altered}
                {contacts}
                {consents}
                {lift_panel::panel(id.clone(), lift, can_call, closed, form.clone())}
                {grave(change, effect)}
            </div>
            <div class="stack">{facts(detail.tenant, detail.altered_accounts)}</div>
        </div>
    }
    .into_any()
}

/// The change of the profile weighs more than all else on the page, and stands apart from it.
fn grave(change: Option<AnyView>, effect: Option<AnyView>) -> Option<AnyView> {
    (change.is_some() || effect.is_some()).then(|| {
        view! {
            <section class="grave" aria-labelledby="h-grave">
                <h2 id="h-grave">{t(m::GRAVE)}</h2>
                <p class="note">{t(m::GRAVE_SUB)}</p>
                <div class="stack u-mt">{change}{effect}</div>
            </section>
        }
        .into_any()
    })
}

/// The form for a change. The data of a company that is `closed` was altered, so that nothing can be asked for.
fn change(id: &str, others: Vec<(String, Words)>, wanted: String, form: FormState, closed: bool) -> AnyView {
    if closed {
        return view! {
            <Panel id="h-change" title=t(m::CHANGE)>
                <p>{t(m::CLOSED)}</p>
            </Panel>
        }
        .into_any();
    }
    let id = id.to_owned();
    view! {
        <Panel id="h-change" title=t(m::CHANGE)>
            <p class="note">{t(m::CHANGE_SUB)}</p>
            <PostForm action="/support/tenants/preview" class="filter">
                <input type="hidden" name="id" value=id/>
                {choice(others, wanted, form)}
                <div class="btn-row"><button class="btn" type="submit">{t(m::PREVIEW)}</button></div>
            </PostForm>
        </Panel>
    }
    .into_any()
}

fn choice(profiles: Vec<(String, Words)>, wanted: String, form: FormState) -> AnyView {
    let none = std::iter::once((String::new(), t(CHOOSE).to_owned()));
    let options = none.chain(profiles.into_iter().map(|(name, title)| (name, tw(&title)))).collect();
    view! { <div class="filter-wide"><SelectField name="profile" label=t(m::NEW_PROFILE) options=options selected=wanted form=form required=true/></div> }
        .into_any()
}

/// The number of locked accounts, with a link to them.
pub fn locked_link(tenant: &TenantRow) -> AnyView {
    if tenant.locked == 0 {
        return "0".into_any();
    }
    let href = locked::of_company(&tenant.id);
    view! { <a href=href><Badge tone=Tone::Warn text=count(tenant.locked)/></a> }.into_any()
}

/// What is known of the company. A forged row says nothing certain.
fn facts(tenant: TenantRow, altered_accounts: u64) -> AnyView {
    let unknown = || t(m::UNKNOWN).into_any();
    let locked = locked_link(&tenant);
    let profile = tenant.profile.map_or_else(unknown, |(_, title)| tw(&title).into_any());
    let since = if tenant.altered { unknown() } else { date_time(&tenant.created) };
    let id = tenant.altered.then(|| view! { <dt>{t(m::ID)}</dt><dd><code>{tenant.id}</code></dd> });
    let altered = (altered_accounts > 0).then(|| {
        view! { <dt>{t(m::ALTERED_ACCOUNTS)}</dt><dd><Badge tone=Tone::Danger text=count(altered_accounts)/></dd> }
    });
    view! {
        <section class="panel" aria-labelledby="h-facts">
            <div class="panel-head"><h2 id="h-facts">{t(m::FACTS)}</h2></div>
            <dl class="kv">
                {id}
                <dt>{t(m::PROFILE)}</dt><dd>{profile}</dd>
                <dt>{t(m::ACCOUNTS)}</dt><dd>{count(tenant.accounts)}</dd>
                {altered}
                <dt>{t(m::LOCKED)}</dt><dd>{locked}</dd>
                <dt>{t(m::SINCE)}</dt><dd>{since}</dd>
            </dl>
        </section>
    }
    .into_any()
}
