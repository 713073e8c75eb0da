use super::api::{Download, Downloaded, ExportDetail};
use super::form;
use super::messages as m;
use crate::kit::{Because, Cell, Column, Copy, Icon, Notice, Panel, Table, Tone, bytes, column_time, count, link};
use crate::text::{t, tw};
use leptos::prelude::*;

/// The finished file with its hash, and instructions for checking a copy.
pub fn files(export: &ExportDetail, may_download: bool) -> AnyView {
    let id = &export.row.id;
    let name = export.row.file_name.clone();
    let link = may_download.then(|| {
        let named = tw(&m::NAMED.with(&[("name", &name)]));
        view! {
            <a href=format!("/exports/{id}/file") data-file="">{t(m::DOWNLOAD)}<span class="u-vh">{named}</span></a>
            <br/><a href=format!("/exports/{id}/manifest") data-file="">{t(m::MANIFEST)}</a>
        }
    });
    let row = vec![
        Cell::name(&name),
        count(export.row.rows_done).into(),
        bytes(export.bytes).into(),
        Cell::new(
            view! { <span class="hash">{export.sha256.clone()}</span>" "<Copy text=export.sha256.clone() label="SHA-256"/> },
        ),
        Cell::new(link),
    ];
    let no_right = (!may_download).then(|| {
        view! { <Notice tone=Tone::Info><p>{t(m::NO_RIGHT)}</p><Because keys=form::WITHHELD/></Notice> }
    });
    view! {
        <section class="panel" aria-labelledby="h-files">
            <div class="panel-head"><h2 id="h-files">{t(m::FILES)}</h2></div>
            <Table name=t(m::FILES) columns=columns() rows=vec![row]/>
            {no_right}
        </section>
        {check(&name, &export.sha256)}
    }
    .into_any()
}

fn columns() -> Vec<Column> {
    vec![
        Column::new(t(m::FILE_NAME)).class("tbl-wide"),
        Column::new(t(m::ROWS)).class("tbl-num"),
        Column::new(t(m::SIZE)).class("tbl-num"),
        Column::new("SHA-256"),
        Column { hidden: true, ..Column::new(t(m::ACTS)).class("tbl-acts") },
    ]
}

/// How somebody makes sure that their copy is the original: in the browser, or by a command of their system.
fn check(name: &str, sha256: &str) -> AnyView {
    // A name with a quote could end the text in the command; file names of exports have none.
    let commands = [
        (m::ON_POWERSHELL, format!("Get-FileHash -Algorithm SHA256 \"{name}\"")),
        (m::ON_CMD, format!("certutil -hashfile \"{name}\" SHA256")),
        (m::ON_UNIX, format!("shasum -a 256 \"{name}\"")),
    ];
    let commands = commands.map(|(system, command)| {
        let copy = view! { <Copy text=command.clone() label=tw(&m::COMMAND_FOR.with(&[("system", &t(system))]))/> };
        view! { <dt>{t(system)}</dt><dd><code>{command}</code>" "{copy}</dd> }
    });
    let here = check_here(sha256.to_owned());
    view! {
        <Panel id="h-check" title=t(m::VERIFY_TITLE)>
            {here}
            <p class="note">{t(m::VERIFY)}</p>
            <dl class="kv">{commands.collect_view()}</dl>
        </Panel>
    }
    .into_any()
}

/// The place to drop a file. `check-file.js` shows it and says what it found; without script there are the commands.
fn check_here(sha256: String) -> AnyView {
    view! {
        <div
            class="drop"
            hidden=true
            data-check=sha256
            data-checking=t(m::CHECKING)
            data-same=t(m::SAME_MORE)
            data-other=t(m::OTHER_MORE)
            data-large=t(m::TOO_LARGE)
        >
            <p id="drop-hint">{t(m::DROP)}</p>
            <div class="drop-pick">
                <input class="u-vh" type="file" id="check-file" aria-describedby="drop-hint"/>
                <label class="btn" for="check-file"><Icon name="upload"/>{t(m::CHOOSE)}</label>
                <span class="note name" data-named=""></span>
            </div>
            <div class="drop-said" role="status">
                <p class="stamp stamp--ok" hidden=true data-stamp="same">{t(m::SAME)}</p>
                <p class="stamp stamp--bad" hidden=true data-stamp="other">{t(m::OTHER)}</p>
                <p data-said=""></p>
            </div>
        </div>
    }
    .into_any()
}

/// The links of an export: its file, and the form with the same choices.
pub fn acts(export: &ExportDetail, has_file: bool, may_create: bool) -> AnyView {
    let id = &export.row.id;
    let again = (may_create && !export.row.state.is_open()).then(|| {
        view! { <a class="btn" href=link(form::PATH, &[("again", id)], None)>{t(m::AGAIN)}</a> }
    });
    let file = has_file.then(|| {
        view! {
            <a class="btn btn--primary" href=format!("/exports/{id}/file") data-file=""><Icon name="download"/>{t(m::DOWNLOAD)}</a>
        }
    });
    view! { {again}{file} }.into_any()
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
        <section class="panel" aria-labelledby="h-downloads" id="downloads" aria-live="polite">
            <div class="panel-head"><h2 id="h-downloads">{t(m::DOWNLOADS)}</h2></div>
            {body}
            <noscript><p class="note">{t(m::DOWNLOADS_RELOAD)}</p></noscript>
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
    let who = tw(&download.who);
    vec![
        Cell::new(column_time(&download.at)),
        Cell::new(view! {
            <span class="who"><strong class="name" title=who.clone()>{who.clone()}</strong><span>{download.ip}</span></span>
        }),
        tw(&what.into()).into(),
    ]
}
