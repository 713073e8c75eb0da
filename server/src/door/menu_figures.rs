//! Figures beside the entries of the menu, which a feature declares. Every page asks for them, so they must be cheap.

use super::fault::Fault;
use super::job::Working;
use super::request::Request;
use app::page::MenuFigure;

/// A count under way: the figures, or why there are none.
type FiguresToCome<'a> = Working<'a, Result<Vec<MenuFigure>, Fault>>;

/// What counts the things that wait behind entries of the menu, for the person of a request.
pub struct MenuFigures {
    pub count: for<'a> fn(&'a Request) -> FiguresToCome<'a>,
}
