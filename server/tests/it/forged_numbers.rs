//! S10: the largest number that a column holds breaks nothing that counts on from it.

use crate::support::TestApp;
use app::permission::Role;

const PERSON: &str = "viewer@takasakiya.example.jp";

#[tokio::test]
async fn s10_a_member_with_the_largest_version_can_be_removed_and_comes_back() {
    for (genuine, forged) in [(true, i64::MAX), (false, i64::MAX), (false, -7)] {
        let t = TestApp::new().await;
        let owner = t.signed_in(Role::Owner).await;
        let id = t.account(Some(t.own.id), Role::Viewer, PERSON).await.to_string();
        let set = format!("UPDATE account SET version = {forged} WHERE {}", t.whose(PERSON));
        if genuine {
            t.tamper(&set).await.unwrap();
        } else {
            t.forge(&set).await.unwrap();
        }
        assert_eq!(
            owner.post("/members/leave", &[("id", &id), ("confirmed", "yes")]).await.status,
            303,
            "{genuine} {forged}"
        );
        let left = t.person(PERSON).await.unwrap();
        assert_eq!((left.has_left(), left.version == i64::MAX), (true, genuine), "there is room behind a forged one");
        assert!(left.version > 0, "{}", left.version);
    }
}

#[tokio::test]
async fn s10_a_log_whose_head_has_the_largest_number_is_unreadable() {
    let t = TestApp::new().await;
    t.account(Some(t.own.id), Role::Viewer, PERSON).await;
    t.forge(&format!("UPDATE operation_log_head SET seq = {}", i64::MAX)).await.unwrap();
    let sign_in = async || {
        let fields = [("email", PERSON), ("password", crate::support::PASSWORD)];
        t.browser().post("/sign-in", &fields).await.status
    };
    // The first one finds that the head is not the one that it has seen.
    sign_in().await;
    assert_eq!(sign_in().await, 409);
}
