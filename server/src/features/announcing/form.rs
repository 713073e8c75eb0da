//! Reads the form of a draft. What is said in it is refused at its field; nothing is cleaned.

use crate::base::clock::jst;
use crate::base::typed::{self, Lacks};
use crate::door::fault::Fault;
use crate::door::{Opens, readable};
use crate::profile;
use crate::storage::entity::tenant::{self, Column as C};
use crate::storage::reach::Reach;
use app::announcements::kinds::AnnouncementKind;
use app::announcing::api::SaveDraft;
use app::announcing::choices::{Mark, ReachChoice};
use app::announcing::messages as m;
use app::error::Refusals;
use chrono::{DateTime, Datelike, NaiveDateTime, Utc};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;
use uuid::Uuid;

/// The longest title, text and reason, in characters. A form with all of them fits into the body of a request.
const TITLE: usize = 100;
const TEXT: usize = 3_000;
pub const REASON: usize = 500;
/// The largest number of companies that are chosen by name.
const COMPANIES: usize = 100;

/// What a draft says.
#[derive(Clone, Debug)]
pub struct Content {
    pub kind: AnnouncementKind,
    pub starts: Option<DateTime<Utc>>,
    pub ends: Option<DateTime<Utc>>,
    pub publish: Option<DateTime<Utc>>,
    pub reach: Reach,
    pub title_ja: String,
    pub text_ja: String,
    pub title_en: String,
    pub text_en: String,
    pub marks: Vec<Mark>,
    pub reason: String,
}

impl Content {
    pub fn has(&self, mark: Mark) -> bool {
        self.marks.contains(&mark)
    }
}

/// Reads all fields. What is wrong is added to the refusals; a field that is wrong reads as empty.
pub async fn read(at: &impl Opens, typed: &SaveDraft, refusals: &mut Refusals) -> Result<Content, Fault> {
    let kind = AnnouncementKind::from_code(&typed.kind);
    if kind.is_none() {
        refusals.add("kind", m::KIND_WRONG);
    }
    let starts = time("starts", &typed.starts, refusals);
    let ends = time("ends", &typed.ends, refusals);
    if ends.is_some_and(|ends| starts.is_none_or(|starts| ends <= starts)) {
        refusals.add("ends", m::ENDS_BEFORE);
    }
    let reach = reach(at, typed, refusals).await?;
    let title = Lacks { missing: m::TITLE_MISSING, long: m::TITLE_LONG };
    let reason = Lacks { missing: m::WHY_MISSING, long: m::REASON_LONG };
    Ok(Content {
        kind: kind.unwrap_or(AnnouncementKind::Information),
        starts,
        ends,
        publish: time("publish", &typed.publish, refusals),
        reach: reach.unwrap_or(Reach::Companies(BTreeSet::new())),
        title_ja: typed::required("title_ja", typed::line(&typed.title_ja), TITLE, title, refusals),
        text_ja: text("text_ja", &typed.text_ja, refusals),
        title_en: optional("title_en", &typed.title_en, TITLE, title, refusals),
        text_en: text("text_en", &typed.text_en, refusals),
        marks: Mark::ALL.into_iter().filter(|mark| typed.marks.iter().any(|code| code == mark.code())).collect(),
        reason: optional("reason", &typed.reason, REASON, reason, refusals),
    })
}

/// Refuses what a draft may lack, and what is handed on may not.
pub fn check_whole(content: &Content, now: DateTime<Utc>, refusals: &mut Refusals) {
    if content.kind.is_ahead() && content.starts.is_none() {
        refusals.add("starts", m::STARTS_MISSING);
    }
    if content.text_ja.is_empty() {
        refusals.add("text_ja", m::TEXT_MISSING);
    }
    if content.title_en.is_empty() != content.text_en.is_empty() {
        let field = if content.title_en.is_empty() { "title_en" } else { "text_en" };
        refusals.add(field, m::ENGLISH_HALF);
    }
    if content.publish.is_some_and(|at| at <= now) {
        refusals.add("publish", m::PUBLISH_PAST);
    }
}

/// A line that may be empty.
fn optional(field: &'static str, typed: &str, most: usize, lacks: Lacks, refusals: &mut Refusals) -> String {
    if typed.trim().is_empty() {
        return String::new();
    }
    typed::required(field, typed::line(typed), most, lacks, refusals)
}

fn text(field: &'static str, typed: &str, refusals: &mut Refusals) -> String {
    let text = typed::at(field, typed::text(typed), refusals).unwrap_or_default();
    if text.chars().count() > TEXT {
        refusals.add(field, m::TEXT_LONG);
    }
    text
}

/// A time in Japan. Browsers send it in the first form.
fn time(field: &'static str, typed: &str, refusals: &mut Refusals) -> Option<DateTime<Utc>> {
    const FORMS: [&str; 4] = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M"];
    let plain: String = typed.trim().nfkc().collect();
    if plain.is_empty() {
        return None;
    }
    let read = FORMS.iter().find_map(|form| NaiveDateTime::parse_from_str(&plain, form).ok());
    let read = read.filter(|at| (2000..3000).contains(&at.year())).and_then(|at| at.and_local_timezone(jst()).single());
    if read.is_none() {
        refusals.add(field, m::TIME_WRONG);
    }
    read.map(|at| at.to_utc())
}

/// A time as the form shows it.
pub fn written(at: Option<DateTime<Utc>>) -> String {
    at.map(|at| at.with_timezone(&jst()).format("%Y-%m-%dT%H:%M").to_string()).unwrap_or_default()
}

async fn reach(at: &impl Opens, typed: &SaveDraft, refusals: &mut Refusals) -> Result<Option<Reach>, Fault> {
    Ok(match ReachChoice::from_code(&typed.reach) {
        Some(ReachChoice::All) => Some(Reach::All),
        Some(ReachChoice::Profiles) => profiles(&typed.profiles, refusals),
        Some(ReachChoice::Companies) => companies(at, &typed.companies, refusals).await?,
        None => {
            refusals.add("reach", m::REACH_WRONG);
            None
        }
    })
}

fn profiles(typed: &[String], refusals: &mut Refusals) -> Option<Reach> {
    let names: BTreeSet<String> = typed.iter().filter(|name| profile::built_in(name).is_some()).cloned().collect();
    if names.is_empty() || names.len() < typed.len() {
        refusals.add("profiles", m::PROFILES_MISSING);
        return None;
    }
    Some(Reach::Profiles(names))
}

async fn companies(at: &impl Opens, typed: &str, refusals: &mut Refusals) -> Result<Option<Reach>, Fault> {
    let names: BTreeSet<String> =
        typed.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect();
    if names.is_empty() || names.len() > COMPANIES {
        let many = m::COMPANIES_MANY.with(&[("n", &COMPANIES)]);
        refusals.add("companies", if names.is_empty() { m::COMPANIES_MISSING.into() } else { many });
        return Ok(None);
    }
    let query =
        tenant::Entity::find().select_only().columns([C::Name, C::Id]).filter(C::Name.is_in(names.iter().cloned()));
    let found: BTreeMap<String, Uuid> = readable::columns(at.db(), query).await?.into_iter().collect();
    if let Some(name) = names.iter().find(|name| !found.contains_key(*name)) {
        refusals.add("companies", m::COMPANY_UNKNOWN.with(&[("name", name)]));
        return Ok(None);
    }
    Ok(Some(Reach::Companies(found.into_values().collect())))
}
