//! A request, as the server would answer it.

use super::Shown;
use crate::error::{AppError, FieldError, Next};
use crate::page::{Assets, Display, FormState, Frame, PageCx, SessionSummary, Theme};
use crate::paths::page_path;
use crate::permission::{Access, Role};
use crate::shell;
use crate::sign_in::refusal::waits;
use crate::tables::{ConsolePost, ConsoleRoute, pages, permissions_of, posts};
use crate::text::Lang;
use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use unimock::{Clause, Unimock};

type Fields = Vec<(String, String)>;

/// A person opens a page, or sends a form. A stranger, in English, unless the test says otherwise.
pub struct Visit {
    frame: Frame,
    sent: Option<(&'static ConsolePost, Fields)>,
}

impl Visit {
    pub fn to(address: &str) -> Visit {
        let frame = Frame {
            display: Display { lang: Lang::En, theme: Theme::System, dense: false, keys_off: false, phone: false },
            nonce: "nonce".to_owned(),
            request_id: "request".to_owned(),
            here: address.to_owned(),
            session: None,
            sent: None,
            flash: None,
            assets: Arc::new(Assets::default()),
            support: None,
            now: super::samples::at(30),
            environment: None,
            limits: None,
            notices: vec![],
        };
        Visit { frame, sent: None }
    }

    /// Sends a form, which the backend refuses: its page is shown again.
    pub fn sending(path: &str, fields: &[(&str, &str)]) -> Visit {
        let post = posts().find(|post| post.path == path).unwrap();
        let fields: Fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Visit { sent: Some((post, fields.clone())), ..Visit::to(&post.page_of(&fields)) }
    }

    /// The visitor is signed in, with all permissions of the role.
    pub fn by(self, role: Role) -> Visit {
        let session = SessionSummary {
            account_id: "me".to_owned(),
            name: "小山内 のぞみ".to_owned(),
            email: "nozomi@takasakiya.example.jp".to_owned(),
            role,
            tenant_name: (!role.is_staff()).then(|| "株式会社 髙﨑屋".to_owned()),
            permissions: permissions_of(role, true),
            staff_access_until: None,
            staff_access_why: None,
            password_expires: None,
            must_change_password: false,
            menu: vec![],
            policy: vec![],
        };
        self.framed(|frame| frame.session = Some(session))
    }

    pub fn in_japanese(self) -> Visit {
        self.framed(|frame| frame.display.lang = Lang::Ja)
    }

    /// Changes what is known of the signed-in person.
    pub fn knowing(self, change: impl FnOnce(&mut SessionSummary)) -> Visit {
        self.framed(|frame| change(frame.session.as_mut().unwrap()))
    }

    /// Changes what surrounds the page.
    pub fn framed(mut self, change: impl FnOnce(&mut Frame)) -> Visit {
        change(&mut self.frame);
        self
    }

    /// The page, or the page of the error. `answers` are those of the backend; `()` if it is not asked.
    pub fn show(self, answers: impl Clause) -> Shown {
        let (frame, backend) = (self.frame.clone(), Unimock::new(answers));
        self.answer(&backend).unwrap_or_else(|error| {
            let page = shell::error_page(&error, &frame.request_id, frame.session.is_some(), None);
            Shown::new(error.status(), shell::render(frame, page, false))
        })
    }

    fn answer(self, backend: &Unimock) -> Result<Shown, AppError> {
        let here = self.frame.here.clone();
        let (path, query) = here.split_once('?').unwrap_or((&here, ""));
        let (route, params) = page_at(path).ok_or(AppError::NotFound)?;
        let mut query: Fields = serde_html_form::from_str(query).unwrap();
        query.retain(|(name, _)| route.reads.contains(&name.as_str()));
        let mut cx = PageCx { query, params, form: FormState::default(), return_to: None, frame: self.frame };
        if let Some((post, mut fields)) = self.sent {
            enter(post.access, &cx.frame)?;
            let errors = match at_once((post.run)(backend, &fields)) {
                Err(AppError::TooMany { retry_after }) if post.path == "/sign-in" => waits(retry_after, &mut fields),
                done => refused(done)?,
            };
            let typed: Fields = fields.into_iter().filter(|(name, _)| !post.secrets.contains(&name.as_str())).collect();
            cx.query.clone_from(&typed);
            cx.form = FormState { errors, typed };
        }
        cx.return_to = cx.asked_return().and_then(page_path).map(ToOwned::to_owned);
        enter(route.access, &cx.frame)?;
        let page = at_once((route.page)(&cx, backend))?;
        let refused = cx.form.is_refused() || page.refused;
        Ok(Shown::new(if refused { 422 } else { 200 }, shell::render(cx.frame, page, refused)))
    }
}

/// The errors of a refused form.
fn refused(done: Result<Next, AppError>) -> Result<Vec<FieldError>, AppError> {
    match done {
        Err(AppError::Invalid(errors)) => Ok(errors),
        Err(AppError::Preview) => Ok(Vec::new()),
        Err(error) => Err(error),
        Ok(next) => panic!("the form was taken, so its page is not shown again: {next:?}"),
    }
}

/// The door, without its database.
fn enter(access: Access, frame: &Frame) -> Result<(), AppError> {
    match (access, &frame.session) {
        (Access::Needs(_), None) => Err(AppError::SignedOut),
        (Access::Needs(permission), Some(me)) if !me.may(permission) => Err(AppError::Forbidden),
        _ => Ok(()),
    }
}

/// The page at a path, with the values of its placeholders. A page without placeholders comes first.
fn page_at(path: &str) -> Option<(&'static ConsoleRoute, Fields)> {
    let found = pages().filter_map(|route| Some((route, placeholders(route.path, path)?)));
    found.min_by_key(|(_, params)| params.len())
}

fn placeholders(pattern: &str, path: &str) -> Option<Fields> {
    let mut values = Vec::new();
    for (part, given) in pattern.split('/').zip(path.split('/')) {
        match part.strip_prefix('{').and_then(|name| name.strip_suffix('}')) {
            Some(name) => values.push((name.to_owned(), given.to_owned())),
            None if part == given => {}
            None => return None,
        }
    }
    (pattern.split('/').count() == path.split('/').count()).then_some(values)
}

/// What a future gives that waits for nothing, like everything over a fake backend.
fn at_once<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("the page waits for something else than its backend"),
    }
}
