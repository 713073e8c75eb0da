//! A new inquiry, and what is promised about it.

use super::inquiry::{InquiryHead, SEALED, event, page};
use super::number::NUMBERS;
use super::texts::{self, NewText, TextSide};
use super::{letters, limits, promise, words};
use crate::base::typed::{self, Lacks};
use crate::base::when::when;
use crate::door::fault::Fault;
use crate::door::{Request, Write};
use crate::log::event::Event;
use crate::outbox::phrases::time;
use crate::profile::{Acceptance, Profile};
use crate::storage::entity::inquiry::{self, Entity};
use app::error::{AppError, Next, Refusals};
use app::inquiries::acts;
use app::inquiries::api::{ASK, AskInquiry, InquiryPromise};
use app::inquiries::messages as m;
use app::inquiries::number::shown;
use app::inquiries::states::{InquiryCategory, InquiryState};
use app::operation_logs::acts::ROW;
use app::text::Words;
use sea_orm::{EntityTrait, Set};
use uuid::Uuid;

/// What is promised about an inquiry that is sent now. A profile whose desk takes no form takes what is written here as mail.
pub async fn promised(request: &Request) -> Result<InquiryPromise, Fault> {
    request.check(ASK).await?;
    let (profile, now) = (request.signed_in()?.profile, request.app.clock.now());
    let taken = profile.support.form.or(profile.support.mail);
    let always = taken == Some(Acceptance::Always);
    Ok(InquiryPromise { latest: when(promise::of(profile, now).latest), always })
}

/// The checked form of an inquiry.
pub struct NewInquiry<'a> {
    pub category: InquiryCategory,
    pub subject: &'a str,
    pub text: &'a str,
    pub by: Uuid,
    pub profile: &'a Profile,
}

pub async fn ask(request: &Request, command: AskInquiry) -> Result<Next, Fault> {
    let mut refusals = Refusals::default();
    let category = InquiryCategory::from_code(&command.category);
    if category.is_none() {
        refusals.add("category", m::CATEGORY_MISSING);
    }
    let lacks = Lacks { missing: m::SUBJECT_MISSING, long: m::SUBJECT_LONG };
    let subject = typed::required("subject", typed::line(&command.subject), 100, lacks, &mut refusals);
    let text = texts::read(&command.text, &mut refusals);
    refusals.finish()?;
    let category = category.unwrap_or(InquiryCategory::Other);
    let tx = request.write(ASK).await?;
    let me = request.signed_in()?;
    limits::charge_ask(&tx, me.account.id).await?;
    limits::check_waiting(&tx, me.account.id).await?;
    let asked = NewInquiry { category, subject: &subject, text: &text, by: me.account.id, profile: me.profile };
    let (row, text) = put(&tx, asked).await?;
    letters::received(&tx, &row, &me.account).await?;
    letters::to_staff(&tx, &row, letters::NEW, letters::Again::Always).await?;
    tx.commit(asked_event(&row, text)).await?;
    let places = [("number", &Words::same(shown(row.number))), ("at", &time(row.first_due_at))];
    Ok(page(row.id).saying(m::SAID_ASKED.saying(&places)))
}

/// Stores an inquiry with its text and their words. Returns the id of the text as well, which goes into the log.
pub async fn put(tx: &Write, asked: NewInquiry<'_>) -> Result<(inquiry::Model, Uuid), Fault> {
    let (id, now) = (tx.app().new_id(), tx.app().clock.now());
    let number = NUMBERS.next(tx, now).await?.ok_or_else(|| AppError::invalid("text", m::NO_NUMBER))?;
    let promised = promise::of(asked.profile, now);
    let (category, by, subject) = (asked.category.code().to_owned(), asked.by, asked.subject.to_owned());
    let head = InquiryHead { subject, by, category: category.clone(), number, at: now.timestamp() };
    let row = inquiry::Model {
        id,
        tenant_id: tx.tenant(),
        number,
        category,
        state: InquiryState::Received.code().to_owned(),
        sealed: SEALED.seal(&*tx.keys().await?, id, &head)?,
        asked_by: by,
        asked_at: now,
        goal_at: Some(promised.goal),
        due_at: Some(promised.latest),
        first_due_at: promised.latest,
        first_answered_at: None,
        closed_at: None,
        assigned_to: None,
        assigned_at: None,
    };
    insert(tx, row.clone()).await?;
    words::store(tx, id, asked.subject).await?;
    let text = texts::add(tx, id, NewText { side: TextSide::Company, by, text: asked.text }).await?;
    Ok((row, text))
}

/// The log entry of a new inquiry. The next number goes on behind the one that it names.
pub fn asked_event(row: &inquiry::Model, text: Uuid) -> Event {
    let entry = event(acts::ASK, row).with(acts::CATEGORY, row.category.clone());
    entry.with(acts::NUMBER, shown(row.number)).with(ROW, text.to_string())
}

async fn insert(tx: &Write, row: inquiry::Model) -> Result<(), Fault> {
    let new = inquiry::ActiveModel {
        id: Set(row.id),
        tenant_id: Set(row.tenant_id),
        number: Set(row.number),
        category: Set(row.category),
        state: Set(row.state),
        sealed: Set(row.sealed),
        asked_by: Set(row.asked_by),
        asked_at: Set(row.asked_at),
        goal_at: Set(row.goal_at),
        due_at: Set(row.due_at),
        first_due_at: Set(row.first_due_at),
        first_answered_at: Set(row.first_answered_at),
        closed_at: Set(row.closed_at),
        assigned_to: Set(row.assigned_to),
        assigned_at: Set(row.assigned_at),
    };
    Entity::insert(new).exec_without_returning(tx.db()).await?;
    Ok(())
}
