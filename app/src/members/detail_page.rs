use super::api::{DownloadRight, MemberDetail, MembersApi};
use super::list_page::{second_factor, states};
use super::states::{Lock, MemberState};
use super::{invite, messages as m};
use crate::error::AppError;
use crate::kit::{
    Confirm, ErrorSummary, Notice, PageHead, Panel, PostButton, PostForm, SupportDesk, Tone, address, date_time,
    with_time,
};
use crate::mail::undelivered::Undelivered;
use crate::page::{FormState, Page, PageCx};
use crate::permission::Role;
use crate::second_factor::api::StepState;
use crate::text::{Text, Words, t, tw};
use leptos::prelude::*;

/// The style of less urgent actions.
const LINK: &str = "link-btn";

/// One member: the state of the account, and the possible actions.
pub async fn detail(cx: &PageCx, backend: &(impl MembersApi + ?Sized)) -> Result<Page, AppError> {
    let member = backend.member(cx.param("id")?).await?;
    let history = cx.session()?.may(crate::sign_in_history::api::VIEW);
    let form = cx.form.clone();
    Ok(Page::new(Words::same(&member.row.name), move || view(&member, history, form)))
}

fn view(member: &MemberDetail, history: bool, form: FormState) -> AnyView {
    if !member.row.is_certain() {
        return altered(member, history);
    }
    let crumbs = vec![("/members".to_owned(), t(m::TITLE).to_owned())];
    let href = format!("/sign-in-history?actor={}", member.row.id);
    let networks = format!("/members/{}/networks", member.row.id);
    let networks = (member.row.state != MemberState::Left)
        .then(|| view! { <a class="btn" href=networks>{t(crate::networks::messages::TITLE)}</a> });
    let certificates = member.certificates.clone().filter(|_| member.row.state != MemberState::Left);
    let certificates =
        certificates.map(|path| view! { <a class="btn" href=path>{t(crate::certificates::messages::TITLE)}</a> });
    let history = history.then(|| view! { <a class="btn" href=href>{t(m::HISTORY)}</a> });
    let acts = Some(view! { {networks}{certificates}{history} }.into_any());
    let lock = member.row.lock.map(|lock| locked(member, lock));
    let reset = member.reset.open.then(|| reset_open(member));
    let note = note(member).map(|words| view! { <Notice tone=Tone::Info><p>{t(words)}</p></Notice> });
    let change = member.may_change.then(|| view! { {role(member, form)}{download(member)}{manage(member)} });
    view! {
        <PageHead title=member.row.name.clone() crumbs=crumbs nostrip:acts=acts meta=states(&member.row)/>
        <div class="stack">
            {lock}
            {reset}
            {facts(member)}
            {note}
            {change}
        </div>
    }
    .into_any()
}

/// A forged account. Its row says nothing certain, and it can only be removed. The support desk is asked first, because the
/// right data may be restored. One that was removed so has nothing left to do.
fn altered(member: &MemberDetail, history: bool) -> AnyView {
    let crumbs = vec![("/members".to_owned(), t(m::TITLE).to_owned())];
    let href = format!("/sign-in-history?actor={}", member.row.id);
    let acts = history.then(|| view! { <a class="btn" href=href>{t(m::HISTORY)}</a> }.into_any());
    let note = note(member).map(|words| view! { <Notice tone=Tone::Info><p>{t(words)}</p></Notice> });
    let remove = member.may_change.then(|| {
        let remove = remove(member);
        view! {
            <Panel id="h-manage" title=t(m::MANAGE)>
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
        <PageHead title=member.row.name.clone() crumbs=crumbs nostrip:acts=acts meta=states(&member.row)/>
        <div class="stack">
            {notice}
            {email}
            {note}
            {remove}
        </div>
    }
    .into_any()
}

/// Explains a lock: what it closes, what stays open, and how it is removed.
fn locked(member: &MemberDetail, lock: Lock) -> AnyView {
    let (closed, open) = match lock {
        Lock::Whole => (m::LOCKED_WHOLE, m::LOCKED_WHOLE_OPEN),
        Lock::NewDevices => (m::LOCKED_NEW, m::LOCKED_NEW_OPEN),
    };
    let opens = may_reset(member) && member.reset.opens_lock;
    let words = if opens { m::LOCKED_RESET } else { m::LOCKED_DESK };
    // While a new password is pending, every way is closed.
    let still = (!member.reset.open).then(|| format!(" {}", t(open)));
    let act = (opens && !member.reset.open).then(|| reset(member, m::RESET, "btn"));
    view! { <Notice tone=Tone::Warn><p>{t(closed)}{still}</p><p>{t(words)}</p>{act}</Notice> }.into_any()
}

/// The password has ended and no new one is set. Shows the state of the link, and a button for another one.
fn reset_open(member: &MemberDetail) -> AnyView {
    let until = match &member.reset.until {
        Some(at) => with_time(m::RESET_UNTIL, at),
        None => t(m::RESET_OVER).into_any(),
    };
    let undelivered = member.reset.undelivered.as_ref().map(Undelivered::view);
    let act = may_reset(member).then(|| reset(member, m::RESET_AGAIN, "btn"));
    view! { <Notice tone=Tone::Warn><p>{t(m::RESET_OPEN)}" "{until}</p>{undelivered}{act}</Notice> }.into_any()
}

fn reset(member: &MemberDetail, verb: Text, class: &'static str) -> AnyView {
    let locks = if member.reset.opens_lock { m::RESET_OPENS } else { m::RESET_NO_LOCK };
    let words = tw(&m::RESET_ASK.with(&[("n", &member.reset.minutes)]));
    let words = vec![words, t(locks).to_owned()];
    ask(member, Ask { id: "reset", action: "/members/reset-password", verb, words, calm: true, class })
}

/// True if the viewer may end the password and have a link mailed.
fn may_reset(member: &MemberDetail) -> bool {
    member.reset.offered && member.may_change && member.row.state == MemberState::Active
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
    let last = row.last_sign_in.as_ref().map_or_else(|| t(m::NEVER).into_any(), date_time);
    let may = match (member.download, row.role) {
        (DownloadRight::Decided(false), _) => m::DOWNLOAD_NO,
        // The pages that have other files are closed to them.
        (_, Role::Viewer) => m::DOWNLOAD_VIEWER,
        _ => m::DOWNLOAD_YES,
    };
    let expires = match &member.password_expires {
        _ if member.reset.open => t(m::RESET_WAITS).into_any(),
        Some(at) => date_time(at),
        None => t(m::NO_EXPIRY).into_any(),
    };
    view! {
        <section class="panel" aria-labelledby="h-facts">
            <div class="panel-head"><h2 id="h-facts">{t(m::FACTS)}</h2></div>
            <dl class="kv">
                <dt>{t(m::EMAIL)}</dt><dd>{address(&row.email)}{you}</dd>
                <dt>{t(m::ROLE)}</dt><dd>{t(row.role.text())}</dd>
                <dt>{t(m::SECOND_FACTOR)}</dt><dd>{second_factor(row.second_factor)}{step}</dd>
                <dt>{t(m::LAST_SIGN_IN)}</dt><dd>{last}</dd>
                <dt>{t(m::SESSIONS)}</dt><dd>{tw(&m::DEVICES.with(&[("n", &member.sessions)]))}</dd>
                <dt>{t(m::EXPIRES)}</dt><dd>{expires}</dd>
                <dt>{t(m::DOWNLOAD)}</dt><dd>{t(may)}</dd>
                <dt>{t(m::JOINED)}</dt><dd>{date_time(&member.joined)}</dd>
            </dl>
        </section>
    }
    .into_any()
}

fn role(member: &MemberDetail, form: FormState) -> AnyView {
    let id = member.row.id.clone();
    let selected = if member.rights.roles.contains(&member.row.role) { member.row.role } else { Role::Viewer };
    let choice = invite::roles(&member.rights.roles, selected, &form);
    view! {
        <Panel id="h-role" title=t(m::CHANGE)>
            <ErrorSummary form=form/>
            <PostForm action="/members/role">
                <input type="hidden" name="id" value=id/>
                {choice}
                <button class="btn btn--primary u-mt" type="submit">{t(m::CHANGE_SUBMIT)}</button>
            </PostForm>
        </Panel>
    }
    .into_any()
}

/// The right to download, if it is given to single people (MS-17).
fn download(member: &MemberDetail) -> Option<AnyView> {
    let DownloadRight::Decided(allowed) = member.download else { return None };
    let id = member.row.id.clone();
    let (code, words) = if allowed { ("", m::DOWNLOAD_TAKE) } else { ("allowed", m::DOWNLOAD_SUBMIT) };
    let form = member.may_give_download.then(|| {
        view! {
            <PostForm action="/members/download">
                <input type="hidden" name="id" value=id/>
                <button class="btn" type="submit" name="download" value=code>{t(words)}</button>
            </PostForm>
        }
    });
    Some(
        view! {
            <Panel id="h-download" title=t(m::DOWNLOAD)>
                <p class="note">{t(m::DOWNLOAD_SUB)}</p>
                {form}
            </Panel>
        }
        .into_any(),
    )
}

fn manage(member: &MemberDetail) -> AnyView {
    let id = &member.row.id;
    let active = member.row.state == MemberState::Active;
    let sign_out = (member.sessions > 0).then(|| button("/members/sign-out", id, m::SIGN_OUT));
    let resume = (!active).then(|| button("/members/resume", id, m::RESUME));
    let buttons =
        (sign_out.is_some() || resume.is_some()).then(|| view! { <div class="btn-row u-mt">{sign_out}{resume}</div> });
    let above = member.reset.open || (member.row.lock.is_some() && member.reset.opens_lock);
    let reset = (may_reset(member) && !above).then(|| reset(member, m::RESET, LINK));
    let suspend = active.then(|| {
        let words = vec![t(m::SUSPEND_ASK).to_owned()];
        let (action, verb) = ("/members/suspend", m::SUSPEND);
        ask(member, Ask { id: "suspend", action, verb, words, calm: false, class: LINK })
    });
    let remove = remove(member);
    view! {
        <Panel id="h-manage" title=t(m::MANAGE)>
            {buttons}
            <div class="btn-row u-mt">{reset}{suspend}{remove}</div>
        </Panel>
    }
    .into_any()
}

fn remove(member: &MemberDetail) -> AnyView {
    let words = vec![t(m::REMOVE_ASK).to_owned()];
    let (action, verb) = ("/members/leave", m::REMOVE);
    ask(member, Ask { id: "leave", action, verb, words, calm: false, class: LINK })
}

fn button(action: &'static str, id: &str, words: Text) -> AnyView {
    view! { <PostButton action=action id=id>{t(words)}</PostButton> }.into_any()
}

/// An action that asks for confirmation.
struct Ask {
    id: &'static str,
    action: &'static str,
    verb: Text,
    words: Vec<String>,
    /// The action can be undone.
    calm: bool,
    class: &'static str,
}

fn ask(member: &MemberDetail, Ask { id, action, verb, words, calm, class }: Ask) -> AnyView {
    let (name, email) = (&member.row.name, &member.row.email);
    let who = if email.is_empty() { name.clone() } else { format!("{name} ({email})") };
    let words = words.into_iter().map(|words| view! { <p>{words}</p> }).collect_view();
    view! {
        <Confirm id=id opener=t(verb) title=t(verb) verb=t(verb) action=action of=member.row.id.clone() calm=calm class=class>
            {words}
            <ul><li>{who}</li></ul>
        </Confirm>
    }
    .into_any()
}
