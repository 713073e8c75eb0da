//! The age of a case counts from the person's request, and the profile sets its deadline. Existing cases count from
//! their opening and are due at that time: too early rather than too late.

crate::sql::migration!(
    "ALTER TABLE support_case ADD COLUMN asked_at $TIME
;;
ALTER TABLE support_case ADD COLUMN due_at $TIME
;;
UPDATE support_case SET asked_at = opened_at, due_at = opened_at
;;
CREATE INDEX support_case_by_due ON support_case (due_at, id) WHERE closed_at IS NULL"
);
