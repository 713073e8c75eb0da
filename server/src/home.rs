//! The home page: what needs the person, and what happened last.

use crate::door::{Read, Request};
use crate::entity::{contact, end_user_import, export, support_case};
use crate::fault::Fault;
use crate::{members, operation_logs, second_factor, use_case, view};
use app::error::AppError;
use app::home::api::{Home, HomeApi};
use app::permission::Permission;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

#[async_trait::async_trait]
impl HomeApi for Request {
    async fn home(&self) -> Result<Home, AppError> {
        use_case!(self, home(self))
    }
}

async fn home(request: &Request) -> Result<Home, Fault> {
    let read = request.read(Permission::HomeView).await?;
    let me = request.signed_in()?;
    let now = request.app.clock.now();
    let may_see = me.permissions.has(Permission::OperationLogsView);
    let recent = if may_see { Some(operation_logs::newest(&read, 5).await?) } else { None };
    let mut home = Home {
        now: view::when(now),
        password_expires: me.password_expires_soon(now).map(|(at, days)| (view::when(at), days)),
        recovery_codes: second_factor::few_recovery_codes(read.db(), &me.account).await?,
        cases_waiting: 0,
        cases_own: 0,
        locked: 0,
        locked_new: 0,
        no_contacts: false,
        approvals_waiting: 0,
        dormant: 0,
        unused_days: me.profile.accounts.unused_days,
        exports_running: Vec::new(),
        recent,
        end_users: None,
    };
    if me.permissions.has(Permission::CasesConsent) {
        (home.cases_waiting, home.cases_own) = cases(&read, me.account.id).await?;
    }
    if me.permissions.has(Permission::MembersApprove) {
        home.approvals_waiting = members::approvals_waiting(&read).await?;
    }
    if me.permissions.has(Permission::MembersManage) {
        (home.locked, home.locked_new) = members::locked(&read).await?;
        home.dormant = members::dormant(&read, now - me.profile.accounts.unused()).await?;
    }
    if me.permissions.has(Permission::ContactsEdit) {
        home.no_contacts = read.of::<contact::Entity>().count(read.db()).await? == 0;
    }
    if me.permissions.has(Permission::ExportsView) {
        home.exports_running = running(&read).await?;
    }
    if me.permissions.has(Permission::EndUsersView) {
        let tenant = crate::entity::tenant::Entity::find_by_id(read.tenant).one(read.db()).await?;
        let last = read
            .of::<end_user_import::Entity>()
            .filter(end_user_import::Column::State.eq("done"))
            .order_by_desc(end_user_import::Column::Id)
            .one(read.db())
            .await?;
        let rows = tenant.map_or(0, |t| t.end_users.unsigned_abs());
        home.end_users = Some((rows, last.and_then(|i| i.finished_at).map(view::when)));
    }
    Ok(home)
}

/// Support cases that wait for the company: others', and those about the person.
async fn cases(read: &Read, me: Uuid) -> Result<(u64, u64), Fault> {
    use support_case::Column as C;
    let waiting = read.of::<support_case::Entity>().filter(C::State.eq("checked"));
    let others = waiting.clone().filter(C::AccountId.ne(me)).count(read.db()).await?;
    Ok((others, waiting.filter(C::AccountId.eq(me)).count(read.db()).await?))
}

async fn running(read: &Read) -> Result<Vec<(String, String, u64, u64)>, Fault> {
    let rows = read
        .of::<export::Entity>()
        .filter(export::Column::State.is_in(["waiting", "running"]))
        .order_by_desc(export::Column::Id)
        .limit(5)
        .all(read.db())
        .await?;
    let line =
        |e: export::Model| (e.id.to_string(), e.file_name, e.rows_done.unsigned_abs(), e.rows_total.unsigned_abs());
    Ok(rows.into_iter().map(line).collect())
}
