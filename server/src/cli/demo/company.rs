//! A company of the demonstration, or the provider, with its people and their actions.

use super::numbers::Numbers;
use super::year::{DemoEntry, DemoPerson, Year};
use crate::identity::account::NewAccount;
use crate::state::AppState;
use app::permission::Role;
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// A member or a member of staff.
pub struct NewPerson {
    /// The key in the list of first sign-ins.
    pub key: &'static str,
    pub role: Role,
    pub email: &'static str,
    pub name: &'static str,
}

/// A company, or the provider, with its people.
pub struct DemoCompany {
    pub tenant: Uuid,
    pub people: Vec<DemoPerson>,
    /// First sign-ins, each with its key.
    pub sign_ins: Vec<(&'static str, NewAccount)>,
}

impl DemoCompany {
    pub fn add(&mut self, person: &NewPerson, new: NewAccount) {
        let (name, email) = (person.name.to_owned(), new.email.clone());
        self.people.push(DemoPerson { id: new.id, role: person.role, name, email });
        self.sign_ins.push((person.key, new));
    }

    /// The actions of these people during a year.
    pub fn year(&self, app: &AppState, start: DateTime<Utc>, end: DateTime<Utc>) -> Vec<DemoEntry> {
        let seed = self.people.iter().map(|person| person.email.len() as u64).sum();
        let new_id = || app.new_id();
        let mut year = Year { numbers: Numbers::new(seed), new_id: &new_id, acts: Vec::new() };
        year.live(&self.people, start, end);
        year.acts
    }
}
