//! A number for each support case, by which people name it: the year in Japan and the place in that year. Cases from before get
//! theirs in the order in which they were opened. A counter for each year hands out the next one. And who works on a case.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const COLUMNS: &str = "ALTER TABLE support_case ADD COLUMN number BIGINT
;;
ALTER TABLE support_case ADD COLUMN assigned_to $UUID
;;
ALTER TABLE support_case ADD COLUMN assigned_at $TIME
;;
CREATE TABLE case_counter (
        year INTEGER NOT NULL PRIMARY KEY,
        last BIGINT NOT NULL
    )";

/// A time that the database cannot read gives no year, and such a case no number.
const SQLITE_YEAR: &str = "CAST(strftime('%Y', opened_at, '+9 hours') AS INTEGER)";
const POSTGRES_YEAR: &str = "CAST(EXTRACT(YEAR FROM (opened_at AT TIME ZONE 'UTC') + INTERVAL '9 hours') AS INTEGER)";

/// Numbers the cases there are, with the expression for the year of a case.
fn numbers(year: &str) -> String {
    format!(
        "UPDATE support_case SET number = given.year * 1000000 + given.place
        FROM (
            SELECT id, year, ROW_NUMBER() OVER (PARTITION BY year ORDER BY opened_at, id) AS place
            FROM (SELECT id, opened_at, {year} AS year FROM support_case) AS dated
            WHERE year BETWEEN 2000 AND 9999
        ) AS given
        WHERE given.id = support_case.id
;;
INSERT INTO case_counter (year, last)
        SELECT number / 1000000, MAX(number % 1000000) FROM support_case WHERE number IS NOT NULL
        GROUP BY number / 1000000
;;
CREATE UNIQUE INDEX support_case_by_number ON support_case (number) WHERE number IS NOT NULL"
    )
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::sql::run(manager, COLUMNS).await?;
        crate::sql::run_for(manager, &numbers(SQLITE_YEAR), &numbers(POSTGRES_YEAR)).await
    }
}
