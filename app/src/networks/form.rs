use super::api::{Network, NetworkPage};
use super::messages as m;
use crate::kit::{
    Altered, AlteredNotice, Badge, Cell, Column, ErrorSummary, Field, FieldKind, List, NoRows, Panel, PostForm, Tone,
    date_time,
};
use crate::page::FormState;
use crate::text::t;
use leptos::prelude::*;

/// The list of networks on a page at `path`.
pub fn list(page: &NetworkPage, path: &str, none: NoRows) -> AnyView {
    let mut columns = Column::all([(m::NETWORK, "tbl-nowrap"), (m::NOTE, "tbl-wide"), (m::ADDED_AT, "tbl-when")]);
    if page.may_edit {
        columns.push(Column { hidden: true, ..Column::new(t(m::ACTS)).class("tbl-acts") });
    }
    let rows = page.networks.iter().map(|network| row(network, path, page.may_edit)).collect();
    let can = page.may_edit.then_some(m::REMOVE);
    let altered = page.networks.iter().any(|network| network.altered).then(|| view! { <AlteredNotice can=can/> });
    view! {
        <Panel id="h-networks" title=t(m::NETWORKS)>
            {altered}
            <List name=t(m::NETWORKS) columns=columns rows=rows none=none/>
        </Panel>
    }
    .into_any()
}

fn row(network: &Network, path: &str, may_edit: bool) -> Vec<Cell> {
    let here = network.here.then(|| view! { " "<Badge tone=Tone::Info text=t(m::HERE)/> });
    let altered = network.altered.then(|| view! { " "<Altered/> });
    let href = format!("{path}?without={}", network.id);
    let mut cells = vec![
        Cell::new(view! { <code>{network.cidr.clone()}</code>{here}{altered} }),
        Cell::name(&network.note),
        Cell::new(network.added.as_ref().map(date_time)),
    ];
    if may_edit {
        cells.push(Cell::new(view! { <a href=href>{t(m::REMOVE)}</a> }));
    }
    cells
}

/// The own address, where a change is refused because it would lock out the reader: to allow it comes first.
pub fn own_address(page: &NetworkPage) -> String {
    let refusal = page.effect.as_ref().and_then(|effect| effect.refusal.as_ref());
    refusal.filter(|words| words.ja.contains(&page.ip)).map(|_| page.ip.clone()).unwrap_or_default()
}

/// The form for another network. It begins with `value`. With `effect_at`, a second button shows its effect first.
pub fn add(
    action: &'static str,
    id: Option<String>,
    effect_at: Option<&'static str>,
    value: String,
    form: FormState,
) -> AnyView {
    let id = id.map(|id| view! { <input type="hidden" name="id" value=id/> });
    let try_it = effect_at.map(|path| view! { <button class="btn" type="submit" formaction=path>{t(m::TRY)}</button> });
    let errors = form.clone();
    let network = view! { <Field name="network" label=t(m::NETWORK) kind=FieldKind::Text hint=t(m::NETWORK_HINT) form=form.clone() value=value required=true/> };
    view! {
        <Panel id="h-add" title=t(m::ADD)>
            <ErrorSummary form=errors/>
            <PostForm action=action>
                {id}
                {network}
                <Field name="note" label=t(m::NOTE_FIELD) kind=FieldKind::Text hint=t(m::NOTE_HINT) form=form/>
                <div class="btn-row u-mt">{try_it}<button class="btn btn--primary" type="submit">{t(m::ADD_SUBMIT)}</button></div>
            </PostForm>
        </Panel>
    }
    .into_any()
}

/// The button that removes the network named in the address.
pub fn remove(network: &Network, path: &str) -> AnyView {
    let (id, path) = (network.id.clone(), path.to_owned());
    view! {
        <PostForm action="/security/networks/remove">
            <input type="hidden" name="network" value=id/>
            <div class="btn-row u-mt">
                <a class="btn" href=path>{t(m::BACK_OUT)}</a>
                <button class="btn btn--danger" type="submit">{t(m::REMOVE_SUBMIT)}</button>
            </div>
        </PostForm>
    }
    .into_any()
}
