//! The open invitations, below the list of members.

use super::api::{InvitationRow, Rights};
use super::messages as m;
use super::states::{InvitationState, SelectedAct};
use crate::kit::{
    Altered, AlteredNotice, Badge, Cell, Column, Panel, PostButton, Table, Tone, address, date_time, pick, short_name,
};
use crate::mail::undelivered::Undelivered;
use crate::text::{Text, t};
use leptos::prelude::*;

/// The form that takes the ticks of this table.
const FORM: &str = "picked-invitations";

pub fn open(invitations: Vec<InvitationRow>, rights: &Rights) -> AnyView {
    let can = rights.manage.then_some(m::WITHDRAW);
    let altered = invitations.iter().any(|row| row.altered).then(|| view! { <AlteredNotice can=can/> });
    let many = rights.manage && invitations.iter().filter(|row| can_resend(row)).count() > 1;
    let rows = invitations.into_iter().map(|row| invitation(row, rights, many)).collect();
    let acts = many.then(resend_many);
    view! {
        <Panel id="h-invitations" title=t(m::INVITATIONS)>
            {altered}
            <div class="picks">
                <Table name=t(m::INVITATIONS) columns=columns(many) rows=rows/>
                {acts}
            </div>
        </Panel>
    }
    .into_any()
}

fn columns(many: bool) -> Vec<Column> {
    let mut columns = Column::all([
        (m::NAME, "tbl-wide"),
        (m::EMAIL, "tbl-wide"),
        (m::ROLE, "tbl-nowrap tbl-minor"),
        (m::STATE, ""),
        (m::INVITED_BY, "tbl-who tbl-minor"),
        (m::UNTIL, "tbl-when"),
        (m::ACTS, "tbl-acts"),
    ]);
    columns[0].picks = many.then_some(FORM);
    columns
}

fn resend_many() -> AnyView {
    view! {
        <form class="pick-row" id=FORM method="get" action="/members/selected">
            <span class="note">{t(m::PICK_INVITATIONS)}</span>
            <span class="pick-count" aria-live="polite">{t(m::PICKED)}</span>
            <button class="btn btn--small" type="submit" name="act" value=SelectedAct::Resend.code()>{t(m::SEND_AGAIN)}</button>
        </form>
    }
    .into_any()
}

fn can_resend(row: &InvitationRow) -> bool {
    !row.altered && row.state != InvitationState::Waiting
}

fn invitation(row: InvitationRow, rights: &Rights, many: bool) -> Vec<Cell> {
    let waiting = row.state == InvitationState::Waiting;
    let approve =
        (!row.altered && waiting && rights.approve).then(|| act("/members/invitations/approve", &row.id, m::APPROVE));
    let again =
        (can_resend(&row) && rights.manage).then(|| act("/members/invitations/send-again", &row.id, m::SEND_AGAIN));
    let withdraw = rights.manage.then(|| act("/members/invitations/withdraw", &row.id, m::WITHDRAW));
    let tick = (many && can_resend(&row)).then(|| pick(FORM, &row.id, &row.name));
    vec![
        Cell::new(view! { {tick}{short_name(&row.name)} }),
        Cell::new(address(&row.email)),
        Cell::unless(row.altered, t(row.role.text())),
        Cell::new(invitation_state(&row)),
        Cell::unless(row.altered, short_name(&row.invited_by)),
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
