//! Exports and notification contacts are signed, like rows that grant access: they decide what is written into a file, and
//! who gets letters. A signed row is found by its id alone.

crate::sql::migration!(
    "ALTER TABLE export ADD COLUMN version $BIG NOT NULL DEFAULT 0
;;
ALTER TABLE export ADD COLUMN mac $BYTES
;;
CREATE UNIQUE INDEX export_by_id ON export (id)
;;
ALTER TABLE contact ADD COLUMN version $BIG NOT NULL DEFAULT 0
;;
ALTER TABLE contact ADD COLUMN mac $BYTES"
);
