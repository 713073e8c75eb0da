//! What staff announce.

use super::{Done, MANY, post};
use server::door::Request;

/// More than a page of information for all companies. It needs no second person. The newest one stays a draft, so that the
/// first of the list has a page to edit it.
pub async fn announcements(staff: &Request) -> Done {
    for n in 0..=MANY {
        let (ja, en) = (format!("サポート窓口の受付時間 {n:02}"), format!("Support hours {n:02}"));
        let said = [
            ("kind", "information"),
            ("reach", "all"),
            ("title_ja", ja.as_str()),
            ("text_ja", "サポート窓口の受付時間を変更します。"),
            ("title_en", en.as_str()),
            ("text_en", "Support hours will change."),
        ];
        let form = post(staff, "/support/announcements/create", &said).await?;
        let id = form.split('/').nth(3).ok_or("no announcement was made")?;
        if n < MANY {
            let whole = [&[("id", id), ("revision", "1")][..], &said[..]].concat();
            post(staff, "/support/announcements/submit", &whole).await?;
            post(staff, "/support/announcements/approve", &[("id", id), ("revision", "2")]).await?;
        }
    }
    Ok(())
}
