//! One announcement for its page, with its older versions.

use super::changes::changes;
use super::date::date;
use super::readers;
use super::receipts::note_read;
use super::visible::{ForReader, company, is_for, one, period};
use super::{title, versions};
use crate::base::markdown;
use crate::base::when::zoned;
use crate::door::fault::Fault;
use crate::door::{Person, Read, Request, read_id};
use crate::storage::entity::announcement_version::Model;
use app::announcements::api::{AnnouncementDetail, READERS, VIEW, VersionShown};
use app::error::AppError;
use app::kit::SafeHtml;
use app::text::Words;

pub async fn detail(request: &Request, id: &str) -> Result<AnnouncementDetail, Fault> {
    let read = request.read(VIEW).await?;
    let me = request.signed_in()?;
    let found = one(&read, me, read_id(id)?).await?.ok_or(AppError::NotFound)?;
    if found.unread {
        note_read(request, &found).await;
    }
    let older = seen_before(&read, me, &found).await?;
    let count = if me.permissions.has(READERS) { Some(readers::count(&read, &found).await?) } else { None };
    Ok(AnnouncementDetail {
        row: found.row(),
        version: shown(&found.version, older.first()),
        older: older.iter().enumerate().map(|(n, version)| shown(version, older.get(n + 1))).collect(),
        asks_acknowledgement: found.version.acknowledge && !found.is_withdrawn(),
        acknowledged: found.acknowledged.map(zoned),
        withdrawn: found.head.withdrawn_at.filter(|_| found.is_withdrawn()).map(zoned),
        why_withdrawn: found.why_withdrawn(),
        has_calendar: date(&found, &older).is_some(),
        count,
    })
}

/// The versions that were shown to the reader's company before this one, newest first.
pub async fn seen_before(read: &Read, me: &Person, found: &ForReader) -> Result<Vec<Model>, Fault> {
    if found.version.number <= 1 {
        return Ok(Vec::new());
    }
    let company = company(me)?;
    let all = versions(read, found.head.id).await?;
    Ok(all.into_iter().filter(|version| version.number < found.version.number && is_for(version, company)).collect())
}

fn shown(version: &Model, before: Option<&Model>) -> VersionShown {
    let html = |text: &str| SafeHtml::sanitised(if text.is_empty() { String::new() } else { markdown::to_html(text) });
    let changes: Vec<Words> = before.map(|before| changes(version, before)).unwrap_or_default();
    VersionShown {
        number: version.number.unsigned_abs(),
        published: zoned(version.published_at.unwrap_or(version.saved_at)),
        title: title(version),
        html_ja: html(&version.text_ja),
        html_en: html(&version.text_en),
        period: period(version),
        emergency: version.emergency,
        reason: version.reason.clone(),
        changes,
    }
}
