//! The demonstration's staff, added as in any console: the first one directly, the second one by a request that the
//! first approves. One-time passwords replace the links, so that both can sign in at once.

use super::company::{DemoCompany, NewPerson};
use crate::door::Request;
use crate::door::fault::Fault;
use crate::door::people;
use crate::features::staff::{self, AddResult, NewStaff};
use crate::identity::account::{Issued, NewAccount};
use crate::identity::joining::staff_request::{Decided, StaffDetails, Way, approve_joined, put, seal_decision};
use crate::log::event::Event;
use crate::seal::keys::PROVIDER;
use crate::state::AppState;
use app::operation_logs::acts::{ACCOUNT, WHY};
use app::staff::acts;
use app::text::Lang;
use std::sync::Arc;
use uuid::Uuid;

const FIRST: &str = "デモ環境の最初の運営スタッフ";
const SECOND: &str = "承認には2名の運営スタッフが必要なため";
const APPROVED: &str = "本人と所属を確認した";

pub(super) async fn found(app: &Arc<AppState>, [first, second]: [NewPerson; 2]) -> Result<DemoCompany, Fault> {
    let mut company = DemoCompany { tenant: PROVIDER, people: Vec::new(), sign_ins: Vec::new() };
    let NewPerson { role, email, name, .. } = first;
    let AddResult::First(new) = staff::add(app, NewStaff { role, email, name, why: FIRST }).await? else {
        return Err(Fault::internal("the demonstration's first member of staff was not the first"));
    };
    let approver = new.id;
    company.add(&first, new);
    let new = approved(app, &second, approver).await?;
    company.add(&second, new);
    Ok(company)
}

/// Requests a member of staff on the command line and approves the request.
async fn approved(app: &Arc<AppState>, person: &NewPerson, by: Uuid) -> Result<NewAccount, Fault> {
    let NewPerson { role, email, name, .. } = *person;
    let new = Issued::new(app, role, email, name).await?;
    let why = SECOND.to_owned();
    let details =
        StaffDetails { name: name.into(), email: new.account.email.clone(), lang: Lang::Ja.tag().into(), why };
    let request = Request::system(app, PROVIDER, "demo");
    let tx = request.write(app::staff::api::STAFF).await?;
    let account = new.account.id;
    let joined = Way { asked_by: None, account: Some(account) };
    let id = put(&tx, &details, role, joined).await?;
    let id = id.ok_or_else(|| Fault::internal("the demonstration's second member of staff is there already"))?;
    let on = |action| Event::new(action).on("staff_request", id, email).with(app::members::acts::ROLE, role.code());
    tx.commit(on(acts::ASK).personal(WHY, SECOND)).await?;
    let mut tx = request.write(app::staff::api::STAFF).await?;
    let sealed = seal_decision(&*tx.keys().await?, id, APPROVED)?;
    approve_joined(&tx, id, Decided { by, at: app.clock.now(), why: sealed }).await?;
    let added = new.insert(app, &tx, None).await?;
    let approver = people::find(&tx, by).await?.ok_or_else(|| Fault::internal("the approver is gone"))?;
    tx.log_as(&approver);
    let event = on(acts::APPROVE).with(ACCOUNT, account.to_string()).personal(WHY, APPROVED);
    tx.commit_all(&[event, added]).await?;
    Ok(new.account)
}
