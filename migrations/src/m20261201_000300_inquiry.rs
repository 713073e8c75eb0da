//! Inquiries of companies to Support: each with its texts, the words by which they are found, and a counter for each year that
//! hands out their numbers. A deadline is there while the company waits for an answer; the first one stays for the figures.

crate::sql::migration!(
    "CREATE TABLE inquiry (
        id $UUID NOT NULL PRIMARY KEY,
        tenant_id $UUID NOT NULL REFERENCES tenant (id),
        number $BIG NOT NULL,
        category TEXT NOT NULL,
        state TEXT NOT NULL,
        sealed $BYTES NOT NULL,
        asked_by $UUID NOT NULL REFERENCES account (id),
        asked_at $TIME NOT NULL,
        goal_at $TIME,
        due_at $TIME,
        first_due_at $TIME NOT NULL,
        first_answered_at $TIME,
        closed_at $TIME,
        assigned_to $UUID,
        assigned_at $TIME
    )
;;
CREATE UNIQUE INDEX inquiry_by_number ON inquiry (number)
;;
CREATE INDEX inquiry_by_tenant ON inquiry (tenant_id, id)
;;
CREATE INDEX inquiry_by_author ON inquiry (asked_by, id)
;;
CREATE INDEX inquiry_waiting ON inquiry (due_at, id) WHERE due_at IS NOT NULL
;;
CREATE INDEX inquiry_by_time ON inquiry (asked_at)
;;
CREATE TABLE inquiry_text (
        id $UUID NOT NULL PRIMARY KEY,
        tenant_id $UUID NOT NULL REFERENCES tenant (id),
        inquiry_id $UUID NOT NULL REFERENCES inquiry (id),
        sealed $BYTES NOT NULL,
        written_at $TIME NOT NULL
    )
;;
CREATE INDEX inquiry_text_by_inquiry ON inquiry_text (inquiry_id, id)
;;
CREATE TABLE inquiry_word (
        word_index $BYTES NOT NULL,
        inquiry_id $UUID NOT NULL REFERENCES inquiry (id),
        PRIMARY KEY (word_index, inquiry_id)
    ) $CLUSTERED
;;
CREATE TABLE inquiry_counter (
        year INTEGER NOT NULL PRIMARY KEY,
        last $BIG NOT NULL
    )"
);
