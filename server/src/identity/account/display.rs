//! A person's display settings.

use crate::door::fault::Fault;
use crate::door::{PublicUse, Request};
use crate::log::event::Event;
use crate::storage::entity::account::{self, Column as A};
use app::account::acts;
use app::account::api::SetDisplay;
use app::account::messages as m;
use app::error::Next;
use app::frame::Theme;
use app::paths::same_page;
use app::text::Lang;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

/// Sets cookies for everyone. For a signed-in person the account stores the settings too, so that they apply on every
/// device.
pub async fn set(request: &Request, command: SetDisplay) -> Result<Next, Fault> {
    let lang = Lang::from_tag(&command.lang).map(Lang::tag);
    let theme = Theme::from_code(&command.theme).map(Theme::code);
    let density = ["normal", "dense"].into_iter().find(|d| *d == command.density);
    let keys = ["on", "off"].into_iter().find(|k| *k == command.keys);
    for (name, value) in [("lang", lang), ("theme", theme), ("density", density), ("keys", keys)] {
        if let Some(value) = value {
            request.set_cookie(name, value.to_owned());
        }
    }
    let next = Next::to(same_page(&command.back).unwrap_or("/"));
    let Ok(me) = request.signed_in() else { return Ok(next) };
    let tx = request.write_public(PublicUse::Display).await?;
    let mut update = account::Entity::update_many().filter(A::Id.eq(me.account.id));
    let columns = [(A::Language, lang), (A::Theme, theme), (A::Density, density), (A::Keys, keys)];
    for (column, value) in columns {
        if let Some(value) = value {
            update = update.col_expr(column, Expr::value(value));
        }
    }
    if lang.or(theme).or(density).or(keys).is_none() {
        return Ok(next);
    }
    update.exec(tx.db()).await?;
    tx.commit(Event::new(acts::CHANGE_DISPLAY).on("account", me.account.id, &me.account.email)).await?;
    Ok(if command.theme.is_empty() { next } else { next.saying(m::SAVED) })
}
