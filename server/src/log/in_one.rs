//! The one statement that writes an entry, and what its failure means.

use super::chain::HashedEntry;
use chrono::{DateTime, Utc};
use sea_orm::{DbBackend, DbErr, Statement};

/// What is computed for an entry.
pub struct Computed {
    pub hash: Vec<u8>,
    pub signature: Vec<u8>,
    /// The personal details.
    pub sealed: Vec<u8>,
    /// The words that find the entry, one behind the other.
    pub words: Vec<u8>,
}

/// Moves the head and writes the entry with its personal part and its words in one statement. If the head has moved
/// meanwhile, the statement fails on SQLite, because the entry gets no number; on PostgreSQL it writes no entry. If a
/// trigger drops one of the two rows, it fails on SQLite as well, because it ends with a look at both; on PostgreSQL it
/// writes no entry. The entry is written last, because the number of rows that SQLite counts is that of the last change.
pub fn in_one(
    backend: DbBackend,
    line: &HashedEntry<'_>,
    at: DateTime<Utc>,
    Computed { hash, signature, sealed, words }: Computed,
) -> Statement {
    let values: [sea_orm::Value; 17] = [
        line.tenant.into(),
        line.seq.into(),
        hash.into(),
        signature.into(),
        line.prev_hash.into(),
        at.into(),
        line.actor_kind.into(),
        line.actor_id.into(),
        line.action.into(),
        line.object_kind.into(),
        line.object_id.into(),
        line.result.into(),
        line.request_id.into(),
        line.detail.into(),
        line.personal_ref.into(),
        sealed.into(),
        words.into(),
    ];
    let text = if backend == DbBackend::Postgres { IN_ONE_POSTGRES } else { IN_ONE_SQLITE };
    Statement::from_sql_and_values(backend, text, values)
}

/// The entry is inserted last, because SQLite counts the rows of the last statement that changes any. `Appender::append`
/// expects exactly one.
const IN_ONE_SQLITE: &str = "UPDATE operation_log_head SET seq = $2, hash = $3, signature = $4 \
    WHERE tenant_id = $1 AND seq = $2 - 1 AND hash = $5; \
    INSERT INTO operation_log_personal (tenant_id, seq, sealed) VALUES ($1, $2, $16); \
    INSERT OR IGNORE INTO operation_log_word (tenant_id, word_index, seq) \
    WITH RECURSIVE part(n) AS (SELECT 0 WHERE length($17) > 0 \
    UNION ALL SELECT n + 1 FROM part WHERE n + 1 < length($17) / 16) \
    SELECT $1, substr($17, n * 16 + 1, 16), $2 FROM part; \
    INSERT INTO operation_log (tenant_id, seq, at, actor_kind, actor_id, action, object_kind, object_id, result, \
    request_id, detail, personal_ref, prev_hash, hash) VALUES ($1, \
    (SELECT seq FROM operation_log_head WHERE tenant_id = $1 AND seq = $2 AND hash = $3), \
    $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $5, $3); \
    SELECT abs(CASE WHEN EXISTS (SELECT 1 FROM operation_log WHERE tenant_id = $1 AND seq = $2 AND hash = $3) \
    AND EXISTS (SELECT 1 FROM operation_log_personal WHERE tenant_id = $1 AND seq = $2) \
    THEN 0 ELSE -9223372036854775807 - 1 END)";

const IN_ONE_POSTGRES: &str = "WITH head AS ( \
    UPDATE operation_log_head SET seq = $2, hash = $3, signature = $4 \
    WHERE tenant_id = $1 AND seq = $2 - 1 AND hash = $5 RETURNING tenant_id, seq, hash \
    ), personal AS ( \
    INSERT INTO operation_log_personal (tenant_id, seq, sealed) SELECT tenant_id, seq, $16 FROM head \
    RETURNING tenant_id, seq \
    ), words AS ( \
    INSERT INTO operation_log_word (tenant_id, word_index, seq) \
    SELECT tenant_id, substring($17 FROM part * 16 + 1 FOR 16), seq \
    FROM head CROSS JOIN generate_series(0, length($17) / 16 - 1) AS part WHERE TRUE ON CONFLICT DO NOTHING \
    ) INSERT INTO operation_log (tenant_id, seq, at, actor_kind, actor_id, action, object_kind, object_id, result, \
    request_id, detail, personal_ref, prev_hash, hash) \
    SELECT tenant_id, seq, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $5, hash \
    FROM head JOIN personal USING (tenant_id, seq)";

/// A trigger of somebody who can write to the database may drop what is inserted (S10). Then nothing is committed.
pub fn not_kept() -> DbErr {
    DbErr::Custom("the database does not keep the entries of the operation log, so nothing is changed".into())
}

/// The error of SQLite for `abs` of the smallest number, which has no positive one.
const OVERFLOW: &str = "integer overflow";

/// Says what the failed check behind the statement for SQLite means.
pub fn in_words(error: DbErr) -> DbErr {
    if error.to_string().contains(OVERFLOW) { not_kept() } else { error }
}
