//! What the profiles promise about inquiries (SL-7, WS-11, DS-8, MS-9, BP-8): questions at all hours, before weekends, holidays and
//! the turn of the year, and the deadline that both sides read.

use crate::support::{Browser, Company, TestApp};
use app::permission::Role;
use chrono::{DateTime, Duration, FixedOffset, Utc};

const PERSON: &str = "person@futaba.example.jp";
const STAFF: &str = "desk@sekisho.example";

/// A person of a company who asks, and staff who look.
struct Questions {
    t: TestApp,
    company: Company,
}

fn at(text: &str) -> DateTime<Utc> {
    format!("{text}+09:00").parse::<DateTime<FixedOffset>>().unwrap().to_utc()
}

impl Questions {
    async fn under(profile: &str) -> Questions {
        let t = TestApp::new().await;
        let company = t.company(profile).await;
        t.account(Some(company.id), Role::Viewer, PERSON).await;
        t.account(None, Role::Support, STAFF).await;
        Questions { t, company }
    }

    async fn enters(&self, email: &str) -> Browser {
        self.t.rest().await;
        self.t.sign_in(email).await
    }

    /// A person asks at a time in Japan. Returns the facts that the person and staff read.
    async fn asked(&self, time: &str) -> [String; 2] {
        let ahead = at(time) - self.t.now();
        assert!(ahead >= Duration::zero(), "{time} is over");
        self.t.clock.advance(ahead);
        let person = self.enters(PERSON).await;
        let fields = [("category", "usage"), ("subject", "質問"), ("text", "教えてください。")];
        let sent = person.post("/inquiries", &fields).await;
        assert_eq!(sent.status, 303, "{time}: {}", sent.body);
        let page = sent.location.unwrap();
        let staff = self.enters(STAFF).await;
        let facts = "[aria-labelledby=h-facts]";
        let own = person.get(&page).await.text(facts).unwrap();
        [own, staff.get(&format!("/support{page}")).await.text(facts).unwrap()]
    }

    /// Checks pairs of the time of a question and its deadline.
    async fn promises(&self, times: &[(&str, &str)]) {
        for (asked, due) in times {
            for facts in self.asked(asked).await {
                assert!(facts.contains(due), "asked {asked}, due {due}: {facts}");
            }
        }
    }
}

#[tokio::test]
async fn sl_7_an_inquiry_is_due_by_the_end_of_the_next_business_day() {
    let q = Questions::under("social-login-manager").await;
    assert!(q.t.promises(q.company.id, "support.answer.latest_business_days").await);
    q.promises(&[
        // A Sunday; Monday is Labour Thanksgiving Day.
        ("2026-11-22T12:00:00", "Nov 24, 2026, 17:00 JST"),
        ("2026-11-24T16:58:00", "Nov 25, 2026, 17:00 JST"),
        ("2026-12-03T23:58:00", "Dec 4, 2026, 17:00 JST"),
        ("2026-12-05T12:00:00", "Dec 7, 2026, 17:00 JST"),
        ("2026-12-31T15:00:00", "Jan 4, 2027, 17:00 JST"),
    ])
    .await;
    // The goal is the same day, while the desk is open.
    let [own, _] = q.asked("2027-01-05T11:00:00").await;
    assert!(own.contains("Target") && own.contains("Jan 5, 2027, 17:00 JST"), "{own}");
}

#[tokio::test]
async fn ws_11_an_inquiry_is_answered_within_two_business_days() {
    let q = Questions::under("workspace-saas").await;
    assert!(q.t.promises(q.company.id, "support.answer.goal_business_days").await);
    q.promises(&[
        ("2026-12-03T23:00:00", "Dec 7, 2026, 18:00 JST"),
        ("2026-12-05T12:00:00", "Dec 8, 2026, 18:00 JST"),
        ("2026-12-07T10:00:00", "Dec 9, 2026, 18:00 JST"),
    ])
    .await;
    let [own, _] = q.asked("2026-12-14T10:00:00").await;
    assert!(
        own.contains("Dec 15, 2026, 18:00 JST") && own.contains("Dec 16, 2026, 18:00 JST"),
        "goal, deadline: {own}"
    );
}

#[tokio::test]
async fn ds_8_an_inquiry_keeps_lunch_and_the_turn_of_the_year() {
    let q = Questions::under("dual-server-saas").await;
    for key in ["support.desk.weekdays", "support.desk.closures"] {
        assert!(q.t.promises(q.company.id, key).await, "{key}");
    }
    let [own, staff] = q.asked("2026-11-24T11:00:00").await;
    // One hour before lunch, four after it, and six on Wednesday.
    assert!(own.contains("11 h left (business hours)"), "{own}");
    assert!(staff.contains("Nov 25, 2026, 17:00 JST"), "{staff}");
    q.promises(&[
        ("2026-12-28T09:00:00", "Dec 29, 2026, 17:00 JST"),
        ("2026-12-29T18:00:00", "Jan 4, 2027, 17:00 JST"),
        ("2026-12-30T11:00:00", "Jan 4, 2027, 17:00 JST"),
        ("2027-01-03T23:58:00", "Jan 4, 2027, 17:00 JST"),
    ])
    .await;
}

#[tokio::test]
async fn ms_9_an_inquiry_is_not_due_on_a_day_off() {
    let q = Questions::under("managed-saas").await;
    q.promises(&[
        ("2026-11-23T10:00:00", "Nov 24, 2026, 18:00 JST"),
        ("2026-11-27T18:30:00", "Nov 30, 2026, 18:00 JST"),
        ("2026-12-25T18:30:00", "Dec 28, 2026, 18:00 JST"),
    ])
    .await;
}

#[tokio::test]
async fn bp_8_inquiries_are_taken_at_all_hours_where_the_profile_says_so() {
    let q = Questions::under("b2b-platform").await;
    assert!(q.t.promises(q.company.id, "support.form").await);
    let says = "You can send inquiries at any time.";
    let at_night = q.asked("2026-11-29T03:00:00").await;
    assert!(at_night[0].contains("Nov 30, 2026, 18:00 JST"), "a Sunday at night: {}", at_night[0]);
    assert!(q.enters(PERSON).await.get("/inquiries/new").await.body.contains(says));
    let id = server::features::tenants::add(&q.t.app, "株式会社 若葉", "managed-saas").await.unwrap();
    let other = Company { id };
    let person = q.t.signed_in_at(&other, Role::Viewer, "person@other.example.jp").await;
    assert!(!person.get("/inquiries/new").await.body.contains(says), "within desk hours");
}
