//! Inquiries: who may ask and see, the way from the question to its end, and what is sealed of it.

use crate::idor::done;
use crate::support::{Browser, TestApp, dump};
use app::inquiries::number;
use app::kit::numbered::of;
use app::permission::Role;
use chrono::Duration;
use sea_orm::EntityTrait;
use server::outbox::work;
use server::storage::entity::inquiry;
use uuid::Uuid;

const SECRET: &str = "請求書の宛名を変更したい\n<b>至急</b>";

/// A member who asks, an administrator of the same company, and two members of staff.
pub struct Scene {
    pub t: TestApp,
    pub person: Browser,
    pub admin: Browser,
    pub first: Browser,
    pub second: Browser,
    /// The page of the inquiry.
    pub page: String,
}

async fn ask(by: &Browser, subject: &str, text: &str) -> String {
    done(by, "/inquiries", &[("category", "contract"), ("subject", subject), ("text", text)]).await
}

impl Scene {
    pub async fn new() -> Scene {
        let t = TestApp::new().await;
        let person = t.signed_in(Role::Viewer).await;
        let admin = t.signed_in(Role::Administrator).await;
        let first = crate::cases::staff(&t, "first@example.jp").await;
        let second = crate::cases::staff(&t, "second@example.jp").await;
        let page = ask(&person, "宛名の変更", SECRET).await;
        Scene { t, person, admin, first, second, page }
    }

    pub fn id(&self) -> &str {
        self.page.trim_start_matches("/inquiries/")
    }

    pub fn desk(&self) -> String {
        format!("/support{}", self.page)
    }

    pub async fn row(&self) -> inquiry::Model {
        let id: Uuid = self.id().parse().unwrap();
        inquiry::Entity::find_by_id(id).one(&self.t.db).await.unwrap().unwrap()
    }

    pub async fn state(&self) -> String {
        self.row().await.state
    }

    async fn answer(&self, by: &Browser, text: &str) -> u16 {
        by.post("/support/inquiries/answer", &[("id", self.id()), ("text", text)]).await.status
    }

    /// A step without further fields. Ids of one moment are in no order, so the clock moves on.
    pub async fn step(&self, by: &Browser, path: &str, field: &str, value: &str) -> u16 {
        self.t.clock.advance(Duration::seconds(1));
        by.post(path, &[("id", self.id()), (field, value)]).await.status
    }
}

#[tokio::test]
async fn an_inquiry_goes_from_the_question_over_the_answer_to_its_end_and_back() {
    let s = Scene::new().await;
    assert_eq!(s.t.newest_acts(s.t.own.id, 1).await, ["inquiry.ask:success"]);
    assert_eq!(s.state().await, "received");
    assert_eq!(s.step(&s.first, "/support/inquiries/assign", "from", "").await, 303);
    assert_eq!(s.state().await, "working");
    s.t.clock.advance(Duration::seconds(1));
    assert_eq!(s.answer(&s.second, "私が回答します。").await, 422, "somebody else has it");
    assert_eq!(s.answer(&s.first, "［［回答］］です。").await, 422, "a gap is not filled");
    assert_eq!(s.answer(&s.first, "設定画面で変更できます。\n以上です。").await, 303);
    let row = s.row().await;
    assert_eq!((row.state.as_str(), row.due_at, row.first_answered_at), ("answered", None, Some(s.t.now())));
    let thread = s.person.get(&s.page).await;
    let texts = thread.text("[aria-labelledby=h-thread]").unwrap();
    assert!(texts.contains("<b>至急</b>") && texts.contains("以上です。"), "{texts}");
    assert_eq!(thread.count("[aria-labelledby=h-thread] b"), 0, "text, never markup");
    assert!(s.person.get("/").await.body.contains(&s.page), "the home page leads to the answer");
    assert_eq!(s.first.post("/support/inquiries/close", &[("id", s.id())]).await.status, 303);
    assert_eq!(s.state().await, "closed");
    assert_eq!(s.step(&s.person, "/inquiries/reply", "text", "別の宛名も変更したいです。").await, 303);
    let row = s.row().await;
    assert_eq!((row.state.as_str(), row.closed_at), ("working", None), "with whom it was");
    assert!(row.due_at.is_some() && row.first_answered_at.is_some());
    assert_eq!(s.person.post("/inquiries/close", &[("id", s.id())]).await.status, 303);
    assert_eq!(s.state().await, "closed");
    s.person.post("/inquiries/close", &[("id", s.id())]).await;
    assert_eq!(s.t.newest_acts(s.t.own.id, 1).await, ["inquiry.close:failure"]);
    assert!(server::cli::audit::all(&s.t.app, &s.t.db).await.unwrap().forged.is_empty());
}

#[tokio::test]
async fn a_refused_question_keeps_what_was_typed() {
    let s = Scene::new().await;
    let long = "長".repeat(4001);
    let refused = s.person.post("/inquiries", &[("category", ""), ("subject", "件名です"), ("text", &long)]).await;
    assert_eq!(refused.status, 422);
    assert!(refused.field_error("category").is_some() && refused.field_error("text").is_some());
    assert_eq!(refused.attribute("[name=subject]", "value").as_deref(), Some("件名です"));
    assert!(refused.body.contains(&long));
    let hidden = [("category", "usage"), ("subject", "x"), ("text", "a\nb\u{202e}c")];
    assert_eq!(s.person.post("/inquiries", &hidden).await.status, 422, "it would turn the text around");
}

#[tokio::test]
async fn members_see_their_own_inquiries_and_administrators_all_of_the_company() {
    let s = Scene::new().await;
    let operator = s.t.signed_in(Role::Operator).await;
    assert_eq!(operator.get(&s.page).await.status, 404);
    let reply = [("id", s.id()), ("text", "x")];
    assert_eq!(operator.post("/inquiries/reply", &reply).await.status, 404);
    assert_eq!(operator.get("/inquiries").await.count("tbody tr"), 0);
    assert_eq!(s.admin.get(&s.page).await.status, 200);
    assert_eq!(s.admin.get("/inquiries").await.count("tbody tr"), 1);
    assert_eq!(s.admin.post("/inquiries/reply", &reply).await.status, 303);
    let elsewhere = s.t.signed_in_elsewhere(Role::Owner).await;
    assert_eq!(elsewhere.get(&s.page).await.status, 404);
    assert_eq!(s.admin.get("/support/inquiries").await.status, 403);
    let desk = s.t.signed_in(Role::Desk).await;
    assert_eq!(desk.get("/support/inquiries").await.status, 403, "staff for cases alone");
}

#[tokio::test]
async fn ms_18_notes_are_for_staff_alone_and_a_look_of_staff_is_logged() {
    let s = Scene::new().await;
    assert_eq!(s.first.get(&s.desk()).await.status, 200);
    assert_eq!(s.t.newest_acts(s.t.own.id, 1).await, ["inquiry.see:success"]);
    s.first.get(&s.desk()).await;
    let looks = "SELECT COUNT(*) FROM operation_log WHERE action = 'inquiry.see'";
    assert_eq!(s.t.scalar(looks).await, 1, "one an hour");
    assert_eq!(s.step(&s.first, "/support/inquiries/note", "note", "経理に確認中\n二行目").await, 303);
    assert!(s.second.get(&s.desk()).await.body.contains("経理に確認中"));
    for path in [s.page.as_str(), "/inquiries", "/inquiries?q=経理", "/operation-logs"] {
        let page = s.admin.get(path).await;
        assert!(!page.body.contains("経理に確認中"), "{path}");
    }
    assert_eq!(s.admin.get("/inquiries?q=経理").await.count("tbody tr"), 0, "nor does a search tell");
}

#[tokio::test]
async fn texts_are_sealed_and_found_by_number_person_and_whole_words() {
    let s = Scene::new().await;
    ask(&s.admin, "別件", "エクスポートが失敗する").await;
    let stored = dump(&s.t.db).await;
    let tables = ["inquiry", "inquiry_text", "inquiry_word", "mail"];
    assert!(tables.iter().all(|table| stored[*table].iter().all(|row| !row.contains("宛名") && !row.contains("失敗"))));
    let found =
        async |by: &Browser, list: &str, q: &str| by.get(&format!("{list}?q={q}&show=all")).await.count("tbody tr");
    for (q, n) in
        [("Q-2026-0001", 1), ("ｑ２０２６－１", 1), ("宛名", 1), ("エクスポート", 1), ("エクス", 0), ("Q-2026-9", 0)]
    {
        assert_eq!(found(&s.first, "/support/inquiries", q).await, n, "{q}");
        assert_eq!(found(&s.admin, "/inquiries", q).await, n, "{q}");
    }
    assert_eq!(found(&s.person, "/inquiries", "エクスポート").await, 0, "a colleague's");
    let narrowed = s.first.get("/support/inquiries?category=contract&with=nobody").await;
    assert_eq!(narrowed.count("tbody tr"), 2);
    assert_eq!(s.first.get("/support/inquiries?state=lost").await.status, 422);
}

#[tokio::test]
async fn both_sides_are_told_by_mail_without_the_text() {
    let s = Scene::new().await;
    work(&s.t.app).await.unwrap();
    let new = s.t.newest_mail("first@example.jp");
    assert!(new.contains("Q-2026-0001") && !new.contains("宛名"), "{new}");
    assert_eq!(s.answer(&s.first, "設定画面で変更できます。").await, 303);
    work(&s.t.app).await.unwrap();
    let told = s.t.newest_mail("viewer@takasakiya.example.jp");
    assert!(told.contains(&s.page) && !told.contains("設定画面"), "{told}");
}

#[tokio::test]
async fn an_inquiry_is_with_one_member_of_staff_at_a_time() {
    let s = Scene::new().await;
    let [first, second] =
        [s.t.id_of("first@example.jp").await, s.t.id_of("second@example.jp").await].map(|id| id.to_string());
    assert_eq!(s.step(&s.first, "/support/inquiries/assign", "from", "").await, 303);
    s.step(&s.second, "/support/inquiries/assign", "from", "").await;
    assert_eq!(s.t.newest_acts(s.t.own.id, 1).await, ["inquiry.assign:failure"]);
    assert_eq!(s.step(&s.second, "/support/inquiries/assign", "from", &first).await, 303);
    assert_eq!(s.step(&s.second, "/support/inquiries/hand", "to", "nobody").await, 422);
    let stranger = s.t.id_of("viewer@takasakiya.example.jp").await.to_string();
    assert_eq!(s.step(&s.second, "/support/inquiries/hand", "to", &stranger).await, 422, "staff alone");
    assert_eq!(s.step(&s.second, "/support/inquiries/hand", "to", &first).await, 303);
    assert_eq!(s.row().await.assigned_to.map(|id| id.to_string()), Some(first));
    s.step(&s.second, "/support/inquiries/hand", "to", &second).await;
    assert_eq!(s.t.newest_acts(s.t.own.id, 1).await, ["inquiry.hand:failure"]);
}

#[tokio::test]
async fn an_answer_does_not_pass_over_what_came_in_meanwhile() {
    let s = Scene::new().await;
    let seen = s.first.get(&s.desk()).await.attribute("[name=seen]", "value").unwrap();
    assert_eq!(s.step(&s.person, "/inquiries/reply", "text", "解決しました。").await, 303);
    let late = [("id", s.id()), ("text", "回答です。"), ("seen", seen.as_str())];
    let refused = s.first.post("/support/inquiries/answer", &late).await;
    assert_eq!((refused.status, refused.field_error("text").is_some()), (422, true));
    assert!(refused.text("[name=text]").unwrap().contains("回答です。"), "what was typed stays");
    let template = [("id", s.id()), ("text", "前文"), ("template", "answer.ja"), ("seen", "2")];
    let inserted = s.first.post("/support/inquiries/template", &template).await;
    let text = inserted.text("[name=text]").unwrap();
    assert!(inserted.status == 200 && text.contains("前文") && text.contains("［［回答］］"), "{text}");
}

#[tokio::test]
async fn answers_are_counted_per_month_against_the_promise() {
    let s = Scene::new().await;
    assert_eq!(s.answer(&s.first, "回答です。").await, 303);
    ask(&s.person, "遅れる質問", "まだですか").await;
    s.t.clock.advance(Duration::days(7));
    s.t.rest().await;
    let staff = s.t.sign_in("first@example.jp").await;
    let queue = staff.get("/support/inquiries").await;
    assert!(queue.text("tbody").unwrap().contains("Overdue"), "{}", queue.body);
    let months = staff.get("/support/inquiries?show=months").await;
    let cell = |label: &str| months.text(&format!("[aria-labelledby=h-months] td[data-label='{label}']")).unwrap();
    assert_eq!(["Received", "Answered in time", "Overdue"].map(cell), ["2", "1", "1"]);
    let file = staff.get("/support/inquiries/file?show=all&category=contract&q=Q-2026-0001").await;
    assert!(file.body.contains("Q-2026-0001") && !file.body.contains("まだですか"), "{}", file.body);
    assert_eq!(s.t.newest_acts(server::seal::keys::PROVIDER, 1).await, ["inquiry.download:success"]);
    let narrowed = "SELECT COUNT(*) FROM operation_log WHERE action = 'inquiry.download' AND detail LIKE '%contract%'";
    assert_eq!(s.t.scalar(narrowed).await, 1, "the entry names the filter");
}

/// S10: whatever somebody makes of the counter or of the inquiries, numbers go on behind the last one that was given.
#[tokio::test]
async fn s10_a_forged_counter_skips_no_number_and_gives_none_twice() {
    let s = Scene::new().await;
    let next = async |place: i64| {
        let page = ask(&s.person, "番号", "次の番号です。").await;
        let page = s.person.get(&page).await.body;
        assert!(page.contains(&number::shown(of(2026, place))), "{place}: {page}");
    };
    for (last, place) in [("0", 2), ("900000", 3), ("9223372036854775807", 4), ("-1", 5)] {
        s.t.forge(&format!("UPDATE inquiry_counter SET last = {last}")).await.unwrap();
        next(place).await;
        assert_eq!(s.t.scalar("SELECT last FROM inquiry_counter").await, place, "{last}");
    }
    // An inquiry with a number that nobody has given, and the next number as well.
    for (from, to) in [(1, 999_999), (2, 6)] {
        let (from, to) = (of(2026, from), of(2026, to));
        s.t.forge(&format!("UPDATE inquiry SET number = {to} WHERE number = {from}")).await.unwrap();
    }
    next(7).await;
}

/// S10: a row that says something else than what is sealed is nobody's word, and a text that is gone is missed.
#[tokio::test]
async fn s10_a_forged_inquiry_is_unreadable_and_a_missing_text_is_missed() {
    let s = Scene::new().await;
    s.t.clock.advance(Duration::seconds(1));
    assert_eq!(s.answer(&s.first, "回答です。").await, 303);
    s.t.forge("DELETE FROM inquiry_text").await.unwrap();
    let thread = s.person.get(&s.page).await.text("[aria-labelledby=h-thread]").unwrap();
    assert_eq!(thread.matches("This entry is missing").count(), 2, "{thread}");
    let audit = server::cli::audit::all(&s.t.app, &s.t.db).await.unwrap();
    assert_eq!(audit.gone.iter().filter(|(table, _)| *table == "inquiry_text").count(), 2);
    s.t.forge("UPDATE inquiry SET category = 'data'").await.unwrap();
    let page = s.admin.get(&s.page).await;
    assert!(page.status == 200 && !page.body.contains("宛名の変更"), "{}", page.body);
    let audit = server::cli::audit::all(&s.t.app, &s.t.db).await.unwrap();
    assert_eq!(audit.forged, [("inquiry", s.id().to_owned())]);
    assert_eq!(s.admin.post("/inquiries/reply", &[("id", s.id()), ("text", "x")]).await.status, 409);
}
