//! Notices above every page, which a feature declares. Every page asks for them, so they must be cheap.

use super::fault::Fault;
use super::job::Working;
use super::request::Request;
use app::page::StandingNotice;

/// A search under way: the notices, or why there are none.
type NoticesToCome<'a> = Working<'a, Result<Vec<StandingNotice>, Fault>>;

/// What finds the notices for the person of a request or, on the sign-in page, for people who are not signed in.
pub struct PageNotices {
    pub find: for<'a> fn(&'a Request) -> NoticesToCome<'a>,
}
