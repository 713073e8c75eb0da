mod actions;

use super::api::{
    Affected, DownloadRight, InvitationRow, MemberCount, MemberDetail, MemberList, MemberRow, MembersFake, Reset,
    Rights,
};
use super::messages as m;
use super::states::{InvitationState, Lock, MemberFilter, MemberOrder, MemberState, TwoStepFilter};
use crate::error::AppError;
use crate::kit::Total;
use crate::permission::{Role, RoleRights};
use crate::second_factor::api::StepState;
use crate::tests::samples::{alone, at, between};
use crate::tests::{Shown, Visit};
use unimock::{MockFn, matching};

fn member(id: &str, state: MemberState) -> MemberRow {
    MemberRow {
        id: id.to_owned(),
        name: "渡邊 彩".to_owned(),
        email: "aya@takasakiya.example.jp".to_owned(),
        role: Role::Operator,
        state,
        altered: false,
        was_altered: false,
        lock: None,
        second_factor: StepState::On,
        last_sign_in: Some(at(20)),
        dormant: None,
    }
}

fn invitation(id: &str, state: InvitationState) -> InvitationRow {
    InvitationRow {
        id: id.to_owned(),
        name: "森 大輔".to_owned(),
        email: "mori@takasakiya.example.jp".to_owned(),
        role: Role::Viewer,
        state,
        invited: at(19),
        invited_by: "小山内 のぞみ".to_owned(),
        until: None,
        expired: false,
        undelivered: None,
        altered: false,
    }
}

fn rights(manage: bool, approve: bool) -> Rights {
    let held = |role| match role {
        Role::Viewer => vec![],
        Role::Operator => vec![crate::end_users::api::VIEW],
        Role::Administrator => vec![crate::end_users::api::VIEW, super::api::MANAGE],
        _ => vec![crate::end_users::api::VIEW, super::api::MANAGE, super::api::APPROVE],
    };
    let roles = [Role::Owner, Role::Administrator, Role::Operator, Role::Viewer];
    let roles = roles.map(|role| RoleRights { role, held: held(role) }).into();
    Rights { manage, approve, roles, approval_needed: true }
}

fn list(members: Vec<MemberRow>, invitations: Vec<InvitationRow>) -> MemberList {
    let total = Total::Exactly(members.len() as u64);
    let counts = MemberFilter::ALL.map(|state| MemberCount { state, n: 3 }).into();
    MemberList {
        members,
        around: alone(),
        before: 0,
        total,
        counts,
        unused_days: 90,
        only_newest: None,
        invitations,
        rights: rights(true, true),
    }
}

fn shown(visit: Visit, list: MemberList) -> Shown {
    visit.by(Role::Owner).show(MembersFake::members.some_call(matching!(_, _)).returns(Ok(list)))
}

#[test]
fn each_state_of_a_member_has_its_badge() {
    let locked = MemberRow { lock: Some(Lock::Whole), dormant: Some(90), ..member("1", MemberState::Active) };
    let altered =
        MemberRow { altered: true, role: Role::Owner, lock: Some(Lock::Whole), ..member("2", MemberState::Suspended) };
    let never = MemberRow { last_sign_in: None, second_factor: StepState::Altered, ..member("4", MemberState::Active) };
    let rows = || vec![locked.clone(), altered.clone(), member("3", MemberState::Left), never.clone()];
    let page = shown(Visit::to("/members"), list(rows(), vec![]));
    assert_eq!(page.attributes("tbody th a", "href"), ["/members/1", "/members/2", "/members/3", "/members/4"]);
    let states = page.texts("td[data-label=Status]");
    assert_eq!(states, ["Active Locked Inactive 90+ days", "Altered; no effect", "Removed", "Active"]);
    assert_eq!(page.texts("td[data-label='Last sign-in']")[3], m::NEVER.en);
    assert_eq!(page.count("[aria-label=Members] .notice--danger"), 1, "the badge is explained above the list");
    let whole = shown(Visit::to("/members"), list(vec![member("1", MemberState::Active)], vec![]));
    assert_eq!(whole.count(".notice--danger"), 0);
    assert_eq!(page.texts("td[data-label='Two-step verification']")[3], "Altered; no effect");
    for label in ["Role", "Two-step verification", "Last sign-in"] {
        assert_eq!(page.texts(&format!("td[data-label='{label}']"))[1], "", "{label} of a forged account");
    }
    let removed = MemberRow { was_altered: true, role: Role::Owner, ..member("5", MemberState::Left) };
    let page = shown(Visit::to("/members?state=left"), list(vec![removed.clone()], vec![]));
    assert_eq!(page.texts("tbody td")[1..], ["", "Removed Altered; no effect", "", ""], "as it was removed");
    let page = shown(Visit::to("/members?state=left").in_japanese(), list(vec![removed], vec![]));
    assert_eq!(page.texts("tbody td")[1..], ["", "削除済み 改ざん（無効）", "", ""]);
    let page = shown(Visit::to("/members").in_japanese(), list(rows(), vec![]));
    assert_eq!(
        (&*page.texts("td[data-label=ステータス]")[1], &*page.texts("td[data-label=ロール]")[1]),
        ("改ざん（無効）", "")
    );
    let page = shown(Visit::to("/members").in_japanese(), list(vec![member("1", MemberState::Suspended)], vec![]));
    assert_eq!(
        (page.text("td[data-label=ステータス]"), page.attribute("html", "lang")),
        ("利用停止".into(), "ja".into())
    );
}

#[test]
fn the_filter_goes_along_with_the_pages_and_an_empty_list_says_so() {
    let one = MemberList { around: between(), ..list(vec![member("1", MemberState::Suspended)], vec![]) };
    let asked = MembersFake::members
        .some_call(matching!((asked, cursor) if asked.state == MemberFilter::Suspended && cursor.after == "x"))
        .returns(Ok(one));
    let page = Visit::to("/members?state=suspended&after=x&made=up").by(Role::Administrator).show(asked);
    let links = ["/members?state=suspended", "/members?state=suspended&before=b", "/members?state=suspended&after=a"];
    assert_eq!(page.attributes(".pager a", "href"), links);
    assert_eq!(page.text(".pager > span"), "1–1 of 1");
    assert_eq!(page.text(".chips [aria-current=page]"), "Suspended (3)");
    let page = shown(Visit::to("/members?state=left"), list(vec![], vec![]));
    assert_eq!((page.text(".empty-title"), page.count(".pager")), (m::NONE.en.to_owned(), 0));
    let page = shown(Visit::to("/members").in_japanese(), list(vec![], vec![]));
    assert_eq!(page.text(".empty-title"), m::NONE.ja);
}

#[test]
fn an_invitation_offers_what_can_be_done_with_it() {
    let actions = |page: &Shown| page.attributes("[aria-labelledby=h-invitations] form", "action");
    let waiting = || invitation("1", InvitationState::Waiting);
    let page = shown(Visit::to("/members"), list(vec![], vec![waiting()]));
    assert_eq!(actions(&page), ["/members/invitations/approve", "/members/invitations/withdraw"]);
    let expired = InvitationRow { expired: true, until: Some(at(20)), ..invitation("1", InvitationState::Sent) };
    let page = shown(Visit::to("/members"), list(vec![], vec![expired]));
    assert_eq!(actions(&page), ["/members/invitations/send-again", "/members/invitations/withdraw"]);
    assert_eq!(page.text("[aria-labelledby=h-invitations] .badge"), "Expired");
    let altered = InvitationRow { altered: true, until: Some(at(20)), ..waiting() };
    let page = shown(Visit::to("/members"), list(vec![], vec![altered]));
    assert_eq!(actions(&page), ["/members/invitations/withdraw"], "a forged one can be ended at most");
    let says = page.texts("[aria-labelledby=h-invitations] tbody td");
    assert_eq!(says[1..5], ["", "Altered; no effect", "", ""], "nothing of it is told as fact");
    let other = MemberList { rights: rights(true, false), ..list(vec![], vec![waiting()]) };
    let page = shown(Visit::to("/members"), other);
    assert_eq!(actions(&page), ["/members/invitations/withdraw"], "who may not approve");
    assert!(page.text("[aria-labelledby=h-invite]").contains(m::APPROVAL_HINT.en));
    assert_eq!(page.count(".u-print-none[aria-labelledby=h-invite]"), 1, "a form is nothing on paper");
}

#[test]
fn a_refused_invitation_keeps_everything_typed() {
    let typed = [("name", "森 大輔"), ("email", "mori@"), ("role", "operator"), ("lang", "ja")];
    let errors = AppError::invalid("email", m::IS_MEMBER);
    let refuses = MembersFake::invite_member.some_call(matching!((command) if command.email == "mori@"));
    let again = MembersFake::members.some_call(matching!(_, _)).returns(Ok(list(vec![], vec![])));
    let page = Visit::sending("/members", &typed).by(Role::Owner).show((refuses.returns(Err(errors)), again));
    assert_eq!((page.status, page.field_error("email")), (422, m::IS_MEMBER.en.to_owned()));
    for (field, value) in typed {
        assert_eq!(page.values(field).last().map(String::as_str), Some(value), "{field}");
    }
    assert!(page.text("title").starts_with("Error: "));
    assert_eq!(page.attributes(".errs a", "href"), ["#email"]);
}

fn detail(row: MemberRow) -> MemberDetail {
    MemberDetail {
        row,
        joined: at(1),
        password_expires: None,
        must_change_password: false,
        sessions: 1,
        own: false,
        may_change: true,
        reset: Reset { offered: true, opens_lock: true, open: false, until: None, minutes: 30, undelivered: None },
        download: DownloadRight::Given,
        may_give_download: true,
        certificates: None,
        affected: Affected::default(),
        rights: rights(true, true),
    }
}

#[test]
fn a_member_shows_what_the_viewer_may_do() {
    let visit = |detail| {
        let one = MembersFake::member.some_call(matching!("7")).returns(Ok(detail));
        Visit::to("/members/7").by(Role::Owner).show(one)
    };
    let verbs = |page: &Shown| page.attributes("main form[method=post]", "action");
    let page = visit(detail(member("7", MemberState::Active)));
    let all = ["role", "sign-out", "reset-password", "suspend", "leave"].map(|verb| format!("/members/{verb}"));
    assert_eq!(verbs(&page), all);
    assert!(page.text("[aria-labelledby=h-usage]").contains("1 device"));
    let due = MemberDetail {
        password_expires: Some(at(30)),
        must_change_password: true,
        ..detail(member("7", MemberState::Active))
    };
    let usage = visit(due).text("[aria-labelledby=h-usage]");
    assert!(usage.contains(m::CHANGE_DUE.en) && !usage.contains("Nov 30"), "as in the ledger: {usage}");
    let own = MemberDetail { own: true, may_change: false, ..detail(member("7", MemberState::Active)) };
    let page = visit(own);
    assert_eq!((verbs(&page), page.text(".notice")), (vec![], m::OWN.en.to_owned()));
    let left = MemberDetail { sessions: 0, ..detail(member("7", MemberState::Left)) };
    assert_eq!(visit(MemberDetail { may_change: false, ..left }).text(".notice"), m::LEFT_NOTE.en);
    let altered = MemberRow { altered: true, ..member("7", MemberState::Active) };
    assert_eq!(verbs(&visit(detail(altered))), ["/members/leave"], "it can only be removed");
}

#[test]
fn an_account_that_was_removed_while_it_was_forged_says_nothing_certain() {
    let row = || MemberRow { was_altered: true, role: Role::Owner, ..member("7", MemberState::Left) };
    let shown = |visit: Visit| {
        let detail = MemberDetail { may_change: false, ..detail(row()) };
        visit.by(Role::Owner).show(MembersFake::member.some_call(matching!("7")).returns(Ok(detail)))
    };
    let page = shown(Visit::to("/members/7"));
    assert_eq!(page.texts(".notice"), [m::REMOVED_ALTERED.en, m::LEFT_NOTE.en]);
    assert!(
        !page.text("main").contains(Role::Owner.text().en) && page.text("main").contains("Removed"),
        "{}",
        page.text("main")
    );
    let page = shown(Visit::to("/members/7").in_japanese());
    assert_eq!(page.texts(".notice"), [m::REMOVED_ALTERED.ja, m::LEFT_NOTE.ja]);
}

#[test]
fn a_forged_account_has_one_advice() {
    let row = MemberRow { altered: true, ..member("7", MemberState::Active) };
    let shown = |visit: Visit, may_change| {
        let detail = MemberDetail { may_change, ..detail(row.clone()) };
        let one = MembersFake::member.some_call(matching!("7")).returns(Ok(detail));
        visit.by(Role::Owner).framed(|frame| frame.support = Some("desk@example.jp".to_owned())).show(one)
    };
    let page = shown(Visit::to("/members/7"), true);
    let told = page.text(".notice--danger");
    assert!(told.contains(m::ALTERED_ASK.en) && told.contains("desk@example.jp"), "{told}");
    assert!(!told.contains("removed"), "first the right data, then the removal: {told}");
    assert!(page.text("[aria-labelledby=h-manage]").contains(m::ALTERED_REMOVE.en));
    assert_eq!(page.count(".u-print-none[aria-labelledby=h-manage]"), 1, "actions are nothing on paper");
    let page = shown(Visit::to("/members/7").in_japanese(), true);
    assert!(page.text(".notice--danger").contains(m::ALTERED_ASK.ja));
    assert!(page.text("[aria-labelledby=h-manage]").contains(m::ALTERED_REMOVE.ja));
    let page = shown(Visit::to("/members/7"), false);
    assert!(page.text(".notice--danger").contains(m::ALTERED_ASK.en));
    assert!(!page.body.contains(m::ALTERED_REMOVE.en), "who may not remove it is told nothing of that");
}

#[test]
fn who_may_not_change_an_altered_account_reads_what_is_possible() {
    let altered = MemberRow { altered: true, role: Role::Owner, ..member("7", MemberState::Suspended) };
    let detail = MemberDetail { may_change: false, ..detail(altered) };
    let one = MembersFake::member.some_call(matching!("7")).returns(Ok(detail));
    let page = Visit::to("/members/7").by(Role::Administrator).show(one);
    let said = page.text("main");
    assert!(said.contains(m::ALTERED_OWNER.en) && !said.contains(m::OWNER_ONLY.en), "{said}");
}

#[test]
fn a_viewer_is_not_said_to_download_what_they_cannot_open() {
    let facts = |role, download| {
        let row = MemberRow { role, ..member("7", MemberState::Active) };
        let one = MembersFake::member.some_call(matching!("7"));
        let one = one.returns(Ok(MemberDetail { download, ..detail(row) }));
        Visit::to("/members/7").by(Role::Owner).show(one).text("[aria-labelledby=h-facts]")
    };
    assert!(facts(Role::Viewer, DownloadRight::Given).contains(m::DOWNLOAD_VIEWER.en));
    assert!(facts(Role::Viewer, DownloadRight::Decided(false)).contains(m::DOWNLOAD_NO.en));
    assert!(!facts(Role::Operator, DownloadRight::Given).contains(m::DOWNLOAD_VIEWER.en));
}

#[test]
fn filters_and_the_order_go_along_and_each_is_asked_for() {
    let asked = MembersFake::members.some_call(matching!((asked, _)
        if asked.q == "渡邊" && asked.role == Some(Role::Operator) && asked.two_step == Some(TwoStepFilter::Off)
            && asked.order == MemberOrder::NameBack && asked.rows == "20"));
    let one = MemberList {
        around: between(),
        before: 20,
        total: Total::Exactly(205),
        ..list(vec![member("1", MemberState::Active)], vec![])
    };
    let address = "/members?q=%E6%B8%A1%E9%82%8A&role=operator&two_step=off&sort=-name&rows=20";
    let page = Visit::to(address).by(Role::Owner).in_japanese().show(asked.returns(Ok(one)));
    assert_eq!(page.text(".pager > span"), "21–21／205名");
    assert_eq!(page.attributes("th[aria-sort]", "aria-sort"), ["descending", "none", "none"]);
    let sorting = page.attributes("th[aria-sort] a", "href");
    assert!(sorting[0].contains("sort=name") && sorting[2].contains("sort=-last"), "{sorting:?}");
    assert!(
        page.attributes(".chips a", "href").iter().all(|to| to.contains("role=operator") && to.contains("rows=20"))
    );
    assert_eq!(page.texts(".chips a")[..2], ["すべて（削除済みを除く）（3）", "90日以上未使用（3）"]);
    assert_eq!(page.attributes("input[type=hidden][name=sort]", "value"), ["-name"]);
    assert_eq!(page.attributes("form input[type=hidden][name=rows]", "value"), ["20"], "the filter keeps the rows");
    assert_eq!(page.text(".pager-rows strong"), "20");
    let printed = "氏名またはメールアドレス：渡邊、すべて（削除済みを除く）、ロール：担当者、二要素認証：";
    assert!(page.text(".print-head dd").starts_with(printed), "{}", page.text(".print-head dd"));
    assert!(page.attributes(".pager-rows a", "href").iter().all(|to| to.contains("sort=-name")), "rows keep the order");
    assert_eq!(Visit::to("/members?role=support").by(Role::Owner).show(()).status, 422, "no role of a member");
    let capped = MemberList { only_newest: Some(5_000), ..list(vec![], vec![]) };
    assert!(shown(Visit::to("/members"), capped).text(".notice").contains("5,000"));
}

#[test]
fn a_name_may_take_several_lines_in_each_table() {
    let page = shown(
        Visit::to("/members"),
        list(vec![member("1", MemberState::Active)], vec![invitation("2", InvitationState::Sent)]),
    );
    assert_eq!(page.count("tbody th.tbl-nowrap"), 0);
}

#[test]
fn members_are_ticked_for_one_action_and_then_named() {
    let members = vec![member("1", MemberState::Active), member("2", MemberState::Left)];
    let sent = || invitation("3", InvitationState::Sent);
    let waiting = invitation("5", InvitationState::Waiting);
    let page =
        shown(Visit::to("/members"), list(members, vec![sent(), InvitationRow { id: "4".into(), ..sent() }, waiting]));
    assert_eq!(page.attributes("input[form=picked-members]", "value"), ["1"], "who was removed has no tick");
    assert_eq!(page.attributes("input[form=picked-invitations]", "value"), ["3", "4"], "only those that were sent");
    assert_eq!(page.attributes("#picked-members button", "value"), ["role", "suspend"]);
    let heads = page.attributes("thead .pick-all[hidden] input", "data-pick-all");
    assert_eq!(heads, ["picked-members", "picked-invitations"], "one box in each head, which the script shows");
    assert_eq!(page.count("thead input[name], thead input[form]"), 0, "it is no field of the form");
    assert_eq!(page.attributes("thead th[abbr]", "abbr"), ["Name", "Name"]);
    assert_eq!(page.attributes("form.pick-row", "method"), ["get", "get"], "ticking changes nothing");
    let reader = MemberList { rights: rights(false, false), ..list(vec![member("1", MemberState::Active)], vec![]) };
    assert_eq!(shown(Visit::to("/members"), reader).count(".pick"), 0);
}
