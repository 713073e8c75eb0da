//! The list of members: searched, filtered and sorted in memory, because names and addresses are sealed. A company has some
//! hundreds of members. Of more than `MOST` the newest are listed, and the page says so; the ledger has all of them.

use super::member::rights;
use super::order::{MemberSearch, before};
use super::show::{self, invitations};
use crate::door::fault::Fault;
use crate::door::paging;
use crate::door::people;
use crate::door::{Read, Request, read_id};
use crate::profile::Accounts;
use crate::storage::entity::account::{self, Column as A, Stored};
use app::error::AppError;
use app::kit::{ListCursor, Neighbours, Total};
use app::members::api::{MemberCount, MemberList, MemberQuery, MemberRow, VIEW};
use app::members::states::{MemberFilter, MemberState, TwoStepFilter};
use app::second_factor::api::StepState;
use sea_orm::QueryOrder;
use std::collections::HashMap;
use uuid::Uuid;

/// The largest number of members in a list.
const MOST: u64 = 5_000;

/// A member, and the views of the list that have it. They are those of its row as stored, also if the row is forged.
struct ListedMember {
    row: MemberRow,
    views: Vec<MemberFilter>,
    /// The search finds it.
    found: bool,
}

pub async fn list(request: &Request, asked: &MemberQuery, cursor: &ListCursor) -> Result<MemberList, Fault> {
    let read = request.read(VIEW).await?;
    let me = request.signed_in()?;
    let search = MemberSearch::new(&asked.q);
    let (mut all, only_newest) = all(&read, &me.profile.accounts, &search).await?;
    all.sort_by(|one, other| before(asked.order, &one.row, &other.row));
    let at = ListStart::of(cursor, &all)?;
    let counts = MemberFilter::ALL.map(|state| {
        let n = all.iter().filter(|one| is_asked(one, asked, state)).count() as u64;
        MemberCount { state, n }
    });
    let found = all.into_iter().enumerate().filter(|(_, one)| is_asked(one, asked, asked.state));
    let found: Vec<Placed> = found.map(|(place, one)| Placed { place, row: one.row }).collect();
    let total = Total::Exactly(found.len() as u64);
    let cut = at.cut(found, usize::try_from(paging::rows(cursor)?).unwrap_or(usize::MAX));
    Ok(MemberList {
        members: cut.rows,
        around: cut.around,
        before: cut.before,
        total,
        counts: counts.into(),
        unused_days: me.profile.accounts.unused_days,
        only_newest,
        invitations: invitations(&read, request.app.clock.now()).await?,
        rights: rights(me),
    })
}

/// The members of the company, newest first, and their largest number if there are more.
async fn all(read: &Read, rule: &Accounts, search: &MemberSearch) -> Result<(Vec<ListedMember>, Option<u64>), Fault> {
    let query = || read.of::<account::Entity>().order_by_desc(A::Id);
    // A forged account opens as a suspended one. Its row still says in which views it was.
    let stored = read.first(query(), MOST + 1).await?;
    let more = stored.len() as u64 > MOST;
    let mut views: HashMap<String, Vec<MemberFilter>> =
        stored.iter().map(|row| (row.id.to_string(), views_of(row))).collect();
    let rows = show::rows(read, &people::first(read, query(), MOST).await?, rule).await?;
    let listed = rows.into_iter().map(|row| ListedMember {
        views: views.remove(&row.id).unwrap_or_default(),
        found: search.finds(&row.name, &row.email),
        row,
    });
    Ok((listed.collect(), more.then_some(MOST)))
}

/// The views of the list by the state of a row. Whether an account is unused depends on the profile.
fn views_of(row: &Stored) -> Vec<MemberFilter> {
    let views = [
        (MemberFilter::Present, !row.has_left()),
        (MemberFilter::Locked, row.is_active() && row.lock().is_some()),
        (MemberFilter::Suspended, row.is(MemberState::Suspended)),
        (MemberFilter::Left, row.has_left()),
    ];
    views.into_iter().filter(|(_, is_in)| *is_in).map(|(view, _)| view).collect()
}

/// True if a view of the list, with its other filters, has the member.
fn is_asked(one: &ListedMember, asked: &MemberQuery, view: MemberFilter) -> bool {
    let row = &one.row;
    let in_view = if view == MemberFilter::Dormant { row.dormant.is_some() } else { one.views.contains(&view) };
    // What a forged account says of its role and its second step is not certain, so that it is in no such list.
    let role = asked.role.is_none_or(|role| row.is_certain() && row.role == role);
    let step = asked.two_step.is_none_or(|step| row.is_certain() && has_step(row, step));
    in_view && role && step && one.found
}

fn has_step(row: &MemberRow, step: TwoStepFilter) -> bool {
    match step {
        TwoStepFilter::On => row.second_factor == StepState::On,
        TwoStepFilter::Off => row.second_factor == StepState::Off,
    }
}

/// A matching member, and its place among all members in this order.
struct Placed {
    place: usize,
    row: MemberRow,
}

/// Where a page starts, by the place of the member that its cursor names.
#[derive(Clone, Copy)]
enum ListStart {
    First,
    After(usize),
    Before(usize),
}

/// One page of the matching members.
struct MemberPage {
    rows: Vec<MemberRow>,
    around: Neighbours,
    before: u64,
}

impl ListStart {
    fn of(cursor: &ListCursor, all: &[ListedMember]) -> Result<ListStart, Fault> {
        let place = |id: &str| {
            let id: Uuid = read_id(id).map_err(|_| AppError::BadRequest("cursor"))?;
            let id = id.to_string();
            all.iter().position(|one| one.row.id == id).ok_or(AppError::BadRequest("cursor"))
        };
        Ok(match (cursor.after.as_str(), cursor.before.as_str()) {
            ("", "") => ListStart::First,
            ("", before) => ListStart::Before(place(before)?),
            (after, _) => ListStart::After(place(after)?),
        })
    }

    fn cut(self, found: Vec<Placed>, size: usize) -> MemberPage {
        let from = match self {
            ListStart::First => 0,
            ListStart::After(place) => found.iter().take_while(|one| one.place <= place).count(),
            ListStart::Before(place) => found.iter().take_while(|one| one.place < place).count().saturating_sub(size),
        };
        let more = found.len() > from + size;
        let rows: Vec<MemberRow> = found.into_iter().skip(from).take(size).map(|one| one.row).collect();
        let around = Neighbours {
            previous: rows.first().filter(|_| from > 0).map(|row| row.id.clone()),
            next: rows.last().filter(|_| more).map(|row| row.id.clone()),
        };
        MemberPage { rows, around, before: from as u64 }
    }
}
