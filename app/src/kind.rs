//! The kinds of things that an id can name.

/// The kind of a thing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Kind {
    AccessRequest,
    Account,
    Announcement,
    Case,
    Certificate,
    Consent,
    Contact,
    Export,
    Help,
    Inquiry,
    Invitation,
    Lift,
    Mail,
    Member,
    Network,
    Passkey,
    ProfileChange,
    Session,
    StaffRequest,
    Tenant,
}

/// The thing that a post is about: its kind, and the field with its id.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct About {
    pub kind: Kind,
    pub field: &'static str,
}
