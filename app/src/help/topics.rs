//! The list of help pages, and the pages of the console that each explains. A test finds pages without one.

use super::messages as m;
use crate::kit::codes;

codes! {
    /// The group of a help page in the index.
    pub enum HelpGroup {
        Start = "start" => m::GROUP_START,
        Company = "company" => m::GROUP_COMPANY,
        Staff = "staff" => m::GROUP_STAFF,
        Reference = "reference" => m::GROUP_REFERENCE,
    }
}

/// A help page.
#[derive(PartialEq, Eq, Debug)]
pub struct HelpTopic {
    /// Its name in the address, and that of its files.
    pub name: &'static str,
    pub group: HelpGroup,
    /// The pages of the console that it explains, with those below them that no other help page explains.
    pub explains: &'static [&'static str],
}

macro_rules! topics {
    ($($group:ident $name:literal $explains:expr;)*) => {
        /// Every help page, in the order of the index.
        pub static TOPICS: &[HelpTopic] =
            &[$(HelpTopic { name: $name, group: HelpGroup::$group, explains: &$explains }),*];
    };
}

topics! {
    Start "sign-in" ["/sign-in", "/join", "/password/reset"];
    Start "account" ["/account"];
    Start "password" ["/account/password"];
    Start "two-step" ["/account/two-step"];
    Start "passkeys" ["/account/passkeys", "/account/certificates"];
    Start "sessions" ["/account/sessions", "/account/activity"];
    Start "confirm" ["/account/prove", "/security/sensitive-actions"];
    Company "home" ["/"];
    Company "announcements" ["/announcements"];
    Company "inquiries" ["/inquiries"];
    Company "end-users" ["/end-users"];
    Company "exports" ["/exports"];
    Company "operation-logs" ["/operation-logs"];
    Company "sign-in-history" ["/sign-in-history"];
    Company "members" ["/members"];
    Company "account-ledger" ["/account-ledger"];
    Company "contacts" ["/contacts"];
    Company "cases" ["/cases"];
    Company "consents" ["/consents"];
    Company "security" ["/security"];
    Company "networks" ["/security/networks", "/members/{id}/networks"];
    Company "refused-input" ["/security/refused-input"];
    Staff "support" ["/support"];
    Staff "support-cases" ["/support/cases"];
    Staff "support-accounts" ["/support/accounts"];
    Staff "support-announcements" ["/support/announcements"];
    Staff "support-inquiries" ["/support/inquiries"];
    Staff "support-tenants" ["/support/tenants/{id}"];
    Staff "support-access" ["/support/tenants/{id}/access", "/support/cases/{id}/access",
        "/support/tenants/{id}/end-users", "/support/tenants/{id}/operation-logs"];
    Staff "support-profiles" ["/support/profiles"];
    Staff "support-staff" ["/support/staff"];
    Staff "support-outbox" ["/support/outbox"];
    Staff "support-refused-input" ["/support/refused-input"];
    Staff "support-logs" ["/support/logs"];
    Reference "glossary" [];
    Reference "keyboard" [];
    Reference "browsers" [];
}

/// The name of the page that is made from the reader's profile. It has no file.
pub const POLICY: &str = "policy";

/// A help page by its name.
pub fn topic(name: &str) -> Option<&'static HelpTopic> {
    TOPICS.iter().find(|topic| topic.name == name)
}

/// The help page that explains a page of the console. The one with the longest path counts.
pub fn topic_of(path: &str) -> Option<&'static HelpTopic> {
    let fits = move |topic: &'static HelpTopic| {
        topic.explains.iter().filter_map(move |page| Some((depth(page, path)?, topic)))
    };
    TOPICS.iter().flat_map(fits).max_by_key(|(depth, _)| *depth).map(|(_, topic)| topic)
}

/// The address of the help for a page of the console. Help itself has none.
pub fn help_of(path: &str) -> Option<String> {
    let path = path.split('?').next().unwrap_or_default();
    topic_of(path).map(|topic| format!("/help/{}", topic.name))
}

/// How many parts of an address a pattern covers, if it is the pattern of that page or of one above it.
fn depth(pattern: &str, path: &str) -> Option<usize> {
    if pattern == "/" {
        return (path == "/").then_some(1);
    }
    let (wanted, given): (Vec<&str>, Vec<&str>) = (pattern.split('/').collect(), path.split('/').collect());
    let part = |(wanted, given): (&&str, &&str)| wanted == given || wanted.starts_with('{');
    let covers = wanted.len() <= given.len() && wanted.iter().zip(&given).all(part);
    covers.then_some(wanted.len())
}
