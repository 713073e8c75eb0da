//! Answers that people attest because no program can enforce them (statements about people and premises).

use serde::Deserialize;

use super::error::Findings;
use super::statements;

/// One answer. The console, not the profile, records who attested it and when.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attestation {
    /// Its name within the profile. It is stable, because attestation records refer to it.
    pub id: String,
    /// The statement it answers.
    pub statement: String,
    pub ja: String,
    pub en: String,
}

pub(super) fn check(attestations: &[Attestation], document: &str, findings: &mut Findings<'_>) {
    for (number, attestation) in attestations.iter().enumerate() {
        let place = format!("attestations.{number}");
        let Attestation { id, statement, ja, en } = attestation;
        match statements::of_document(statement, document) {
            Err(reason) => findings.refuse(&format!("{place}.statement"), reason),
            Ok(found) if !found.attested => {
                findings.refuse(
                    &format!("{place}.statement"),
                    format!("{statement} is enforced: set a value, not an attestation"),
                );
            }
            Ok(_) => {}
        }
        let twice = attestations.iter().take(number).any(|earlier| earlier.id == *id);
        findings.refuse_if(twice, &format!("{place}.id"), &format!("`{id}` appears twice"));
        let empty = [id, ja, en].iter().any(|text| text.trim().is_empty());
        findings.refuse_if(empty, &place, "id, ja and en must not be empty");
    }
}
