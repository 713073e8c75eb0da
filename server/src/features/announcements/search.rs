//! The search in titles and texts. Japanese has no spaces between words, so a word is found wherever its characters stand in a
//! row. Words of one or two characters are too short for the index, and are looked for in all texts.

use super::visible::{is_published, with_versions};
use crate::base::{fold, markdown};
use crate::door::fault::Fault;
use crate::door::guarded::{self, FoundRow};
use crate::door::{Every, Job, Progress, Request, Write, readable};
use crate::seal::keys::PROVIDER;
use crate::state::AppState;
use crate::storage::entity::announcement::{Column as C, Entity, Model};
use crate::storage::entity::announcement_text::{self, Column as T};
use crate::storage::entity::announcement_version;
use app::announcements::api::VIEW;
use sea_orm::sea_query::{Expr, LikeExpr, OnConflict, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, ExprTrait, QueryFilter, QuerySelect, Select, Set};
use std::sync::Arc;
use uuid::Uuid;

/// The name of the job in the log.
pub const JOB: &str = "announcements";

/// The largest number of words of a search. Each takes a query of its own.
const MOST_WORDS: usize = 8;
/// The length of the shortest word that the index can find.
const INDEXED: usize = 3;
/// The number of announcements that are indexed in one transaction.
const BLOCK: usize = 50;

/// Indexes what was published since the last time. Publishing does it as well, so there is rarely anything to do.
pub static INDEX: Job =
    Job { what: "words of announcements", every: Every::Minute, run: |app| Box::pin(index_new(app)) };

/// Narrows announcements to those that have all words of what was typed.
pub fn narrow(db: &impl ConnectionTrait, matches: Select<Entity>, typed: &str) -> Select<Entity> {
    let sqlite = db.get_database_backend() == DbBackend::Sqlite;
    let folded = fold::text(typed);
    let words = folded.split_whitespace().take(MOST_WORDS);
    words.fold(matches, |matches, word| {
        let by_index = sqlite && word.chars().count() >= INDEXED;
        matches.filter(if by_index { indexed(word) } else { containing(word) })
    })
}

/// By FTS5: the characters of the word in a row.
fn indexed(word: &str) -> Expr {
    let phrase = format!("\"{}\"", word.replace('"', "\"\""));
    Expr::cust_with_values(
        "announcement.id IN (SELECT announcement_id FROM announcement_text WHERE place IN \
         (SELECT rowid FROM announcement_search WHERE announcement_search MATCH ?))",
        [phrase],
    )
}

/// By the texts themselves. PostgreSQL finds longer words by its index of three characters each.
fn containing(word: &str) -> Expr {
    let literal: String = word.chars().flat_map(|c| "!%_".contains(c).then_some('!').into_iter().chain([c])).collect();
    let like = LikeExpr::new(format!("%{literal}%")).escape('!');
    let found = Query::select()
        .column(T::AnnouncementId)
        .from(announcement_text::Entity)
        .and_where(Expr::col(T::Folded).like(like))
        .to_owned();
    C::Id.in_subquery(found)
}

/// Writes the words of the version that readers see from now on.
pub async fn index(tx: &Write, version: &announcement_version::Model) -> Result<(), Fault> {
    let row = announcement_text::ActiveModel {
        announcement_id: Set(version.announcement_id),
        number: Set(version.number),
        folded: Set(words(version)),
    };
    let instead = OnConflict::column(T::AnnouncementId).update_columns([T::Number, T::Folded]).to_owned();
    announcement_text::Entity::insert(row).on_conflict(instead).exec_without_returning(tx.db()).await?;
    Ok(())
}

fn words(version: &announcement_version::Model) -> String {
    let texts = [&version.text_ja, &version.text_en].map(|text| markdown::to_text(text));
    let all = [version.title_ja.as_str(), &texts[0], &version.title_en, &texts[1]];
    fold::text(&all.join("\n"))
}

/// Indexes announcements whose shown version has no words yet, block by block.
pub async fn index_new(app: &Arc<AppState>) -> Result<(), Fault> {
    let request = Request::system(app, PROVIDER, JOB);
    let read = request.read(VIEW).await?;
    let there = Query::select()
        .expr(Expr::val(1))
        .from(announcement_text::Entity)
        .and_where(Expr::col((announcement_text::Entity, T::AnnouncementId)).eq(Expr::col((Entity, C::Id))))
        .and_where(Expr::col((announcement_text::Entity, T::Number)).eq(Expr::col((Entity, C::Shown))))
        .to_owned();
    let missing = Entity::find().filter(C::Shown.gt(0)).filter(Expr::exists(there).not());
    let missing: Vec<Uuid> = readable::columns(read.db(), missing.select_only().column(C::Id)).await?;
    for some in missing.chunks(BLOCK) {
        let found = guarded::find_all::<Model>(&read, Entity::find().filter(C::Id.is_in(some.to_vec()))).await?;
        let heads = found.into_iter().filter_map(FoundRow::genuine).collect();
        let tx = request.write(VIEW).await?;
        for (_, version) in with_versions(&read, heads).await?.iter().filter(|(_, version)| is_published(version)) {
            index(&tx, version).await?;
        }
        tx.commit_progress(Progress::Counters).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use sea_orm::QueryTrait;

    fn sql(backend: DbBackend, word: &str) -> String {
        let by_index = backend == DbBackend::Sqlite && word.chars().count() >= INDEXED;
        Entity::find().filter(if by_index { indexed(word) } else { containing(word) }).build(backend).to_string()
    }

    #[test]
    fn signs_of_the_query_language_are_only_characters() {
        let phrase = sql(DbBackend::Sqlite, "a\"b*");
        assert!(phrase.contains("MATCH '\"a\"\"b*\"'"), "{phrase}");
        let like = sql(DbBackend::Sqlite, "%");
        assert!(like.contains("LIKE '%!%%' ESCAPE '!'"), "{like}");
        let like = sql(DbBackend::Postgres, "100%_!");
        assert!(like.contains("LIKE '%100!%!_!!%' ESCAPE '!'"), "{like}");
    }
}
