//! What the company does with an inquiry: it writes again, which opens an answered or closed one again, or closes it.

use super::inquiry::{FoundInquiry, event, find_as_company, page, put_in, state_of, store};
use super::texts::{self, NewText, TextSide};
use super::{letters, limits, promise};
use crate::door::Request;
use crate::door::fault::Fault;
use app::error::{Next, Refusals};
use app::inquiries::acts;
use app::inquiries::api::{ASK, ReplyInquiry};
use app::inquiries::messages as m;
use app::inquiries::states::InquiryState;
use app::operation_logs::acts::ROW;

pub async fn reply(request: &Request, command: ReplyInquiry) -> Result<Next, Fault> {
    request.check(ASK).await?;
    let mut refusals = Refusals::default();
    let text = texts::read(&command.text, &mut refusals);
    refusals.finish()?;
    let FoundInquiry { tx, mut row, me } = find_as_company(request, &command.id).await?;
    limits::charge_reply(&tx, me).await?;
    texts::check_room(&tx, row.id).await?;
    let reopens = !state_of(&row).waits();
    if reopens {
        // The promise counts from this question on. A first answer that was given keeps its own.
        let promised = promise::of(request.signed_in()?.profile, request.app.clock.now());
        let state = if row.assigned_to.is_some() { InquiryState::Working } else { InquiryState::Received };
        put_in(&mut row, state);
        if row.first_answered_at.is_none() {
            row.first_due_at = promised.latest;
        }
        (row.goal_at, row.due_at, row.closed_at) = (Some(promised.goal), Some(promised.latest), None);
        store(&tx, &row).await?;
    }
    let text = texts::add(&tx, row.id, NewText { side: TextSide::Company, by: me, text: &text }).await?;
    let again = if reopens { letters::Again::Always } else { letters::Again::AfterPause };
    letters::to_staff(&tx, &row, letters::REPLIED, again).await?;
    let entry = event(acts::REPLY, &row).with(ROW, text.to_string());
    tx.commit(if reopens { entry.with(acts::REOPENED, true) } else { entry }).await?;
    Ok(page(row.id).saying(m::SAID_REPLIED))
}

/// Closes an inquiry, also one that nobody has answered: the company no longer needs it.
pub async fn close(request: &Request, id: &str) -> Result<Next, Fault> {
    let FoundInquiry { tx, mut row, me } = find_as_company(request, id).await?;
    let (entry, back) = (event(acts::CLOSE, &row), page(row.id));
    if row.is(InquiryState::Closed) {
        return tx.out_of_order(entry, back.warning(m::OUT_OF_TURN)).await;
    }
    put_in(&mut row, InquiryState::Closed);
    row.closed_at = Some(request.app.clock.now());
    store(&tx, &row).await?;
    letters::closed_by_company(&tx, &row, me).await?;
    tx.commit(entry).await?;
    Ok(back.saying(m::SAID_CLOSED))
}
