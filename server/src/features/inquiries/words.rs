//! The words by which inquiries are found: those of the subject and of what both sides have written, as blind indexes. Notes of
//! staff have none, because a search must not tell the company what they say. Japanese has no spaces, so a word is a run of one
//! script; a run of kanji has its pairs too, so that 障害 is found in 障害報告.

use crate::base::fold;
use crate::door::Write;
use crate::door::fault::Fault;
use crate::seal::keys::Keys;
use crate::storage::entity::inquiry_word::{self, Column as W};
use sea_orm::sea_query::{OnConflict, SelectStatement};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait, Set};
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;
use uuid::Uuid;

/// The largest number of words by which a text is found. They are inserted at once.
const MOST: usize = 500;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Kanji,
    Katakana,
    Hiragana,
    Latin,
    /// What is part of no word.
    Between,
}

fn script(c: char) -> Script {
    match c {
        '々' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' => Script::Kanji,
        'ァ'..='ヺ' | 'ー' => Script::Katakana,
        'ぁ'..='ゖ' => Script::Hiragana,
        c if c.is_alphanumeric() => Script::Latin,
        _ => Script::Between,
    }
}

/// The words of a text, folded like names: width, case and old characters make no difference.
pub fn of(text: &str) -> BTreeSet<String> {
    first(text, usize::MAX)
}

/// The first different words of a text.
fn first(text: &str, most: usize) -> BTreeSet<String> {
    let text: Vec<char> = text.nfkc().flat_map(char::to_lowercase).collect();
    let mut words = BTreeSet::new();
    for run in text.chunk_by(|one, other| script(*one) == script(*other)) {
        if words.len() >= most {
            break;
        }
        match script(run[0]) {
            Script::Between => {}
            // One sign of hiragana is a particle.
            Script::Hiragana if run.len() == 1 => {}
            Script::Kanji if run.len() > 2 => words.extend(run.windows(2).filter_map(folded)),
            _ => words.extend(folded(run)),
        }
    }
    words
}

fn folded(run: &[char]) -> Option<String> {
    fold::name_words(&run.iter().collect::<String>()).into_iter().next()
}

/// Adds the first words of a text to those of an inquiry. A text with very many words is found by these alone.
pub async fn store(tx: &Write, inquiry: Uuid, text: &str) -> Result<(), Fault> {
    let keys = &tx.app().keys;
    let row = |word: &String| inquiry_word::ActiveModel {
        word_index: Set(keys.text_word_index(word)),
        inquiry_id: Set(inquiry),
    };
    let rows: Vec<_> = first(text, MOST).iter().take(MOST).map(row).collect();
    if rows.is_empty() {
        return Ok(());
    }
    let once = OnConflict::new().do_nothing().to_owned();
    inquiry_word::Entity::insert_many(rows).on_conflict(once).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// The ids of the inquiries that have a word.
pub fn with_word(keys: &Keys, word: &str) -> SelectStatement {
    let index = keys.text_word_index(word);
    inquiry_word::Entity::find().select_only().column(W::InquiryId).filter(W::WordIndex.eq(index)).into_query()
}

#[cfg(test)]
mod tests {
    use super::{MOST, first, of};

    fn finds(text: &str, typed: &str) -> bool {
        let typed = of(typed);
        !typed.is_empty() && typed.is_subset(&of(text))
    }

    #[test]
    fn a_text_has_no_more_words_than_are_stored_at_once() {
        let long: Vec<String> = (0..2000).map(|n| format!("w{n}")).collect();
        assert_eq!((of(&long.join(" ")).len(), first(&long.join(" "), MOST).len()), (2000, MOST));
    }

    #[test]
    fn words_are_found_inside_a_sentence() {
        let text = "障害報告：エンドユーザーのエクスポートが Error 500 で失敗しました。\n髙﨑";
        for typed in
            ["障害", "報告", "障害報告", "エクスポート", "ｴｸｽﾎﾟｰﾄ", "ERROR", "５００", "失敗 エクスポート", "高崎"]
        {
            assert!(finds(text, typed), "{typed}");
        }
        for typed in ["エクス", "成功", "err", "が", "", "50"] {
            assert!(!finds(text, typed), "{typed}");
        }
    }
}
