//! The company's own choice beside its profile: two-step verification for everybody.

use crate::base::when::when;
use crate::door::Request;
use crate::door::fault::Fault;
use crate::door::{company, people};
use crate::identity::networks::listed::{Listed, scope};
use crate::log::event::Event;
use crate::storage::entity::account::{self, Column as A};
use app::error::Next;
use app::security::acts;
use app::security::api::{ChangeCompanyRules, CompanyRules, EDIT, VIEW};
use app::security::messages as m;
use sea_orm::{ColumnTrait, QueryFilter};

pub async fn company_rules(request: &Request) -> Result<CompanyRules, Fault> {
    let read = request.read(VIEW).await?;
    let me = request.signed_in()?;
    let without = read.of::<account::Entity>().filter(A::SecondFactorAt.is_null()).filter(account::active());
    // A forged account is read as suspended, and needs nothing.
    let company = company::find(&read, read.tenant()).await?;
    let now = request.app.clock.now();
    let without = people::all(&read, without).await?.iter().filter(|account| account.is_active()).count();
    Ok(CompanyRules {
        second_factor_for_all: me.tenant.as_ref().is_some_and(|tenant| tenant.second_factor_for_all),
        without_second_factor: without as u64,
        networks_for: scope(&company)?.text().into(),
        networks: Listed::of(&company).of_company() as u64,
        networks_lifted_until: company.networks_lifted_until.filter(|at| *at > now).map(when),
        may_edit: me.permissions.has(EDIT),
    })
}

/// Requires two-step verification for everybody, or as the profile says. It applies from each member's next request.
pub async fn change_company_rules(request: &Request, command: ChangeCompanyRules) -> Result<Next, Fault> {
    let tx = request.write(EDIT).await?;
    let for_all = command.second_factor == "all";
    let company = tx.hold_company().await?;
    let event = Event::new(acts::CHANGE).on("tenant", tx.tenant(), &company.name);
    company.set_second_factor_for_all(&tx, for_all).await?;
    tx.commit(event.with(acts::SECOND_FACTOR_FOR_ALL, for_all)).await?;
    Ok(Next::to("/security").saying(m::SAVED))
}
