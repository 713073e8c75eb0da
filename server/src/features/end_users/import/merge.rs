//! Merges a row into a person who is already stored.
//!
//! A person has one account at each provider. A row of an account that is already linked replaces the person's data: a
//! field that it leaves empty becomes empty. A further row of the same person within one import (another linked
//! account), and a row that links a new account, only fill in: a field that they leave empty stays as it is. So the
//! result does not depend on how often a file is imported. Within one file each account of a person occurs once: a
//! second row is refused before it gets here.

use crate::features::end_users::person::EndUserData;

/// Replaces everything except the linked accounts.
pub fn replace(person: &mut EndUserData, row: EndUserData) {
    let identities = std::mem::take(&mut person.identities);
    *person = EndUserData { identities, ..row };
}

/// Fills in the fields that the row has.
pub fn fill(person: &mut EndUserData, row: EndUserData) {
    if !row.email.is_empty() {
        person.email_verified = row.email_verified;
    }
    let earliest = std::cmp::min(&person.created_at, &row.created_at).clone();
    let latest = std::cmp::max(&person.last_sign_in_at, &row.last_sign_in_at).clone();
    let filled = [
        (&mut person.email, row.email),
        (&mut person.name, row.name),
        (&mut person.birthdate, row.birthdate),
        (&mut person.gender, row.gender),
        (&mut person.prefecture, row.prefecture),
        (&mut person.phone, row.phone),
        (&mut person.note, row.note),
    ];
    for (known, said) in filled {
        if !said.is_empty() {
            *known = said;
        }
    }
    // All times have the same format, so they sort like their texts.
    (person.created_at, person.last_sign_in_at) = (earliest, latest);
}

/// Links an account. Returns the id of the account at the same provider that it replaces.
pub fn link(person: &mut EndUserData, provider: &str, subject: &str) -> Option<String> {
    match person.identities.iter_mut().find(|(known, _)| known == provider) {
        Some((_, known)) if known == subject => None,
        Some((_, known)) => Some(std::mem::replace(known, subject.to_owned())),
        None => {
            person.identities.push((provider.to_owned(), subject.to_owned()));
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(email: &str, note: &str, created_at: &str) -> EndUserData {
        let (email, note, created_at) = (email.into(), note.into(), created_at.into());
        EndUserData { email, note, created_at, name: "髙橋 愛".into(), ..EndUserData::default() }
    }

    #[test]
    fn a_further_row_fills_in_and_clears_nothing() {
        let mut known = person("a@example.jp", "x", "2020-01-01T00:00:00+09:00");
        fill(&mut known, person("", "y", "2019-01-01T00:00:00+09:00"));
        assert_eq!((known.email.as_str(), known.note.as_str()), ("a@example.jp", "y"));
        assert_eq!(known.created_at, "2019-01-01T00:00:00+09:00");
    }

    #[test]
    fn a_row_that_speaks_for_the_person_clears_but_unlinks_nothing() {
        let mut known = person("a@example.jp", "x", "2020-01-01T00:00:00+09:00");
        assert_eq!(link(&mut known, "line", "U1"), None);
        replace(&mut known, person("", "", "2020-01-01T00:00:00+09:00"));
        assert_eq!((known.email.as_str(), known.identities.len()), ("", 1));
        assert_eq!(link(&mut known, "line", "U2").as_deref(), Some("U1"));
        assert_eq!(link(&mut known, "google", "1"), None);
        assert_eq!(known.identities.len(), 2);
    }
}
