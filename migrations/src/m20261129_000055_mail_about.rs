//! What a mail is about: an invitation, a contact, an account. Whoever caused it sees there whether it went.

crate::sql::migration!(
    "ALTER TABLE mail ADD COLUMN about $UUID
;;
CREATE INDEX mail_by_about ON mail (about) WHERE about IS NOT NULL"
);
