use super::api::{ProfileRow, ProfileSection, ProfileView};
use super::messages as m;
use super::profile_filter::{Applied, ProfileFilter, ProfileReader};
use crate::kit::more_styles;
use crate::kit::{Badge, Cell, Column, Icon, Table, Tone, count, date_time};
use crate::text::{t, tw};
use leptos::prelude::*;

/// A profile with the rules that the filter shows. Each section is closed until somebody opens it; on a wide screen an index
/// stays beside them.
#[component]
pub fn ProfileSheet(profile: ProfileView, filter: ProfileFilter) -> AnyView {
    let shown = profile.shown(&filter);
    let index = shown.iter().enumerate().map(|(i, section)| {
        view! { <li><a href=format!("#s{i}")>{tw(&section.title)}</a></li> }
    });
    let index = index.collect_view();
    let filters = view! { {filter.choices()}<p class="sheet-open">{filter.opener()}</p> };
    view! {
        {more_styles()}
        <div class="sheet">
            <div class="stack" id="rules">
                {facts(&profile)}
                <div class="sheet-bar">{filters}</div>
                <div class="sheet-parts">
                    {shown.into_iter().enumerate().map(|(i, one)| section(i, one, &filter)).collect_view()}
                </div>
            </div>
            <nav class="sheet-index" aria-label=t(m::INDEX)>
                <p><a href="#rules">{t(m::TO_TOP)}</a></p>
                <ul>{index}</ul>
            </nav>
        </div>
    }
    .into_any()
}

fn facts(profile: &ProfileView) -> AnyView {
    view! {
        <section class="panel" aria-labelledby="h-profile">
            <div class="panel-head"><h2 id="h-profile">{tw(&profile.title)}</h2></div>
            <dl class="kv">
                <dt>{t(m::NAME)}</dt><dd><code>{profile.name.clone()}</code></dd>
                <dt>{t(m::DOCUMENT)}</dt><dd>{profile.document.clone()}</dd>
                <dt>{t(m::VERSION)}</dt><dd>{profile.version}</dd>
                <dt>{t(m::EFFECTIVE)}</dt><dd>{date_time(&profile.effective)}</dd>
            </dl>
        </section>
    }
    .into_any()
}

/// A section. A link to what it contains opens it, without script too.
fn section(i: usize, section: ProfileSection, filter: &ProfileFilter) -> AnyView {
    let id = format!("h-s{i}");
    let columns = Column::all([
        (m::ITEM, "tbl-wide tbl-third"),
        (m::VALUE, "tbl-wide tbl-third"),
        (m::STATE, "tbl-nowrap tbl-state"),
        (m::SOURCE, ""),
    ]);
    let title = tw(&section.title);
    let counted = counted(&section, filter.reader);
    let reader = filter.reader;
    let rows = section.lines.into_iter().map(|line| row(line, reader)).collect();
    view! {
        <section aria-labelledby=id.clone()>
            <details class="sheet-part" open=filter.open>
                <summary>
                    <Icon name="chevron-down"/><h2 id=id.clone()>{title.clone()}</h2><span class="note">{counted}</span>
                </summary>
                <div id=format!("s{i}")>
                    <Table name=title columns=columns rows=rows/>
                    <p class="sheet-back"><a href="#rules">{t(m::TO_TOP)}</a></p>
                </div>
            </details>
        </section>
    }
    .into_any()
}

/// How many rules a section has, and how they are kept.
fn counted(section: &ProfileSection, reader: ProfileReader) -> String {
    let (all, enforced) = section.counts();
    let part = |applied: Applied, n: u64| (n > 0).then(|| format!("{} {}", t(reader.text(applied)), count(n)));
    let parts = [part(Applied::System, enforced), part(Applied::Operations, all - enforced)];
    let parts = parts.into_iter().flatten().collect::<Vec<_>>().join(t(m::COMMA));
    tw(&m::COUNTED.with(&[("n", &count(all)), ("parts", &parts)]))
}

fn row(line: ProfileRow, reader: ProfileReader) -> Vec<Cell> {
    let source = match (line.source, line.statement) {
        (Some(id), Some(words)) => view! {
            <details class="more"><summary><code>{id}</code></summary><p class="note">{tw(&words)}</p></details>
        }
        .into_any(),
        (Some(id), None) => view! { <code>{id}</code> }.into_any(),
        (None, _) => view! { <span class="u-muted">{t(m::DEFAULT)}</span> }.into_any(),
    };
    let (tone, applied) = if line.enforced { (Tone::Ok, Applied::System) } else { (Tone::Plain, Applied::Operations) };
    let state = view! { <Badge tone=tone text=t(reader.text(applied))/> };
    vec![tw(&line.label).into(), tw(&line.value).into(), Cell::new(state), Cell::new(source)]
}
