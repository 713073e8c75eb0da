//! What administrators can do with a member: role, downloads, password, and at the end what weighs most.

use super::api::{DownloadRight, MemberDetail};
use super::badges::with_address;
use super::reset_panel::{may_reset, reset};
use super::states::MemberState;
use super::{invite, messages as m};
use crate::kit::{Confirm, Effects, ErrorSummary, Panel, PostButton, PostForm, UNDERSTOOD};
use crate::page::FormState;
use crate::text::{Text, t, tw};
use leptos::prelude::*;

pub fn change(member: &MemberDetail, form: FormState) -> AnyView {
    let refused_removal = form.error(UNDERSTOOD).is_some();
    let of_role = if refused_removal { FormState::default() } else { form.clone() };
    view! { {role(member, of_role)}{download(member)}{password(member)}{grave(member, form)} }.into_any()
}

fn role(member: &MemberDetail, form: FormState) -> AnyView {
    let id = member.row.id.clone();
    let choice = invite::roles(&member.rights.roles, Some(member.row.role), &form);
    view! {
        <Panel id="h-role" title=t(m::CHANGE) acts=true>
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
            <Panel id="h-download" title=t(m::DOWNLOAD) acts=true>
                <p class="note">{t(m::DOWNLOAD_SUB)}</p>
                {form}
            </Panel>
        }
        .into_any(),
    )
}

/// Signing out and a forced reset. While a reset or a lock is told above, its button is there.
fn password(member: &MemberDetail) -> Option<AnyView> {
    let id = member.row.id.clone();
    let sign_out = (member.sessions > 0)
        .then(|| view! { <PostButton action="/members/sign-out" id=id>{t(m::SIGN_OUT)}</PostButton> });
    let above = member.reset.open || (member.row.lock.is_some() && member.reset.opens_lock);
    let reset = (may_reset(member) && !above).then(|| reset(member, m::RESET, "btn"));
    if sign_out.is_none() && reset.is_none() {
        return None;
    }
    Some(
        view! {
            <Panel id="h-password" title=t(m::RESET_PANEL) acts=true><div class="btn-row">{sign_out}{reset}</div></Panel>
        }
        .into_any(),
    )
}

/// Suspension, which can be undone and so asks nothing, and removal, which cannot.
fn grave(member: &MemberDetail, form: FormState) -> AnyView {
    let id = member.row.id.clone();
    let suspend = (member.row.state == MemberState::Active).then(|| {
        view! {
            <div class="grave">
                <p class="note">{t(m::SUSPEND_SUB)}</p>
                <PostButton action="/members/suspend" id=id class="btn btn--grave">{t(m::SUSPEND)}</PostButton>
            </div>
        }
    });
    let summary = form.error(UNDERSTOOD).is_some().then(|| form.clone());
    let summary = summary.map(|form| view! { <ErrorSummary form=form/> });
    let remove = remove(member, form);
    view! {
        <Panel id="h-manage" title=t(m::MANAGE) acts=true>
            {summary}
            {suspend}
            <div class="grave"><p class="note">{t(m::REMOVE_SUB)}</p>{remove}</div>
        </Panel>
    }
    .into_any()
}

/// The button that removes the member, with the dialog that asks first and says what else ends.
pub fn remove(member: &MemberDetail, form: FormState) -> AnyView {
    let (id, who) = (member.row.id.clone(), with_address(&member.row.name, &member.row.email));
    let all = effects(member);
    view! {
        <Confirm
            id="leave"
            opener=t(m::REMOVE)
            title=t(m::REMOVE_TITLE)
            verb=t(m::REMOVE_VERB)
            action="/members/leave"
            of=id
            class="btn btn--grave"
            understood=form
        >
            <p>{t(m::REMOVE_QUESTION)}</p>
            <ul class="dots"><li>{who}</li></ul>
            <Effects title=m::EFFECTS all=all/>
        </Confirm>
    }
    .into_any()
}

fn effects(member: &MemberDetail) -> Vec<String> {
    let counted = |n: u64, text: Text| (n > 0).then(|| tw(&text.with(&[("n", &n)])));
    let ends = [
        counted(member.sessions, m::REMOVE_SESSIONS).or_else(|| Some(t(m::REMOVE_ACCESS).to_owned())),
        counted(member.affected.invitations, m::REMOVE_INVITATIONS),
        counted(member.affected.exports, m::REMOVE_EXPORTS),
        member.certificates.as_ref().map(|_| t(m::REMOVE_CERTIFICATES).to_owned()),
    ];
    let stays = [m::REMOVE_CONTACTS, m::REMOVE_KEEPS].map(|text| Some(t(text).to_owned()));
    ends.into_iter().chain(stays).flatten().collect()
}
