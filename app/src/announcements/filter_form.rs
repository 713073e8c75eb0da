//! The filter of the list, as its address has it.

use super::api::AnnouncementFilter;
use super::kinds::AnnouncementKind;
use super::messages as m;
use super::parts::PATH;
use crate::error::AppError;
use crate::kit::messages as k;
use crate::kit::{Chips, Condition, Field, FieldKind, FilterForm, SelectField, kept, or_all, too_long};
use crate::page::{FormState, PageCx};
use crate::text::{t, tw};
use leptos::prelude::*;

/// The value of the parameter `unread`.
const UNREAD: &str = "1";
/// The console shows no times of other years.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2999;

/// What the address asks for.
#[derive(Clone)]
pub struct AskedAnnouncements {
    pub filter: AnnouncementFilter,
    /// The number of rows of a page.
    pub rows: String,
    /// The search, if it is refused.
    pub refused: FormState,
    year: String,
}

impl AskedAnnouncements {
    pub fn read(cx: &PageCx) -> Result<AskedAnnouncements, AppError> {
        let words = cx.query("q").unwrap_or_default().to_owned();
        let refused = FormState { errors: Vec::from_iter(too_long("q", &words)), typed: Vec::new() };
        let year = cx.choice("year", |year| year.parse().ok().filter(|year| YEARS.contains(year)))?;
        let filter = AnnouncementFilter {
            words,
            kind: cx.choice("kind", AnnouncementKind::from_code)?,
            year,
            unread: cx.choice("unread", |code| (code == UNREAD).then_some(()))?.is_some(),
        };
        let year = year.map(|year| year.to_string()).unwrap_or_default();
        Ok(AskedAnnouncements { filter, rows: cx.cursor().rows, refused, year })
    }

    /// The filter as the address has it.
    pub fn pairs(&self) -> [(&'static str, &str); 4] {
        let kind = self.filter.kind.map(AnnouncementKind::code).unwrap_or_default();
        let unread = if self.filter.unread { UNREAD } else { "" };
        [("q", &self.filter.words), ("kind", kind), ("year", &self.year), ("unread", unread)]
    }

    pub fn is_narrowed(&self) -> bool {
        self.pairs().iter().any(|(_, value)| !value.is_empty())
    }

    /// The chosen filters in words.
    pub fn conditions(&self) -> Vec<Condition> {
        let words = [
            tw(&m::WORDS_CHOSEN.with(&[("q", &self.filter.words)])),
            self.filter.kind.map(|kind| t(kind.text()).to_owned()).unwrap_or_default(),
            tw(&m::YEAR_CHOSEN.with(&[("year", &self.year)])),
            t(m::UNREAD_ONLY).to_owned(),
        ];
        let one =
            |((name, value), words): ((&'static str, &str), String)| Condition { name, value: value.to_owned(), words };
        self.pairs().into_iter().zip(words).map(one).filter(|condition| !condition.value.is_empty()).collect()
    }
}

/// The form, and the chosen filters below it. `years` are those that have announcements.
pub fn filter_form(asked: &AskedAnnouncements, years: Vec<String>) -> AnyView {
    let [words, kind, year, unread] = asked.pairs().map(|(_, value)| value.to_owned());
    let kinds = AnnouncementKind::ALL.into_iter().map(|kind| (kind.code().to_owned(), t(kind.text()).to_owned()));
    let mut all_years = years;
    if !year.is_empty() && !all_years.contains(&year) {
        all_years.insert(0, year.clone());
    }
    let years = all_years.into_iter().map(|year| (year.clone(), tw(&m::YEAR_CHOSEN.with(&[("year", &year)]))));
    let states = [(UNREAD.to_owned(), t(m::UNREAD_ONLY).to_owned())];
    let (form, rows) = (asked.refused.clone(), vec![("rows", asked.rows.clone())]);
    let keep = rows.clone();
    view! {
        <FilterForm action=PATH class="filter u-mt" verb=k::SEARCH>
            {kept(keep)}
            <Field name="q" label=t(m::WORDS) kind=FieldKind::Search hint=t(m::WORDS_HINT) form=form.clone() value=words/>
            <SelectField name="kind" label=t(m::KIND) options=or_all(kinds) selected=kind form=form.clone()/>
            <SelectField name="year" label=t(m::YEAR) options=or_all(years) selected=year form=form.clone()/>
            <SelectField name="unread" label=t(m::READ_STATE) options=or_all(states) selected=unread form=form/>
        </FilterForm>
        <div class="bar"><Chips path=PATH conditions=asked.conditions() keep=rows/></div>
    }
    .into_any()
}
