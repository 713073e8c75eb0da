//! Verifies every line from the first to the signed head, and names the first bad one.

use super::append::{PERSONAL, personal_row};
use super::chain::{genesis, head_message};
use super::checkpoint::Witnessed;
use super::erased::Erased;
use super::finding::Finding;
use super::link::{BLOCK, entries, head_of, link};
use crate::seal::keys::{Keys, TenantKeys};
use crate::storage::entity::{RowId, of_tenant, operation_log, operation_log_head, operation_log_personal};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IdenStatic, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};
use std::collections::HashMap;
use uuid::Uuid;

/// The result for one tenant.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// All entries are valid; their number.
    Good(u64),
    /// The number of the first bad entry, and its fault.
    Bad(i64, Finding),
}

/// Verifies every chain; the result is sorted by tenant. `also` names tenants that must have a log.
pub async fn verify_all(
    db: &impl ConnectionTrait,
    keys: &Keys,
    tenant_keys: &HashMap<Uuid, std::sync::Arc<TenantKeys>, impl std::hash::BuildHasher>,
    checkpoints: &HashMap<Uuid, Witnessed, impl std::hash::BuildHasher>,
    also: &[Uuid],
) -> Result<Vec<(Uuid, Verdict)>, DbErr> {
    let heads = operation_log_head::Entity::find().select_only().column(operation_log_head::Column::TenantId);
    let heads = db.query_all(heads.as_query()).await?;
    // What is no company's id belongs to nobody's log.
    let mut tenants: Vec<Uuid> = heads.iter().filter_map(|head| head.try_get_by_index(0).ok()).collect();
    tenants.extend(also.iter().chain(checkpoints.keys()).copied());
    tenants.sort_unstable();
    tenants.dedup();
    let (none, mut verdicts) = (Witnessed::new(), Vec::with_capacity(tenants.len()));
    for tenant in tenants {
        let witnessed = checkpoints.get(&tenant).unwrap_or(&none);
        let verdict = verify_tenant(db, keys, tenant_keys.get(&tenant).map(|k| &**k), tenant, Some(witnessed)).await?;
        verdicts.push((tenant, verdict));
    }
    Ok(verdicts)
}

/// Verifies one tenant's chain. Without its keys, personal details are not read; without a set of checkpoints (which
/// may be empty), they are not checked.
pub async fn verify_tenant(
    db: &impl ConnectionTrait,
    keys: &Keys,
    tenant_keys: Option<&TenantKeys>,
    tenant: Uuid,
    witnessed: Option<&Witnessed>,
) -> Result<Verdict, DbErr> {
    let Ok(head) = head_of(db, tenant).await? else { return Ok(Verdict::Bad(0, Finding::HeadForged)) };
    let none = Witnessed::new();
    let mut check = ChainCheck {
        keys,
        tenant_keys,
        tenant,
        witnessed: witnessed.unwrap_or(&none),
        wants_witness: witnessed.is_some(),
        seq: 0,
        hash: genesis(tenant),
        erased: Erased::default(),
    };
    let limit = head.as_ref().map_or(i64::MAX, |h| h.seq);
    loop {
        let (rows, personal) = chunk(db, tenant, check.seq, limit).await?;
        if rows.is_empty() {
            break;
        }
        for row in &rows {
            let Ok(row) = row else { return Ok(Verdict::Bad(check.seq + 1, Finding::Changed)) };
            if let Err((seq, finding)) = check.step(row, personal.get(&row.seq).map(Vec::as_slice)) {
                return Ok(Verdict::Bad(seq, finding));
            }
        }
    }
    if let Some(seq) = beyond_head(db, tenant, limit).await? {
        return Ok(Verdict::Bad(seq, Finding::BeyondHead));
    }
    Ok(check.end(head.as_ref()))
}

/// The first entry that no head covers. A running console may append meanwhile, but moves the head together with the
/// entry.
async fn beyond_head(db: &impl ConnectionTrait, tenant: Uuid, limit: i64) -> Result<Option<i64>, DbErr> {
    use operation_log::Column as C;
    let last = of_tenant::<operation_log::Entity>(tenant).select_only().column(C::Seq);
    let Some(last) = db.query_one(last.order_by_desc(C::Seq).limit(1).as_query()).await? else { return Ok(None) };
    // What is no number stands behind all numbers.
    let last = last.try_get("", C::Seq.as_str()).unwrap_or(i64::MAX);
    if last <= limit {
        return Ok(None);
    }
    let head = head_of(db, tenant).await?.ok().flatten().map_or(0, |h| h.seq);
    Ok((last > head).then_some(head + 1))
}

type LogBlock = (Vec<Result<operation_log::Model, DbErr>>, HashMap<i64, Vec<u8>>);

async fn chunk(db: &impl ConnectionTrait, tenant: Uuid, after: i64, limit: i64) -> Result<LogBlock, DbErr> {
    use operation_log_personal::Column as P;
    let rows = entries(db, tenant, after, limit).await?;
    let personal = of_tenant::<operation_log_personal::Entity>(tenant);
    let personal = personal.filter(P::Seq.gt(after)).filter(P::Seq.lte(after.saturating_add_unsigned(BLOCK)));
    let mut sealed = HashMap::with_capacity(rows.len());
    for found in db.query_all(personal.as_query()).await? {
        // Of another type it is as good as changed.
        if let Ok(seq) = found.try_get("", P::Seq.as_str()) {
            sealed.insert(seq, found.try_get("", P::Sealed.as_str()).unwrap_or_default());
        }
    }
    Ok((rows, sealed))
}

struct ChainCheck<'a> {
    keys: &'a Keys,
    tenant_keys: Option<&'a TenantKeys>,
    tenant: Uuid,
    witnessed: &'a Witnessed,
    wants_witness: bool,
    seq: i64,
    hash: [u8; 32],
    erased: Erased,
}

impl ChainCheck<'_> {
    fn step(&mut self, row: &operation_log::Model, sealed: Option<&[u8]>) -> Result<(), (i64, Finding)> {
        let expected = self.seq + 1;
        let hash = link(row, expected, &self.hash).map_err(|finding| (expected, finding))?;
        if self.personal_changed(row, sealed) {
            return Err((expected, Finding::PersonalChanged));
        }
        let mut witnessed = self.witnessed.range((expected, Vec::new())..(expected + 1, Vec::new()));
        if witnessed.any(|(_, witnessed)| *witnessed != hash) {
            return Err((expected, Finding::RolledBack));
        }
        if sealed.is_none() {
            self.erased.missing(expected);
        }
        self.erased.entry(&row.action, &row.detail);
        self.seq = expected;
        self.hash = hash;
        Ok(())
    }

    /// True if personal details were changed or swapped. Erased details are valid.
    fn personal_changed(&self, row: &operation_log::Model, sealed: Option<&[u8]>) -> bool {
        let (Some(keys), Some(sealed)) = (self.tenant_keys, sealed) else { return false };
        let id = RowId { tenant: self.tenant, id: personal_row(row.seq) };
        match PERSONAL.open(keys, id, sealed) {
            Ok(text) => self.keys.personal_ref(self.tenant, row.seq, &text) != row.personal_ref,
            Err(_) => true,
        }
    }

    fn end(self, head: Option<&operation_log_head::Model>) -> Verdict {
        let Some(head) = head else { return Verdict::Bad(self.seq, Finding::HeadMissing) };
        if !self.keys.verify(&head_message(self.tenant, head.seq, &head.hash), &head.signature) {
            return Verdict::Bad(head.seq, Finding::HeadForged);
        }
        if head.seq > self.seq {
            return Verdict::Bad(self.seq + 1, Finding::Missing);
        }
        if head.hash != self.hash {
            return Verdict::Bad(self.seq, Finding::Changed);
        }
        if self.witnessed.last().is_some_and(|(seq, _)| *seq > self.seq) {
            return Verdict::Bad(self.seq + 1, Finding::RolledBack);
        }
        if self.wants_witness && self.witnessed.is_empty() && self.seq > 0 {
            return Verdict::Bad(self.seq, Finding::Unwitnessed);
        }
        if let Some(seq) = self.erased.first_unlogged() {
            return Verdict::Bad(seq, Finding::PersonalMissing);
        }
        Verdict::Good(u64::try_from(self.seq).unwrap_or_default())
    }
}
