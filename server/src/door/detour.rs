//! Remembers the page a person wanted when the console first led them to a new password or a second step. The session
//! keeps it until that is done, however many pages it takes.

use super::fault::Fault;
use super::request::Request;
use crate::state::sessions::keys;
use app::paths::page_path;
use tower_sessions::Session;

/// Remembers a page. Skips pages of one's own account, which lead to the detour itself, and the home page, which is the
/// default.
pub async fn begin(session: &Session, to: &str) -> Result<(), Fault> {
    let Some(to) = page_path(to).filter(|to| *to != "/" && !is_below(to, "/account")) else { return Ok(()) };
    Ok(session.insert(keys::HEADING, to).await?)
}

/// Returns the remembered page once; otherwise the home page.
pub async fn end(request: &Request) -> Result<String, Fault> {
    let Some(session) = &request.session else { return Ok("/".into()) };
    let heading = session.remove::<String>(keys::HEADING).await?;
    Ok(heading.as_deref().and_then(page_path).unwrap_or("/").to_owned())
}

/// True if an address is a page or below it; `/sign-in-history` is not below `/sign-in`.
fn is_below(address: &str, page: &str) -> bool {
    let path = address.split('?').next().unwrap_or(address);
    path.strip_prefix(page).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
