//! An incoming request before the door: who, from where, in which language.

use super::answer;
use super::context::RequestContext;
use super::cookies::{self, session_cookie};
use super::peer::{Client, PeerCertificate};
use super::turns::Turn;
use crate::base::browser;
use crate::base::printable;
use crate::base::share;
use crate::base::when::when;
use crate::door::fault::Fault;
use crate::door::person::Lasting;
use crate::door::session::{counts, leave, why_shut_out};
use crate::door::{Call, CookieJar, Counter, NewCookie, Origin, Person, Request, Who, browser_mark, consent, throttle};
use crate::features::{MENU_FIGURES, PAGE_NOTICES};
use crate::identity::devices;
use crate::identity::networks;
use crate::identity::sign_in::half_way::{self, Between};
use crate::state::AppState;
use crate::state::sessions::{TOUCH_EVERY, hash, keys};
use app::error::{AppError, Flash};
use app::page::{Display, Frame, MenuFigure, SentForm, SessionLimits, SessionSummary, StandingNotice, Theme};
use app::paths::same_page;
use app::permission::Access;
use app::text::Lang;
use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use chrono::DateTime;
use std::sync::{Arc, PoisonError};
use tower_sessions::Session;
use uuid::Uuid;

/// A request together with what its response needs.
pub struct Incoming {
    pub call: Call,
    pub context: RequestContext,
    pub session: Session,
    /// A stranger's turn.
    pub turn: Arc<Turn>,
    /// The form that the response answers with its page.
    pub sent: Option<SentForm>,
}

impl FromRequestParts<Arc<AppState>> for Incoming {
    type Rejection = axum::response::Response;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<AppState>) -> Result<Incoming, Self::Rejection> {
        let context = parts.extensions.get::<RequestContext>().cloned();
        let session = parts.extensions.get::<Session>().cloned();
        let turn = parts.extensions.get::<Arc<Turn>>().cloned();
        let (Some(context), Some(session), Some(turn)) = (context, session, turn) else {
            return Err(answer::bare(500, "internal"));
        };
        let params = RawPathParams::from_request_parts(parts, app).await;
        let params = params.map(|p| p.iter().map(|(k, v)| (k.to_owned(), v.to_owned())).collect()).unwrap_or_default();
        let origin = origin(parts, app, &context);
        let display = display(&parts.headers);
        let who = match who(app, &session, &origin.ip).await {
            Ok(who) => who,
            Err(fault) => return Err(answer::early_fault(app, fault, &context, display)),
        };
        if let Who::Account(me) = &who {
            share::recognise();
            let _ = context.who.set(me.account.id);
        }
        Ok(Incoming {
            call: Call {
                request: Request {
                    app: app.clone(),
                    who,
                    origin,
                    session: Some(session.clone()),
                    touched: Arc::default(),
                    cookies: CookieJar::default(),
                    lang: display.lang,
                },
                method: parts.method.clone(),
                headers: parts.headers.clone(),
                params,
                here: parts.uri.path_and_query().map_or_else(|| "/".into(), ToString::to_string),
                display,
            },
            context,
            session,
            turn,
            sent: None,
        })
    }
}

fn origin(parts: &Parts, app: &AppState, context: &RequestContext) -> Origin {
    let device = cookies::sent(&parts.headers).find(|c| c.name() == devices::name(app));
    let session = cookies::sent(&parts.headers).find(|c| c.name() == session_cookie(app));
    let mark = cookies::sent(&parts.headers).find(|c| c.name() == browser_mark::name(app));
    Origin {
        ip: parts.extensions.get::<Client>().map(|c| c.0.to_string()).unwrap_or_default(),
        user_agent: text_header(&parts.headers, &header::USER_AGENT),
        request_id: context.request_id.clone(),
        certificate: parts.extensions.get::<PeerCertificate>().map(|c| c.0.clone()).unwrap_or_default(),
        device: device.map(|c| c.value().to_owned()).unwrap_or_default(),
        session: session.and_then(|c| Some(hash(&c.value().parse().ok()?))),
        mark: mark.map(|c| c.value().to_owned()).unwrap_or_default(),
    }
}

/// Printable text of a header, cut at 300 characters, because it goes into the log (ASVS 16.4.1).
fn text_header(headers: &HeaderMap, name: &header::HeaderName) -> String {
    let text = headers.get(name).map(|v| String::from_utf8_lossy(v.as_bytes()).into_owned()).unwrap_or_default();
    printable(&text, 300)
}

async fn who(app: &AppState, session: &Session, ip: &str) -> Result<Who, Fault> {
    app.known_rows.catch_up()?;
    let db = &app.storage.reader;
    let Some(id) = session.get::<Uuid>(keys::ACCOUNT).await? else {
        return Ok(match half_way::find(app, session, db).await? {
            Between::Nobody => Who::Stranger,
            Between::Somebody(half) => Who::HalfWay(Arc::from(half)),
            Between::ShutOut(why) => Who::ShutOut(why),
        });
    };
    if let Some(mut me) = Person::load(app, db, id).await? {
        if !counts(session, &me.account).await? {
            return Ok(Who::Stranger);
        }
        let proved = session.get::<i64>(keys::PROVED_AT).await?;
        me.proved_at = proved.and_then(|at| DateTime::from_timestamp(at, 0));
        me.elsewhere = networks::refuses(app, db, &me, ip).await?;
        return Ok(Who::Account(Arc::new(me)));
    }
    // The account is suspended or deleted, or its row or that of its company is forged, so its session ends.
    let why = why_shut_out(app, session, db, id).await?;
    leave(app, session).await?;
    Ok(why.map_or(Who::Stranger, Who::ShutOut))
}

/// The part of the session that a page may know. The banner's consents are read here, because files, posts and redirects
/// have no banner.
async fn summary(request: &Request) -> Option<SessionSummary> {
    let me = request.signed_in().ok()?;
    let lasting = consent::lasting(request).await.unwrap_or_else(unknown_consents);
    Some(SessionSummary { menu: menu_figures(request, me).await, ..me.summary(request.app.clock.now(), lasting) })
}

/// True for a person to whom only the page of a password or of a second step opens, or no page at all.
fn is_held_up(me: &Person) -> bool {
    me.elsewhere || me.must_enrol || me.must_change_password()
}

/// The figures in the menu. No page fails because its menu cannot count.
async fn menu_figures(request: &Request, me: &Person) -> Vec<MenuFigure> {
    let mut all = Vec::new();
    for figures in MENU_FIGURES.iter().filter(|_| !is_held_up(me)) {
        match (figures.count)(request).await {
            Ok(counted) => all.extend(counted),
            Err(error) => tracing::error!(%error, "what waits cannot be counted, so the menu lacks a figure"),
        }
    }
    all
}

/// What stands above the page: for a stranger on the sign-in page alone. No page fails because it cannot be found.
async fn notices(call: &Call) -> Vec<StandingNotice> {
    let at_sign_in = call.here.split('?').next() == Some("/sign-in");
    let has_some = match call.request.signed_in() {
        Ok(me) => !is_held_up(me),
        Err(_) => at_sign_in,
    };
    if !has_some {
        return Vec::new();
    }
    (PAGE_NOTICES.find)(&call.request).await.unwrap_or_else(|error| {
        tracing::error!(%error, "the notices above a page cannot be found, so it has none");
        Vec::new()
    })
}

/// When the session of a signed-in person ends by itself. Its time of last use is written at most once a minute, so it may end
/// that much earlier than this page could know.
async fn limits(request: &Request, session: &Session) -> Option<SessionLimits> {
    request.signed_in().ok()?;
    let idle = session.get::<i64>(keys::IDLE).await.ok()??;
    let until = session.get::<i64>(keys::UNTIL).await.ok()??;
    let left_seconds = until - request.app.clock.now().timestamp();
    Some(SessionLimits { idle_seconds: idle - TOUCH_EVERY, left_seconds })
}

/// No page fails because its banner does.
fn unknown_consents(error: Fault) -> Option<Lasting> {
    tracing::error!(%error, "the consents cannot be read, so no page says until when staff may look");
    None
}

/// Display settings: cookies first, then the browser's languages, then Japanese.
fn display(headers: &HeaderMap) -> Display {
    let mut display = Display::default();
    let accept = headers.get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok());
    if let Some(lang) = accept.and_then(Lang::from_accept_language) {
        display.lang = lang;
    }
    display.phone = browser::is_phone(headers);
    for cookie in cookies::sent(headers) {
        match cookie.name() {
            "lang" => display.lang = Lang::from_tag(cookie.value()).unwrap_or(display.lang),
            "theme" => display.theme = Theme::from_code(cookie.value()).unwrap_or_default(),
            "density" => display.dense = cookie.value() == "dense",
            "keys" => display.keys_off = cookie.value() == "off",
            _ => {}
        }
    }
    display
}

impl Incoming {
    /// The frame of the page that responds to this request.
    pub async fn frame(&self, flash: Option<Flash>) -> Frame {
        Frame {
            display: self.call.display,
            nonce: self.context.nonce.clone(),
            request_id: self.context.request_id.clone(),
            here: same_page(&self.call.here).unwrap_or("/").to_owned(),
            session: summary(&self.call.request).await,
            flash,
            assets: self.context.assets.clone(),
            support: self.call.request.app.config.support_address.clone(),
            now: when(self.call.request.app.clock.now()),
            environment: self.call.request.app.config.environment,
            limits: limits(&self.call.request, &self.session).await,
            notices: notices(&self.call).await,
            sent: self.sent.clone(),
        }
    }

    /// True if the browser still sends the cookie of an ended session. This response removes it.
    pub fn session_ended(&self) -> bool {
        let name = session_cookie(&self.call.request.app);
        let sent = cookies::sent(&self.call.headers).any(|cookie| cookie.name() == name);
        sent && self.call.request.is_stranger()
    }

    /// Determines the user again, after the session has changed.
    pub async fn identify_again(&mut self) -> Result<(), Fault> {
        self.call.request.who = who(&self.call.request.app, &self.session, &self.call.request.origin.ip).await?;
        Ok(())
    }

    /// Adds the user who has just signed in to the access log.
    pub async fn note_account(&self) {
        if let Ok(Some(id)) = self.session.get::<Uuid>(keys::ACCOUNT).await {
            let _ = self.context.who.set(id);
        }
    }

    /// Stores a message for the next page. The rate limit of strangers' requests also limits the sessions stored for
    /// this.
    pub async fn store_flash(&self, flash: Flash) {
        let new = self.call.request.is_stranger() && self.session.id().is_none();
        let most = self.call.request.app.default_profile().lockout.per_address_per_minute;
        if new && throttle::limit(&self.call.request, Counter::Flash, most).is_err() {
            return;
        }
        if let Err(error) = self.session.insert(keys::FLASH, flash).await {
            tracing::warn!(request_id = self.context.request_id, %error, "flash not kept");
        }
    }

    /// Takes the message of the last action.
    pub async fn take_flash(&self) -> Option<Flash> {
        match self.session.get::<Flash>(keys::FLASH).await {
            Ok(Some(_)) => self.session.remove::<Flash>(keys::FLASH).await.ok().flatten(),
            _ => None,
        }
    }

    /// Checks that the user may use a route, and resets the idle timeout.
    pub async fn enter(&self, access: Access) -> Result<(), AppError> {
        let request = &self.call.request;
        let entered = async {
            request.admit(access).await?;
            request.touch().await
        };
        entered.await.map_err(|fault| fault.into_app(&self.context.request_id))
    }

    /// Takes the `Set-Cookie` values that the use case and its answer asked for.
    pub fn take_cookies(&self) -> Vec<String> {
        let secure = if self.call.request.app.config.is_https() { "; Secure" } else { "" };
        let mut jar = self.call.request.cookies.lock().unwrap_or_else(PoisonError::into_inner);
        let value = |NewCookie { name, value, kept_for }: NewCookie| {
            let seconds = kept_for.num_seconds();
            format!("{name}={value}; Path=/; Max-Age={seconds}; SameSite=Lax; HttpOnly{secure}")
        };
        jar.drain(..).map(value).collect()
    }
}
