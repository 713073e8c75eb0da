//! The index of the help, and one page of it.

use super::library::books;
use crate::door::Request;
use app::help::api::{HelpPage, HelpShelf};
use app::help::topics::HelpGroup;
use app::permission::Access;
use app::tables::pages;
use app::text::Lang;

/// True for staff, who have pages of their own.
pub fn is_staff(request: &Request) -> bool {
    request.signed_in().is_ok_and(|me| me.role.is_staff())
}

pub fn shelves(is_staff: bool) -> Vec<HelpShelf> {
    let shelf = |group: HelpGroup| HelpShelf {
        group,
        links: books(is_staff).map(|book| &book.link).filter(|link| link.topic.group == group).cloned().collect(),
    };
    HelpGroup::ALL.into_iter().map(shelf).filter(|shelf| !shelf.links.is_empty()).collect()
}

/// A page by its name; `None` if the reader has no such page.
pub fn page(request: &Request, name: &str, lang: Lang) -> Option<HelpPage> {
    let book = books(is_staff(request)).find(|book| book.link.topic.name == name)?;
    let opens = book.link.topic.explains.first().copied().filter(|page| may_open(request, page));
    Some(HelpPage { link: book.link.clone(), html: book.edition(lang).html.clone(), opens })
}

/// True for a page of the console that the reader may open by its address alone.
fn may_open(request: &Request, path: &str) -> bool {
    let Ok(me) = request.signed_in() else { return false };
    let access = pages().find(|page| page.path == path).map(|page| page.access);
    let is_open = matches!(access, Some(Access::Needs(permission)) if me.permissions.has(permission));
    is_open && !path.contains('{') && path != "/account/prove"
}
