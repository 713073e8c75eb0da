//! Inquiries: what the sealed part decides, how much may be sent, and who is told of what.

use crate::forged::uuid;
use crate::inquiries::Scene;
use app::permission::Role;
use chrono::Duration;
use uuid::Uuid;

/// S10: who reads an inquiry is who has asked it as it is sealed, whatever the row says.
#[tokio::test]
async fn s10_a_forged_author_reads_nothing() {
    let s = Scene::new().await;
    let thief = s.t.signed_in(Role::Operator).await;
    let id = s.t.id_of("operator@takasakiya.example.jp").await;
    s.t.forge(&format!("UPDATE inquiry SET asked_by = {}", uuid(&s.t, id))).await.unwrap();
    for by in [&thief, &s.person] {
        assert_eq!(by.get(&s.page).await.status, 404);
        assert_eq!(by.post("/inquiries/reply", &[("id", s.id()), ("text", "x")]).await.status, 404);
        assert_eq!(by.post("/inquiries/close", &[("id", s.id())]).await.status, 404);
        assert_eq!(by.get("/inquiries").await.count("tbody tr"), 0);
    }
    for (by, page) in [(&s.admin, s.page.clone()), (&s.first, s.desk())] {
        let page = by.get(&page).await;
        assert!(page.status == 200 && !page.body.contains("至急"), "{}", page.body);
    }
}

#[tokio::test]
async fn one_person_sends_no_more_than_some_in_an_hour_and_closing_makes_no_room() {
    let s = Scene::new().await;
    let fields = [("category", "usage"), ("subject", "質問"), ("text", "本文です。")];
    for _ in 1..10 {
        assert_eq!(s.person.post("/inquiries", &fields).await.status, 303);
    }
    let refused = s.person.post("/inquiries", &fields).await;
    assert_eq!((refused.status, refused.field_error("text").is_some()), (422, true));
    assert_eq!(s.admin.post("/inquiries", &fields).await.status, 303, "a colleague");
    s.t.clock.advance(Duration::hours(2));
    s.t.rest().await;
    let person = s.t.sign_in("viewer@takasakiya.example.jp").await;
    assert_eq!(person.post("/inquiries/close", &[("id", s.id())]).await.status, 303);
    for n in 10..20 {
        assert_eq!(person.post("/inquiries", &fields).await.status, 303, "{n}");
    }
    s.t.clock.advance(Duration::hours(2));
    s.t.rest().await;
    let person = s.t.sign_in("viewer@takasakiya.example.jp").await;
    let refused = person.post("/inquiries", &fields).await;
    assert!(refused.field_error("text").is_some_and(|words| words.contains("20 unanswered")), "{}", refused.body);
}

#[tokio::test]
async fn staff_get_one_letter_for_many_replies_and_hear_of_the_end() {
    let s = Scene::new().await;
    let letters = async || s.t.scalar("SELECT COUNT(*) FROM mail WHERE kind = 'inquiry.replied'").await;
    for _ in 0..3 {
        assert_eq!(s.step(&s.person, "/inquiries/reply", "text", "補足です。").await, 303);
    }
    assert_eq!(letters().await, 0, "they know of the inquiry");
    s.t.clock.advance(Duration::minutes(11));
    for _ in 0..3 {
        assert_eq!(s.step(&s.person, "/inquiries/reply", "text", "補足です。").await, 303);
    }
    assert_eq!(letters().await, 2, "one to each");
    assert_eq!(s.step(&s.first, "/support/inquiries/assign", "from", "").await, 303);
    assert_eq!(s.step(&s.first, "/support/inquiries/answer", "text", "回答です。").await, 303);
    assert_eq!(s.step(&s.person, "/inquiries/reply", "text", "もう一つあります。").await, 303);
    assert_eq!(letters().await, 3, "at once after an answer");
    assert_eq!(s.step(&s.first, "/support/inquiries/answer", "text", "回答です。").await, 303);
    s.second.post("/support/inquiries/close", &[("id", s.id())]).await;
    assert_eq!(s.state().await, "answered", "a colleague's");
    assert_eq!(s.admin.post("/inquiries/close", &[("id", s.id())]).await.status, 303);
    for kind in ["inquiry.ended", "inquiry.closed"] {
        assert_eq!(s.t.scalar(&format!("SELECT COUNT(*) FROM mail WHERE kind = '{kind}'")).await, 1, "{kind}");
    }
}

/// An inquiry that was closed without an answer and is opened again has a new promise.
#[tokio::test]
async fn an_unanswered_inquiry_that_is_opened_again_has_a_new_deadline() {
    let s = Scene::new().await;
    let first = s.row().await.first_due_at;
    assert_eq!(s.person.post("/inquiries/close", &[("id", s.id())]).await.status, 303);
    s.t.clock.advance(Duration::days(7));
    s.t.rest().await;
    let person = s.t.sign_in("viewer@takasakiya.example.jp").await;
    assert_eq!(person.post("/inquiries/reply", &[("id", s.id()), ("text", "やはり必要です。")]).await.status, 303);
    let row = s.row().await;
    assert!(row.first_due_at > first && row.due_at == Some(row.first_due_at), "{row:?}");
}

#[tokio::test]
async fn a_cursor_behind_the_end_counts_nothing() {
    let s = Scene::new().await;
    let page = s.first.get(&format!("/support/inquiries?show=all&q=宛名&after={}", Uuid::nil())).await;
    assert!(page.count("tbody tr") == 0 && !page.text("main").unwrap().contains("1–1"), "{}", page.body);
}
