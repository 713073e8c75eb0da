//! The home pages of members and of the desk: tasks that wait for the person, as reported by each feature, the figures of the
//! month, and what people did last.

mod figures;
mod own;

use crate::base::when::when;
use crate::door::fault::Fault;
use crate::door::{Outward, Person, Read, Request};
use crate::features::announcements;
use crate::features::announcing;
use crate::features::cases;
use crate::features::consents;
use crate::features::contacts;
use crate::features::end_users;
use crate::features::exports;
use crate::features::inquiries;
use crate::features::members;
use crate::features::networks;
use crate::features::operation_logs;
use crate::features::security;
use crate::features::staff;
use crate::features::support;
use crate::identity::account;
use crate::identity::second_factor;
use app::error::AppError;
use app::home::api::{Home, HomeApi, Standing};
use app::kit::Todo;
use app::support::api::TENANTS;

/// The number of actions shown.
const RECENT: usize = 5;
/// The number of announcements shown.
const LATEST: u64 = 3;

#[async_trait::async_trait]
impl HomeApi for Request {
    async fn home(&self) -> Result<Home, AppError> {
        home(self).await.outward(self)
    }

    async fn desk(&self) -> Result<Option<Vec<Todo>>, AppError> {
        desk(self).await.outward(self)
    }
}

async fn home(request: &Request) -> Result<Home, Fault> {
    let read = request.read(app::home::api::VIEW).await?;
    let me = request.signed_in()?;
    let sees_log = me.permissions.has(app::operation_logs::api::VIEW);
    let sees_data = me.permissions.has(app::end_users::api::VIEW);
    Ok(Home {
        now: when(request.app.clock.now()),
        todo: todo(&read, me).await?,
        announcements: announcements::latest(&read, me, LATEST).await?,
        recent: if sees_log { Some(operation_logs::recent(&read, RECENT).await?) } else { None },
        end_users: if sees_data { Some(end_users::figures(&read).await?) } else { None },
        standing: if sees_data { Some(standing(&read, me).await?) } else { None },
        month: figures::of_month(&read, me).await?,
        own: if sees_log || sees_data { None } else { Some(own::state(&read, me).await?) },
    })
}

/// How the company stands, as far as the person may see it.
async fn standing(read: &Read, me: &Person) -> Result<Standing, Fault> {
    let last_export = exports::last(read).await?;
    let consents =
        if me.permissions.has(app::consents::api::GRANT) { Some(consents::in_force(read).await?) } else { None };
    Ok(Standing { last_export, consents, profile: security::title(Some(me.profile)) })
}

/// The tasks that wait for the person and that they may do.
async fn todo(read: &Read, me: &Person) -> Result<Vec<Todo>, Fault> {
    let mut todo = cases::waiting(read, me).await?;
    todo.extend(members::waiting(read, me).await?);
    todo.extend(account::waiting(read, me));
    todo.extend(second_factor::waiting(read, me).await?);
    todo.extend(exports::waiting(read, me).await?);
    todo.extend(end_users::waiting(read, me).await?);
    todo.extend(contacts::waiting(read, me).await?);
    todo.extend(security::waiting(read, me).await?);
    todo.extend(consents::waiting(read, me).await?);
    todo.extend(inquiries::waiting(read, me).await?);
    Ok(todo)
}

/// The tasks that wait for a member of the desk and that they may do.
async fn desk(request: &Request) -> Result<Option<Vec<Todo>>, Fault> {
    let read = request.read(TENANTS).await?;
    let me = request.signed_in()?;
    if !me.permissions.has(app::cases::api::HANDLE) {
        return Ok(None);
    }
    let mut todo = cases::for_desk(&read, me).await?;
    todo.extend(announcing::waiting(&read, me).await?);
    todo.extend(staff::waiting(&read, me).await?);
    todo.extend(support::waiting(&read, me).await?);
    todo.extend(networks::for_desk(&read, me).await?);
    todo.extend(inquiries::for_desk(&read, me).await?);
    todo.extend(consents::for_desk(&read, me).await?);
    todo.extend(contacts::for_desk(&read, me).await?);
    todo.extend(members::for_desk(&read, me).await?);
    todo.extend(account::locked(me));
    Ok(Some(todo))
}
