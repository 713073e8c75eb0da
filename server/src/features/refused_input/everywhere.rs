//! The counts of some days of all companies, for staff. They are numbers and name nobody, so a look is no log entry.

use super::labels::named;
use super::list::window;
use super::window::KEPT;
use crate::base::when::calendar_day;
use crate::door::fault::Fault;
use crate::door::{Read, Request, company, readable};
use crate::storage::entity::refused_input::{Column as C, Entity};
use app::kit::ListCursor;
use app::refused_input::api::{At, EVERYWHERE, OfCompany, RefusedEverywhere, ShownDays};
use app::text::Words;
use sea_orm::sea_query::SimpleExpr;
use sea_orm::{ColumnTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

/// Rows on the page.
const MOST: u32 = 200;
/// No form is refused so often in a day. A greater number was written by something else, and would spoil the sums.
const BELIEVABLE: i64 = 1_000_000_000;

/// The columns of a sum: company, page, field and the number.
type SumColumns = (Uuid, String, String, i64);

/// How often a field of a page was refused to a company.
struct FieldSum {
    tenant: Uuid,
    at: At,
    number: u64,
}

pub async fn everywhere(request: &Request, place: &ListCursor) -> Result<RefusedEverywhere, Fault> {
    let read = request.read(EVERYWHERE).await?;
    let window = window(request, place)?;
    let of_days = C::Day.between(window.first.to_string(), window.last.to_string());
    let counted = read.across::<Entity>()?.filter(of_days).filter(C::Number.between(1, BELIEVABLE)).select_only();
    let whole: Vec<Option<i64>> = readable::columns(read.db(), counted.clone().expr_as(sum(), "total")).await?;
    let rows = counted.columns([C::TenantId, C::Page, C::Field]).expr_as(sum(), "total");
    let rows = rows.group_by(C::TenantId).group_by(C::Page).group_by(C::Field);
    let rows = rows.order_by_desc(sum()).order_by_asc(C::TenantId).order_by_asc(C::Page).order_by_asc(C::Field);
    let rows = sums(readable::columns(read.db(), rows.limit(u64::from(MOST))).await?);
    Ok(RefusedEverywhere {
        days: ShownDays { first: calendar_day(window.first), last: calendar_day(window.last) },
        totals: totals(&read, rows).await?,
        most: MOST,
        sum: whole.into_iter().flatten().next().unwrap_or(0).unsigned_abs(),
        around: window.around(),
        kept: KEPT,
    })
}

/// The sum of the numbers, as a whole number on both databases.
fn sum() -> SimpleExpr {
    C::Number.sum().cast_as("int8")
}

fn sums(rows: Vec<SumColumns>) -> Vec<FieldSum> {
    let one = |columns: SumColumns| {
        let (tenant, path, field, number) = columns;
        FieldSum { tenant, at: At { path, field }, number: number.unsigned_abs() }
    };
    rows.into_iter().map(one).collect()
}

async fn totals(read: &Read, sums: Vec<FieldSum>) -> Result<Vec<OfCompany>, Fault> {
    let names = company::names(read, sums.iter().map(|sum| sum.tenant)).await?;
    let total = |FieldSum { tenant, at, number }: FieldSum| OfCompany {
        company: names.get(&tenant).cloned().unwrap_or_else(|| Words::same(tenant.to_string())),
        tenant: tenant.to_string(),
        place: named(at),
        number,
    };
    Ok(sums.into_iter().map(total).collect())
}
