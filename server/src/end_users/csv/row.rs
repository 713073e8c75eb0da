//! One end user with linked accounts, as a row of the file says it.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

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

    /// The gender of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Male, Self::Female, Self::Other].into_iter().find(|gender| gender.as_str() == name)
    }
}

/// A good row, in the words of this program whatever words the file has. No `Debug`: all of it is somebody's data, which
/// must not get into a log. Texts stand as they were written, without white space around them (a note keeps it) and
/// without the `'` of spreadsheets in front.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndUserRow {
    /// The company's own id of its customer; further rows of one customer tell of further accounts.
    pub customer_id: String,
    /// The linked accounts in their order, at least one: provider, and the id there. No provider stands twice.
    pub accounts: Vec<(Provider, String)>,
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
