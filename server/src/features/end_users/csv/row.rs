//! One end user with linked accounts, as in a row of the file.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// A provider of linked accounts. The names are those in the file and in the database.
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
    /// All providers, in the order of the pages.
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

    /// The provider's bit in a set of providers in the database. It never changes.
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

    /// Finds a provider by name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|provider| provider.as_str() == name)
    }
}

/// The gender that an end user gave.
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

    /// Finds a gender by name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Male, Self::Female, Self::Other].into_iter().find(|gender| gender.as_str() == name)
    }
}

/// A valid row, with this program's words. It has no `Debug`, because all of it is personal data that must not get into
/// a log. Texts are as written, but without white space around them (except in a note) and without the leading `'` of
/// spreadsheets.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CsvRow {
    /// The company's own id of its customer. Further rows of one customer contain further accounts.
    pub customer_id: String,
    /// The linked accounts in their order, at least one: provider and id. Each provider occurs once.
    pub accounts: Vec<(Provider, String)>,
    /// E-mail address.
    pub email: Option<String>,
    /// True if the provider has verified the address.
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
