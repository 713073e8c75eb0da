//! Views by staff. Each is an entry in the company's own log before anything is shown.

use crate::base::when::when;
use crate::door::fault::Fault;
use crate::door::{Request, company, read_id};
use crate::features::end_users;
use crate::features::operation_logs;
use crate::log::event::Event;
use crate::profile;
use crate::storage::entity::{access_consent, tenant};
use app::consents::acts;
use app::consents::api::UnderConsent;
use app::end_users::acts as eu;
use app::end_users::api::{EndUserDetail, EndUserFilter, EndUserList};
use app::error::AppError;
use app::exports::acts as exports;
use app::kit::ListCursor;
use app::operation_logs::api::{LogFilter, LogList};
use app::permission::LookScope;

fn look(scope: LookScope) -> Event {
    Event::new(acts::LOOK).with(acts::SCOPES, scope.code())
}

fn under<T>(consent: &access_consent::Model, company: tenant::Model, shown: T) -> UnderConsent<T> {
    UnderConsent { company: company.name, until: when(consent.until), shown }
}

pub async fn end_users(
    request: &Request,
    tenant: &str,
    filter: &EndUserFilter,
    cursor: &ListCursor,
) -> Result<UnderConsent<EndUserList>, Fault> {
    let scope = LookScope::EndUsers;
    let mut event = look(scope);
    let asked = [(exports::Q, &filter.q), (eu::PROVIDER, &filter.provider), (eu::PREFECTURE, &filter.prefecture)];
    for (fact, value) in asked {
        if !value.is_empty() {
            event = event.personal(fact, value.chars().take(200).collect::<String>());
        }
    }
    let (consent, read) = request.read_by_consent(scope, read_id(tenant)?, event).await?;
    let list = end_users::list_in(&request.app, &read, filter, cursor).await?;
    Ok(under(&consent, company::find(&read, consent.tenant_id).await?, list))
}

pub async fn end_user(request: &Request, tenant: &str, id: &str) -> Result<UnderConsent<EndUserDetail>, Fault> {
    let (tenant, id) = (read_id(tenant)?, read_id(id)?);
    let (consent, tx) = request.write_by_consent(LookScope::EndUsers, tenant).await?;
    let (person, company) = (end_users::load(&tx, id).await?, company::find(&tx, consent.tenant_id).await?);
    let event = look(LookScope::EndUsers).on("end_user", id, &person.customer_id);
    tx.commit(event.with(acts::CONSENT, consent.id.to_string())).await?;
    Ok(under(&consent, company, person))
}

pub async fn logs(request: &Request, tenant: &str, filter: LogFilter) -> Result<UnderConsent<LogList>, Fault> {
    let scope = LookScope::OperationLogs;
    let (consent, read) = request.read_by_consent(scope, read_id(tenant)?, look(scope)).await?;
    let company = company::find(&read, consent.tenant_id).await?;
    let profile = profile::built_in(&company.profile).ok_or(AppError::Altered)?;
    let list = operation_logs::list_in(&request.app, &read, profile, filter).await?;
    Ok(under(&consent, company, list))
}
