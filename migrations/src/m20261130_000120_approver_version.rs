//! The version that the account of the approver of an invitation had then: what a person has approved may end together.

crate::sql::migration!("ALTER TABLE invitation ADD COLUMN approver_version $BIG");
