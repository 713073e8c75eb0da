//! Companies and their networks are signed, like rows that grant access. The company's row also lists its networks, so
//! that nobody can remove or restore one unnoticed.

crate::sql::migration!(
    "ALTER TABLE tenant ADD COLUMN networks_listed $BYTES
;;
ALTER TABLE tenant ADD COLUMN mac $BYTES
;;
ALTER TABLE network ADD COLUMN mac $BYTES"
);
