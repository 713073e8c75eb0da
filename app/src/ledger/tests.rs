use super::api::{Due, Grant, Ledger, LedgerFake, LedgerRow, Step};
use super::messages as m;
use crate::exports::api::FILES;
use crate::home::api::VIEW as HOME;
use crate::kit::Total;
use crate::members::api::MemberRow;
use crate::members::states::MemberState;
use crate::permission::Role;
use crate::second_factor::api::StepState;
use crate::tests::samples::{alone, at, between};
use crate::tests::{Shown, Visit};
use crate::text::Words;
use unimock::{MockFn, matching};

fn row(state: MemberState, altered: bool) -> LedgerRow {
    let member = MemberRow {
        id: "7".to_owned(),
        name: "渡邊 彩".to_owned(),
        email: "aya@takasakiya.example.jp".to_owned(),
        role: Role::Viewer,
        state,
        altered,
        was_altered: false,
        lock: None,
        second_factor: StepState::Off,
        last_sign_in: None,
        dormant: None,
    };
    let granted = vec![Grant { step: Step::Invited, by: Words::same("小山内 のぞみ"), at: at(20) }];
    LedgerRow { member, held: vec![HOME], withheld: vec![FILES], granted, due: Some(Due::On(at(30))), joined: at(20) }
}

fn shown(visit: Visit, rows: Vec<LedgerRow>) -> Shown {
    let count = Total::Exactly(rows.len() as u64);
    let ledger = Ledger { rows, around: alone(), count };
    visit.by(Role::Owner).show(LedgerFake::account_ledger.some_call(matching!(_)).returns(Ok(ledger)))
}

#[test]
fn a_line_says_what_an_account_may_do_and_who_gave_it() {
    let page = shown(Visit::to("/account-ledger"), vec![row(MemberState::Active, false)]);
    let detail = page.texts(".tbl-detail dt, .tbl-detail dd");
    let wanted = [
        "Permissions",
        "View Home",
        m::WITHHELD.en,
        "Download files such as logs, histories and the account ledger",
        "Granted by",
        "Invited (Nov 20, 2026, 10:05 JST): 小山内 のぞみ",
        "Joined",
        "Nov 20, 2026, 10:05 JST",
        "Account ID",
        "7",
    ];
    assert_eq!(detail, wanted);
    assert_eq!(page.text("td[data-label='Permissions']"), "1 permission 渡邊 彩");
    assert_eq!(page.attributes(".head-acts a", "href"), ["/account-ledger/file"]);
    let page = shown(Visit::to("/account-ledger").in_japanese(), vec![row(MemberState::Suspended, false)]);
    assert_eq!(page.text(".tbl-detail dt"), m::HELD_LATER.ja);
}

#[test]
fn who_may_do_nothing_has_the_reason_there() {
    let left = LedgerRow { granted: vec![], withheld: vec![], due: None, ..row(MemberState::Left, false) };
    let page = shown(Visit::to("/account-ledger"), vec![left, row(MemberState::Active, true)]);
    let rights: Vec<_> = page.texts(".tbl-detail dl > dd:nth-of-type(1)");
    assert_eq!(rights, [m::LEFT.en, m::ALTERED.en]);
    assert_eq!(page.texts("td[data-label=Role]"), ["Viewer", ""]);
    assert_eq!(page.texts("td[data-label=Status]"), ["Removed", "Altered; no effect"]);
    assert_eq!((page.text("td[data-label='Password valid until']"), page.count(".notice--danger")), (String::new(), 1));
    assert!(page.text(".tbl-detail").contains(m::NOT_KEPT.en));
    let page = shown(Visit::to("/account-ledger").in_japanese(), vec![row(MemberState::Suspended, true)]);
    assert_eq!(
        (page.text("td[data-label=ステータス]"), page.text("td[data-label=ロール]")),
        ("改ざん（無効）".into(), String::new())
    );
    assert_eq!(page.text(".tbl-detail dt"), m::HELD.ja, "nothing waits for it to be resumed");
    let mut removed = row(MemberState::Left, false);
    removed.member.was_altered = true;
    let page = shown(Visit::to("/account-ledger"), vec![removed]);
    assert_eq!(
        (page.text("td[data-label=Status]"), page.text("td[data-label=Role]")),
        ("Removed Altered; no effect".into(), String::new())
    );
    assert_eq!(page.count(".notice--danger"), 0, "nothing is left to do");
}

#[test]
fn the_ledger_has_pages_and_an_empty_one_leads_to_the_first() {
    let ledger = Ledger { rows: vec![row(MemberState::Active, false)], around: between(), count: Total::Exactly(52) };
    let asked = LedgerFake::account_ledger.some_call(matching!((cursor) if cursor.after == "x")).returns(Ok(ledger));
    let page = Visit::to("/account-ledger?after=x").by(Role::Administrator).show(asked);
    let links = ["/account-ledger", "/account-ledger?before=b", "/account-ledger?after=a"];
    assert_eq!(
        (page.attributes(".pager a", "href"), page.text(".pager > span")),
        (links.map(String::from).to_vec(), "1 shown of 52".into())
    );
    let page = shown(Visit::to("/account-ledger"), vec![]);
    assert_eq!(
        (page.text(".empty-title"), page.attribute(".empty a", "href")),
        (m::NONE.en.into(), "/account-ledger".into())
    );
    for role in [Role::Operator, Role::Viewer, Role::Support] {
        assert_eq!(Visit::to("/account-ledger").by(role).show(()).status, 403, "{role:?}");
    }
}
