//! What was typed in one person's name, in whatever words. Whoever comes first swallows nothing of what comes later: each
//! new text is kept beside the first, so many and no more, and few of one place, so that nobody fills them all. When there
//! are too many, one goes of the place that has most (of several such, the one that spoke last), its oldest: nobody's only
//! text goes while somebody else has two. When every place has one alone, the newest gives way to the next: those that
//! were early stay, however many places somebody has.

use serde::{Deserialize, Serialize};

/// Texts that are kept of one request.
const MOST: usize = 20;
/// Of these from one place.
const OF_A_PLACE: usize = 2;

/// A request as it is sealed.
#[derive(Serialize, Deserialize)]
pub struct Asked {
    pub name: String,
    pub email: String,
    pub message: String,
    /// From where, as a keyed hash.
    #[serde(default)]
    pub from: String,
    /// The same asked again in other words, oldest first.
    #[serde(default)]
    pub later: Vec<Words>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Words {
    pub name: String,
    pub message: String,
    /// Unix time.
    pub at: i64,
    pub from: String,
}

impl Asked {
    /// Keeps what was asked again, unless it was said already. The first text always stays.
    pub fn again(&mut self, words: Words) {
        let said = |name: &str, message: &str| name == words.name && message == words.message;
        if said(&self.name, &self.message) || self.later.iter().any(|each| said(&each.name, &each.message)) {
            return;
        }
        let of_this_place = |each: &Words| each.from == words.from;
        let there = usize::from(self.from == words.from) + self.later.iter().filter(|each| of_this_place(each)).count();
        let goes = if there >= OF_A_PLACE { self.later.iter().rposition(of_this_place) } else { None };
        let goes = goes.or_else(|| (self.later.len() + 1 >= MOST).then(|| self.least_missed(&words)));
        if let Some(goes) = goes {
            self.later.remove(goes);
        }
        self.later.push(words);
    }

    /// Which of the later texts goes when one more comes: see the module.
    fn least_missed(&self, new: &Words) -> usize {
        let of = |place: &str| {
            let later = self.later.iter().filter(|each| each.from == place).count();
            later + usize::from(self.from == place) + usize::from(new.from == place)
        };
        let newest = self.later.len().saturating_sub(1);
        // Of several that have as many, the last one is found.
        match self.later.iter().max_by_key(|each| of(&each.from)).filter(|each| of(&each.from) > 1) {
            Some(most) => self.later.iter().position(|each| each.from == most.from).unwrap_or(newest),
            None => newest,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(message: &str, from: &str) -> Words {
        Words { name: "渡邊".into(), message: message.into(), at: 0, from: from.into() }
    }

    fn kept(asked: &Asked) -> Vec<&str> {
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

    fn first(from: &str) -> Asked {
        let (name, email) = ("Mallory".to_owned(), "saito@example.jp".to_owned());
        Asked { name, email, message: "first".into(), from: from.into(), later: Vec::new() }
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
    fn s7_whoever_was_early_stays_when_every_place_has_one() {
        let mut asked = first("1");
        for place in 2..60 {
            asked.again(words(&place.to_string(), &place.to_string()));
        }
        let early: Vec<_> = (2..20).chain([59]).map(|place: i32| place.to_string()).collect();
        assert_eq!(kept(&asked), early);
    }
}
