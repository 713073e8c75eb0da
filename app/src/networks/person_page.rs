use super::api::{NetworkPage, NetworkPerson, NetworksApi, Proposal};
use super::page::proposal;
use super::scope::Scope;
use super::{effect, form, messages as m};
use crate::error::AppError;
use crate::kit::{NoRows, Notice, PageHead, PostForm, Tone};
use crate::page::{FormState, Page, PageCx};
use crate::text::{t, tw};
use leptos::prelude::*;

/// The networks of one person.
pub async fn person(cx: &PageCx, backend: &(impl NetworksApi + ?Sized)) -> Result<Page, AppError> {
    let (proposal, sent) = proposal(cx);
    let page = backend.networks(Some(cx.param("id")?), proposal.clone()).await?;
    let form = sent.refused(&page);
    let refused = !page.refused.is_empty();
    let name = page.person.as_ref().map(|person| person.name.clone()).unwrap_or_default();
    let title = m::OWN_TITLE.with(&[("name", &name)]);
    let page = Page::new(title, move || view(page, &proposal, form));
    Ok(Page { refused, ..page })
}

fn view(page: NetworkPage, proposal: &Proposal, form: FormState) -> AnyView {
    let NetworkPerson { id, name, email } = page.person.clone().unwrap_or_default();
    let path = format!("/members/{id}/networks");
    let crumbs = vec![
        ("/members".to_owned(), t(crate::members::messages::TITLE).to_owned()),
        (format!("/members/{id}"), name.clone()),
    ];
    let off = (page.scope == Scope::Off).then(|| view! { <Notice tone=Tone::Info><p>{t(m::OWN_OFF)}</p></Notice> });
    let closed = (!page.may_edit).then(|| view! { <Notice tone=Tone::Info><p>{t(m::OWNER_ONLY)}</p></Notice> });
    let list = form::list(&page, &path, NoRows { title: m::OWN_NONE, hint: m::OWN_NONE_HINT });
    let effect = thought_through(&page, proposal, &form, &path);
    let (removal, addition) = if page.without.is_some() { (effect, None) } else { (None, effect) };
    let (value, try_it) = (form::own_address(&page), Some("/members/networks/try"));
    let add = page.may_edit.then(|| form::add("/members/networks/add", Some(id), try_it, value, form));
    let title = tw(&m::OWN_TITLE.with(&[("name", &name)]));
    view! {
        <PageHead title=title sub=t(m::OWN_SUB) crumbs=crumbs/>
        <div class="stack">
            <p class="note">{email}</p>
            {off}
            {closed}
            {list}
            {removal}
            {add}
            {addition}
        </div>
    }
    .into_any()
}

fn thought_through(page: &NetworkPage, proposal: &Proposal, form: &FormState, path: &str) -> Option<AnyView> {
    let effect = page.effect.clone()?;
    if let Some(network) = &page.without {
        let lead = m::EFFECT_REMOVE.with(&[("network", &network.cidr)]);
        return Some(effect::panel(lead, effect, page.may_edit.then(|| form::remove(network, path))));
    }
    let network = proposal.network.clone()?;
    let lead = m::EFFECT_ADD.with(&[("network", &network)]);
    let note = form.typed("note").unwrap_or_default().to_owned();
    let apply = page.may_edit.then(|| apply(page, network, note));
    Some(effect::panel(lead, effect, apply))
}

fn apply(page: &NetworkPage, network: String, note: String) -> AnyView {
    let id = page.person.as_ref().map(|person| person.id.clone()).unwrap_or_default();
    view! {
        <PostForm action="/members/networks/add">
            <input type="hidden" name="id" value=id/>
            <input type="hidden" name="network" value=network/>
            <input type="hidden" name="note" value=note/>
            <button class="btn btn--primary u-mt" type="submit">{t(m::ADD_SUBMIT)}</button>
        </PostForm>
    }
    .into_any()
}
