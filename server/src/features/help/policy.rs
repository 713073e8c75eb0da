//! What the policy of the reader's profile means at the console: the support desk, the browsers, passwords, locks, and
//! sessions. Every value comes from the profile that the program enforces, with the statement that asks for it.

use crate::door::Request;
use crate::door::fault::Fault;
use crate::features::security::{self, both, title};
use crate::profile::{Profile, ProfileLine};
use app::account::api::OWN_ACCOUNT;
use app::help::api::{PlainPolicy, PolicyReader};
use app::security::api::{ProfileRow, ProfileSection};

/// The values that concern people at the console: keys, or whole sections.
const SHOWN: [&str; 18] = [
    "password.min_length",
    "password.max_length",
    "password.letters_and_digits",
    "password.refuse_guessable",
    "password.history",
    "password.min_age_hours",
    "password.max_age_days",
    "password.change_at_first_issue",
    "password.change_after_reset",
    "password.issued_valid_hours",
    "lockout.attempts",
    "lockout.unlock",
    "second_factor.methods",
    "second_factor.required_for",
    "session",
    "support",
    "publication.help",
    "publication.browsers",
];

fn is_shown(key: &str) -> bool {
    let covers = |shown: &str| key.strip_prefix(shown).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
    SHOWN.into_iter().any(covers)
}

/// The policy of the reader: of their company, of staff, or of the deployment.
pub async fn own(request: &Request) -> Result<PlainPolicy, Fault> {
    let app = &request.app;
    let Ok(me) = request.signed_in() else { return Ok(of(request, app.default_profile(), PolicyReader::Stranger)) };
    let mut policy = of(request, me.profile, PolicyReader::Member);
    if me.role.is_staff() {
        let read = request.read(OWN_ACCOUNT).await?;
        policy.reader = PolicyReader::Staff;
        for (line, _) in app.staff_rules(read.db()).await?.lines() {
            put(&mut policy.sections, &line);
        }
    }
    Ok(policy)
}

fn of(request: &Request, profile: &Profile, reader: PolicyReader) -> PlainPolicy {
    let mut sections = security::show(&request.app, profile).sections;
    for section in &mut sections {
        section.lines.retain(|line| is_shown(line.key));
    }
    sections.retain(|section| !section.lines.is_empty());
    PlainPolicy { reader, profile: title(Some(profile)), sections }
}

/// Puts the value that applies to staff in the place of the deployment's.
fn put(sections: &mut [ProfileSection], line: &ProfileLine) {
    let rows = sections.iter_mut().flat_map(|section| &mut section.lines);
    for row in rows.filter(|row| row.key == line.key) {
        *row = row_of(row, line);
    }
}

fn row_of(row: &ProfileRow, line: &ProfileLine) -> ProfileRow {
    let statement = line.source.statement();
    ProfileRow {
        value: both(&line.value_ja, &line.value_en),
        source: statement.map(|statement| statement.id.to_owned()),
        statement: statement.map(|statement| both(statement.text.ja, statement.text.en)),
        ..row.clone()
    }
}
