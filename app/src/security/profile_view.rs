use super::api::{ProfileRow, ProfileSection, ProfileView};
use super::messages as m;
use crate::kit::{Badge, Cell, Column, Table, Tone, date_time};
use crate::text::{t, tw};
use leptos::prelude::*;

/// A profile with every value and its source.
#[component]
pub fn ProfileSheet(profile: ProfileView) -> AnyView {
    let index = profile.sections.iter().enumerate().map(|(i, section)| {
        view! { <li><a class="btn btn--small" href=format!("#h-s{i}")>{tw(&section.title)}</a></li> }
    });
    let index = view! { <nav aria-label=t(m::INDEX)><ul class="chips">{index.collect_view()}</ul></nav> };
    view! {
        <div class="stack">
            <section class="panel" aria-labelledby="h-profile">
                <div class="panel-head"><h2 id="h-profile">{tw(&profile.title)}</h2></div>
                <dl class="kv">
                    <dt>{t(m::NAME)}</dt><dd><code>{profile.name}</code></dd>
                    <dt>{t(m::DOCUMENT)}</dt><dd>{profile.document}</dd>
                    <dt>{t(m::VERSION)}</dt><dd>{profile.version}</dd>
                    <dt>{t(m::EFFECTIVE)}</dt><dd>{date_time(&profile.effective)}</dd>
                </dl>
                {index}
            </section>
            {profile.sections.into_iter().enumerate().map(|(i, one)| section(i, one)).collect_view()}
        </div>
    }
    .into_any()
}

fn section(i: usize, section: ProfileSection) -> AnyView {
    let id = format!("h-s{i}");
    let columns = Column::all([
        (m::ITEM, "tbl-wide tbl-third"),
        (m::VALUE, "tbl-wide tbl-third"),
        (m::STATE, "tbl-nowrap tbl-state"),
        (m::SOURCE, ""),
    ]);
    let title = tw(&section.title);
    view! {
        <section class="panel" aria-labelledby=id.clone()>
            <div class="panel-head"><h2 id=id.clone()>{title.clone()}</h2></div>
            <Table name=title columns=columns rows=section.lines.into_iter().map(row).collect()/>
        </section>
    }
    .into_any()
}

fn row(line: ProfileRow) -> Vec<Cell> {
    let source = match (line.source, line.statement) {
        (Some(id), Some(words)) => view! {
            <details class="more"><summary><code>{id}</code></summary><p class="note">{tw(&words)}</p></details>
        }
        .into_any(),
        (Some(id), None) => view! { <code>{id}</code> }.into_any(),
        (None, _) => view! { <span class="u-muted">{t(m::DEFAULT)}</span> }.into_any(),
    };
    let (tone, state) = if line.enforced { (Tone::Ok, m::KEPT) } else { (Tone::Plain, m::NOT_YET) };
    let state = view! { <Badge tone=tone text=t(state)/> };
    vec![tw(&line.label).into(), tw(&line.value).into(), Cell::new(state), Cell::new(source)]
}
