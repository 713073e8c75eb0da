//! A company of the demonstration, or the provider, with its people and their actions.

use super::numbers::Numbers;
use super::year::{DemoEntry, DemoPerson, Year};
use crate::identity::account::NewAccount;
use crate::state::AppState;
use app::permission::Role;
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// A member or a member of staff: key in the list of first sign-ins, role, address, name.
pub type NewPerson = (&'static str, Role, &'static str, &'static str);

/// A company, or the provider, with its people.
pub struct DemoCompany {
    pub tenant: Uuid,
    pub people: Vec<DemoPerson>,
    /// First sign-ins, each with its key.
    pub sign_ins: Vec<(&'static str, NewAccount)>,
}

impl DemoCompany {
    pub fn add(&mut self, (word, role, _, name): &NewPerson, new: NewAccount) {
        self.people.push(DemoPerson { id: new.id, role: *role, name: (*name).to_owned(), email: new.email.clone() });
        self.sign_ins.push((word, new));
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
