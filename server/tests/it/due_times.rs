//! The desk's deadlines on the pages (SL-7, DS-8, WS-11, MS-9, BP-8): requests at all hours, before weekends, holidays
//! and the turn of the year, under the profile of the person's company.

use crate::support::{Browser, Company, TestApp};
use app::permission::Role;
use chrono::{DateTime, Duration, FixedOffset, Utc};

const PERSON: &str = "person@futaba.example.jp";
const STAFF: &str = "desk@sekisho.example";
const ASKED: &str = "section[aria-labelledby=h-asked] tbody";

/// A person of a company who asks, and staff who look.
struct Desk {
    t: TestApp,
    company: Company,
}

fn at(text: &str) -> DateTime<Utc> {
    format!("{text}+09:00").parse::<DateTime<FixedOffset>>().unwrap().to_utc()
}

impl Desk {
    async fn of(profile: &str) -> Desk {
        let t = TestApp::new().await;
        let company = t.company(profile).await;
        t.account(Some(company.id), Role::Viewer, PERSON).await;
        t.account(None, Role::Support, STAFF).await;
        Desk { t, company }
    }

    /// Moves the clock to a time in Japan.
    fn wait_until(&self, time: &str) {
        let ahead = at(time) - self.t.now();
        assert!(ahead >= Duration::zero(), "{time} is over");
        self.t.clock.advance(ahead);
    }

    async fn staff(&self) -> Browser {
        self.t.rest().await;
        self.t.sign_in(STAFF).await
    }

    /// A person asks at a time. Returns the deadline on their own page, in English.
    async fn ask(&self, time: &str) -> String {
        self.wait_until(time);
        let browser = self.t.browser();
        let fields = [("email", PERSON), ("name", "渡邊"), ("kind", "password"), ("message", "")];
        assert_eq!(browser.post("/sign-in/help", &fields).await.status, 303, "{time}");
        browser.get("/sign-in").await.text(".flash").unwrap()
    }

    /// Returns the deadline in the queue, and marks the request as answered.
    async fn answer(&self) -> String {
        let staff = self.staff().await;
        let page = staff.get("/support/cases?show=asked").await;
        let id = page.attribute("form[action='/support/cases/answered'] input", "value").unwrap();
        assert_eq!(staff.post("/support/cases/answered", &[("id", &id)]).await.status, 303);
        page.text(ASKED).unwrap()
    }

    /// Checks pairs of request time and deadline.
    async fn promises(&self, times: &[(&str, &str)]) {
        for (asked, due) in times {
            self.ask(asked).await;
            let row = self.answer().await;
            assert!(row.contains(due), "asked {asked}, due {due}: {row}");
        }
    }
}

#[tokio::test]
async fn sl_7_what_comes_in_is_due_by_the_end_of_the_next_business_day() {
    let desk = Desk::of("social-login-manager").await;
    desk.promises(&[
        // A Sunday; Monday is Labour Thanksgiving Day.
        ("2026-11-22T12:00:00", "Nov 24, 2026, 17:00 JST"),
        ("2026-11-24T09:00:00", "Nov 25, 2026, 17:00 JST"),
        ("2026-11-24T16:59:59", "Nov 25, 2026, 17:00 JST"),
        ("2026-12-03T18:00:00", "Dec 4, 2026, 17:00 JST"),
        ("2026-12-03T23:59:59", "Dec 4, 2026, 17:00 JST"),
        ("2026-12-04T00:00:00", "Dec 7, 2026, 17:00 JST"),
        ("2026-12-05T12:00:00", "Dec 7, 2026, 17:00 JST"),
        // Only New Year's Day, a Friday, is closed.
        ("2026-12-31T15:00:00", "Jan 4, 2027, 17:00 JST"),
        // The equinox is a Sunday, so the following Monday is off.
        ("2027-03-19T20:00:00", "Mar 23, 2027, 17:00 JST"),
        ("2027-04-30T16:00:00", "May 6, 2027, 17:00 JST"),
    ])
    .await;
}

#[tokio::test]
async fn ds_8_the_desk_has_lunch_and_closes_at_the_turn_of_the_year() {
    let desk = Desk::of("dual-server-saas").await;
    desk.ask("2026-11-24T11:30:00").await;
    desk.wait_until("2026-11-24T13:30:00");
    let row = desk.answer().await;
    assert!(
        row.contains("1 h (business hours)") && row.contains("Nov 25, 2026, 17:00 JST"),
        "nobody is there at lunch: {row}"
    );
    desk.ask("2026-11-24T16:30:00").await;
    desk.wait_until("2026-11-25T10:30:00");
    assert!(desk.answer().await.contains("1 h (business hours)"), "nor at night");
    desk.promises(&[
        ("2026-12-28T09:00:00", "Dec 29, 2026, 17:00 JST"),
        ("2026-12-29T18:00:00", "Jan 4, 2027, 17:00 JST"),
        ("2026-12-30T11:00:00", "Jan 4, 2027, 17:00 JST"),
        ("2027-01-03T23:59:59", "Jan 4, 2027, 17:00 JST"),
        ("2027-01-04T00:00:00", "Jan 5, 2027, 17:00 JST"),
    ])
    .await;
    desk.t.rest().await;
    let owner = desk.t.signed_in_at(&desk.company, Role::Owner, "owner@futaba.example.jp").await;
    let page = owner.get("/security/profile").await.body;
    for words in ["10:00–12:00, 13:00–17:00", "December 30 – January 3", "Closed on public holidays", "DS-8"] {
        assert!(page.contains(words), "the company reads: {words}");
    }
}

#[tokio::test]
async fn ws_11_inquiries_are_due_by_the_end_of_the_second_business_day() {
    let desk = Desk::of("workspace-saas").await;
    desk.promises(&[
        ("2026-11-22T12:00:00", "Nov 25, 2026, 18:00 JST"),
        ("2026-12-03T23:00:00", "Dec 7, 2026, 18:00 JST"),
        ("2026-12-05T12:00:00", "Dec 8, 2026, 18:00 JST"),
        ("2027-04-30T10:00:00", "May 7, 2027, 18:00 JST"),
    ])
    .await;
}

#[tokio::test]
async fn ms_9_bp_8_each_desk_has_its_own_hours() {
    for (profile, due) in [("managed-saas", "Dec 7, 2026, 18:00 JST"), ("b2b-platform", "Dec 7, 2026, 18:00 JST")] {
        let desk = Desk::of(profile).await;
        desk.promises(&[("2026-12-04T09:30:00", due)]).await;
        desk.ask("2026-12-08T09:00:00").await;
        desk.wait_until("2026-12-08T10:30:00");
        let waited = if profile == "managed-saas" { "30 min" } else { "1 h 30 min" };
        let row = desk.answer().await;
        assert!(row.contains(waited) && (profile != "managed-saas" || !row.contains("1 h 30")), "{profile}: {row}");
    }
}

/// Exact to the second, in the queue and on the case. The person who asks sees the latest deadline of all profiles,
/// because their own would reveal that they have an account.
#[tokio::test]
async fn sl_7_it_is_late_when_the_promised_moment_is_over() {
    let desk = Desk::of("social-login-manager").await;
    let said = desk.ask("2026-12-03T23:00:00").await;
    assert!(said.contains("by Dec 7, 2026, 18:00 JST at the latest"), "{said}");
    let queue = async || desk.staff().await.get("/support/cases?show=asked").await;
    desk.wait_until("2026-12-04T17:00:00");
    let page = queue().await;
    assert!(!page.text(ASKED).unwrap().contains("Overdue"), "at the moment itself");
    let to = page.attribute("a[href^='/support/accounts?email']", "href").unwrap();
    let staff = desk.staff().await;
    let account = staff.get(&to).await.attribute("input[name=account]", "value").unwrap();
    desk.wait_until("2026-12-04T17:00:01");
    assert!(queue().await.text(ASKED).unwrap().contains("Overdue"));
    let opened = staff.post("/support/cases", &[("account", &account), ("second_factor", "")]).await;
    let case = staff.get(&opened.location.unwrap()).await;
    assert!(case.body.contains("Dec 4, 2026, 17:00 JST") && case.body.contains("Overdue"), "the promise stays");
}

/// If the person has not asked, a case counts from its opening.
#[tokio::test]
async fn sl_7_a_case_that_staff_open_by_themselves_is_due_from_then_on() {
    let desk = Desk::of("social-login-manager").await;
    desk.wait_until("2026-12-04T20:00:00");
    let staff = desk.staff().await;
    let found = staff.get(&format!("/support/accounts?email={PERSON}")).await;
    let account = found.attribute("input[name=account]", "value").unwrap();
    let opened = staff.post("/support/cases", &[("account", &account), ("second_factor", "")]).await;
    let case = staff.get(&opened.location.unwrap()).await;
    assert!(case.body.contains("Dec 7, 2026, 17:00 JST"), "{}", case.body);
}
