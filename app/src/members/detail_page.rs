use super::api::{DownloadRight, MemberDetail, MembersApi};
use super::badges::{second_factor, states};
use super::states::MemberState;
use super::{manage_panel, messages as m, reset_panel};
use crate::error::AppError;
use crate::kit::{Notice, PageHead, Panel, PostButton, SupportDesk, Tone, address, date_time, link};
use crate::page::{FormState, Page, PageCx};
use crate::permission::Role;
use crate::second_factor::api::StepState;
use crate::text::{Text, Words, t, tw};
use leptos::prelude::*;

/// What the viewer may read elsewhere about the member.
#[derive(Clone, Copy)]
struct RecordLinks {
    history: bool,
    log: bool,
}

/// One member: the state of the account, and the possible actions.
pub async fn detail(cx: &PageCx, backend: &(impl MembersApi + ?Sized)) -> Result<Page, AppError> {
    let member = backend.member(cx.param("id")?).await?;
    let session = cx.session()?;
    let records = RecordLinks {
        history: session.may(crate::sign_in_history::api::VIEW),
        log: session.may(crate::operation_logs::api::VIEW),
    };
    let form = cx.form.clone();
    Ok(Page::new(Words::same(&member.row.name), move || view(&member, records, form)))
}

fn view(member: &MemberDetail, records: RecordLinks, form: FormState) -> AnyView {
    if !member.row.is_certain() {
        return altered(member, records, form);
    }
    let lock = member.row.lock.map(|lock| reset_panel::locked(member, lock));
    let reset = member.reset.open.then(|| reset_panel::open(member));
    let note = note(member).map(|words| view! { <Notice tone=Tone::Info><p>{t(words)}</p></Notice> });
    let change = member.may_change.then(|| manage_panel::change(member, form));
    let acts = Some(links(member, records));
    view! {
        <PageHead title=member.row.name.clone() crumbs=crumbs() nostrip:acts=acts meta=states(&member.row)/>
        <div class="stack">
            {suspended(member)}
            {lock}
            {reset}
            <div class="grid grid--main">{facts(member)}{usage(member, records)}</div>
            {note}
            {change}
        </div>
    }
    .into_any()
}

fn crumbs() -> Vec<(String, String)> {
    vec![("/members".to_owned(), t(m::TITLE).to_owned())]
}

/// The pages about the member that are neither records nor actions.
fn links(member: &MemberDetail, records: RecordLinks) -> AnyView {
    let stays = member.row.state != MemberState::Left;
    let networks = format!("/members/{}/networks", member.row.id);
    let networks = stays.then(|| view! { <a class="btn" href=networks>{t(crate::networks::messages::TITLE)}</a> });
    let certificates = member.certificates.clone().filter(|_| stays);
    let certificates =
        certificates.map(|path| view! { <a class="btn" href=path>{t(crate::certificates::messages::TITLE)}</a> });
    view! { {networks}{certificates}{history(member, records)} }.into_any()
}

fn history(member: &MemberDetail, records: RecordLinks) -> Option<AnyView> {
    let href = format!("/sign-in-history?actor={}", member.row.id);
    records.history.then(|| view! { <a class="btn" href=href>{t(m::HISTORY)}</a> }.into_any())
}

/// A suspended member can be brought back at once: the suspension is undone here.
fn suspended(member: &MemberDetail) -> Option<AnyView> {
    if member.row.state != MemberState::Suspended {
        return None;
    }
    let id = member.row.id.clone();
    let undo =
        member.may_change.then(|| view! { <PostButton action="/members/resume" id=id>{t(m::UNDO)}</PostButton> });
    Some(view! { <Notice tone=Tone::Warn><p>{t(m::SUSPENDED_NOTE)}</p>{undo}</Notice> }.into_any())
}

/// A forged account. Its row says nothing certain, and it can only be removed. The support desk is asked first, because the
/// right data may be restored. One that was removed so has nothing left to do.
fn altered(member: &MemberDetail, records: RecordLinks, form: FormState) -> AnyView {
    let acts = history(member, records);
    let note = note(member).map(|words| view! { <Notice tone=Tone::Info><p>{t(words)}</p></Notice> });
    let remove = member.may_change.then(|| {
        let remove = manage_panel::remove(member, form);
        view! {
            <Panel id="h-manage" title=t(m::MANAGE) acts=true>
                <p class="note">{t(m::ALTERED_REMOVE)}</p>
                <div class="btn-row u-mt">{remove}</div>
            </Panel>
        }
    });
    let email = &member.row.email;
    let email = (!email.is_empty()).then(|| {
        view! {
            <section class="panel" aria-labelledby="h-facts">
                <div class="panel-head"><h2 id="h-facts">{t(m::FACTS)}</h2></div>
                <dl class="kv"><dt>{t(m::EMAIL)}</dt><dd>{address(email)}</dd></dl>
            </section>
        }
    });
    let notice = if member.row.was_altered {
        view! { <Notice tone=Tone::Warn><p>{t(m::REMOVED_ALTERED)}</p></Notice> }.into_any()
    } else {
        view! { <Notice tone=Tone::Danger><p>{t(m::ALTERED)}</p><p>{t(m::ALTERED_ASK)}<SupportDesk/></p></Notice> }
            .into_any()
    };
    view! {
        <PageHead title=member.row.name.clone() crumbs=crumbs() nostrip:acts=acts meta=states(&member.row)/>
        <div class="stack">
            {notice}
            {email}
            {note}
            {remove}
        </div>
    }
    .into_any()
}

/// Why the viewer can do nothing, if so.
fn note(member: &MemberDetail) -> Option<Text> {
    match member.row.state {
        MemberState::Left => Some(m::LEFT_NOTE),
        _ if !member.rights.manage || member.may_change => None,
        _ if member.own => Some(m::OWN),
        _ if member.row.altered => Some(m::ALTERED_OWNER),
        _ => Some(m::OWNER_ONLY),
    }
}

fn facts(member: &MemberDetail) -> AnyView {
    let row = &member.row;
    let step = (row.second_factor == StepState::Altered).then(|| view! { <p class="note">{t(m::STEP_ALTERED)}</p> });
    let you = member.own.then(|| view! { " "<span class="note">{t(m::YOU)}</span> });
    let may = match (member.download, row.role) {
        (DownloadRight::Decided(false), _) => m::DOWNLOAD_NO,
        // The pages that have other files are closed to them.
        (_, Role::Viewer) => m::DOWNLOAD_VIEWER,
        _ => m::DOWNLOAD_YES,
    };
    view! {
        <section class="panel" aria-labelledby="h-facts">
            <div class="panel-head"><h2 id="h-facts">{t(m::FACTS)}</h2></div>
            <dl class="kv">
                <dt>{t(m::EMAIL)}</dt><dd>{address(&row.email)}{you}</dd>
                <dt>{t(m::ROLE)}</dt><dd>{t(row.role.text())}</dd>
                <dt>{t(m::SECOND_FACTOR)}</dt><dd>{second_factor(row.second_factor)}{step}</dd>
                <dt>{t(m::DOWNLOAD)}</dt><dd>{t(may)}</dd>
                <dt>{t(m::JOINED)}</dt><dd>{date_time(&member.joined)}</dd>
            </dl>
        </section>
    }
    .into_any()
}

/// How the account is used, and where every action on it stands.
fn usage(member: &MemberDetail, records: RecordLinks) -> AnyView {
    let row = &member.row;
    let last = row.last_sign_in.as_ref().map_or_else(|| t(m::NEVER).into_any(), date_time);
    let expires = match &member.password_expires {
        _ if member.reset.open => t(m::RESET_WAITS).into_any(),
        _ if member.must_change_password => t(m::CHANGE_DUE).into_any(),
        Some(at) => date_time(at),
        None => t(m::NO_EXPIRY).into_any(),
    };
    let log = (records.log && !row.email.is_empty()).then(|| {
        let href = link("/operation-logs", &[("q", &row.email)], None);
        view! { <p><a href=href>{t(m::LOG_OF)}</a></p><p class="note">{t(m::LOG_OF_HINT)}</p> }
    });
    view! {
        <section class="panel" aria-labelledby="h-usage">
            <div class="panel-head"><h2 id="h-usage">{t(m::SUMMARY)}</h2></div>
            <dl class="kv">
                <dt>{t(m::LAST_SIGN_IN)}</dt><dd>{last}</dd>
                <dt>{t(m::SESSIONS)}</dt><dd>{tw(&m::DEVICES.with(&[("n", &member.sessions)]))}</dd>
                <dt>{t(m::EXPIRES)}</dt><dd>{expires}</dd>
            </dl>
            {log}
        </section>
    }
    .into_any()
}
