//! A case is as old as what was asked, and due by the promise of the profile. What is there already counts from when it
//! was opened, and as due then: too early rather than too late.

crate::sql::migration!(
    "ALTER TABLE support_case ADD COLUMN asked_at $TIME
;;
ALTER TABLE support_case ADD COLUMN due_at $TIME
;;
UPDATE support_case SET asked_at = opened_at, due_at = opened_at
;;
CREATE INDEX support_case_by_due ON support_case (due_at, id) WHERE closed_at IS NULL"
);
