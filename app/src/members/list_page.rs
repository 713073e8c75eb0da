use super::api::{InvitationRow, MemberList, MemberRow, MembersApi, Rights};
use super::states::{InvitationState, Lock, MemberFilter, MemberState};
use super::{invite, messages as m};
use crate::error::AppError;
use crate::kit::{
    Altered, AlteredNotice, Badge, Cell, Choice, Choices, Column, List, NoRows, PageHead, PageLinks, Panel, PostButton,
    Table, Tone, address, date_time,
};
use crate::mail::undelivered::Undelivered;
use crate::page::{FormState, Page, PageCx};
use crate::second_factor::api::StepState;
use crate::text::{Text, t};
use leptos::prelude::*;

const PATH: &str = "/members";

/// The company's members, the open invitations, and the form for another one.
pub async fn list(cx: &PageCx, backend: &(impl MembersApi + ?Sized)) -> Result<Page, AppError> {
    let shown = cx.choice("state", MemberFilter::from_code)?.unwrap_or_default();
    let list = backend.members(shown, &cx.cursor()).await?;
    let form = cx.form.clone();
    Ok(Page::new(m::TITLE, move || view(list, shown, form)))
}

fn view(list: MemberList, shown: MemberFilter, form: FormState) -> AnyView {
    let MemberList { members, around, invitations, rights } = list;
    let links = PageLinks::new(PATH, &[("state", shown.code())], &around);
    let altered = members.iter().any(MemberRow::needs_notice).then(|| view! { <AlteredNotice can=None/> });
    let rows = members.into_iter().map(row).collect();
    let none = NoRows { title: m::NONE, hint: m::NONE_HINT };
    let open = (!invitations.is_empty()).then(|| open(invitations, &rights));
    let ledger = view! { <a class="btn" href="/account-ledger">{t(crate::ledger::messages::TITLE)}</a> };
    let invite = rights.manage.then(|| view! { <a class="btn btn--primary" href="#h-invite">{t(m::INVITE)}</a> });
    let acts = Some(view! { {ledger}{invite} }.into_any());
    let form = rights.manage.then(|| invite::form(&rights, form));
    view! {
        <PageHead title=t(m::TITLE) sub=t(m::SUB) nostrip:acts=acts/>
        {chips(shown)}
        <div class="stack u-mt-l">
            <section class="panel" aria-label=t(m::TITLE)>
                {altered}
                <List name=t(m::TITLE) columns=columns() rows=rows links=links shown=m::SHOWN none=none/>
            </section>
            {open}
            {form}
        </div>
    }
    .into_any()
}

fn chips(shown: MemberFilter) -> AnyView {
    let choice = |each: MemberFilter| Choice {
        href: if each.code().is_empty() { PATH.to_owned() } else { format!("{PATH}?state={}", each.code()) },
        words: t(each.text()).to_owned(),
        current: each == shown,
    };
    view! { <Choices label=t(m::FILTER) choices=MemberFilter::ALL.into_iter().map(choice).collect()/> }.into_any()
}

fn columns() -> Vec<Column> {
    Column::all([
        (m::NAME, "tbl-nowrap"),
        (m::EMAIL, "tbl-wide"),
        (m::ROLE, "tbl-nowrap"),
        (m::STATE, ""),
        (m::SECOND_FACTOR, "tbl-nowrap"),
        (m::LAST_SIGN_IN, "tbl-when"),
    ])
}

fn row(row: MemberRow) -> Vec<Cell> {
    let last = row.last_sign_in.as_ref().map_or_else(|| t(m::NEVER).into_any(), date_time);
    let forged = !row.is_certain();
    vec![
        Cell::new(view! { <a class="name" href=format!("{PATH}/{}", row.id)>{row.name.clone()}</a> }),
        Cell::new(address(&row.email)),
        Cell::unless(forged, t(row.role.text())),
        Cell::new(states(&row)),
        Cell::unless(forged, second_factor(row.second_factor)),
        Cell::unless(forged, last),
    ]
}

/// The state of an account, as badges. What a forged one says is not certain.
pub fn states(row: &MemberRow) -> AnyView {
    if row.altered {
        return view! { <Altered/> }.into_any();
    }
    if row.was_altered {
        return view! { <Badge tone=Tone::Plain text=t(row.state.text())/>" "<Altered/> }.into_any();
    }
    let tone = match row.state {
        MemberState::Active => Tone::Ok,
        MemberState::Suspended => Tone::Warn,
        MemberState::Left => Tone::Plain,
    };
    let locked = row.lock.map(|lock| {
        let tone = if lock == Lock::Whole { Tone::Danger } else { Tone::Warn };
        view! { " "<Badge tone=tone text=t(lock.text())/> }
    });
    let dormant = row.dormant.then(|| view! { " "<Badge tone=Tone::Warn text=t(m::DORMANT)/> });
    view! { <Badge tone=tone text=t(row.state.text())/>{locked}{dormant} }.into_any()
}

pub fn second_factor(state: StepState) -> AnyView {
    let (tone, text) = match state {
        StepState::On => (Tone::Ok, m::ON),
        StepState::Off => (Tone::Plain, m::OFF),
        StepState::Altered => return view! { <Altered/> }.into_any(),
    };
    view! { <Badge tone=tone text=t(text)/> }.into_any()
}

fn open(invitations: Vec<InvitationRow>, rights: &Rights) -> AnyView {
    let columns = Column::all([
        (m::NAME, "tbl-nowrap"),
        (m::EMAIL, "tbl-wide"),
        (m::ROLE, "tbl-nowrap"),
        (m::STATE, ""),
        (m::INVITED_BY, ""),
        (m::UNTIL, "tbl-when"),
        (m::ACTS, ""),
    ]);
    let can = rights.manage.then_some(m::WITHDRAW);
    let altered = invitations.iter().any(|row| row.altered).then(|| view! { <AlteredNotice can=can/> });
    let rows = invitations.into_iter().map(|row| invitation(row, rights)).collect();
    view! {
        <Panel id="h-invitations" title=t(m::INVITATIONS)>
            {altered}
            <Table name=t(m::INVITATIONS) columns=columns rows=rows/>
        </Panel>
    }
    .into_any()
}

fn invitation(row: InvitationRow, rights: &Rights) -> Vec<Cell> {
    let waiting = row.state == InvitationState::Waiting;
    let does = !row.altered;
    let approve = (does && waiting && rights.approve).then(|| act("/members/invitations/approve", &row.id, m::APPROVE));
    let again =
        (does && !waiting && rights.manage).then(|| act("/members/invitations/send-again", &row.id, m::SEND_AGAIN));
    let withdraw = rights.manage.then(|| act("/members/invitations/withdraw", &row.id, m::WITHDRAW));
    vec![
        Cell::new(view! { <span class="name">{row.name.clone()}</span> }),
        Cell::new(address(&row.email)),
        Cell::unless(row.altered, t(row.role.text())),
        Cell::new(invitation_state(&row)),
        Cell::unless(row.altered, view! { <span class="name">{row.invited_by.clone()}</span> }),
        Cell::unless(row.altered, row.until.as_ref().map(date_time)),
        Cell::new(view! { <div class="btn-row">{approve}{again}{withdraw}</div> }),
    ]
}

fn invitation_state(row: &InvitationRow) -> AnyView {
    let (tone, text) = match row.state {
        InvitationState::Waiting => (Tone::Warn, m::WAITING),
        _ if row.expired => (Tone::Danger, m::EXPIRED),
        _ => (Tone::Info, m::SENT),
    };
    let badge = || view! { <Badge tone=tone text=t(text)/> }.into_any();
    match &row.undelivered {
        _ if row.altered => view! { <Altered/> }.into_any(),
        undelivered => undelivered.as_ref().map_or_else(badge, Undelivered::view),
    }
}

fn act(action: &'static str, id: &str, words: Text) -> AnyView {
    view! { <PostButton action=action id=id class="btn btn--small">{t(words)}</PostButton> }.into_any()
}
