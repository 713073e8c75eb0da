//! Passwords that an attacker would try who knows the person or the country (MS-16, ASVS 6.2.4, 6.2.11): passwords that
//! contain the name of the product, the company, the person or their domain; a single everyday Japanese word with a
//! year, digits or signs around it; words from the product's own screens. Passphrases of several words are allowed.

mod around;
mod everyday;
mod screens;
mod spelling;

pub use around::{PasswordContext, holds_a_word_of};
pub use everyday::{everyday_words, is_everyday};
