//! The texts of requests for one address. An early text must not hide later ones, so each new text is kept beside the
//! first, up to a maximum, and up to a few from one network, so that one sender cannot fill the list. If the list is
//! full, the oldest later text of the network with the most texts is removed (of several such networks, the one that
//! wrote last). No network loses its only text while another has two. If every network has one text, the newest later
//! text is removed: early texts stay, however many networks an attacker uses.

use serde::{Deserialize, Serialize};

/// The largest number of texts per request.
const MOST: usize = 20;
/// The largest number of texts from one network.
const PER_NETWORK: usize = 2;

/// A request in its sealed form.
#[derive(Serialize, Deserialize)]
pub struct HelpText {
    pub name: String,
    pub email: String,
    pub message: String,
    /// The network of the sender, as a keyed hash.
    #[serde(default)]
    pub from: String,
    /// Further texts of the same request, oldest first.
    #[serde(default)]
    pub later: Vec<LaterText>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct LaterText {
    pub name: String,
    pub message: String,
    /// Unix time.
    pub at: i64,
    pub from: String,
}

impl HelpText {
    /// Adds a text, unless the same text is stored already. The first text always stays.
    pub fn again(&mut self, words: LaterText) {
        let said = |name: &str, message: &str| name == words.name && message == words.message;
        if said(&self.name, &self.message) || self.later.iter().any(|each| said(&each.name, &each.message)) {
            return;
        }
        let of_this_network = |each: &LaterText| each.from == words.from;
        let there =
            usize::from(self.from == words.from) + self.later.iter().filter(|each| of_this_network(each)).count();
        let goes = if there >= PER_NETWORK { self.later.iter().rposition(of_this_network) } else { None };
        let goes = goes.or_else(|| (self.later.len() + 1 >= MOST).then(|| self.least_missed(&words)));
        if let Some(goes) = goes {
            self.later.remove(goes);
        }
        self.later.push(words);
    }

    /// Chooses the later text to remove when one more arrives, by the rule of this module.
    fn least_missed(&self, new: &LaterText) -> usize {
        let of = |place: &str| {
            let later = self.later.iter().filter(|each| each.from == place).count();
            later + usize::from(self.from == place) + usize::from(new.from == place)
        };
        let newest = self.later.len().saturating_sub(1);
        // If several networks have the same number, `max_by_key` returns the last one.
        match self.later.iter().max_by_key(|each| of(&each.from)).filter(|each| of(&each.from) > 1) {
            Some(most) => self.later.iter().position(|each| each.from == most.from).unwrap_or(newest),
            None => newest,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(message: &str, from: &str) -> LaterText {
        LaterText { name: "渡邊".into(), message: message.into(), at: 0, from: from.into() }
    }

    fn kept(asked: &HelpText) -> Vec<&str> {
        asked.later.iter().map(|words| words.message.as_str()).collect()
    }

    #[test]
    fn nobody_fills_all_of_it_from_one_place_and_the_first_stays() {
        let mut asked = first("a");
        for n in 0..9 {
            asked.again(words(&format!("a{n}"), "a"));
        }
        asked.again(words("real", "b"));
        asked.again(words("real", "b"));
        asked.again(words("a9", "a"));
        assert_eq!(kept(&asked), ["real", "a9"]);
    }

    fn first(from: &str) -> HelpText {
        let (name, email) = ("Mallory".to_owned(), "saito@example.jp".to_owned());
        HelpText { name, email, message: "first".into(), from: from.into(), later: Vec::new() }
    }

    #[test]
    fn s7_the_only_text_of_a_place_stays_while_others_have_two() {
        let mut asked = first("1");
        asked.again(words("real", "2"));
        for place in 3..30 {
            for n in 0..2 {
                asked.again(words(&format!("{place} {n}"), &place.to_string()));
                assert!(kept(&asked).contains(&"real") && asked.later.len() < MOST, "{place}");
            }
        }
        assert_eq!((asked.message.as_str(), asked.later.len()), ("first", MOST - 1));
    }

    #[test]
    fn s7_an_early_request_stays_when_every_place_has_one() {
        let mut asked = first("1");
        for place in 2..60 {
            asked.again(words(&place.to_string(), &place.to_string()));
        }
        let early: Vec<_> = (2..20).chain([59]).map(|place: i32| place.to_string()).collect();
        assert_eq!(kept(&asked), early);
    }
}
