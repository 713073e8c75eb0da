//! S10: a forged case that has ended is the program's from then on. Its end is no alteration, and pages say who has ended it.
//! Once an operator has put the rows back and restarted the log, the case counts again.

use crate::cases::{PERSON, Scene};
use crate::forged::{alarms, uuid};
use crate::forged_restarts::restarted;
use crate::forged_shown::marked;
use crate::proof::later;
use crate::support::{TestApp, put_back, row};
use app::permission::Role;
use server::cli::audit;
use server::cli::restart::restart_log;
use server::features::alarms::log_forged_rows;
use server::features::cases::watch;
use server::state::AppState;
use server::storage::entity::{account, support_case};
use std::sync::Arc;

const ENDED: [(&str, &str); 2] = [("en", "Altered (ended)"), ("ja", "改ざん（終了）")];

/// A case whose identity check is done, and which somebody has altered since.
struct Altered {
    s: Scene,
    /// The row as the program has written it.
    was: support_case::Model,
}

impl Altered {
    async fn new() -> Altered {
        let s = Scene::new().await;
        assert_eq!(s.check(&s.first).await.status, 303);
        let id = s.id.parse().unwrap();
        let was = row::<support_case::Model>(&s.t, id).await;
        let forge = format!("UPDATE support_case SET removes_second_factor = TRUE WHERE id = {}", uuid(&s.t, id));
        s.t.forge(&forge).await.unwrap();
        assert!(marked(&s.admin, "/cases").await);
        Altered { s, was }
    }

    /// The places that show the case to staff.
    fn pages(&self) -> [String; 2] {
        ["/support/cases?show=all".to_owned(), format!("/support/cases/{}", self.s.id)]
    }
}

/// The number of alarms, once those that a process has found are written.
async fn told(t: &TestApp, app: &Arc<AppState>) -> usize {
    log_forged_rows(app).await.unwrap();
    alarms(t).await.len()
}

#[tokio::test]
async fn s10_the_end_of_an_altered_case_is_no_alteration_and_says_who_has_ended_it() {
    for by_staff in [false, true] {
        let altered = Altered::new().await;
        let [list, page] = altered.pages();
        let Altered { s, .. } = altered;
        let before = told(&s.t, &s.t.app).await;
        let (by, path) = if by_staff { (&s.second, "/support/cases/cancel") } else { (&s.admin, "/cases/refuse") };
        assert_eq!(s.step(by, path).await.status, 303, "{path}");
        assert_eq!(s.state().await, "closed", "{path}");
        for (by, shown) in [(&s.second, list.as_str()), (&s.second, page.as_str()), (&s.admin, "/cases")] {
            assert!(!marked(by, shown).await, "{path}: {shown}");
            for (lang, mark) in ENDED {
                let main = by.get_in(shown, lang).await.text("main").unwrap();
                for part in [mark, "小山内 のぞみ", &s.id[28..]] {
                    assert!(main.contains(part), "{path}: {shown}: {part}: {main}");
                }
                for untrue in [PERSON, "may not have happened", "とは限りません", "二要素認証"] {
                    assert!(!main.contains(untrue), "{path}: {shown}: {untrue}: {main}");
                }
            }
        }
        assert_eq!(told(&s.t, &s.t.app).await, before, "{path}: the program has written it");
        let found = audit::all(&s.t.app, &s.t.db).await.unwrap().forged;
        assert!(!found.iter().any(|(table, _)| *table == "support_case"), "{path}: {found:?}");
    }
}

#[tokio::test]
async fn s10_who_has_ended_an_altered_case_is_signed() {
    let Altered { s, .. } = Altered::new().await;
    assert_eq!(s.step(&s.admin, "/cases/refuse").await.status, 303);
    let ended = row::<support_case::Model>(&s.t, s.id.parse().unwrap()).await;
    for change in ["ended_altered_by = NULL", "ended_altered_by = opened_by", "closed_at = NULL"] {
        s.t.forge(&format!("UPDATE support_case SET {change}")).await.unwrap();
        assert!(marked(&s.admin, "/cases").await, "{change}");
        put_back(&s.t, &ended).await;
        assert!(!marked(&s.admin, "/cases").await, "{change}");
    }
}

#[tokio::test]
async fn a_case_and_its_person_count_again_once_they_are_put_back_and_the_log_is_restarted() {
    let Altered { s, was } = Altered::new().await;
    let owner = s.t.signed_in(Role::Owner).await;
    let person = row::<account::Stored>(&s.t, s.t.id_of(PERSON).await).await;
    let before = told(&s.t, &s.t.app).await;
    assert_eq!(owner.post("/members/leave", &[("id", &person.id.to_string()), ("confirmed", "yes")]).await.status, 303);
    assert_eq!(s.state().await, "closed");
    assert!(!marked(&s.admin, "/cases").await);
    assert_eq!(told(&s.t, &s.t.app).await, before, "the program has written it");
    put_back(&s.t, &was).await;
    put_back(&s.t, &person).await;
    let (app, _) = restarted(&s.t).await;
    restart_log(&app, s.t.own.id, "put back from a backup").await.unwrap();
    assert!(audit::all(&app, &s.t.db).await.unwrap().is_clean());
    let before = told(&s.t, &app).await;
    for start in ["first", "second"] {
        let (app, address) = restarted(&s.t).await;
        watch(&app).await.unwrap();
        assert!(!marked(&s.admin.to(address), "/cases").await, "{start}");
        assert_eq!(told(&s.t, &app).await, before, "{start}: what was taken as it is raises no alarm");
    }
    let (_, address) = restarted(&s.t).await;
    let consent = s.admin.to_restarted(address).post("/cases/consent", &[("id", &s.id)]).await;
    assert_eq!((consent.status, s.state().await.as_str()), (303, "consented"));
}

#[tokio::test]
async fn s10_who_ends_an_altered_case_is_asked_about_it_by_its_id() {
    let Altered { s, .. } = Altered::new().await;
    later(&s.t).await;
    let called = format!("Case (ID ends in {})", &s.id[28..]);
    for (by, path, title) in
        [(&s.admin, "/cases/refuse", "Decline a support case"), (&s.second, "/support/cases/cancel", "Close case")]
    {
        let asked = s.step(by, path).await;
        assert_eq!((asked.status, asked.text("#h-act").as_deref()), (403, Some(title)), "{path}");
        assert!(asked.body.contains(&called) && !asked.body.contains("no effect"), "{path}: {}", asked.body);
    }
}
