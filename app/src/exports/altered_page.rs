use super::api::AlteredExport;
use super::messages as m;
use crate::kit::{Altered, AlteredNotice, Confirm, PageHead};
use crate::text::{t, tw};
use leptos::prelude::*;

/// An export that somebody else than the program has written: no figures and no file, and one button.
pub fn view(export: AlteredExport, may_remove: bool) -> AnyView {
    let name = export.file_name.map_or_else(|| export.id.clone(), |name| tw(&name));
    let shown = name.clone();
    let remove = may_remove.then(|| {
        view! {
            <Confirm
                id="remove"
                opener=t(m::REMOVE)
                title=t(m::REMOVE)
                verb=t(m::REMOVE)
                action="/exports/remove"
                of=export.id
                class="btn"
            >
                <p>{t(m::REMOVE_ASK)}</p>
                <ul><li>{name}</li></ul>
                <p>{t(m::REMOVE_EFFECT)}</p>
            </Confirm>
        }
    });
    view! {
        <PageHead
            title=t(m::ONE)
            crumbs=vec![("/exports".into(), t(m::TITLE).into())]
            meta=view! { <Altered/><span>{shown}</span> }.into_any()
        />
        <div class="stack">
            <AlteredNotice can=may_remove.then_some(m::REMOVE)/>
            <div class="btn-row">{remove}</div>
        </div>
    }
    .into_any()
}
