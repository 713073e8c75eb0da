//! Companies and their networks are signed, as what lets people in is. Which networks there are stands in the company's row
//! as well, so that none is taken away, or put back, unseen.

crate::sql::migration!(
    "ALTER TABLE tenant ADD COLUMN networks_listed $BYTES
;;
ALTER TABLE tenant ADD COLUMN mac $BYTES
;;
ALTER TABLE network ADD COLUMN mac $BYTES"
);
