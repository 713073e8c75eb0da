//! What is searched about an end user, as blind indexes. Import and search call the same functions, so that what was
//! stored is what is looked for.

use super::csv::Provider;
use super::person::Person;
use crate::base::{address, fold};
use crate::seal::keys::TenantKeys;

/// A blind index as it stands in the database.
pub type Index = [u8; 16];

/// A word by which an end user is found, with what else the end user is filtered by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Word {
    pub index: Index,
    pub prefecture: Option<Index>,
    pub providers: i32,
}

/// Makes one tenant's indexes.
#[derive(Clone, Copy)]
pub struct Indexes<'k>(pub &'k TenantKeys);

impl Indexes<'_> {
    /// Who a customer is: the id as the company writes it, for `C1` and `c1` are two customers.
    pub fn customer(self, id: &str) -> Index {
        self.0.index.index("customer_id", id)
    }

    /// An address in whichever form it is written: with or without quotation marks, its domain in Unicode or in ASCII.
    pub fn email(self, email: &str) -> Index {
        self.0.index.index("email", &address::folded(email))
    }

    pub fn phone(self, folded: &str) -> Index {
        self.0.index.index("phone", folded)
    }

    pub fn prefecture(self, prefecture: &str) -> Index {
        self.0.index.index("prefecture", prefecture)
    }

    /// The prefecture of a person who has one.
    pub fn prefecture_of(self, person: &Person) -> Option<Index> {
        (!person.prefecture.is_empty()).then(|| self.prefecture(&person.prefecture))
    }

    /// An account at a provider. Each provider has indexes of its own, so that equal ids at two of them do not show.
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

    /// A customer id that is written in a way of its own, folded.
    pub fn customer_word(self, folded: &str) -> Index {
        self.0.index.index("customer_word", folded)
    }

    /// Every word by which a person is found, none twice, each with what is filtered by.
    pub fn words(self, person: &Person) -> Vec<Word> {
        let mut words: Vec<Index> = fold::name_words(&person.name).iter().map(|w| self.name_word(w)).collect();
        let folded = fold::customer_id(&person.customer_id);
        if !spellings(&folded).contains(&person.customer_id) {
            words.push(self.customer_word(&folded));
        }
        words.sort_unstable();
        words.dedup();
        let (prefecture, providers) = (self.prefecture_of(person), providers(person));
        words.into_iter().map(|index| Word { index, prefecture, providers }).collect()
    }
}

/// The providers at which a person has accounts, as a set of bits.
pub fn providers(person: &Person) -> i32 {
    let known = person.identities.iter().filter_map(|(name, _)| Provider::from_name(name));
    known.fold(0, |set, provider| set | provider.bit())
}

/// How a folded customer id is mostly written: such ids are found by the index of the id itself and need no word.
pub fn spellings(folded: &str) -> [String; 2] {
    [folded.to_owned(), folded.to_uppercase()]
}
