use super::api::{Download, Downloaded, ExportDetail};
use super::messages as m;
use crate::kit::{Cell, Column, Icon, Notice, Table, Tone, bytes, column_time, count};
use crate::text::{t, tw};
use leptos::prelude::*;

/// The finished file with its hash, and instructions for checking a copy.
pub fn files(export: &ExportDetail, may_download: bool) -> AnyView {
    let id = &export.row.id;
    let name = export.row.file_name.clone();
    let columns = vec![
        Column::new(t(m::FILE_NAME)).class("tbl-wide"),
        Column::new(t(m::ROWS)).class("tbl-num"),
        Column::new(t(m::SIZE)).class("tbl-num"),
        Column::new("SHA-256"),
        Column { label: t(m::ACTS).into(), class: "tbl-acts", hidden: true },
    ];
    let link = may_download.then(|| {
        let named = tw(&m::NAMED.with(&[("name", &name)]));
        view! { <a href=format!("/exports/{id}/file") download="">{t(m::DOWNLOAD)}<span class="u-vh">{named}</span></a> }
    });
    let row = vec![
        Cell::from(name.clone()),
        count(export.row.rows_done).into(),
        bytes(export.bytes).into(),
        Cell::new(view! { <span class="hash">{export.sha256.clone()}</span> }),
        Cell::new(link),
    ];
    let no_right = (!may_download).then(|| view! { <Notice tone=Tone::Info><p>{t(m::NO_RIGHT)}</p></Notice> });
    view! {
        <section class="panel" aria-labelledby="h-files">
            <div class="panel-head"><h2 id="h-files">{t(m::FILES)}</h2></div>
            <Table name=t(m::FILES) columns=columns rows=vec![row]/>
            {no_right}
            <p class="note">{t(m::VERIFY)}</p>
            <p><code>{format!("sha256sum {name}")}</code></p>
        </section>
    }
    .into_any()
}

/// The buttons of a finished export.
pub fn acts(id: &str) -> AnyView {
    view! {
        <a class="btn" href=format!("/exports/{id}/manifest") download="">{t(m::MANIFEST)}</a>
        <a class="btn btn--primary" href=format!("/exports/{id}/file") download=""><Icon name="download"/>{t(m::DOWNLOAD)}</a>
    }
    .into_any()
}

/// The people who have downloaded the data.
pub fn downloads(downloads: Vec<Download>) -> AnyView {
    let columns = Column::all([(m::AT, "tbl-nowrap"), (m::MEMBER, "tbl-wide"), (m::WHAT, "")]);
    let body = if downloads.is_empty() {
        view! { <p class="u-mt u-muted">{t(m::NO_DOWNLOADS)}</p> }.into_any()
    } else {
        view! { <Table name=t(m::DOWNLOADS) columns=columns rows=downloads.into_iter().map(download).collect()/> }
            .into_any()
    };
    view! {
        <section class="panel" aria-labelledby="h-downloads">
            <div class="panel-head"><h2 id="h-downloads">{t(m::DOWNLOADS)}</h2></div>
            {body}
        </section>
    }
    .into_any()
}

fn download(download: Download) -> Vec<Cell> {
    let what = match download.what {
        Downloaded::File => m::WHAT_FILE,
        Downloaded::PartOfFile => m::WHAT_PART,
        Downloaded::Manifest => m::MANIFEST,
    };
    vec![
        Cell::new(column_time(&download.at)),
        Cell::new(
            view! { <span class="who"><strong class="name">{tw(&download.who)}</strong><span>{download.ip}</span></span> },
        ),
        tw(&what.into()).into(),
    ]
}
