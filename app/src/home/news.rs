//! The newest announcements on the home page.

use crate::announcements::api::AnnouncementRow;
use crate::announcements::list_page::title;
use crate::announcements::{messages as m, parts};
use crate::kit::date_time;
use crate::text::t;
use leptos::prelude::*;

/// The newest announcements with the way to all of them. Without any, the page says nothing of them.
pub fn latest(rows: Vec<AnnouncementRow>) -> Option<AnyView> {
    let lines = rows.iter().map(line).collect_view();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="panel" aria-labelledby="h-news">
                <div class="panel-head"><h2 id="h-news">{t(m::PANEL)}</h2><p><a href=parts::PATH>{t(m::PANEL_ALL)}</a></p></div>
                <ul class="list list--two">{lines}</ul>
            </section>
        }
        .into_any()
    })
}

fn line(row: &AnnouncementRow) -> AnyView {
    view! {
        <li>
            <p>{title(row)}</p>
            <p class="list-sub">{date_time(&row.published)}" "{parts::kind(row.kind)}{parts::marks(row)}</p>
        </li>
    }
    .into_any()
}
