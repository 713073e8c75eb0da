//! Reads a record column by column, in the order of [`COLUMNS`], and collects all its errors, so that people can
//! correct a file in one pass.

use chrono::{DateTime, Utc};
use std::borrow::Cow;

use super::columns::COLUMNS;
use super::header::Header;
use super::record::Record;
use super::refusal::{Reason, Refusal, WHOLE_ROW};
use super::row::{CsvRow, Provider};
use super::{check, ids, times, words};
use crate::base::csv_out::plain;
use crate::base::plain_text::{odd_in_id, odd_in_line};

/// Separates the linked accounts of one person, as in exports.
const BETWEEN: char = '|';

/// The columns by their position in [`COLUMNS`].
#[derive(Clone, Copy)]
enum CsvColumn {
    CustomerId,
    Provider,
    Subject,
    Email,
    EmailVerified,
    Name,
    Birthdate,
    Gender,
    Prefecture,
    Phone,
    Note,
    CreatedAt,
    LastSignInAt,
}

/// Checks a record and converts its values, or returns all its errors. If fields are missing or too many, columns
/// cannot be matched to values, so this is the only error.
pub(super) fn parse(header: &Header, record: &Record, now: DateTime<Utc>) -> Result<CsvRow, Vec<Refusal>> {
    use CsvColumn as C;
    let mut fields = RecordFields { header, record, faults: Vec::new() };
    fields.check_count().map_err(|refusal| vec![refusal])?;
    let row = CsvRow {
        customer_id: fields.required(C::CustomerId, customer_id).unwrap_or_default(),
        accounts: fields.accounts(),
        email: fields.optional(C::Email, |text| {
            short(text, 254)?;
            if check::is_email(text) { Ok(text.into()) } else { Err(Reason::NotAnEmailAddress) }
        }),
        email_verified: fields.optional(C::EmailVerified, words::boolean).unwrap_or(false),
        name: fields.required(C::Name, |text| short(text, 200).map(Into::into)).unwrap_or_default(),
        birthdate: fields.optional(C::Birthdate, |text| times::birthdate(text, now)),
        gender: fields.optional(C::Gender, words::gender),
        prefecture: fields.optional(C::Prefecture, words::prefecture),
        phone: fields.optional(C::Phone, |text| {
            short(text, 32)?;
            if check::is_phone(text) { Ok(text.into()) } else { Err(Reason::NotAPhoneNumber) }
        }),
        note: fields.note(2000),
        created_at: fields.required(C::CreatedAt, |text| times::time(text, now, times::AHEAD.0)).unwrap_or_default(),
        last_sign_in_at: fields.optional(C::LastSignInAt, |text| times::time(text, now, times::AHEAD.1)),
    };
    if fields.faults.is_empty() { Ok(row) } else { Err(fields.faults) }
}

fn customer_id(text: &str) -> Result<String, Reason> {
    let text = short(text, 64)?;
    match odd_in_id(text) {
        Some(odd) => Err(odd.into()),
        None if ids::is_shortened(text) => Err(Reason::ShortenedNumber),
        None => Ok(text.into()),
    }
}

fn subject(provider: Option<Provider>, text: &str) -> Result<String, Reason> {
    if text.is_empty() {
        return Err(Reason::Required);
    }
    let text = short(text, 255)?;
    let fault = odd_in_id(text).map(Reason::from).or_else(|| ids::fault_of_subject(provider, text));
    fault.map_or_else(|| Ok(text.into()), Err)
}

fn short(text: &str, max: u32) -> Result<&str, Reason> {
    let too_long = text.chars().nth(max as usize).is_some();
    if too_long { Err(Reason::TooLong(max)) } else { Ok(text) }
}

struct RecordFields<'a> {
    header: &'a Header,
    record: &'a Record,
    faults: Vec<Refusal>,
}

impl<'a> RecordFields<'a> {
    fn fault(&mut self, column: CsvColumn, reason: Reason) {
        self.faults.push(Refusal { line: self.record.line(), column: COLUMNS[column as usize], reason });
    }

    fn check_count(&mut self) -> Result<(), Refusal> {
        let (names, line) = (self.header.name_of(), self.record.line());
        if let Some(column) = names.iter().skip(self.record.len()).find_map(|name| *name) {
            return Err(Refusal { line, column, reason: Reason::MissingColumns });
        }
        let has_value = |at: &usize| self.record.get(*at).is_some_and(|field| !field.trim_ascii().is_empty());
        if (names.len()..self.record.len()).any(|at| has_value(&at)) {
            return Err(Refusal { line, column: WHOLE_ROW, reason: Reason::TooManyColumns });
        }
        let nameless = (0..names.len()).filter(|at| names[*at].is_none()).find(has_value);
        if let Some(number) = nameless.and_then(|at| u32::try_from(at + 1).ok()) {
            self.faults.push(Refusal { line, column: WHOLE_ROW, reason: Reason::NamelessColumn(number) });
        }
        Ok(())
    }

    fn text(&self, column: CsvColumn) -> Result<&'a str, Reason> {
        let bytes = self.record.get(self.header.field_of(column as usize)).unwrap_or_default();
        str::from_utf8(bytes).map_err(|_| Reason::Unreadable)
    }

    /// A text of one line, without white space around it and without the `'` of spreadsheets.
    fn line(&self, column: CsvColumn) -> Result<Cow<'a, str>, Reason> {
        let text = match plain(self.text(column)?.trim()) {
            Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
            Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
        };
        odd_in_line(&text).map_or(Ok(text), |odd| Err(odd.into()))
    }

    fn optional<T>(&mut self, column: CsvColumn, read: impl FnOnce(&str) -> Result<T, Reason>) -> Option<T> {
        let text = self.line(column);
        let value = text.and_then(|text| if text.is_empty() { Ok(None) } else { read(&text).map(Some) });
        value.unwrap_or_else(|reason| {
            self.fault(column, reason);
            None
        })
    }

    /// Returns `None` only if an error was recorded.
    fn required<T>(&mut self, column: CsvColumn, read: impl FnOnce(&str) -> Result<T, Reason>) -> Option<T> {
        let faults = self.faults.len();
        let value = self.optional(column, read);
        if value.is_none() && self.faults.len() == faults {
            self.fault(column, Reason::Required);
        }
        value
    }

    fn note(&mut self, max: u32) -> String {
        let is_odd = |c: char| c.is_control() && !matches!(c, '\r' | '\n' | '\t');
        let text = self.text(CsvColumn::Note).map(plain).and_then(|text| {
            short(&text, max)?;
            if text.contains(is_odd) { Err(Reason::ControlCharacter) } else { Ok(text.into_owned()) }
        });
        text.unwrap_or_else(|reason| {
            self.fault(CsvColumn::Note, reason);
            String::new()
        })
    }

    /// One account, or several as in exports: `line|google` and their ids in the same order.
    fn accounts(&mut self) -> Vec<(Provider, String)> {
        let providers = self.required(CsvColumn::Provider, |text| {
            let providers: Vec<_> =
                text.split(BETWEEN).map(|name| words::provider(name.trim())).collect::<Result<_, _>>()?;
            let twice = (1..providers.len()).any(|at| providers[..at].contains(&providers[at]));
            if twice { Err(Reason::ProviderTwice) } else { Ok(providers) }
        });
        let of = |at: usize| providers.as_ref().and_then(|providers| providers.get(at)).copied();
        let subjects = self.required(CsvColumn::Subject, |text| {
            let parts = text.split(BETWEEN).enumerate();
            let subjects: Vec<_> = parts.map(|(at, part)| subject(of(at), part.trim())).collect::<Result<_, _>>()?;
            let fits = providers.as_ref().is_none_or(|providers| providers.len() == subjects.len());
            if fits { Ok(subjects) } else { Err(Reason::AccountsDiffer) }
        });
        providers.unwrap_or_default().into_iter().zip(subjects.unwrap_or_default()).collect()
    }
}
