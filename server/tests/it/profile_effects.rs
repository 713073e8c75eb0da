//! The effects of another service profile on a company, for staff before the request and for owners in their mail:
//! counted for members and data, with every changed rule, and marked if the program does not enforce it yet.

use crate::profile_changes::{ask, put_in_force, waiting};
use crate::support::{Answer, Browser, TestApp};
use app::permission::Role;
use chrono::Duration;
use scraper::{ElementRef, Selector};

const OWNER: &str = "owner@takasakiya.example.jp";

fn select(css: &str) -> Selector {
    Selector::parse(css).unwrap()
}

fn text(of: ElementRef<'_>) -> String {
    of.text().collect::<String>().trim().to_owned()
}

/// The cells of the row that begins with the given words, on the panel of a change.
fn row(page: &Answer, words: &str) -> Option<Vec<String>> {
    let html = page.html();
    let rows = html.select(&select("section[aria-labelledby=h-effect] tbody tr")).collect::<Vec<_>>();
    let found = rows.into_iter().find(|row| row.select(&select("th")).any(|th| text(th).contains(words)))?;
    Some(found.select(&select("td")).map(text).collect())
}

/// The number beside an effect on the panel, without the roles.
pub fn figure(page: &Answer, words: &str) -> Option<String> {
    row(page, words).map(|cells| cells.concat().split(" (").next().unwrap_or_default().to_owned())
}

pub async fn preview(staff: &Browser, company: &str, profile: &str) -> Answer {
    let page = staff.post("/support/tenants/preview", &[("id", company), ("profile", profile)]).await;
    assert_eq!(page.status, 200, "{}", page.body);
    page
}

/// Two administrators with passwords that are 40 days old, and two members without a second step, one of them locked.
async fn people(t: &TestApp) -> Browser {
    for role in [Role::Owner, Role::Administrator] {
        t.account(Some(t.own.id), role, &format!("{}@takasakiya.example.jp", role.code())).await;
    }
    t.clock.advance(Duration::days(40));
    for role in [Role::Operator, Role::Viewer] {
        let id = t.account(Some(t.own.id), role, &format!("{}@takasakiya.example.jp", role.code())).await;
        if role == Role::Viewer {
            t.lock(id).await;
        }
    }
    t.signed_in(Role::Support).await
}

const MANAGED: [(&str, &str); 7] = [
    ("Members whose password expires immediately and must be changed", "2"),
    ("Members who must set up two-step verification", "2"),
    ("Members who can choose email codes for two-step verification", "4"),
    ("Members who lose the permission “Download files such as logs, histories and the account ledger”", "3"),
    ("Members who lose the permission “Create exports of deposited data”", "1"),
    ("Members who lose the permission “Download files of existing exports”", "1"),
    ("Locked members (after the change, administrators can unlock them too)", "1"),
];

#[tokio::test]
async fn what_a_profile_does_to_members_is_counted_and_so_it_comes() {
    let t = TestApp::new().await;
    let staff = people(&t).await;
    let company = t.own.id.to_string();
    let operator = t.sign_in("operator@takasakiya.example.jp").await;
    let administrator = t.sign_in("administrator@takasakiya.example.jp").await;
    assert_eq!((operator.get("/end-users").await.status, administrator.get("/members").await.status), (200, 200));
    let page = preview(&staff, &company, "managed-saas").await;
    for (words, n) in MANAGED {
        assert_eq!(figure(&page, words).as_deref(), Some(n), "{words}: {}", page.body);
    }
    let who = row(&page, "Members who lose the permission “Download files such as").unwrap();
    assert_eq!(who, ["3 (Administrator: 1, Operator: 1, Viewer: 1)"], "who it is, by role");
    let effects = page.html().select(&select("[aria-label$='Impact on members and data'] tbody tr")).count();
    assert_eq!(effects, MANAGED.len(), "nothing else concerns anybody");
    assert!(
        !page.text("[aria-label$='Impact on members and data']").unwrap().contains("Not enforced"),
        "all of it is kept"
    );

    put_in_force(&t, &staff, &company, "managed-saas").await;
    assert_eq!(operator.get("/end-users").await.location.as_deref(), Some("/account/two-step"));
    assert_eq!(administrator.get("/members").await.location.as_deref(), Some("/account/password"));
    t.rest().await;
    assert_eq!(administrator.get("/members").await.status, 200);
    assert_eq!(administrator.get("/operation-logs/file").await.status, 403, "the right to download is gone");
}

/// The reverse change: requirements that end, rights that members gain, and rules that are only announced.
#[tokio::test]
async fn what_a_profile_gives_and_what_it_only_announces_is_told() {
    let t = TestApp::new().await;
    let company = t.other.id.to_string();
    t.account(Some(t.other.id), Role::Viewer, "viewer@aoba.example.jp").await;
    let staff = t.signed_in(Role::Support).await;
    ask(&staff, &company, "b2b-platform").await;
    let change = waiting(&staff, &company).await;
    crate::profile_changes::decide(&staff, "cancel", &company, &change).await;
    let old = t.log_len(t.other.id).await;
    t.clock.advance(Duration::days(31));
    t.rest().await;
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    assert_eq!(owner.get("/").await.status, 200);
    let staff = t.sign_in("support@takasakiya.example.jp").await;
    let page = preview(&staff, &company, "dual-server-saas").await;
    for (words, n) in [
        ("Members who no longer need two-step verification", "1"),
        ("Members who gain the permission “Download files such as logs, histories and the account ledger”", "1"),
        ("Members signed in now (after the change, up to 50 at a time", "1"),
        ("Operation log entries past their retention period", old.to_string().as_str()),
    ] {
        assert_eq!(figure(&page, words).as_deref(), Some(n), "{words}: {}", page.body);
    }
    let announced = page.text("[aria-label$='Impact on members and data']").unwrap();
    assert_eq!(announced.matches("Not enforced").count(), 1, "nothing is purged yet: {announced}");

    assert_eq!(row(&page, "Concurrent users").unwrap(), ["depends on contract or plan Not enforced", "50 users"]);
    assert_eq!(row(&page, "Password expires after (administrators)").unwrap()[0], "30 days");
    assert_eq!(
        row(&page, "Log retentionOperation log").unwrap(),
        ["unlimited", "30 days"],
        "folded: nothing keeps either"
    );
    assert_eq!(row(&page, "Monthly downtime: week").unwrap(), ["4th", "Not specified"], "stated by one of them alone");
    let folded = page.text("section[aria-labelledby=h-effect] details.more").unwrap();
    assert!(
        folded.contains("Operation log")
            && folded.contains("Monthly downtime: week")
            && !folded.contains("Not enforced")
    );
    assert!(!folded.contains("Concurrent users"), "what is felt is not folded");
}

/// Owners get the same lines in their mail, in their language.
#[tokio::test]
async fn owners_read_the_same_lines_in_their_mail() {
    let t = TestApp::new().await;
    let staff = people(&t).await;
    let company = t.own.id.to_string();
    let page = staff.client.post(format!("{}/support/tenants/preview", staff.base)).header("accept-language", "ja");
    let page = page.header("origin", t.app.config.origin()).form(&[("id", &*company), ("profile", "managed-saas")]);
    let page = page.send().await.unwrap().text().await.unwrap();
    assert_eq!(ask(&staff, &company, "managed-saas").await.status, 303);
    server::outbox::work(&t.app).await.unwrap();
    let letter = t.newest_mail(OWNER);
    for (words, n) in [
        ("パスワードの期限が切れ、変更が必要になるメンバー", "2名"),
        ("二要素認証の設定が必要になるメンバー", "2名"),
        ("「操作ログ・履歴・台帳などのファイルをダウンロードする」の権限がなくなるメンバー", "3名"),
        ("ロック中のメンバー（変更後は、管理者も解除できます）", "1名"),
    ] {
        assert!(letter.contains(&format!("{words}：{n}")), "{words}: {letter}");
        assert!(page.contains(words) && page.contains(n), "{words}: {page}");
    }
    assert!(letter.contains("パスワード：変更期限（管理者）：90日または3か月のうち早いほう → 30日"), "{letter}");
    assert!(letter.contains("セッション：同時接続利用者数：制限なし → 契約・プランによる（運用で対応）"), "{letter}");
    let (felt, shown) = letter.split_once("システムで自動的に適用せず、運用で対応します。").unwrap();
    assert!(shown.contains("操作ログ：5年 → 制限なし") && !felt.contains("操作ログ：5年"), "{letter}");
    assert!(!shown.contains("（運用で対応）"), "said once above them: {letter}");
}

/// Staff keep the strictest of all profiles in use, before and after the change.
#[tokio::test]
async fn the_rule_about_staff_says_what_really_applies_to_them() {
    const RULE: &str = "Password expires after (support staff)";
    let t = TestApp::new().await;
    let staff = people(&t).await;
    let kept = "(support staff also work under other service profiles, so 30 days applies)";
    let now = row(&preview(&staff, &t.own.id.to_string(), "managed-saas").await, RULE).unwrap();
    assert!(now[0].contains(kept) && now[1] == "30 days", "{now:?}");
    let gone = row(&preview(&staff, &t.other.id.to_string(), "b2b-platform").await, RULE).unwrap();
    assert!(gone[0] == "30 days" && gone[1].contains("profiles, so 90 days or 3 months"), "no company stays: {gone:?}");
    t.company("managed-saas").await;
    let stays = row(&preview(&staff, &t.other.id.to_string(), "b2b-platform").await, RULE).unwrap();
    assert!(stays[0] == "30 days" && stays[1].contains(kept), "{stays:?}");
}
