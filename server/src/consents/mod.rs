//! Access consent (MS-18, BP-15): what a company lets support staff look at, for how long, and the looks themselves. The
//! door asks `in_force` before every look; here is also what a company grants and revokes.

mod look;
mod show;

pub use show::reason;

use crate::app_state::App;
use crate::door::{Request, Write, company};
use crate::entity::access_consent::{self, Column as C};
use crate::event::{Action, Event, Outcome};
use crate::fault::Fault;
use crate::seal::{Place, RowKey};
use crate::{typed, use_case};
use app::consents::api::{Consent, ConsentList, ConsentsApi, GrantConsent, Looked, OneConsent};
use app::consents::messages as m;
use app::consents::scope::LookScope;
use app::end_users::api::{EndUserDetail, EndUserFilter, EndUserList};
use app::error::{AppError, Next, Refusals};
use app::kit::Place as At;
use app::operation_logs::api::{LogFilter, LogList};
use app::permission::Permission;
use chrono::Duration;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};
use uuid::Uuid;

const TABLE: &str = "access_consent";

/// Hours that can be chosen: some that are usual, up to as many as the profile allows.
fn hours(most: u32) -> Vec<u32> {
    let usual = [4, 1, 8, 24, 48, 72].into_iter().filter(|n| *n < most);
    usual.chain([most]).collect()
}

#[async_trait::async_trait]
impl ConsentsApi for Request {
    async fn consents(&self) -> Result<ConsentList, AppError> {
        use_case!(self, show::list(self))
    }

    async fn grant_consent(&self, command: GrantConsent) -> Result<Next, AppError> {
        use_case!(self, grant(self, command))
    }

    async fn end_consent(&self, command: OneConsent) -> Result<Next, AppError> {
        use_case!(self, end(self, &command.id))
    }

    async fn consents_of(&self, tenant: &str) -> Result<Vec<Consent>, AppError> {
        use_case!(self, show::of_tenant(self, tenant))
    }

    async fn look_at_end_users(
        &self,
        tenant: &str,
        filter: EndUserFilter,
        place: At,
    ) -> Result<Looked<EndUserList>, AppError> {
        use_case!(self, look::end_users(self, tenant, &filter, &place))
    }

    async fn look_at_end_user(&self, tenant: &str, id: &str) -> Result<Looked<EndUserDetail>, AppError> {
        use_case!(self, look::end_user(self, tenant, id))
    }

    async fn look_at_logs(&self, tenant: &str, filter: LogFilter) -> Result<Looked<LogList>, AppError> {
        use_case!(self, look::logs(self, tenant, filter))
    }
}

fn read_id(id: &str) -> Result<Uuid, Fault> {
    id.parse().map_err(|_| Fault::NotFound)
}

fn codes(scopes: &[LookScope]) -> String {
    scopes.iter().map(|scope| scope.code()).collect::<Vec<_>>().join(",")
}

fn scopes(codes: &str) -> Vec<LookScope> {
    codes.split(',').filter_map(LookScope::from_code).collect()
}

fn place(tenant: Uuid, row: Uuid) -> Place {
    Place { table: "access_consent", column: "reason", tenant: tenant.into_bytes(), row: row.into_bytes() }
}

/// The consent under which something of the company may be looked at now; of several the one that lasts longest.
pub async fn in_force(tx: &Write, scope: LookScope) -> Result<Option<access_consent::Model>, Fault> {
    let open = tx.of::<access_consent::Entity>().filter(C::EndedAt.is_null());
    let open = open.filter(C::Until.gt(tx.app().clock.now())).order_by_desc(C::Until).all(tx.db()).await?;
    Ok(open.into_iter().find(|row| scopes(&row.scopes).contains(&scope) && is_genuine(tx.app(), row)))
}

/// Signs what may be looked at and until when, so that nobody who writes to the database consents in a company's place
/// (S10). One that was revoked has no signature.
pub fn sign(key: &RowKey, row: &access_consent::Model) -> Vec<u8> {
    signed(row, |parts| key.sign(TABLE, parts))
}

fn is_genuine(app: &App, row: &access_consent::Model) -> bool {
    let genuine = signed(row, |parts| app.keys.rows().fits(TABLE, parts, row.mac.as_deref()));
    if !genuine {
        app.alarms.raise(TABLE, row.id.to_string(), &sign(app.keys.rows(), row));
    }
    genuine
}

fn signed<T>(row: &access_consent::Model, then: impl FnOnce(&[&[u8]]) -> T) -> T {
    then(&[
        row.id.as_bytes(),
        row.tenant_id.as_bytes(),
        row.scopes.as_bytes(),
        row.granted_by.as_bytes(),
        &row.until.timestamp_micros().to_be_bytes(),
    ])
}

/// What a company wants to grant, checked.
struct Granted {
    scopes: Vec<LookScope>,
    reason: String,
    hours: u32,
}

impl Granted {
    fn read(command: &GrantConsent, most: u32) -> Result<Granted, AppError> {
        let mut refusals = Refusals::default();
        let ticked = |scope: &LookScope| command.scopes.iter().any(|code| code == scope.code());
        let scopes: Vec<_> = LookScope::ALL.into_iter().filter(ticked).collect();
        if scopes.is_empty() {
            refusals.add("scopes", m::SCOPES_MISSING);
        }
        let words = (m::REASON_MISSING, m::REASON_LONG);
        let reason = typed::required("reason", typed::line(&command.reason), 500, words, &mut refusals);
        let hours = command.hours.parse().ok().filter(|n| hours(most).contains(n));
        if hours.is_none() {
            refusals.add("hours", m::HOURS_WRONG);
        }
        refusals.finish()?;
        Ok(Granted { scopes, reason, hours: hours.unwrap_or_default() })
    }
}

async fn grant(request: &Request, command: GrantConsent) -> Result<Next, Fault> {
    let tx = request.write(Permission::ConsentsGrant).await?;
    let me = request.signed_in()?;
    let granted = Granted::read(&command, me.profile.staff_access.consent_max_hours)?;
    let (id, now) = (request.app.new_id(), request.app.clock.now());
    let until = now + Duration::hours(granted.hours.into());
    tx.hold_company().await?;
    let mut row = access_consent::Model {
        id,
        tenant_id: tx.tenant,
        scopes: codes(&granted.scopes),
        sealed_reason: tx.keys().await?.seal(&place(tx.tenant, id), granted.reason.as_bytes())?,
        granted_at: now,
        granted_by: me.account.id,
        until,
        ended_at: None,
        ended_by: None,
        mac: None,
    };
    row.mac = Some(sign(request.app.keys.rows(), &row));
    let row = row.into_active_model().reset_all();
    access_consent::Entity::insert(row).exec_without_returning(tx.db()).await?;
    say_until(&tx).await?;
    let event = Event::new(Action::ConsentGrant).on("consent", id, "").with("scopes", codes(&granted.scopes));
    let event = event.with("until", crate::view::when(until).iso).personal("why", granted.reason);
    tx.commit(event).await?;
    Ok(Next::to("/consents").saying(m::SAID_GRANTED))
}

/// Revokes a consent: it counts from the next request of whoever looks.
async fn end(request: &Request, id: &str) -> Result<Next, Fault> {
    let id = read_id(id)?;
    let tx = request.write(Permission::ConsentsGrant).await?;
    let (me, now) = (request.signed_in()?.account.id, request.app.clock.now());
    tx.of::<access_consent::Entity>().filter(C::Id.eq(id)).one(tx.db()).await?.ok_or(Fault::NotFound)?;
    tx.hold_company().await?;
    let open = access_consent::Entity::update_many()
        .col_expr(C::EndedAt, Expr::value(now))
        .col_expr(C::EndedBy, Expr::value(me))
        .col_expr(C::Mac, Expr::value(None::<Vec<u8>>))
        .filter(C::Id.eq(id))
        .filter(C::EndedAt.is_null())
        .filter(C::Until.gt(now));
    let back = Next::to("/consents");
    if open.exec(tx.db()).await?.rows_affected != 1 {
        let event = Event::new(Action::ConsentEnd).on("consent", id, "").outcome(Outcome::Failure);
        tx.commit(event.with("reason", "out_of_order")).await?;
        return Ok(back.warning(m::SAID_OVER));
    }
    say_until(&tx).await?;
    tx.commit(Event::new(Action::ConsentEnd).on("consent", id, "")).await?;
    Ok(back.saying(m::SAID_ENDED))
}

/// The company's row says until when anything may be looked at.
async fn say_until(tx: &Write) -> Result<(), Fault> {
    let open = tx.of::<access_consent::Entity>().filter(C::EndedAt.is_null()).order_by_desc(C::Until);
    let until = open.one(tx.db()).await?.map(|row| row.until);
    company::set_looked_at_until(tx, until).await
}
