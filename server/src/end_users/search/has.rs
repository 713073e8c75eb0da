//! What an end user can have, and the walk along the index of it.

use crate::end_users::csv::Provider;
use crate::end_users::index::Index;
use crate::entity::{Tenanted, end_user, end_user_word, identity};
use sea_orm::sea_query::{Expr, Query, SelectStatement};
use sea_orm::{ColumnTrait, ExprTrait, IntoSimpleExpr, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select};
use uuid::Uuid;

/// Something that an end user has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Has {
    /// One of these customer ids.
    Customer(Vec<Index>),
    Email(Index),
    Phone(Index),
    Prefecture(Index),
    Provider(Provider),
    Word(Index),
}

impl Has {
    /// Whether hardly more than one end user can have it.
    pub fn is_rare(&self) -> bool {
        matches!(self, Has::Customer(_) | Has::Email(_) | Has::Phone(_))
    }

    /// The same as a condition on a row of end users.
    pub fn of_row(&self, tenant: Uuid) -> Expr {
        use end_user::Column as C;
        match self {
            Has::Customer(ids) => C::CustomerIndex.is_in(ids.iter().map(|id| id.to_vec())),
            Has::Email(email) => C::EmailIndex.eq(email.to_vec()),
            Has::Phone(phone) => C::PhoneIndex.eq(phone.to_vec()),
            Has::Prefecture(prefecture) => C::PrefectureIndex.eq(prefecture.to_vec()),
            Has::Provider(_) | Has::Word(_) => Expr::exists(self.once_more(tenant, C::Id.into_simple_expr())),
        }
    }

    /// The same as a row of its own for the end user `id`.
    fn once_more(&self, tenant: Uuid, id: Expr) -> SelectStatement {
        let mut query = Query::select();
        query.expr(Expr::val(1));
        match self {
            Has::Provider(provider) => {
                use identity::Column as C;
                also::<identity::Entity>(&mut query, tenant, C::EndUserId, id);
                query.and_where(Expr::col((ALSO, C::Provider)).eq(provider.as_str()));
            }
            Has::Word(word) => {
                use end_user_word::Column as C;
                also::<end_user_word::Entity>(&mut query, tenant, C::EndUserId, id);
                query.and_where(Expr::col((ALSO, C::WordIndex)).eq(word.to_vec()));
            }
            _ => {
                query.from(end_user::Entity).and_where(end_user::Column::TenantId.eq(tenant));
                query.and_where(end_user::Column::Id.into_simple_expr().eq(id)).and_where(self.of_row(tenant));
            }
        }
        query
    }
}

const ALSO: &str = "also";

fn also<E: Tenanted + Default>(query: &mut SelectStatement, tenant: Uuid, user: E::Column, id: Expr) {
    query.from_as(E::default(), ALSO);
    query.and_where(Expr::col((ALSO, E::tenant_column())).eq(tenant)).and_where(Expr::col((ALSO, user)).eq(id));
}

/// A walk along an index, which gives ids.
pub struct Walk {
    pub tenant: Uuid,
    /// Newest first, from behind an id on, and how many; none for all of them in whatever order.
    pub page: Option<(Option<Uuid>, u64)>,
}

impl Walk {
    /// Walks the index of the first condition and checks the others at each step.
    pub fn along(&self, all: &[Has]) -> SelectStatement {
        let Some((first, others)) = all.split_first() else {
            return self.ids(self.of::<end_user::Entity>(), end_user::Column::Id, &[]);
        };
        match first {
            Has::Provider(provider) => {
                use identity::Column as C;
                let query = self.of::<identity::Entity>().filter(C::Provider.eq(provider.as_str()));
                self.ids(query, C::EndUserId, others)
            }
            Has::Word(word) => {
                use end_user_word::Column as C;
                let query = self.of::<end_user_word::Entity>().filter(C::WordIndex.eq(word.to_vec()));
                self.ids(query, C::EndUserId, others)
            }
            own => {
                let query = self.of::<end_user::Entity>().filter(own.of_row(self.tenant));
                let query = others.iter().fold(query, |query, has| query.filter(has.of_row(self.tenant)));
                self.ids(query, end_user::Column::Id, &[])
            }
        }
    }

    fn of<E: Tenanted>(&self) -> Select<E> {
        E::find().filter(E::tenant_column().eq(self.tenant))
    }

    fn ids<E: Tenanted>(&self, query: Select<E>, id: E::Column, others: &[Has]) -> SelectStatement {
        let mut query = query.select_only().column(id);
        for has in others {
            query = query.filter(Expr::exists(has.once_more(self.tenant, id.into_simple_expr())));
        }
        if let Some((before, limit)) = self.page {
            query = query.order_by_desc(id).limit(limit);
            if let Some(before) = before {
                query = query.filter(id.lt(before));
            }
        }
        query.into_query()
    }
}
