//! Decides where people may be redirected: only to pages of the table, whatever an address says.

use crate::error::local_path;
use crate::permission::Access::Needs;
use crate::tables::ConsoleRoute;
use crate::tables::pages;

/// Returns the address if it leads to a page for signed-in people in the table, with only the parameters that the page
/// reads. Excludes the sign-in pages and the step-up page.
pub fn page_path(path: &str) -> Option<&str> {
    let route = route_of(path)?;
    (matches!(route.access, Needs(_)) && route.path != "/account/prove").then_some(path)
}

/// Returns the address if it leads to any page of the table, for a person who reloads the page in another language.
pub fn same_page(path: &str) -> Option<&str> {
    route_of(path).map(|_| path)
}

fn route_of(path: &str) -> Option<&'static ConsoleRoute> {
    let path = local_path(path)?;
    let (at, query) = path.split_once('?').unwrap_or((path, ""));
    let route = pages().find(|route| is_at(route.path, at))?;
    let pairs: Vec<(String, String)> = serde_html_form::from_str(query).ok()?;
    let known = pairs.iter().all(|(name, _)| route.reads.contains(&name.as_str()));
    (known && !path.contains('#')).then_some(route)
}

/// True if an address matches a pattern. The value of a placeholder must be an id.
fn is_at(pattern: &str, address: &str) -> bool {
    let is_id = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    let same = |(pattern, part): (&str, &str)| pattern == part || (pattern.starts_with('{') && is_id(part));
    pattern.split('/').count() == address.split('/').count() && pattern.split('/').zip(address.split('/')).all(same)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_led_to_pages_and_to_nothing_else() {
        let good =
            ["/", "/members", "/operation-logs?from=2026-11-01&after=5", "/end-users?q=%E5%B1%B1", "/exports/0-a"];
        assert!(good.iter().all(|path| page_path(path) == Some(path)));
        let bad = [
            "/sign-out",
            "/display",
            "/sign-in",
            "/sign-in/verify",
            "/join",
            "/password/reset",
            "/account/prove",
            "/account/prove?act=/members",
            "/exports/0-a/file",
            "/exports/%2e%2e",
            "/members?act=x",
            "/members#x",
            "/members/",
            "/made-up",
            "//evil.example",
            "/山",
            "",
        ];
        assert_eq!(bad.iter().find(|path| page_path(path).is_some()), None);
    }
}
