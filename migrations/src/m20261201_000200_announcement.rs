//! Announcements (SL-1). What readers see is a version: its words, what it is about and whom it is for. A correction is a
//! further version, and every one stays. Whom it is for is a rule, not a row for each company: `announcement_reach` has a row
//! for each part of the rule, by which a company finds what is for it.

crate::sql::migration!(
    "CREATE TABLE announcement (
        id $UUID NOT NULL PRIMARY KEY,
        kind TEXT NOT NULL,
        state TEXT NOT NULL,
        urgent $BOOL NOT NULL,
        pinned $BOOL NOT NULL,
        starts_at $TIME,
        ends_at $TIME,
        shown $BIG NOT NULL,
        read_since $BIG NOT NULL,
        newest $BIG NOT NULL,
        created_at $TIME NOT NULL,
        created_by $UUID NOT NULL REFERENCES account (id),
        published_at $TIME,
        changed_at $TIME,
        withdrawn_at $TIME,
        withdrawn_by $UUID REFERENCES account (id),
        withdrawn_ja TEXT,
        withdrawn_en TEXT,
        version $BIG NOT NULL DEFAULT 0,
        mac $BYTES
    )
;;
CREATE INDEX announcement_by_time ON announcement (published_at, id)
;;
CREATE INDEX announcement_by_state ON announcement (state, id)
;;
CREATE INDEX announcement_pinned ON announcement (published_at, id) WHERE pinned OR urgent
;;
CREATE TABLE announcement_version (
        id $UUID NOT NULL PRIMARY KEY,
        announcement_id $UUID NOT NULL REFERENCES announcement (id),
        number $BIG NOT NULL,
        state TEXT NOT NULL,
        kind TEXT NOT NULL,
        urgent $BOOL NOT NULL,
        pinned $BOOL NOT NULL,
        acknowledge $BOOL NOT NULL,
        tells $BOOL NOT NULL,
        reach TEXT NOT NULL,
        starts_at $TIME,
        ends_at $TIME,
        title_ja TEXT NOT NULL,
        text_ja TEXT NOT NULL,
        title_en TEXT NOT NULL,
        text_en TEXT NOT NULL,
        publish_at $TIME,
        published_at $TIME,
        reason TEXT NOT NULL,
        emergency $BOOL NOT NULL,
        asks_again $BOOL NOT NULL,
        authors TEXT NOT NULL,
        saved_at $TIME NOT NULL,
        saved_by $UUID NOT NULL REFERENCES account (id),
        revision $BIG NOT NULL,
        returned TEXT,
        approved_at $TIME,
        approved_by $UUID REFERENCES account (id),
        version $BIG NOT NULL DEFAULT 0,
        mac $BYTES
    )
;;
CREATE UNIQUE INDEX announcement_version_by_number ON announcement_version (announcement_id, number)
;;
CREATE INDEX announcement_version_due ON announcement_version (state, publish_at)
;;
CREATE TABLE announcement_reach (
        whom TEXT NOT NULL,
        announcement_id $UUID NOT NULL REFERENCES announcement (id),
        PRIMARY KEY (whom, announcement_id)
    ) $CLUSTERED
;;
CREATE INDEX announcement_reach_of ON announcement_reach (announcement_id, whom)"
);
