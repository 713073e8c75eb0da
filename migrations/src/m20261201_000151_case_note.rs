//! Notes of support staff on a case. They are only added, never changed.

crate::sql::migration!(
    "CREATE TABLE case_note (
        id $UUID NOT NULL PRIMARY KEY,
        tenant_id $UUID NOT NULL REFERENCES tenant (id),
        case_id $UUID NOT NULL REFERENCES support_case (id),
        sealed $BYTES NOT NULL,
        written_at $TIME NOT NULL
    )
;;
CREATE INDEX case_note_by_case ON case_note (case_id, id)"
);
