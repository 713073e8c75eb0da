//! The subject of a mail: an invitation, a contact, an account. Its page shows the delivery to the person who caused
//! the mail.

crate::sql::migration!(
    "ALTER TABLE mail ADD COLUMN about $UUID
;;
CREATE INDEX mail_by_about ON mail (about) WHERE about IS NOT NULL"
);
