//! Inquiries for the pages, of the company and of staff.

use super::inquiry::{event, is_for, open, state_of};
use super::texts;
use crate::base::nameless;
use crate::base::when::when;
use crate::door::fault::Fault;
use crate::door::{Read, Request, company, people, read_id, staff_views};
use crate::features::cases;
use crate::outbox::recipients;
use crate::profile::Profile;
use crate::storage::entity::account;
use crate::storage::entity::inquiry::{Column as C, Entity, Model};
use app::cases::api::Assignee;
use app::error::AppError;
use app::inquiries::acts;
use app::inquiries::api::{ANSWER, ASK, InquiryColleague, InquiryDue, InquiryRow, InquiryThread};
use app::inquiries::number::shown;
use app::inquiries::states::InquiryCategory;
use app::permission::Role;
use app::text::Words;
use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, QueryFilter};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Inquiries as lists show them. `desk` is the member of staff who looks; the company does not see who works on one.
pub async fn rows(read: &Read, found: &[Model], desk: Option<Uuid>) -> Result<Vec<InquiryRow>, Fault> {
    let companies = company::named(read, found.iter().map(|row| row.tenant_id).collect::<BTreeSet<_>>()).await?;
    let named: BTreeSet<Uuid> = found.iter().flat_map(|row| [Some(row.asked_by), row.assigned_to]).flatten().collect();
    let people = people::named(read, named).await?;
    let now = read.app().clock.now();
    let mut rows = Vec::with_capacity(found.len());
    for row in found {
        let company = companies.iter().find(|company| company.id == row.tenant_id);
        let profile = read.app().profile_of(company);
        let company = match company {
            Some(company) => company::shown_name(read, company).await?,
            None => Words::same(row.tenant_id.to_string()),
        };
        let keys = read.app().keys.tenant(read.db(), row.tenant_id).await?;
        let subject = read.opened(open(&keys, row)).map(|head| head.subject);
        rows.push(InquiryRow {
            by: author(&people, row, subject.is_some()),
            assignee: desk.and_then(|me| assignee(&people, row, me)),
            due: due(profile, row, now),
            ..bare(row, subject, company)
        });
    }
    Ok(rows)
}

/// What the row itself says.
fn bare(row: &Model, subject: Option<String>, company: Words) -> InquiryRow {
    InquiryRow {
        id: row.id.to_string(),
        number: shown(row.number),
        subject,
        category: InquiryCategory::from_code(&row.category).unwrap_or(InquiryCategory::Other),
        state: state_of(row),
        company,
        by: String::new(),
        asked: when(row.asked_at),
        due: None,
        assignee: None,
    }
}

/// The name of the person who asked, of that company alone. Whom a forged row names is nobody's word.
fn author(people: &[account::Model], row: &Model, certain: bool) -> String {
    if !certain {
        return String::new();
    }
    let found = people.iter().find(|person| person.id == row.asked_by && person.tenant_id == Some(row.tenant_id));
    found.map_or_else(|| nameless(row.asked_by), |person| person.name.clone())
}

/// The member of staff who works on it. The column is not signed, so it may give the id of anybody else.
fn assignee(people: &[account::Model], row: &Model, me: Uuid) -> Option<Assignee> {
    let id = row.assigned_to?;
    let found = people.iter().find(|person| person.id == id && person.tenant_id.is_none());
    let name = found.map_or_else(|| nameless(id), |person| person.name.clone());
    Some(Assignee { id: id.to_string(), name, own: id == me })
}

fn due(profile: &Profile, row: &Model, now: DateTime<Utc>) -> Option<InquiryDue> {
    let latest = row.due_at?;
    Some(InquiryDue {
        goal: when(row.goal_at.unwrap_or(latest)),
        latest: when(latest),
        late: latest < now,
        left: (latest > now).then(|| cases::left(profile, now, latest)),
    })
}

/// The company's view of one inquiry: one's own or, for administrators, any.
pub async fn for_company(request: &Request, id: &str) -> Result<InquiryThread, Fault> {
    let read = request.read(ASK).await?;
    let row = read.one(read.of::<Entity>().filter(C::Id.eq(read_id(id)?))).await?.shown()?;
    let head = read.opened(open(&*read.keys().await?, &row));
    if !is_for(request.signed_in()?, head.as_ref()) {
        return Err(AppError::NotFound.into());
    }
    whole(&read, row, None).await
}

/// The view of staff. That they see this inquiry is an entry in the company's log before it is shown (MS-18).
pub async fn for_desk(request: &Request, id: &str) -> Result<InquiryThread, Fault> {
    let provider = request.read(ANSWER).await?;
    let row = provider.one(provider.across::<Entity>()?.filter(C::Id.eq(read_id(id)?))).await?.shown()?;
    let read = request.read_as_staff(ANSWER, row.tenant_id).await?;
    staff_views::log_look(request, row.tenant_id, event(acts::SEE, &row)).await?;
    let me = request.signed_in()?.account.id;
    let author = people::find(&read, row.asked_by).await?.and_then(|person| person.stored.language.clone());
    let thread = whole(&read, row, Some(me)).await?;
    let mut staff = recipients::staff(&provider).await?;
    staff.retain(|person| person.id != me && person.role == Role::Support.code());
    let colleague = |person: account::Model| InquiryColleague { id: person.id.to_string(), name: person.name };
    let colleagues = staff.into_iter().map(colleague).collect();
    Ok(InquiryThread { language: author.unwrap_or_default(), colleagues, ..thread })
}

async fn whole(read: &Read, row: Model, desk: Option<Uuid>) -> Result<InquiryThread, Fault> {
    let shown = rows(read, std::slice::from_ref(&row), desk).await?.pop().ok_or(AppError::NotFound)?;
    // Nobody knows for whom the texts of an inquiry are that does not open.
    let readable = shown.subject.is_some();
    let entries = if readable { texts::thread(read, &row, desk.is_some()).await? } else { Vec::new() };
    Ok(InquiryThread {
        row: shown,
        entries,
        first_answered: row.first_answered_at.map(when),
        closed: row.closed_at.map(when),
        language: String::new(),
        colleagues: Vec::new(),
    })
}
