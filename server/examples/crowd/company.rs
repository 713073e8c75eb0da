//! The lists of a company.

use crate::{Done, SOME, post};
use app::inquiries::api::ASK;
use app::inquiries::states::InquiryCategory;
use app::tables;
use chrono::Days;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter};
use server::door::Request;
use server::door::fault::Fault;
use server::features::inquiries::{self, NewInquiry};
use server::features::sweep;
use server::state::refused::What;
use server::storage::entity::contact;
use uuid::Uuid;

/// Inquiries of each person: no more than twenty may wait, and the demonstration has some already.
const INQUIRIES: usize = 18;

/// An invitation, a contact, a cancelled export, a network, and a consent.
pub async fn acts(n: usize, owner: &Request) -> Done {
    let (name, mail) = (format!("担当 {n}"), |kind| format!("{kind}-{n}@takasakiya.example.jp"));
    let invited = [("name", name.as_str()), ("email", &mail("invited")), ("role", "viewer"), ("lang", "ja")];
    post(owner, "/members", &invited).await?;
    let contact = [("name", name.as_str()), ("email", &mail("contact")), ("kinds", "urgent"), ("language", "ja")];
    post(owner, "/contacts", &contact).await?;
    let export = post(owner, "/exports", &[("columns", "customer_id"), ("purpose", "棚卸し")]).await?;
    let export = export.rsplit('/').next().unwrap_or_default();
    post(owner, "/exports/cancel", &[("id", export)]).await?;
    let network = format!("203.0.113.{n}");
    post(owner, "/security/networks/add", &[("network", &network), ("note", &name)]).await?;
    let scopes = [("scopes", "end_users"), ("scopes", "operation_logs")];
    post(owner, "/consents", &[&scopes[..], &[("reason", &name), ("hours", "4")]].concat()).await?;
    Ok(())
}

/// Networks of one member.
pub async fn member(owner: &Request, member: &str) -> Done {
    for n in 0..SOME {
        let network = format!("192.0.2.{n}");
        post(owner, "/members/networks/add", &[("id", member), ("network", &network), ("note", "自宅")]).await?;
    }
    Ok(())
}

/// Inquiries of a person, as if they had come in over some hours: nobody sends so many in one. Returns the id of the newest one.
pub async fn asks(person: &Request) -> Done<Uuid> {
    let mut newest = Uuid::nil();
    for n in 0..INQUIRIES {
        newest = ask(person, &format!("質問 {n}")).await.map_err(|fault| format!("{fault:?}"))?;
    }
    Ok(newest)
}

async fn ask(person: &Request, subject: &str) -> Result<Uuid, Fault> {
    let (tx, me) = (person.write(ASK).await?, person.signed_in()?);
    let (category, text) = (InquiryCategory::Usage, "手順を教えてください。");
    let asked = NewInquiry { category, subject, text, by: me.account.id, profile: me.profile };
    let (row, text) = inquiries::put(&tx, asked).await?;
    tx.commit(inquiries::asked_event(&row, text)).await?;
    Ok(row.id)
}

/// Replies to an inquiry of one's own.
pub async fn replies(person: &Request, inquiry: &str) -> Done {
    for n in 0..SOME {
        post(person, "/inquiries/reply", &[("id", inquiry), ("text", &format!("追加の質問 {n}"))]).await?;
    }
    Ok(())
}

/// Refused fields on each page with a form, each on one of the last days.
pub async fn refusals(owner: &Request) -> Done {
    let today = owner.app.clock.now().date_naive();
    let pages = tables::posts().map(|post| post.page).filter(|page| !page.starts_with("/support"));
    for (n, page) in (0..).zip(pages) {
        let day = today.checked_sub_days(Days::new(n % 25)).ok_or("there is no such day")?;
        for field in ["name", "email"] {
            owner.app.refused.add(What { tenant: owner.tenant(), day, page, field });
        }
    }
    sweep::write_down(&owner.app).await.map_err(|fault| format!("{fault:?}").into())
}

/// Most contacts count as confirmed, as if somebody had opened the mailed link.
pub async fn confirms_contacts(db: &DatabaseConnection) -> Done {
    let columns = (contact::Column::ConfirmedAt, contact::Column::CreatedAt);
    let all = contact::Entity::find().filter(columns.0.is_null()).all(db).await?;
    for row in all.iter().skip(SOME / 5) {
        let opens = contact::Entity::update_many().col_expr(columns.0, Expr::col(columns.1));
        opens.filter(contact::Column::Id.eq(row.id)).exec(db).await?;
    }
    Ok(())
}
