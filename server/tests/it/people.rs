//! Made-up end users, stored without an import, and their expected lines in an export.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter, Set};
use server::features::end_users::end_user as stored;
use server::features::end_users::person::EndUserData;
use server::state::AppState;
use server::storage::entity::{end_user, identity, tenant};
use uuid::Uuid;

/// Notes that break careless writers: as stored, and as the cell in the file must read.
const NOTES: &[(&str, &str)] = &[
    ("", ""),
    ("誕生日クーポン希望", "誕生日クーポン希望"),
    ("=1+1", "'=1+1"),
    ("+81から電話", "'+81から電話"),
    ("-要連絡", "'-要連絡"),
    ("@店頭登録", "'@店頭登録"),
    ("　＝cmd|' /C calc'!A0", "'　＝cmd|' /C calc'!A0"),
    ("改行\nあり", "改行\nあり"),
    ("クォート\"あり", "クォート\"あり"),
    ("カンマ,あり\r\n\"=2\"", "カンマ,あり\r\n'\"=2\""),
    ("①髙﨑𠮷🎁", "①髙﨑𠮷🎁"),
];

const PREFECTURES: &[&str] = &["東京都", "大阪府", "北海道"];

/// Stores people for a company, in the order of the result.
pub async fn fill(app: &AppState, db: &DatabaseConnection, company: Uuid, n: usize) -> Vec<(Uuid, EndUserData)> {
    let keys = app.keys.tenant(db, company).await.unwrap();
    let mut ids: Vec<Uuid> = (0..n).map(|_| app.new_id()).collect();
    ids.sort_unstable();
    let people: Vec<(Uuid, EndUserData)> = ids.into_iter().enumerate().map(|(i, id)| (id, person(i))).collect();
    for some in people.chunks(500) {
        let (mut rows, mut identities) = (Vec::new(), Vec::new());
        for (id, person) in some {
            let customer = keys.index.index("customer_id", &person.customer_id);
            rows.push(stored::row(&keys, *id, customer, person, app.clock.now()).unwrap());
            identities.extend(person.identities.iter().map(|(provider, subject)| identity::ActiveModel {
                tenant_id: Set(company),
                provider: Set(provider.clone()),
                subject_index: Set(keys.index.index("subject", subject).to_vec()),
                end_user_id: Set(*id),
            }));
        }
        end_user::Entity::insert_many(rows).exec_without_returning(db).await.unwrap();
        identity::Entity::insert_many(identities).exec_without_returning(db).await.unwrap();
    }
    tenant::Entity::update_many()
        .col_expr(tenant::Column::EndUsers, Expr::value(i64::try_from(n).unwrap()))
        .filter(tenant::Column::Id.eq(company))
        .exec(db)
        .await
        .unwrap();
    people
}

fn person(i: usize) -> EndUserData {
    let mut identities = vec![("line".to_owned(), format!("U{i:08}"))];
    if i.is_multiple_of(7) {
        identities.push(("google".to_owned(), format!("{i:021}")));
    }
    EndUserData {
        customer_id: format!("C{i:08}"),
        email: if i.is_multiple_of(3) { String::new() } else { format!("user{i}@mail.example.ne.jp") },
        email_verified: i.is_multiple_of(2),
        name: "髙﨑 𠮷郎".into(),
        birthdate: "1989-01-06".into(),
        gender: ["", "male", "female", "other"][i % 4].into(),
        prefecture: PREFECTURES[i % PREFECTURES.len()].into(),
        phone: format!("090-{:04}-{:04}", i / 10_000, i % 10_000),
        note: NOTES[i % NOTES.len()].0.into(),
        created_at: "2024-08-23T15:14:40+09:00".into(),
        last_sign_in_at: "2026-08-23T15:14:40+09:00".into(),
        identities,
    }
}

/// The expected line of a person with all columns, as read from the file.
pub fn line(person: &EndUserData) -> Vec<String> {
    let note = NOTES.iter().find(|(stored, _)| *stored == person.note).unwrap().1;
    let joined = |part: fn(&(String, String)) -> &str| person.identities.iter().map(part).collect::<Vec<_>>().join("|");
    vec![
        person.customer_id.clone(),
        joined(|(provider, _)| provider),
        joined(|(_, subject)| subject),
        person.email.clone(),
        person.email_verified.to_string(),
        person.name.clone(),
        person.birthdate.clone(),
        person.gender.clone(),
        person.prefecture.clone(),
        person.phone.clone(),
        note.to_owned(),
        person.created_at.clone(),
        person.last_sign_in_at.clone(),
    ]
}

/// Reads a file with an independent parser: heading and lines.
pub fn read(file: &[u8]) -> (Vec<String>, Vec<Vec<String>>) {
    let text = file.strip_prefix(b"\xef\xbb\xbf").unwrap();
    assert!(file.ends_with(b"\r\n"), "every line ends with CR LF");
    let mut lines = csv::ReaderBuilder::new().has_headers(false).from_reader(text);
    let mut lines = lines.records().map(|r| r.unwrap().iter().map(ToOwned::to_owned).collect::<Vec<_>>());
    (lines.next().unwrap(), lines.collect())
}

/// Checks that a file contains exactly these people, in this order.
pub fn assert_holds(file: &[u8], people: &[(Uuid, EndUserData)]) {
    let (heading, lines) = read(file);
    assert_eq!(heading, app::exports::api::COLUMNS);
    assert_eq!(lines.len(), people.len(), "rows");
    for ((_, person), found) in people.iter().zip(&lines) {
        assert_eq!(*found, line(person));
    }
}
