//! The conditions on an end user, and the walk along their indexes.

use crate::door::paging::PageStart;
use crate::features::end_users::csv::Provider;
use crate::features::end_users::index::Index;
use crate::storage::entity::{Tenanted, end_user, end_user_word, identity};
use sea_orm::sea_query::{Expr, Query, SelectStatement};
use sea_orm::{ColumnTrait, ExprTrait, IntoSimpleExpr, QueryFilter, QuerySelect, QueryTrait, Select};
use uuid::Uuid;

/// A condition on an end user.
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
    /// The order in which conditions lead the walk: first those that hardly more than one end user can meet, then
    /// words, whose rows contain prefecture and providers, then prefectures, whose rows contain the providers.
    pub fn rank(&self) -> u8 {
        match self {
            Has::Customer(_) | Has::Email(_) | Has::Phone(_) => 0,
            Has::Word(_) => 1,
            Has::Prefecture(_) => 2,
            Has::Provider(_) => 3,
        }
    }

    /// The condition on a row of end users.
    pub fn of_row(&self, tenant: Uuid) -> Expr {
        use end_user::Column as C;
        match self {
            Has::Customer(ids) => C::CustomerIndex.is_in(ids.iter().map(|id| id.to_vec())),
            Has::Email(email) => C::EmailIndex.eq(email.to_vec()),
            Has::Phone(phone) => C::PhoneIndex.eq(phone.to_vec()),
            Has::Prefecture(prefecture) => C::PrefectureIndex.eq(prefecture.to_vec()),
            Has::Provider(provider) => among(C::Providers.into_simple_expr(), *provider),
            Has::Word(_) => Expr::exists(self.once_more(tenant, C::Id.into_simple_expr())),
        }
    }

    /// The condition on a row of words, beside the other conditions.
    fn of_word(&self, tenant: Uuid, beside: &[Has]) -> Expr {
        use end_user_word::Column as C;
        match self {
            Has::Prefecture(prefecture) => C::PrefectureIndex.eq(prefecture.to_vec()),
            Has::Provider(provider) => among(C::Providers.into_simple_expr(), *provider),
            _ => {
                let mut row = self.once_more(tenant, C::EndUserId.into_simple_expr());
                // This holds for every word of the same end user, and makes the search for the row narrower.
                if let (Has::Word(_), Some(Has::Prefecture(prefecture))) =
                    (self, beside.iter().find(|has| matches!(has, Has::Prefecture(_))))
                {
                    row.and_where(Expr::col((ALSO, C::PrefectureIndex)).eq(prefecture.to_vec()));
                }
                Expr::exists(row)
            }
        }
    }

    /// The condition as a separate row of the end user `id`.
    fn once_more(&self, tenant: Uuid, id: Expr) -> SelectStatement {
        let mut query = Query::select();
        query.expr(Expr::val(1));
        if let Has::Word(word) = self {
            use end_user_word::Column as C;
            query.from_as(end_user_word::Entity, ALSO);
            query
                .and_where(Expr::col((ALSO, C::TenantId)).eq(tenant))
                .and_where(Expr::col((ALSO, C::EndUserId)).eq(id));
            query.and_where(Expr::col((ALSO, C::WordIndex)).eq(word.to_vec()));
            // Always true, but the database has to read the row to know it. So it searches among the other rows of the
            // word, where it looked before, and not in an index of all words.
            query.and_where(Expr::col((ALSO, C::Providers)).gte(0));
        } else {
            query.from(end_user::Entity).and_where(end_user::Column::TenantId.eq(tenant));
            query.and_where(end_user::Column::Id.into_simple_expr().eq(id)).and_where(self.of_row(tenant));
        }
        query
    }
}

fn among(providers: Expr, provider: Provider) -> Expr {
    providers.bit_and(provider.bit()).ne(0)
}

const ALSO: &str = "also";

/// A walk along an index that returns ids.
pub struct IndexScan {
    pub tenant: Uuid,
    /// The start and the number of ids; `None` for all of them in any order.
    pub page: Option<(PageStart<Uuid>, u64)>,
}

impl IndexScan {
    /// Follows the index of the first condition and checks the others at each step.
    pub fn along(&self, all: &[Has]) -> SelectStatement {
        let Some((first, others)) = all.split_first() else {
            return self.ids(self.of::<end_user::Entity>(), end_user::Column::Id, &[]);
        };
        match first {
            // Only without other conditions; otherwise another one leads.
            Has::Provider(provider) if others.is_empty() => {
                use identity::Column as C;
                let query = self.of::<identity::Entity>().filter(C::Provider.eq(provider.as_str()));
                self.ids(query, C::EndUserId, &[])
            }
            Has::Word(word) => {
                use end_user_word::Column as C;
                let query = self.of::<end_user_word::Entity>().filter(C::WordIndex.eq(word.to_vec()));
                let others: Vec<Expr> = others.iter().map(|has| has.of_word(self.tenant, others)).collect();
                self.ids(query, C::EndUserId, &others)
            }
            own => {
                let all: Vec<Expr> = std::iter::once(own).chain(others).map(|has| has.of_row(self.tenant)).collect();
                self.ids(self.of::<end_user::Entity>(), end_user::Column::Id, &all)
            }
        }
    }

    fn of<E: Tenanted>(&self) -> Select<E> {
        E::find().filter(E::tenant_column().eq(self.tenant))
    }

    fn ids<E: Tenanted>(&self, query: Select<E>, id: E::Column, others: &[Expr]) -> SelectStatement {
        let mut query = query.select_only().column(id);
        for has in others {
            query = query.filter(has.clone());
        }
        if let Some((begin, limit)) = self.page {
            query = begin.narrow(query, id).limit(limit);
        }
        query.into_query()
    }
}
