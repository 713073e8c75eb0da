//! The words that find an entry: its object's name, the name of the person who acted, the IP address. They are stored as
//! blind indexes, because names and addresses are sealed. Writing and searching call the same functions, so they always
//! match. Words are folded like those of a search for end users: width, case, kana and old characters make no difference.

use crate::base::{address, fold};
use crate::seal::keys::TenantKeys;
use serde_json::{Map, Value};
use std::net::IpAddr;

/// A blind index in the database.
pub type WordIndex = [u8; 16];

/// The words of an entry, without repeats. The program's own jobs are no names.
pub fn of_entry(keys: &TenantKeys, actor_kind: &str, personal: &Map<String, Value>) -> Vec<WordIndex> {
    let said = |key: &str| personal.get(key).and_then(Value::as_str).unwrap_or_default();
    let actor = if actor_kind == "system" { "" } else { said("actor") };
    let names = [said("object"), actor].into_iter().flat_map(folded);
    let mut words: Vec<WordIndex> = names.map(|word| index(keys, &word)).collect();
    words.extend(ip(said("ip")).map(|ip| index(keys, &ip)));
    words.sort_unstable();
    words.dedup();
    words
}

/// All possible meanings of typed text. An entry matches if it has each word of one of them.
pub fn meanings(keys: &TenantKeys, typed: &str) -> Vec<Vec<WordIndex>> {
    let one = |word: &str| vec![index(keys, word)];
    let mut any: Vec<Vec<WordIndex>> = ip(typed).iter().map(|ip| one(ip)).collect();
    if typed.contains('@') {
        any.extend(whole(&address::folded(typed)).map(|word| one(&word)));
    }
    let words = fold::name_words(typed);
    any.extend(words.first().map(|whole| one(whole)));
    if words.len() > 1 {
        any.push(words[1..].iter().map(|word| index(keys, word)).collect());
    }
    any.dedup();
    any
}

/// The words of a name: the whole and each part; of an email address also its usual form.
fn folded(text: &str) -> Vec<String> {
    let mut words = fold::name_words(text);
    if text.contains('@') {
        words.extend(whole(&address::folded(text)));
    }
    words
}

fn whole(text: &str) -> Option<String> {
    fold::name_words(text).into_iter().next()
}

/// An IP address in its usual form.
fn ip(text: &str) -> Option<String> {
    text.trim().parse::<IpAddr>().ok().map(|ip| ip.to_string())
}

fn index(keys: &TenantKeys, folded: &str) -> WordIndex {
    keys.index.index("log_word", folded)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use uuid::Uuid;

    fn finds(personal: Value, kind: &str, typed: &str) -> bool {
        let keys = TenantKeys::for_tests(Uuid::from_u128(7));
        let Value::Object(personal) = personal else { return false };
        let words = of_entry(&keys, kind, &personal);
        meanings(&keys, typed).iter().any(|all| all.iter().all(|word| words.contains(word)))
    }

    #[test]
    fn an_entry_is_found_by_its_object_its_actor_and_its_address() {
        let entry = || json!({"object": "C00019994", "actor": "髙﨑 真由美", "ip": "2001:db8::1"});
        for typed in ["c00019994", "Ｃ０００１９９９４", "高崎", "高崎真由美", "真由美　髙﨑", "2001:DB8:0::1"]
        {
            assert!(finds(entry(), "member", typed), "{typed}");
        }
        for typed in ["C0001999", "真由", "2001:db8::2", "", "　"] {
            assert!(!finds(entry(), "member", typed), "{typed}");
        }
        assert!(finds(json!({"object": "Nozomi@Takasakiya.example.jp"}), "member", "nozomi@takasakiya.example.jp"));
    }

    #[test]
    fn a_job_is_no_name() {
        assert!(!finds(json!({"actor": "mail"}), "system", "mail"));
        assert!(finds(json!({"actor": "mail"}), "member", "mail"));
    }
}
