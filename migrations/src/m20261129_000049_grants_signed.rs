//! Rows that grant access are signed, like accounts: one-time links, invitations, client certificates, passkeys.

crate::sql::migration!(
    "ALTER TABLE one_time_link ADD COLUMN mac $BYTES
;;
ALTER TABLE invitation ADD COLUMN mac $BYTES
;;
ALTER TABLE client_certificate ADD COLUMN mac $BYTES
;;
ALTER TABLE passkey ADD COLUMN mac $BYTES"
);
