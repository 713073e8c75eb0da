//! Blind indexes of the searchable fields of an end user. Import and search call the same functions, so that they
//! always match.

use super::csv::Provider;
use super::person::EndUserData;
use crate::base::{address, fold};
use crate::seal::keys::TenantKeys;

/// A blind index in the database.
pub type Index = [u8; 16];

/// A word that finds an end user, together with the columns that are filtered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct IndexedWord {
    pub index: Index,
    pub prefecture: Option<Index>,
    pub providers: i32,
}

/// Computes the indexes of one tenant.
#[derive(Clone, Copy)]
pub struct Indexes<'k>(pub &'k TenantKeys);

impl Indexes<'_> {
    /// Identity of a customer: the exact id of the company, because `C1` and `c1` are two customers.
    pub fn customer(self, id: &str) -> Index {
        self.0.index.index("customer_id", id)
    }

    /// An address in any form: with or without quotation marks, with its domain in Unicode or in ASCII.
    pub fn email(self, email: &str) -> Index {
        self.0.index.index("email", &address::folded(email))
    }

    pub fn phone(self, folded: &str) -> Index {
        self.0.index.index("phone", folded)
    }

    pub fn prefecture(self, prefecture: &str) -> Index {
        self.0.index.index("prefecture", prefecture)
    }

    /// The prefecture of a person, if there is one.
    pub fn prefecture_of(self, person: &EndUserData) -> Option<Index> {
        (!person.prefecture.is_empty()).then(|| self.prefecture(&person.prefecture))
    }

    /// An account at a provider. Each provider has its own index, so that equal ids at two providers are not visible.
    pub fn subject(self, provider: Provider, subject: &str) -> Index {
        let field = match provider {
            Provider::Line => "subject:line",
            Provider::YahooJapan => "subject:yahoo_japan",
            Provider::Google => "subject:google",
            Provider::Apple => "subject:apple",
            Provider::Facebook => "subject:facebook",
            Provider::Rakuten => "subject:rakuten",
            Provider::X => "subject:x",
        };
        self.0.index.index(field, subject)
    }

    /// A word of a name, folded.
    pub fn name_word(self, folded: &str) -> Index {
        self.0.index.index("name_word", folded)
    }

    /// A customer id in an unusual spelling, folded.
    pub fn customer_word(self, folded: &str) -> Index {
        self.0.index.index("customer_word", folded)
    }

    /// Every word that finds a person, without repeats, each with the filtered columns.
    pub fn words(self, person: &EndUserData) -> Vec<IndexedWord> {
        let mut words: Vec<Index> = fold::name_words(&person.name).iter().map(|w| self.name_word(w)).collect();
        let folded = fold::customer_id(&person.customer_id);
        if !spellings(&folded).contains(&person.customer_id) {
            words.push(self.customer_word(&folded));
        }
        words.sort_unstable();
        words.dedup();
        let (prefecture, providers) = (self.prefecture_of(person), providers(person));
        words.into_iter().map(|index| IndexedWord { index, prefecture, providers }).collect()
    }
}

/// The providers of a person's accounts, as bits.
pub fn providers(person: &EndUserData) -> i32 {
    let known = person.identities.iter().filter_map(|(name, _)| Provider::from_name(name));
    known.fold(0, |set, provider| set | provider.bit())
}

/// The usual spellings of a folded customer id. Such ids are found by the index of the id itself and need no word.
pub fn spellings(folded: &str) -> [String; 2] {
    [folded.to_owned(), folded.to_uppercase()]
}
