//! A draft as its form sends it and shows it.

use crate::frame::FormState;
use serde::Deserialize;

/// Saves, previews or submits a draft.
#[derive(Deserialize, Clone, Debug, Default, PartialEq, Eq)]
#[serde(deny_unknown_fields, default)]
pub struct SaveDraft {
    /// Empty for a new one.
    pub id: String,
    /// The revision that the form was opened with.
    pub revision: String,
    pub kind: String,
    /// The beginning and the end of what is announced, in Japan time.
    pub starts: String,
    pub ends: String,
    /// When it is to be published; empty for at once.
    pub publish: String,
    /// The code of a `ReachChoice`.
    pub reach: String,
    pub profiles: Vec<String>,
    /// Names of companies, one a line.
    pub companies: String,
    pub title_ja: String,
    pub text_ja: String,
    pub title_en: String,
    pub text_en: String,
    /// Codes of `Mark`.
    pub marks: Vec<String>,
    /// Why it is published late.
    pub reason: String,
}

impl SaveDraft {
    /// What was typed into a form that came back.
    pub fn typed(form: &FormState) -> SaveDraft {
        let one = |name: &str| form.typed(name).unwrap_or_default().to_owned();
        let all = |name: &'static str| form.all_typed(name).map(ToOwned::to_owned).collect();
        SaveDraft {
            id: one("id"),
            revision: one("revision"),
            kind: one("kind"),
            starts: one("starts"),
            ends: one("ends"),
            publish: one("publish"),
            reach: one("reach"),
            profiles: all("profiles"),
            companies: one("companies"),
            title_ja: one("title_ja"),
            text_ja: one("text_ja"),
            title_en: one("title_en"),
            text_en: one("text_en"),
            marks: all("marks"),
            reason: one("reason"),
        }
    }
}
