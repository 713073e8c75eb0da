//! One end user with one linked account, as a row of the file says it.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::check;
use super::header::{COLUMNS, Header};
use super::reader::Record;
use super::refusal::{Reason, Refusal, WHOLE_ROW};

/// Where an end user's account is. The names are those of the file and of the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "names of companies")]
pub enum Provider {
    Line,
    YahooJapan,
    Google,
    Apple,
    Facebook,
    Rakuten,
    X,
}

impl Provider {
    /// All providers, in the order in which they are offered.
    pub const ALL: [Self; 7] =
        [Self::Line, Self::YahooJapan, Self::Google, Self::Apple, Self::Facebook, Self::Rakuten, Self::X];

    /// The name in files and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Line => "line",
            Self::YahooJapan => "yahoo_japan",
            Self::Google => "google",
            Self::Apple => "apple",
            Self::Facebook => "facebook",
            Self::Rakuten => "rakuten",
            Self::X => "x",
        }
    }

    /// Its bit in a set of providers, as the database has it: never another one.
    pub fn bit(self) -> i32 {
        match self {
            Self::Line => 1,
            Self::YahooJapan => 2,
            Self::Google => 4,
            Self::Apple => 8,
            Self::Facebook => 16,
            Self::Rakuten => 32,
            Self::X => 64,
        }
    }

    /// The provider of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|provider| provider.as_str() == name)
    }
}

/// What an end user gave as gender.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "as they say")]
pub enum Gender {
    Male,
    Female,
    Other,
}

impl Gender {
    /// The name in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Male => "male",
            Self::Female => "female",
            Self::Other => "other",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        [Self::Male, Self::Female, Self::Other].into_iter().find(|gender| gender.as_str() == name)
    }
}

/// A good row. No `Debug`: all of it is somebody's data, which must not get into a log. Values stand as they were
/// written, without white space around them (a note keeps it).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndUserRow {
    /// The company's own id of its customer; several rows of one customer are its linked accounts.
    pub customer_id: String,
    /// Provider of the linked account.
    pub provider: Provider,
    /// Id of the account at the provider.
    pub subject: String,
    /// E-mail address.
    pub email: Option<String>,
    /// Whether the provider has verified the address.
    pub email_verified: bool,
    /// Full name.
    pub name: String,
    /// Date of birth.
    pub birthdate: Option<NaiveDate>,
    /// Gender.
    pub gender: Option<Gender>,
    /// One of the 47 prefectures.
    pub prefecture: Option<String>,
    /// Phone number.
    pub phone: Option<String>,
    /// Free text; may be empty, may have line breaks.
    pub note: String,
    /// When the account was linked.
    pub created_at: DateTime<Utc>,
    /// When it was last used.
    pub last_sign_in_at: Option<DateTime<Utc>>,
}

/// The columns by their places in [`COLUMNS`].
#[derive(Clone, Copy)]
enum Column {
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

/// Checks a record, column by column in the order of [`COLUMNS`], and gives it types.
pub(super) fn parse(header: &Header, record: &Record) -> Result<EndUserRow, Refusal> {
    use Column as C;
    let fields = Fields { header, record };
    fields.check_count()?;
    Ok(EndUserRow {
        customer_id: fields.required(C::CustomerId, 64)?.into(),
        provider: fields
            .parsed(C::Provider, Reason::UnknownProvider, Provider::from_name)?
            .ok_or_else(|| fields.refusal(C::Provider, Reason::Required))?,
        subject: fields.required(C::Subject, 255)?.into(),
        email: fields.checked(C::Email, 254, Reason::NotAnEmailAddress, check::is_email)?,
        email_verified: fields.parsed(C::EmailVerified, Reason::NotTrueOrFalse, check::boolean)?.unwrap_or(false),
        name: fields.required(C::Name, 200)?.into(),
        birthdate: fields.parsed(C::Birthdate, Reason::NotADate, check::date)?,
        gender: fields.parsed(C::Gender, Reason::UnknownGender, Gender::from_name)?,
        prefecture: fields.checked(C::Prefecture, 4, Reason::UnknownPrefecture, check::is_prefecture)?,
        phone: fields.checked(C::Phone, 32, Reason::NotAPhoneNumber, check::is_phone)?,
        note: fields.note(C::Note, 2000)?.into(),
        created_at: fields
            .parsed(C::CreatedAt, Reason::NotATime, check::time)?
            .ok_or_else(|| fields.refusal(C::CreatedAt, Reason::Required))?,
        last_sign_in_at: fields.parsed(C::LastSignInAt, Reason::NotATime, check::time)?,
    })
}

struct Fields<'a> {
    header: &'a Header,
    record: &'a Record,
}

impl<'a> Fields<'a> {
    fn refusal(&self, column: Column, reason: Reason) -> Refusal {
        Refusal { line: self.record.line(), column: COLUMNS[column as usize], reason }
    }

    fn check_count(&self) -> Result<(), Refusal> {
        let (names, line) = (self.header.name_of(), self.record.line());
        match names.get(self.record.len()) {
            Some(column) => Err(Refusal { line, column, reason: Reason::MissingColumns }),
            None if self.record.len() > names.len() => {
                Err(Refusal { line, column: WHOLE_ROW, reason: Reason::TooManyColumns })
            }
            None => Ok(()),
        }
    }

    fn text(&self, column: Column) -> Result<&'a str, Refusal> {
        let bytes = self.record.get(self.header.field_of(column as usize)).unwrap_or_default();
        str::from_utf8(bytes).map_err(|_| self.refusal(column, Reason::Unreadable))
    }

    fn note(&self, column: Column, max: u32) -> Result<&'a str, Refusal> {
        let text = self.text(column)?;
        if text.chars().any(|c| c.is_control() && !matches!(c, '\r' | '\n' | '\t')) {
            return Err(self.refusal(column, Reason::ControlCharacter));
        }
        self.short(column, text, max)
    }

    fn line(&self, column: Column, max: u32) -> Result<&'a str, Refusal> {
        let text = self.text(column)?.trim();
        if text.chars().any(char::is_control) {
            return Err(self.refusal(column, Reason::ControlCharacter));
        }
        self.short(column, text, max)
    }

    fn short(&self, column: Column, text: &'a str, max: u32) -> Result<&'a str, Refusal> {
        let too_long = text.chars().nth(max as usize).is_some();
        if too_long { Err(self.refusal(column, Reason::TooLong(max))) } else { Ok(text) }
    }

    fn required(&self, column: Column, max: u32) -> Result<&'a str, Refusal> {
        let text = self.line(column, max)?;
        if text.is_empty() { Err(self.refusal(column, Reason::Required)) } else { Ok(text) }
    }

    fn checked(
        &self,
        column: Column,
        max: u32,
        reason: Reason,
        is_good: impl Fn(&str) -> bool,
    ) -> Result<Option<String>, Refusal> {
        match self.line(column, max)? {
            "" => Ok(None),
            text if is_good(text) => Ok(Some(text.into())),
            _ => Err(self.refusal(column, reason)),
        }
    }

    fn parsed<T>(
        &self,
        column: Column,
        reason: Reason,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>, Refusal> {
        match self.text(column)?.trim() {
            "" => Ok(None),
            text => parse(text).map(Some).ok_or_else(|| self.refusal(column, reason)),
        }
    }
}
