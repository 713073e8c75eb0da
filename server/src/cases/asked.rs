//! What was typed in one person's name, in whatever words. Whoever comes first swallows nothing of what comes later: each
//! new text is kept beside the first, so many and no more, and few of one place, so that nobody fills them all.

use serde::{Deserialize, Serialize};

/// Texts that are kept of one request.
const MOST: usize = 5;
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
        if let Some(goes) = goes.or((self.later.len() + 1 >= MOST).then_some(0)) {
            self.later.remove(goes);
        }
        self.later.push(words);
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
        let (name, email) = ("Mallory".to_owned(), "saito@example.jp".to_owned());
        let mut asked = Asked { name, email, message: "first".into(), from: "a".into(), later: Vec::new() };
        for n in 0..9 {
            asked.again(words(&format!("a{n}"), "a"));
        }
        asked.again(words("real", "b"));
        asked.again(words("real", "b"));
        asked.again(words("a9", "a"));
        assert_eq!(kept(&asked), ["real", "a9"]);
        for place in ["c", "d", "e", "f"] {
            asked.again(words(place, place));
        }
        assert_eq!((asked.message.as_str(), kept(&asked)), ("first", vec!["c", "d", "e", "f"]));
    }
}
