//! DS-12: how often input was refused, by company, day, page and field; in memory first, then in the database.

use crate::end_users::{HEADER, file, import, many};
use crate::support::{Answer, Browser, TestApp};
use app::permission::Role;
use chrono::Duration;
use scraper::Selector;
use server::features::sweep;

const PAGE: &str = "/security/refused-input";

/// The rows of a table of the page: the cells of each.
fn rows(page: &Answer, table: &str) -> Vec<Vec<String>> {
    assert_eq!(page.status, 200, "{}", page.body);
    let (html, cells) = (page.html(), Selector::parse("th, td").unwrap());
    let rows = Selector::parse(&format!("section[aria-labelledby={table}] tbody tr")).unwrap();
    let text = |cell: scraper::ElementRef<'_>| cell.text().collect::<Vec<_>>().join(" ").trim().to_owned();
    html.select(&rows).map(|row| row.select(&cells).map(text).collect()).collect()
}

/// What the page says of each day, after the job has written it down.
async fn by_day(t: &TestApp, by: &Browser) -> Vec<Vec<String>> {
    sweep::write_down(&t.app).await.unwrap();
    rows(&by.get(PAGE).await, "h-by-day")
}

async fn invite(by: &Browser, name: &str, email: &str) -> u16 {
    by.post("/members", &[("name", name), ("email", email), ("role", "viewer")]).await.status
}

/// Counts by day, page and field in the words of the form, for the company alone; the refusal itself writes nothing.
#[tokio::test]
async fn ds_12_refused_input_is_counted_and_the_company_sees_it() {
    for profile in ["dual-server-saas", "managed-saas"] {
        let t = TestApp::new().await;
        let company = t.company(profile).await;
        assert!(t.promises(company.id, "data.count_refused_input").await);
        let owner = t.signed_in_at(&company, Role::Owner, "owner@futaba.example.jp").await;
        let neighbour = t.signed_in(Role::Owner).await;
        assert!(owner.get(PAGE).await.body.contains("No input was rejected during this period."));
        let written = "SELECT COUNT(*) FROM refused_input";
        for (name, email) in [("a\u{7}b", "nobody"), ("", "x@futaba.example.jp")] {
            assert_eq!(invite(&owner, name, email).await, 422);
        }
        assert_eq!(invite(&neighbour, "", "x@takasakiya.example.jp").await, 422);
        assert_eq!(t.scalar(written).await, 0, "nothing is written before the job");
        let day = "Nov 22, 2026";
        let expected = [[day, "Members /members", "Email address", "1"], [day, "Members /members", "Name", "2"]];
        assert_eq!(by_day(&t, &owner).await, expected, "{profile}");
        assert_eq!(by_day(&t, &neighbour).await, [[day, "Members /members", "Name", "1"]], "each company its own");
        assert_eq!(invite(&owner, "", "x@futaba.example.jp").await, 422);
        t.clock.advance(Duration::hours(14));
        let next = t.sign_in("owner@futaba.example.jp").await;
        assert_eq!(invite(&next, "", "x@futaba.example.jp").await, 422);
        let counted = by_day(&t, &next).await;
        assert_eq!(
            counted[0],
            ["Nov 23, 2026", "Members /members", "Name", "1"],
            "the day begins at midnight in Japan"
        );
        assert_eq!(counted[2], [day, "Members /members", "Name", "3"], "added to what is there");
        let page = next.get(PAGE).await;
        assert_eq!(
            rows(&page, "h-totals"),
            [["Members /members", "Name", "4"], ["Members /members", "Email address", "1"]]
        );
        assert!(page.body.contains("Total for this period: 5") && page.body.contains("up to one minute"));
        assert!(next.get_in(PAGE, "ja").await.body.contains("この期間の合計：5件"));
        assert!(!page.body.contains("nobody"), "what was typed is not kept");
        let security = next.get("/security").await;
        assert_eq!(security.count(&format!("main a[href='{PAGE}']")), 1, "the way to it");
        let profile = next.get("/security/profile").await;
        let (html, row) = (profile.html(), Selector::parse("tr").unwrap());
        let kept = html.select(&row).map(|row| row.text().collect::<String>());
        let kept = kept.filter(|row| row.contains("Count rejected input")).collect::<Vec<_>>();
        assert!(kept.len() == 1 && kept[0].contains("Enforced") && !kept[0].contains("Handled by staff"), "{kept:?}");
    }
}

#[tokio::test]
async fn ds_12_imports_and_unreadable_forms_are_counted() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    let mut all = many(10);
    for row in ["B1,myspace,S1,,maybe", "B2,line,U2,not-an-address", "B3,line,U3,neither"] {
        all.extend_from_slice(&file(&[row])[HEADER.len()..]);
    }
    assert_eq!(import(&t, all).await, [13, 10, 10, 3]);
    assert_eq!(owner.post("/contacts", &[("name", "a\0")]).await.status, 400);
    assert_eq!(owner.post("/contacts", &[("made_up", "a")]).await.status, 400);
    let (day, import) = ("Nov 22, 2026", "End user import /end-users");
    let expected = [
        [day, "Notification contacts /contacts", "Entire form (unreadable)", "2"],
        [day, import, "Email address (email)", "2"],
        [day, import, "Email address verified (email_verified)", "1"],
        [day, import, "Provider (provider)", "1"],
    ];
    assert_eq!(by_day(&t, &owner).await, expected);
}

/// Every field of members' forms is called as on its form.
#[tokio::test]
async fn fields_are_called_as_on_their_forms() {
    let t = TestApp::new().await;
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    let id = t.account(Some(t.other.id), Role::Viewer, "viewer@aoba.example.jp").await.to_string();
    t.rest().await;
    let forms: [(&str, &[(&str, &str)]); 12] = [
        ("/members", &[("name", ""), ("email", ""), ("role", "")]),
        ("/members/role", &[("id", &id), ("role", "")]),
        ("/members/leave", &[("id", &id)]),
        ("/members/certificates/add", &[("id", &id), ("pem", "x")]),
        ("/members/networks/try", &[("id", &id), ("network", "x"), ("note", "\u{7}")]),
        ("/security/networks/try", &[("network", "x"), ("note", "\u{7}")]),
        ("/security/networks", &[("scope", "x")]),
        ("/contacts", &[("name", ""), ("email", ""), ("telephone", "x")]),
        ("/consents", &[("reason", ""), ("hours", "x")]),
        ("/exports", &[("purpose", ""), ("q", "\u{7}")]),
        ("/account/prove", &[("code", "x")]),
        ("/account/password", &[("current", "x"), ("new", "a"), ("again", "b")]),
    ];
    for (path, fields) in forms {
        let answer = owner.post(path, fields).await;
        assert_eq!(answer.status, 422, "{path}: {}", answer.body);
    }
    sweep::write_down(&t.app).await.unwrap();
    let page = owner.get(PAGE).await;
    assert!(rows(&page, "h-by-day").len() > 15, "{:?}", rows(&page, "h-by-day"));
    assert_eq!(
        page.count("section[aria-labelledby=h-totals] td:nth-child(2) code"),
        0,
        "{:?}",
        rows(&page, "h-totals")
    );
    for row in rows(&page, "h-totals") {
        assert!(!row[0].starts_with('/'), "a page without a title: {row:?}");
    }
}

/// Strangers and staff have no company, and people without the right do not see it.
#[tokio::test]
async fn ds_12_what_strangers_and_staff_send_counts_for_nobody() {
    let t = TestApp::new().await;
    assert_eq!(t.browser().post("/sign-in", &[("email", ""), ("password", "")]).await.status, 422);
    let staff = t.signed_in(Role::Support).await;
    assert_eq!(crate::staff::ask(&staff, "nobody").await.status, 422);
    sweep::write_down(&t.app).await.unwrap();
    assert_eq!(t.scalar("SELECT COUNT(*) FROM refused_input").await, 0);
    for role in [Role::Operator, Role::Viewer] {
        assert_eq!(t.signed_in(role).await.get(PAGE).await.status, 403, "{role:?}");
    }
    assert_eq!(t.signed_in(Role::Administrator).await.get(PAGE).await.status, 200);
}

/// What could not be written is written the next time, and numbers of 90 days are kept.
#[tokio::test]
async fn ds_12_counts_wait_for_the_database_and_end_after_their_time() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    assert_eq!(invite(&owner, "", "x@takasakiya.example.jp").await, 422);
    t.tamper("ALTER TABLE refused_input RENAME TO away").await.unwrap();
    assert!(sweep::write_down(&t.app).await.is_err());
    assert_eq!(invite(&owner, "", "x@takasakiya.example.jp").await, 422);
    t.tamper("ALTER TABLE away RENAME TO refused_input").await.unwrap();
    assert_eq!(by_day(&t, &owner).await, [["Nov 22, 2026", "Members /members", "Name", "2"]]);
    let first = owner.get(PAGE).await;
    let older = first.attribute("a[rel=next]", "href").unwrap();
    let older = owner.get(&older).await;
    assert!(older.body.contains("No input was rejected during this period."));
    assert_eq!(older.attribute("a[rel=prev]", "href").map(|back| back.starts_with(PAGE)), Some(true));
    assert_eq!(owner.get(&format!("{PAGE}?after=nonsense")).await.status, 400);
    let counted = "SELECT COUNT(*) FROM refused_input";
    for (days, left) in [(89, 1), (1, 0)] {
        t.clock.advance(Duration::days(days));
        sweep::sweep(&t.app).await.unwrap();
        assert_eq!(t.scalar(counted).await, left, "{days}");
    }
}

/// DS-12: staff see how much was refused to each company, the largest first. It is a number, so no look is an entry.
#[tokio::test]
async fn ds_12_staff_see_how_much_was_refused_to_each_company() {
    const STAFF_PAGE: &str = "/support/refused-input";
    let t = TestApp::new().await;
    let (owner, neighbour) = (t.signed_in(Role::Owner).await, t.signed_in_elsewhere(Role::Owner).await);
    let staff = t.signed_in(Role::Support).await;
    assert!(staff.get(STAFF_PAGE).await.body.contains("No input was rejected during this period."));
    for n in 0..3 {
        assert_eq!(invite(&owner, "", &format!("x{n}@takasakiya.example.jp")).await, 422);
    }
    assert_eq!(invite(&neighbour, "", "hidden@aoba.example.jp").await, 422);
    assert_eq!(invite(&neighbour, "", "nobody").await, 422);
    sweep::write_down(&t.app).await.unwrap();
    t.clock.advance(Duration::hours(14));
    let owner = t.sign_in("owner@takasakiya.example.jp").await;
    assert_eq!(invite(&owner, "", "x@takasakiya.example.jp").await, 422);
    sweep::write_down(&t.app).await.unwrap();
    let staff = t.sign_in("support@takasakiya.example.jp").await;
    let before = t.scalar("SELECT COUNT(*) FROM operation_log").await;
    let page = staff.get(STAFF_PAGE).await;
    let (first, second) = ("株式会社 髙﨑屋ホールディングス", "株式会社 青葉商店");
    let expected = [
        [first, "Members /members", "Name", "4"],
        [second, "Members /members", "Name", "2"],
        [second, "Members /members", "Email address", "1"],
    ];
    assert_eq!(rows(&page, "h-companies"), expected, "of both days");
    assert!(page.body.contains("Total for this period: 7"));
    assert!(staff.get_in(STAFF_PAGE, "ja").await.body.contains("この期間の合計：7件"));
    let shown = page.text("main").unwrap();
    assert!(!shown.contains("hidden") && !shown.contains("nobody"), "nothing that was typed: {shown}");
    assert_eq!(
        t.scalar("SELECT COUNT(*) FROM operation_log").await,
        before,
        "and nobody is named, so there is no entry"
    );
    assert_eq!(staff.get("/support").await.count(&format!(".nav a[href='{STAFF_PAGE}']")), 1, "the way to it");
    let older = staff.get(&page.attribute("a[rel=next]", "href").unwrap()).await;
    assert!(older.body.contains("No input was rejected during this period."));
    assert_eq!(older.attribute("a[rel=prev]", "href").map(|back| back.starts_with(STAFF_PAGE)), Some(true));
    assert_eq!(staff.get(&format!("{STAFF_PAGE}?after=nonsense")).await.status, 400);
    for person in [&owner, &neighbour] {
        assert_ne!(person.get(STAFF_PAGE).await.status, 200, "staff alone");
    }
}

/// A number that nobody can have counted spoils no sum (S10).
#[tokio::test]
async fn ds_12_forged_numbers_spoil_no_sum() {
    let t = TestApp::new().await;
    let (owner, neighbour) = (t.signed_in(Role::Owner).await, t.signed_in_elsewhere(Role::Owner).await);
    let staff = t.signed_in(Role::Support).await;
    assert_eq!(invite(&owner, "", "nobody").await, 422);
    assert_eq!(invite(&neighbour, "", "x@aoba.example.jp").await, 422);
    sweep::write_down(&t.app).await.unwrap();
    let own = format!("tenant_id = {}", crate::forged::uuid(&t, t.own.id));
    t.tamper(&format!("UPDATE refused_input SET number = {} WHERE {own}", i64::MAX)).await.unwrap();
    let page = staff.get("/support/refused-input").await;
    assert_eq!(rows(&page, "h-companies"), [["株式会社 青葉商店", "Members /members", "Name", "1"]]);
    assert!(page.body.contains("Total for this period: 1"));
}
