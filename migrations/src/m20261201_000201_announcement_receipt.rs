//! Who has read and acknowledged which version of an announcement, and which contact got a letter about it. A letter is queued
//! once for each contact and version. The letters go out company by company; how far that is stands in `announcement_round`.

crate::sql::migration!(
    "CREATE TABLE announcement_receipt (
        id $UUID NOT NULL PRIMARY KEY,
        tenant_id $UUID NOT NULL REFERENCES tenant (id),
        announcement_id $UUID NOT NULL REFERENCES announcement (id),
        number $BIG NOT NULL,
        account_id $UUID REFERENCES account (id),
        contact_id $UUID,
        read_at $TIME,
        acknowledged_at $TIME
    )
;;
CREATE UNIQUE INDEX announcement_receipt_of_account ON announcement_receipt (account_id, announcement_id, number)
        WHERE account_id IS NOT NULL
;;
CREATE UNIQUE INDEX announcement_receipt_of_contact ON announcement_receipt (contact_id, announcement_id, number)
        WHERE contact_id IS NOT NULL
;;
CREATE INDEX announcement_receipt_by_company ON announcement_receipt (announcement_id, tenant_id)
;;
CREATE TABLE announcement_letter (
        contact_id $UUID NOT NULL,
        version_id $UUID NOT NULL REFERENCES announcement_version (id),
        tenant_id $UUID NOT NULL REFERENCES tenant (id),
        queued_at $TIME NOT NULL,
        PRIMARY KEY (contact_id, version_id)
    ) $CLUSTERED
;;
CREATE INDEX announcement_letter_of ON announcement_letter (version_id, tenant_id)
;;
CREATE TABLE announcement_round (
        version_id $UUID NOT NULL PRIMARY KEY REFERENCES announcement_version (id),
        begun_at $TIME NOT NULL,
        last_company $UUID,
        companies $BIG NOT NULL,
        letters $BIG NOT NULL,
        untold $BIG NOT NULL,
        finished_at $TIME
    )
;;
CREATE INDEX announcement_round_open ON announcement_round (begun_at) WHERE finished_at IS NULL"
);
