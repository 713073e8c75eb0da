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
            Finding::NotChained => "the entry doesn't follow from the previous one",
            Finding::PersonalChanged => "the entry's personal details were changed",
            Finding::PersonalMissing => "the entry's personal details are missing, and no entry records their erasure",
            Finding::HeadForged => "the signature of the latest entry is not valid",
            Finding::HeadMissing => "the record of the latest entry is missing",
            Finding::BeyondHead => "the entry is newer than the signed latest entry",
            Finding::RolledBack => "the log doesn't match its checkpoints",
            Finding::Unwitnessed => {
                "the log has no checkpoint: the checkpoint file is missing, empty or a different one"
            }
            Finding::FileCutShort => "the file ends before its signature",
            Finding::FileChanged => "the file was changed after it was downloaded",
            Finding::OtherKey => "the file is signed with a different key",
        })
    }
}
