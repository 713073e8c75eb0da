//! What a check of a log can find.

/// The fault of a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Finding {
    Missing,
    Changed,
    NotChained,
    PersonalChanged,
    PersonalMissing,
    HeadForged,
    HeadMissing,
    BeyondHead,
    RolledBack,
    Unwitnessed,
    FileCutShort,
    FileChanged,
    OtherKey,
}

impl std::fmt::Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Finding::Missing => "the entry is missing",
            Finding::Changed => "the entry was changed",
            Finding::NotChained => "the entry does not follow from the one before",
            Finding::PersonalChanged => "the entry's personal details were changed",
            Finding::PersonalMissing => "the entry's personal details are missing, and no entry tells of their erasure",
            Finding::HeadForged => "the signature of the head is not ours",
            Finding::HeadMissing => "the head of the log is missing",
            Finding::BeyondHead => "the entry stands beyond the signed head",
            Finding::RolledBack => "the log is not the one its checkpoints witness",
            Finding::Unwitnessed => {
                "no checkpoint witnesses the log: the file of checkpoints is missing, emptied or another one"
            }
            Finding::FileCutShort => "the file ends before its signature",
            Finding::FileChanged => "the file is not as it was when it was downloaded",
            Finding::OtherKey => "the file is signed with another key",
        })
    }
}
