use super::api::{LogFact, LogList, LogResult, LogRow, OperationLogsFake};
use super::messages as m;
use crate::error::FieldError;
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
    }
}

fn list(rows: Vec<LogRow>) -> LogList {
    LogList {
        rows,
        around: between(),
        actions: vec![("sign_in".to_owned(), Words::from(Text::new("ログイン", "Sign in")))],
        people: vec![("me".to_owned(), "小山内 のぞみ".to_owned())],
        kept: None,
        refused: vec![],
        head: Some((9, "head-hash".to_owned())),
        public_key: "the-key".to_owned(),
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
    assert!(page.text(".bar").contains("#9 head-hash") && page.text("main").contains("the-key"));
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
    assert_eq!((page.text(".empty-title"), page.count(".head-acts a")), (m::NONE.ja.to_owned(), 1));
    let withheld = Visit::to("/operation-logs").by(Role::Administrator);
    let withheld = withheld.knowing(|me| me.permissions = crate::tables::permissions_of(me.role, false));
    assert_eq!(withheld.show(none()).count(".head-acts a"), 0);
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
