use super::api::{NetworkPage, NetworksApi, Proposal};
use super::scope::Scope;
use super::{effect, form, messages as m};
use crate::error::AppError;
use crate::kit::{ErrorSummary, NoRows, Notice, PageHead, Panel, PostForm, SelectField, Tone, with_time};
use crate::page::{FormState, Page, PageCx};
use crate::text::{Words, t};
use leptos::prelude::*;

const PATH: &str = "/security/networks";

/// The company's networks, and whom they limit.
pub async fn company(cx: &PageCx, backend: &(impl NetworksApi + ?Sized)) -> Result<Page, AppError> {
    let (proposal, sent) = proposal(cx);
    let page = backend.networks(None, proposal.clone()).await?;
    let form = sent.clone().refused(&page);
    let refused = !page.refused.is_empty();
    let page = Page::new(m::TITLE, move || view(page, &proposal, form));
    Ok(Page { refused, ..page })
}

/// Reads the proposal in a form, or the network named in the address, and the form that shows it.
pub fn proposal(cx: &PageCx) -> (Proposal, SubmittedForm) {
    // A refused post explains itself.
    if cx.form.is_refused() {
        return (Proposal::default(), SubmittedForm(cx.form.clone()));
    }
    let raw = |name: &str| cx.query.iter().find(|(k, _)| k == name).map(|(_, v)| v.trim().to_owned());
    let proposal = Proposal { scope: raw("scope"), network: raw("network"), without: raw("without") };
    (proposal, SubmittedForm(FormState { errors: Vec::new(), typed: cx.query.clone() }))
}

/// The submitted form, from either way.
#[derive(Clone)]
pub struct SubmittedForm(FormState);

impl SubmittedForm {
    pub fn refused(self, page: &NetworkPage) -> FormState {
        let mut form = self.0;
        form.errors.extend(page.refused.iter().cloned());
        form
    }
}

fn view(page: NetworkPage, proposal: &Proposal, form: FormState) -> AnyView {
    let crumbs = vec![("/security".to_owned(), t(crate::security::messages::TITLE).to_owned())];
    let list = form::list(&page, PATH, NoRows { title: m::NONE, hint: m::NONE_HINT });
    let of_scope = form.error("scope").is_some();
    let (scope_form, add_form) = if of_scope { (form, FormState::default()) } else { (FormState::default(), form) };
    let who = who(&page, proposal, scope_form);
    let value = form::own_address(&page);
    let add = page.may_edit.then(|| form::add("/security/networks/add", None, None, value, add_form));
    let effect = thought_through(&page, proposal);
    // The effect stands after what it belongs to: the list, or the form for the scope.
    let (removal, change) = if page.without.is_some() { (effect, None) } else { (None, effect) };
    view! {
        <PageHead title=t(m::TITLE) sub=t(m::SUB) crumbs=crumbs/>
        <div class="stack">
            {lifted(&page)}
            {list}
            {removal}
            {add}
            {who}
            {change}
        </div>
    }
    .into_any()
}

fn lifted(page: &NetworkPage) -> Option<AnyView> {
    let until = page.lifted_until.as_ref()?;
    let words = with_time(m::LIFTED, until);
    let end = page.may_edit.then(|| {
        view! { <PostForm action="/security/networks/resume"><button class="btn btn--small" type="submit">{t(m::END_LIFT)}</button></PostForm> }
    });
    Some(view! { <Notice tone=Tone::Warn><p>{words}</p>{end}</Notice> }.into_any())
}

/// The effect of the proposal, with the button that applies it.
fn thought_through(page: &NetworkPage, proposal: &Proposal) -> Option<AnyView> {
    let effect = page.effect.clone()?;
    if let Some(network) = &page.without {
        let lead = m::EFFECT_REMOVE.with(&[("network", &network.cidr)]);
        return Some(effect::panel(lead, effect, page.may_edit.then(|| form::remove(network, PATH))));
    }
    let wanted = Scope::from_code(proposal.scope.as_deref()?)?;
    let lead = Words {
        ja: m::EFFECT_SCOPE.with(&[("scope", &wanted.text().ja)]).ja,
        en: m::EFFECT_SCOPE.with(&[("scope", &wanted.text().en)]).en,
    };
    let apply = (page.may_edit && wanted != page.scope).then(|| apply(wanted));
    Some(effect::panel(lead, effect, apply))
}

fn apply(wanted: Scope) -> AnyView {
    view! {
        <PostForm action="/security/networks">
            <input type="hidden" name="scope" value=wanted.code()/>
            <div class="btn-row u-mt">
                <a class="btn" href=PATH>{t(m::BACK_OUT)}</a>
                <button class="btn btn--primary" type="submit">{t(m::APPLY)}</button>
            </div>
        </PostForm>
    }
    .into_any()
}

/// Whom the restriction applies to now, and the form that changes it.
fn who(page: &NetworkPage, proposal: &Proposal, form: FormState) -> AnyView {
    let change = page.may_edit.then(|| scope(page, proposal, form));
    let (now, ip) = (page.scope.text(), page.ip.clone());
    view! {
        <Panel id="h-scope" title=t(m::WHO)>
            <dl class="kv">
                <dt>{t(m::STATE)}</dt><dd class="name">{t(now)}</dd>
                <dt>{t(m::YOUR_IP)}</dt><dd><code>{ip}</code></dd>
            </dl>
            {change}
        </Panel>
    }
    .into_any()
}

fn scope(page: &NetworkPage, proposal: &Proposal, form: FormState) -> AnyView {
    let options = Scope::ALL.map(|scope| (scope.code().to_owned(), t(scope.text()).to_owned())).into();
    let selected = proposal.scope.clone().unwrap_or_else(|| page.scope.code().to_owned());
    let errors = form.clone();
    view! {
        <ErrorSummary form=errors/>
        <PostForm action="/security/networks/try">
            <SelectField name="scope" label=t(m::SCOPE) options=options selected=selected form=form/>
            <button class="btn btn--primary u-mt" type="submit">{t(m::TRY)}</button>
        </PostForm>
    }
    .into_any()
}
