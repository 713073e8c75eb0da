//! The lead times of the five profiles, at the form: what is too late is refused at its field, or is an emergency with a reason
//! and a second pair of eyes (SL-4, SL-5, MS-2, DS-1, DS-15, BP-1, WS-8).

use crate::announcing::{create, staff, step, submit, wait_until};
use crate::support::{TestApp, profile_with, rows};
use server::seal::keys::PROVIDER;
use server::storage::entity::announcement_version;

/// What begins at the end of August is announced at the end of February, where half a year is promised, and so on.
#[tokio::test]
async fn sl_4_sl_5_ms_2_ds_1_bp_1_ws_8_a_notice_is_published_as_early_as_the_profile_says() {
    let t = TestApp::new().await;
    let (writer, _) = staff(&t).await;
    for (key, kind, profile, starts, latest, next) in [
        ("notices.change.ahead", "change", "social-login-manager", "2027-03-31T22:00", "2027-02-28", "2027-03-01"),
        (
            "notices.suspension.ahead",
            "suspension",
            "social-login-manager",
            "2028-03-31T22:00",
            "2028-02-29",
            "2028-03-01",
        ),
        ("notices.planned_stop.ahead", "planned-stop", "managed-saas", "2027-01-31T01:00", "2026-12-31", "2027-01-01"),
        (
            "notices.planned_stop.ahead",
            "planned-stop",
            "dual-server-saas",
            "2027-01-03T00:00",
            "2026-12-27",
            "2026-12-28",
        ),
        ("notices.planned_stop.ahead", "planned-stop", "b2b-platform", "2027-08-31T02:00", "2027-02-28", "2027-03-01"),
        ("notices.maintenance.ahead", "maintenance", "workspace-saas", "2028-03-05T01:00", "2028-02-24", "2028-02-25"),
        (
            "notices.end_of_service.ahead",
            "end-of-service",
            "dual-server-saas",
            "2027-05-31T10:00",
            "2027-02-28",
            "2027-03-01",
        ),
        ("notices.upgrade.ahead", "upgrade", "managed-saas", "2027-01-05T00:00", "2027-01-04", "2027-01-05"),
    ] {
        t.put_under(&t.own, profile).await;
        let (last, late) = (format!("{latest}T23:59"), format!("{next}T00:00"));
        let with = |publish| {
            [
                ("kind", kind),
                ("starts", starts),
                ("ends", ""),
                ("reach", "profiles"),
                ("profiles", profile),
                ("publish", publish),
            ]
        };
        let id = create(&writer, &with("")).await;
        let refused = submit(&writer, &id, "1", &with(&late)).await;
        assert_eq!(refused.status, 422, "{key} of {profile}: {}", refused.body);
        assert!(refused.field_error("publish").unwrap().contains("notified too late"), "{key}");
        assert!(refused.text("section[aria-labelledby=h-lead] tbody").unwrap().contains("Too late"), "{key}");
        assert_eq!(t.newest_entry(PROVIDER).await, "announcement.submit:failure:too_late");
        let taken = submit(&writer, &id, "1", &with(&last)).await;
        assert_eq!(taken.status, 303, "{key} of {profile}: {}", taken.body);
    }
}

#[tokio::test]
async fn a_late_notice_needs_a_reason_where_the_profile_lets_it() {
    let t = TestApp::new().await;
    let (writer, second) = staff(&t).await;
    t.put_under(&t.own, "managed-saas").await;
    let soon = [("starts", "2026-12-10T22:00"), ("ends", "2026-12-11T02:00")];
    let id = create(&writer, &soon).await;
    let refused = submit(&writer, &id, "1", &soon).await;
    let told = refused.field_error("starts").unwrap();
    assert!(told.contains("Nov 10, 2026, 23:59 JST") && told.contains("2 customers"), "{told}");
    let reason = [&soon[..], &[("reason", "部品の故障")]].concat();
    assert_eq!(submit(&writer, &id, "1", &reason).await.status, 303);
    assert_eq!(step(&writer, "approve", &id, "2").await.status, 303);
    assert_eq!(t.newest_entry(PROVIDER).await, "announcement.approve:failure:own_announcement");
    assert_eq!(step(&second, "approve", &id, "2").await.status, 303);
    let version = rows::<announcement_version::Model>(&t).await.pop().unwrap();
    assert!(version.emergency && version.published_at.is_some());
    // Where the profile has no exception, a reason does not help.
    let strict = profile_with("managed-saas", &[("notices.shorter_with_reason", "false")]);
    t.put_under(&t.own, &strict).await;
    let id = create(&writer, &reason).await;
    let refused = submit(&writer, &id, "1", &reason).await;
    assert!(refused.field_error("starts").unwrap().contains("no exception"), "{}", refused.body);
}

/// The audience lies under several profiles: each has its own day, and each late company counts.
#[tokio::test]
async fn the_form_shows_each_profile_of_the_audience() {
    let t = TestApp::new().await;
    let (writer, _) = staff(&t).await;
    t.company("b2b-platform").await;
    let stop = [("starts", "2027-01-31T22:00"), ("ends", ""), ("reach", "all")];
    let id = create(&writer, &stop).await;
    let page = writer.get(&format!("/support/announcements/{id}/edit")).await;
    let lead = page.text("section[aria-labelledby=h-lead]").unwrap();
    assert_eq!(page.count("section[aria-labelledby=h-lead] tbody tr"), 3, "{lead}");
    assert!(lead.contains("1 customer would be notified too late"), "{lead}");
    assert!(lead.contains("Dec 31, 2026, 23:59 JST") && lead.contains("Jul 31, 2026, 23:59 JST"), "{lead}");
    let refused = submit(&writer, &id, "1", &stop).await;
    assert!(refused.field_error("starts").unwrap().contains("Jul 31, 2026, 23:59 JST"), "{}", refused.body);
}

#[tokio::test]
async fn what_waits_too_long_for_approval_is_too_late() {
    let t = TestApp::new().await;
    let (writer, second) = staff(&t).await;
    let stop = [("starts", "2027-01-10T22:00"), ("ends", "")];
    let id = create(&writer, &stop).await;
    assert_eq!(submit(&writer, &id, "1", &stop).await.status, 303);
    wait_until(&t, "2026-12-11T00:00");
    let second = t.sign_in_with(second, "second@sekisho.example").await;
    assert_eq!(step(&second, "approve", &id, "2").await.status, 303);
    assert_eq!(t.newest_entry(PROVIDER).await, "announcement.approve:failure:too_late");
}

/// A text that is put right is not measured again; a moved date is.
#[tokio::test]
async fn a_moved_date_is_measured_again() {
    let t = TestApp::new().await;
    let (writer, second) = staff(&t).await;
    let stop = [("starts", "2026-12-25T22:00"), ("ends", "")];
    let id = crate::announcing::publish(&writer, &second, &stop).await;
    wait_until(&t, "2026-12-20T10:00");
    let (writer, second) = (
        t.sign_in_with(writer, "support@takasakiya.example.jp").await,
        t.sign_in_with(second, "second@sekisho.example").await,
    );
    assert_eq!(step(&writer, "correct", &id, "").await.status, 303);
    let moved = [("starts", "2026-12-26T22:00"), ("ends", "")];
    assert!(submit(&writer, &id, "1", &moved).await.field_error("starts").is_some());
    let text = [&stop[..], &[("text_ja", "誤字を直しました。")]].concat();
    assert_eq!(submit(&writer, &id, "1", &text).await.status, 303);
    assert_eq!(step(&second, "approve", &id, "2").await.status, 303);
}
