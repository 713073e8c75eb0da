//! The personal data of an end user as one compact value that is sealed as a whole: fields with their length in front,
//! in a fixed order. Reading borrows from the opened value, because an export reads hundreds of thousands per second.

/// Version of the format, the first byte.
const VERSION: u8 = 1;

/// Number of text fields.
pub const FIELDS: usize = 10;

/// All deposited data about one end user. Texts as in the file; times as RFC 3339 in Japan time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EndUserData {
    pub customer_id: String,
    pub email: String,
    pub email_verified: bool,
    pub name: String,
    pub birthdate: String,
    pub gender: String,
    pub prefecture: String,
    pub phone: String,
    pub note: String,
    pub created_at: String,
    pub last_sign_in_at: String,
    /// (provider, subject), in the order of linking.
    pub identities: Vec<(String, String)>,
}

/// A person, borrowed from the opened value.
#[derive(Clone, Copy, Debug, Default)]
pub struct PersonView<'a> {
    pub customer_id: &'a str,
    pub email: &'a str,
    pub email_verified: bool,
    pub name: &'a str,
    pub birthdate: &'a str,
    pub gender: &'a str,
    pub prefecture: &'a str,
    pub phone: &'a str,
    pub note: &'a str,
    pub created_at: &'a str,
    pub last_sign_in_at: &'a str,
    identities: &'a [u8],
}

impl EndUserData {
    /// The value to seal. The import refuses texts longer than 65,535 bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = vec![VERSION, u8::from(self.email_verified)];
        let texts: [&str; FIELDS] = [
            &self.customer_id,
            &self.email,
            &self.name,
            &self.birthdate,
            &self.gender,
            &self.prefecture,
            &self.phone,
            &self.note,
            &self.created_at,
            &self.last_sign_in_at,
        ];
        let identities = self.identities.iter().flat_map(|(provider, subject)| [provider.as_str(), subject]);
        for text in texts.into_iter().chain(identities) {
            let len = u16::try_from(text.len()).unwrap_or(u16::MAX);
            out.extend_from_slice(&len.to_be_bytes());
            out.extend_from_slice(&text.as_bytes()[..usize::from(len)]);
        }
        out
    }
}

impl<'a> PersonView<'a> {
    /// Reads an opened value. Returns `None` if the format is unknown.
    pub fn parse(bytes: &'a [u8]) -> Option<PersonView<'a>> {
        let (head, mut rest) = bytes.split_at_checked(2)?;
        if head[0] != VERSION {
            return None;
        }
        let mut texts = [""; FIELDS];
        for text in &mut texts {
            *text = take(&mut rest)?;
        }
        let [customer_id, email, name, birthdate, gender, prefecture, phone, note, created_at, last_sign_in_at] = texts;
        Some(PersonView {
            customer_id,
            email,
            email_verified: head[1] == 1,
            name,
            birthdate,
            gender,
            prefecture,
            phone,
            note,
            created_at,
            last_sign_in_at,
            identities: rest,
        })
    }

    /// Returns an owned copy.
    pub fn to_person(&self) -> EndUserData {
        EndUserData {
            customer_id: self.customer_id.to_owned(),
            email: self.email.to_owned(),
            email_verified: self.email_verified,
            name: self.name.to_owned(),
            birthdate: self.birthdate.to_owned(),
            gender: self.gender.to_owned(),
            prefecture: self.prefecture.to_owned(),
            phone: self.phone.to_owned(),
            note: self.note.to_owned(),
            created_at: self.created_at.to_owned(),
            last_sign_in_at: self.last_sign_in_at.to_owned(),
            identities: self.identities().map(|(p, s)| (p.to_owned(), s.to_owned())).collect(),
        }
    }

    /// (provider, subject) of each linked account.
    pub fn identities(&self) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a> {
        let mut rest = self.identities;
        std::iter::from_fn(move || Some((take(&mut rest)?, take(&mut rest)?)))
    }
}

fn take<'a>(rest: &mut &'a [u8]) -> Option<&'a str> {
    let (len, after) = rest.split_first_chunk::<2>()?;
    let (text, after) = after.split_at_checked(usize::from(u16::from_be_bytes(*len)))?;
    *rest = after;
    std::str::from_utf8(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_comes_back_whole() {
        let person = EndUserData {
            customer_id: "C1".into(),
            name: "髙﨑 𠮷郎".into(),
            note: "改行\n\"あり\" 🎁".into(),
            email_verified: true,
            identities: vec![("line".into(), "U1".into()), ("apple".into(), "001".into())],
            ..EndUserData::default()
        };
        let bytes = person.to_bytes();
        let view = PersonView::parse(&bytes).unwrap();
        assert_eq!((view.name, view.note, view.email_verified), ("髙﨑 𠮷郎", "改行\n\"あり\" 🎁", true));
        assert_eq!(view.identities().collect::<Vec<_>>(), [("line", "U1"), ("apple", "001")]);
        assert!(PersonView::parse(&bytes[..bytes.len() / 3]).is_none());
    }
}
