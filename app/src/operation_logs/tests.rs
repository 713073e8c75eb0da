use super::api::{
    ActionGroup, LogChange, LogFact, LogList, LogMore, LogProof, LogResult, LogRow, LogSeal, OperationLogsFake, Period,
    SealState,
};
use super::messages as m;
use crate::error::FieldError;
use crate::kit::Total;
use crate::permission::Role;
use crate::tests::Visit;
use crate::tests::samples::{alone, at, between};
use crate::text::{Text, Words};
use unimock::{MockFn, matching};

fn row(seq: u64, result: LogResult) -> LogRow {
    let fact =
        LogFact { key: "role".into(), code: "viewer".into(), label: Words::same("Role"), value: Words::same("Viewer") };
    LogRow {
        seq,
        at: at(20),
        actor: Words::same("小山内 のぞみ"),
        actor_id: "me".to_owned(),
        action: Words::from(Text::new("ログイン", "Sign in")),
        object: Words::same("a@example.jp"),
        page: None,
        result,
        ip: "192.0.2.1".to_owned(),
        hash: format!("hash-{seq}"),
        facts: vec![fact],
        more: LogMore { previous: format!("before-{seq}"), ..LogMore::default() },
    }
}

fn seal(state: SealState) -> LogSeal {
    LogSeal { newest: 9, checkpoint: Some(8), state }
}

fn list(rows: Vec<LogRow>) -> LogList {
    LogList {
        rows,
        around: between(),
        count: Total::Exactly(3),
        left_out: Total::Exactly(0),
        actions: vec![ActionGroup {
            title: Words::from(m::OF_SIGN_INS),
            actions: vec![("sign_in".to_owned(), Words::from(Text::new("ログイン", "Sign in")))],
        }],
        people: vec![("nozomi@example.jp".to_owned(), Words::same("小山内 のぞみ (nozomi@example.jp)"))],
        actor: None,
        periods: vec![Period { words: m::TODAY, from: "2026-11-22".to_owned(), to: "2026-11-22".to_owned() }],
        kept: None,
        refused: vec![],
        seal: seal(SealState::Verified { to: 9, at: at(21) }),
        unindexed: false,
    }
}

#[test]
fn the_log_shows_each_entry_and_its_filter_goes_along() {
    let rows = vec![row(9, LogResult::Success), row(8, LogResult::Failure), row(7, LogResult::Denied)];
    let asked = OperationLogsFake::operation_logs
        .some_call(matching!((filter) if filter.action == "sign_in" && filter.cursor.after == "9"))
        .returns(Ok(list(rows)));
    let page = Visit::to("/operation-logs?action=sign_in&after=9").by(Role::Owner).show(asked);
    assert_eq!(page.texts("td[data-label=Result]"), [m::SUCCESS.en, m::FAILURE.en, m::DENIED.en]);
    assert!(page.text("tr.tbl-detail").contains("hash-9") && page.text("tr.tbl-detail").contains("Viewer"));
    let sealed = page.text(".log-seal");
    assert!(
        sealed.contains(m::SEAL_VERIFIED.en) && sealed.contains("#9") && sealed.contains("checkpoint #8"),
        "{sealed}"
    );
    assert!(
        !sealed.contains("hash-9") && page.text("tr.tbl-detail").contains("before-9"),
        "hashes stand in the details"
    );
    assert_eq!(page.attribute("optgroup", "label"), m::OF_SIGN_INS.en);
    assert_eq!(page.attributes("datalist option", "value"), ["nozomi@example.jp"]);
    assert!(page.text(".chip").starts_with("Action: Sign in"), "{}", page.text(".chip"));
    let links = ["", "&before=b", "&after=a"].map(|more| format!("/operation-logs?action=sign_in{more}"));
    assert_eq!(page.attributes(".pager a", "href"), links);
    assert_eq!(page.attribute(".head-acts a", "href"), "/operation-logs/file?action=sign_in");
}

#[test]
fn what_was_noticed_is_no_success_and_leads_to_its_page() {
    let noticed = |seq, page: Option<&str>| LogRow {
        object: Words::from(Text::new("アカウント：髙﨑", "Account: 髙﨑")),
        page: page.map(ToOwned::to_owned),
        ..row(seq, LogResult::Noticed)
    };
    let rows = vec![noticed(9, Some("/support/tenants/1")), noticed(8, None)];
    let asked = OperationLogsFake::operation_logs
        .some_call(matching!((filter) if filter.result == "noticed"))
        .returns(Ok(list(rows)));
    let page = Visit::to("/support/logs?result=noticed").by(Role::Support).in_japanese().show(asked);
    assert_eq!(page.texts("tbody .badge--danger"), ["検知", "検知"]);
    assert_eq!(page.count(".badge--ok"), 0);
    assert_eq!(page.attributes("td[data-label=対象] a", "href"), ["/support/tenants/1"]);
    assert_eq!(page.values("result"), ["noticed"]);
    assert!(page.text(".chip").contains("検知"), "{}", page.text(".chip"));
}

#[test]
fn who_may_not_download_has_no_button_and_an_empty_log_says_so() {
    let none = || {
        OperationLogsFake::operation_logs
            .some_call(matching!(_))
            .returns(Ok(LogList { around: alone(), ..list(vec![]) }))
    };
    let page = Visit::to("/operation-logs").by(Role::Owner).in_japanese().show(none());
    assert_eq!((page.text(".empty-title"), page.count(".head-acts a, #download-note a")), (m::NONE.ja.to_owned(), 2));
    let withheld = Visit::to("/operation-logs").by(Role::Administrator);
    let withheld = withheld.knowing(|me| me.permissions = crate::tables::permissions_of(me.role, false));
    assert_eq!(withheld.show(none()).count(".head-acts a, #download-note"), 0);
}

/// F15: an invalid filter is refused, and nothing looks filtered.
#[test]
fn an_unknown_filter_is_refused_at_its_field() {
    let refused = vec![FieldError::new("from", m::BAD_DATE), FieldError::new("action", m::BAD_ACTION)];
    let asked = OperationLogsFake::operation_logs.some_call(matching!(_));
    let asked = asked.returns(Ok(LogList { refused, ..list(vec![]) }));
    let page = Visit::to("/operation-logs?from=x&action=made.up").by(Role::Owner).show(asked);
    assert_eq!((page.status, page.count("main table"), page.count(".head-acts a")), (422, 0, 0));
    assert_eq!(page.field_error("from"), m::BAD_DATE.en);
    assert_eq!(page.field_error("action"), m::BAD_ACTION.en);
}

/// What the system did by itself is left out, and the page says how much and where it is.
#[test]
fn the_records_of_the_system_are_a_link_away() {
    let rows = || vec![row(9, LogResult::Success)];
    let some = Total::AtLeast(10_000);
    let asked = OperationLogsFake::operation_logs
        .some_call(matching!((filter) if filter.q == "C00019994" && filter.system.is_empty()))
        .returns(Ok(LogList { left_out: some, count: some, ..list(rows()) }));
    let page = Visit::to("/operation-logs?q=C00019994").by(Role::Owner).in_japanese().show(asked);
    assert_eq!(page.attribute(".note > a[href*='system=show']", "href"), "/operation-logs?q=C00019994&system=show");
    assert!(page.text("main").contains("10,000件以上を除いて"), "{}", page.text("main"));
    assert_eq!(page.text("caption"), "1件を表示／全10,000件以上");
    let printed = page.texts(".print-head dd");
    let copied = page.attributes(".proof [data-copy]", "data-copy");
    assert_eq!(copied, ["me", "hash-9"], "who acted, and the hash of the entry");
    assert!(printed.iter().any(|said| said.contains("先頭の行の記録 #9（SHA-256：")), "{printed:?}");
    let conditions = printed.iter().find(|said| said.contains("C00019994")).cloned().unwrap_or_default();
    assert!(conditions.ends_with(m::WITHOUT_SYSTEM.ja), "{printed:?}");
    assert!(printed.contains(&"全10,000件以上のうち1件（新しい順）".to_owned()), "{printed:?}");
    assert_eq!((page.count("p.note.u-print-none"), page.count(".note > a.u-print-none[href*='system=show']")), (0, 1));
    assert_eq!(page.attribute(".head-acts a", "href"), "/operation-logs/file?q=C00019994", "the file has them all");
    assert!(page.text("#download-note").contains(m::DOWNLOAD_ALL.ja) && page.text("#q-hint").contains("顧客ID"));
    assert!(page.text(".chip").starts_with("キーワード：C00019994"), "{}", page.text(".chip"));
    let asked = OperationLogsFake::operation_logs.some_call(matching!((filter) if filter.system == "show"));
    let page =
        Visit::to("/operation-logs?system=show").by(Role::Owner).in_japanese().show(asked.returns(Ok(list(rows()))));
    assert!(page.text(".chip").starts_with(m::SYSTEM_SHOWN.ja));
    assert_eq!(page.count("input[name=system][checked]"), 1);
}

/// A company recognises the provider's people, and each thing leads to its other entries.
#[test]
fn staff_have_a_badge_and_changes_have_both_values() {
    let change = LogChange {
        keys: ["role_before".to_owned(), "role".to_owned()],
        label: Words::same("Role"),
        before: Words::same("Viewer"),
        after: Words::same("Owner"),
    };
    let more = LogMore {
        by_staff: true,
        changes: vec![change],
        search: "new@example.jp".to_owned(),
        altered: true,
        ..LogMore::default()
    };
    let mut shown = LogRow { page: Some("/members/1".to_owned()), more, ..row(9, LogResult::Success) };
    shown.actor = Words::same("藤原");
    let asked = OperationLogsFake::operation_logs.some_call(matching!(_)).returns(Ok(list(vec![shown])));
    let page = Visit::to("/operation-logs").by(Role::Owner).in_japanese().show(asked);
    assert_eq!(
        (page.text(".badge--staff"), page.text("td[data-label=実行者] .name")),
        ("運営スタッフ".into(), "藤原".into())
    );
    assert_eq!((page.text(".diff del"), page.text(".diff ins")), ("Viewer".to_owned(), "Owner".to_owned()));
    assert!(!page.text("tr.tbl-detail dl").contains("Role"), "the changes say what the facts would");
    assert_eq!(page.attribute("tr.tbl-detail a", "href"), "/operation-logs?q=new%40example.jp");
    assert_eq!(page.attribute("td[data-label=対象] a", "href"), "/members/1");
    assert!(page.text("tr.tbl-detail").contains(m::ALTERED_ENTRY.ja), "it does not match its hash");
}

#[test]
fn the_seal_claims_no_more_than_was_verified() {
    for (state, title) in [(SealState::Waiting, m::SEAL_WAITING), (SealState::Altered, m::SEAL_ALTERED)] {
        let asked = OperationLogsFake::operation_logs.some_call(matching!(_));
        let page = Visit::to("/operation-logs")
            .by(Role::Owner)
            .in_japanese()
            .show(asked.returns(Ok(LogList { seal: seal(state), ..list(vec![]) })));
        assert_eq!(page.text(".log-seal h2"), title.ja);
        assert!(!page.text(".log-seal").contains("検証済み"));
    }
}

#[test]
fn a_page_says_how_a_file_is_verified() {
    let proof = LogProof {
        seal: seal(SealState::Verified { to: 9, at: at(21) }),
        hash: "head-hash".to_owned(),
        public_key: "the-key".to_owned(),
        tenant: "the-company".to_owned(),
        file: "operation_log_202611221005.csv".to_owned(),
    };
    for (path, by) in [("/operation-logs/verify", Role::Owner), ("/support/logs/verify", Role::Support)] {
        let asked = OperationLogsFake::log_proof.some_call(matching!()).returns(Ok(proof.clone()));
        let page = Visit::to(path).by(by).show(asked);
        assert_eq!(page.text("h1"), m::HOW.en);
        let command = "sekisho log verify --key the-key --tenant the-company operation_log_202611221005.csv";
        assert_eq!(page.text("pre"), command);
        assert_eq!(page.attributes("[aria-labelledby=h-steps] [data-copy]", "data-copy"), [command]);
        let source = if by == Role::Owner { m::HOW_SOURCE } else { m::HOW_SOURCE_STAFF };
        assert!(page.text("main").contains(source.en));
        assert_eq!(page.attributes("[aria-labelledby=h-values] [data-copy]", "data-copy"), ["the-key", "head-hash"]);
        assert!(page.text("main").contains("head-hash") && page.text("#h-seal").contains("verified"));
    }
}
