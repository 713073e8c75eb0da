//! What staff write to an inquiry: answers for the company, notes for themselves. And its end.

use super::inquiry::{FoundInquiry, desk_page, event, find_as_staff, put_in, state_of, store};
use super::letters;
use super::texts::{self, NewText, TextSide};
use crate::base::typed::{self, Lacks};
use crate::door::fault::Fault;
use crate::door::{Request, Write, people};
use crate::storage::entity::inquiry::Model;
use app::error::{AppError, Next, Refusals};
use app::inquiries::acts;
use app::inquiries::api::{ANSWER, AnswerInquiry, NoteInquiry};
use app::inquiries::messages as m;
use app::inquiries::states::InquiryState;
use app::inquiries::templates;
use app::operation_logs::acts::ROW;
use uuid::Uuid;

/// The longest note, in characters.
const LONGEST_NOTE: usize = 1000;

pub async fn answer(request: &Request, command: AnswerInquiry) -> Result<Next, Fault> {
    request.check(ANSWER).await?;
    let mut refusals = Refusals::default();
    let text = texts::read(&command.text, &mut refusals);
    if templates::has_gap(&text) {
        refusals.add("text", m::ANSWER_GAP);
    }
    refusals.finish()?;
    let found = find_as_staff(request, &command.id).await?;
    check(&found, &command).await?;
    let FoundInquiry { tx, mut row, me } = found;
    let entry = event(acts::ANSWER, &row);
    if row.is(InquiryState::Closed) {
        return tx.out_of_order(entry, desk_page(row.id).warning(m::OUT_OF_TURN)).await;
    }
    let text = put(&tx, &mut row, me, &text).await?;
    letters::to_company(&tx, &row, letters::ANSWERED).await?;
    tx.commit(entry.with(ROW, text.to_string())).await?;
    Ok(desk_page(row.id).saying(m::SAID_ANSWERED))
}

/// Stores an answer. Who answers works on the inquiry from then on, if nobody did. Returns the id of the text.
pub async fn put(tx: &Write, row: &mut Model, by: Uuid, text: &str) -> Result<Uuid, Fault> {
    let now = tx.app().clock.now();
    put_in(row, InquiryState::Answered);
    row.first_answered_at = row.first_answered_at.or(Some(now));
    if row.assigned_to.is_none() {
        (row.assigned_to, row.assigned_at) = (Some(by), Some(now));
    }
    store(tx, row).await?;
    texts::add(tx, row.id, NewText { side: TextSide::Support, by, text }).await
}

/// Refuses an answer to an inquiry of a colleague, and one that passes over what the company has written meanwhile. What was typed
/// stays.
async fn check(found: &FoundInquiry, command: &AnswerInquiry) -> Result<(), Fault> {
    let FoundInquiry { tx, row, .. } = found;
    if let Some(other) = colleague(found).await? {
        return Err(AppError::invalid("text", m::ANSWER_OTHERS.with(&[("name", &other)])).into());
    }
    let there = texts::of_company(tx, row.id).await?.len();
    if command.seen.parse::<usize>().is_ok_and(|seen| seen < there) {
        return Err(AppError::invalid("text", m::ANSWER_PASSED).into());
    }
    Ok(())
}

/// The name of the colleague who works on an inquiry.
async fn colleague(found: &FoundInquiry) -> Result<Option<String>, Fault> {
    let Some(other) = found.row.assigned_to.filter(|other| *other != found.me) else { return Ok(None) };
    Ok(people::member_of_staff(&found.tx, other).await?.map(|person| person.name))
}

/// Adds a note. The company's log says that there is one, not what it says.
pub async fn note(request: &Request, command: NoteInquiry) -> Result<Next, Fault> {
    request.check(ANSWER).await?;
    let mut refusals = Refusals::default();
    let lacks = Lacks { missing: m::NOTE_MISSING, long: m::NOTE_LONG };
    let note = typed::required("note", typed::text(&command.note), LONGEST_NOTE, lacks, &mut refusals);
    refusals.finish()?;
    let FoundInquiry { tx, row, me } = find_as_staff(request, &command.id).await?;
    let text = texts::add(&tx, row.id, NewText { side: TextSide::Note, by: me, text: &note }).await?;
    tx.commit(event(acts::NOTE, &row).with(ROW, text.to_string())).await?;
    Ok(desk_page(row.id).saying(m::SAID_NOTED))
}

/// Closes an inquiry that was answered. One that waits for an answer is not closed by Support, and that of a colleague is taken over
/// first.
pub async fn finish(request: &Request, id: &str) -> Result<Next, Fault> {
    let found = find_as_staff(request, id).await?;
    let other = colleague(&found).await?;
    let FoundInquiry { tx, mut row, .. } = found;
    let (entry, back) = (event(acts::CLOSE, &row), desk_page(row.id));
    if let Some(other) = other {
        let back = back.warning(m::CLOSE_OTHERS.with(&[("name", &other)]));
        return tx.out_of_order(entry, back).await;
    }
    if state_of(&row) != InquiryState::Answered {
        return tx.out_of_order(entry, back.warning(m::OUT_OF_TURN)).await;
    }
    put_in(&mut row, InquiryState::Closed);
    row.closed_at = Some(request.app.clock.now());
    store(&tx, &row).await?;
    letters::to_company(&tx, &row, letters::CLOSED).await?;
    tx.commit(entry).await?;
    Ok(back.saying(m::SAID_CLOSED))
}
