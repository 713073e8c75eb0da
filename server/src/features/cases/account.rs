//! One account, for staff: its states and what it has asked for, without a secret (MS-18).

use super::ask;
use crate::base::address;
use crate::base::when::when;
use crate::door::fault::Fault;
use crate::door::people::{self, Belonging, guard};
use crate::door::{Request, company, second_step, staff_views};
use crate::storage::entity::support_case::{self, Column as C};
use app::cases::api::{FoundAccount, HANDLE};
use app::cases::messages as m;
use app::kit::messages::ALTERED;
use app::permission::Role;
use app::text::Text;
use sea_orm::{ColumnTrait, QueryFilter};
use uuid::Uuid;

/// Finds an account by its whole address, or by the id to which a list leads.
pub async fn find(request: &Request, which: &str) -> Result<Option<FoundAccount>, Fault> {
    let read = request.read(HANDLE).await?;
    let found = match which.parse::<Uuid>() {
        Ok(id) => people::with_id(id),
        Err(_) => people::at_address(&request.app.keys, &address::folded(which)),
    };
    // A forged company does not count as a suspended account here.
    let found = people::belonging(&read, found).await?;
    let Some(Belonging { person: account, company: Some(company), shut_out, .. }) = found else { return Ok(None) };
    staff_views::log_view(request, company.id).await?;
    let open = read.across::<support_case::Entity>()?.filter(C::AccountId.eq(account.id)).filter(C::ClosedAt.is_null());
    let open_case = read.one(open).await?.there()?.map(|case| case.id.to_string());
    let asked = ask::of_address(&read, &account.email, request.app.clock.now()).await?;
    let altered = !guard::is_genuine(request.app.keys.rows(), &account);
    Ok(Some(FoundAccount {
        id: account.id.to_string(),
        company: company::name(&company, !shut_out),
        company_id: company.id.to_string(),
        role: Role::from_code(&account.role).map_or(ALTERED, Role::text).into(),
        altered,
        company_altered: shut_out,
        barred: barred(altered, shut_out, account.is_active()),
        suspended: !account.is_active(),
        lock: account.lock().map(|(lock, at)| (lock, when(at))),
        second_factor: second_step::state(&request.app, read.db(), &account).await?,
        last_sign_in: account.last_sign_in_at.map(when),
        name: account.name,
        email: account.email,
        open_case,
        asked,
    }))
}

/// Why no case can be opened for an account.
fn barred(altered: bool, shut_out: bool, active: bool) -> Option<Text> {
    if altered {
        Some(m::BARRED_ALTERED)
    } else if shut_out {
        Some(m::BARRED_COMPANY)
    } else {
        (!active).then_some(m::BARRED)
    }
}
