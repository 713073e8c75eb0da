//! What is done with members: several at once, a role that is chosen, removal, and a suspension that is undone.

use super::{detail, list, member, rights, shown};
use crate::error::AppError;
use crate::members::api::{Affected, MemberDetail, MembersFake, Selected, SelectedPerson};
use crate::members::messages as m;
use crate::members::states::MemberState;
use crate::permission::Role;
use crate::tests::{Shown, Visit};
use unimock::{MockFn, matching};

fn selected(address: &str) -> Shown {
    let person = |id: &str, why_not| SelectedPerson {
        id: id.to_owned(),
        name: "渡邊 彩".to_owned(),
        email: format!("{id}@takasakiya.example.jp"),
        role: Role::Operator,
        why_not,
    };
    let people = vec![person("1", None), person("2", Some(m::OWN)), person("3", None)];
    let found = Selected { people, rights: rights(true, true) };
    let asked = MembersFake::selected_people.some_call(matching!((_, ids) if ids.len() == 3));
    Visit::to(address).by(Role::Owner).show(asked.returns(Ok(found)))
}

#[test]
fn the_next_page_names_them_and_leaves_out_those_with_whom_nothing_can_be_done() {
    let page = selected("/members/selected?act=suspend&id=1&id=2&id=3");
    assert_eq!(page.attribute("main form[method=post]", "action"), "/members/selected/suspend");
    assert_eq!(page.attributes("main form [name=id]", "value"), ["1", "3"]);
    assert_eq!(page.text("h1"), m::SELECTED_SUSPEND.en);
    assert_eq!(page.count("main .btn-row button, main .btn-row a[href='/members']"), 2, "side by side");
    assert!(page.text("main").contains(m::SELECTED_SUSPEND_SUB.en), "about all of them");
    assert!(page.text("#h-selected").contains("2 members"), "{}", page.text("#h-selected"));
    assert!(page.text(".notice--warn").contains("2@") && page.text(".notice--warn").contains(m::OWN.en));
    let page = selected("/members/selected?act=role&id=1&id=2&id=3");
    assert_eq!((page.count("[type=radio][name=role]"), page.count("[type=radio][checked]")), (4, 0));
    let none = Visit::to("/members/selected?act=suspend").by(Role::Owner).show(());
    assert_eq!((none.status, none.text(".empty-title")), (200, m::SELECTED_NONE.en.to_owned()));
    for address in ["/members/selected", "/members/selected?id=1"] {
        let none = Visit::to(address).by(Role::Owner).show(());
        assert_eq!((none.status, none.count("main form")), (200, 0), "{address}");
    }
}

#[test]
fn a_role_is_a_card_with_what_it_may_do_and_none_is_chosen() {
    let page = shown(Visit::to("/members"), list(vec![], vec![]));
    assert_eq!(page.attributes(".card [type=radio]", "value"), ["viewer", "operator", "administrator", "owner"]);
    assert_eq!(page.count(".card [checked]"), 0, "nobody is given a role by default");
    let about = page.texts(".card-about");
    assert!(about[0].contains("Home, announcements, inquiries and their own account only"), "{}", about[0]);
    assert!(about[1].contains(crate::end_users::api::VIEW.text().en), "{}", about[1]);
    assert!(about[1].starts_with(m::ROLE_OPERATOR.en) && about[2].starts_with(m::ROLE_ADMINISTRATOR.en), "{about:?}");
    let added = format!("In addition to {}: 1 permission", Role::Administrator.text().en);
    assert!(about[3].starts_with(m::ROLE_OWNER.en) && about[3].contains(&added), "{}", about[3]);
    assert!(about[3].contains(crate::members::api::APPROVE.text().en), "{}", about[3]);
    assert!(!about[3].contains(crate::members::api::MANAGE.text().en), "only what is more: {}", about[3]);
    assert_eq!((page.count(".card details"), page.count(".card details[open]")), (3, 0));
    let refuses =
        MembersFake::invite_member.some_call(matching!(_)).returns(Err(AppError::invalid("role", m::ROLE_MISSING)));
    let again = MembersFake::members.some_call(matching!(_, _)).returns(Ok(list(vec![], vec![])));
    let page = Visit::sending("/members", &[("name", "森"), ("role", "")]).by(Role::Owner).show((refuses, again));
    assert_eq!((page.status, page.text("#role-error")), (422, m::ROLE_MISSING.en.to_owned()));
    assert_eq!(page.attribute("#role", "aria-describedby"), "role-error");
}

#[test]
fn removing_asks_a_question_says_what_ends_and_wants_a_tick() {
    let affected = Affected { invitations: 2, exports: 1 };
    let whole = MemberDetail { affected, certificates: Some("/c".into()), ..detail(member("7", MemberState::Active)) };
    let one = || MembersFake::member.some_call(matching!("7")).returns(Ok(whole.clone()));
    let page = Visit::to("/members/7").by(Role::Owner).in_japanese().show(one());
    let said = page.text("#leave .dialog-body");
    assert!(
        said.starts_with(m::REMOVE_QUESTION.ja) && said.contains("招待2件") && said.contains("エクスポート1件"),
        "{said}"
    );
    assert_eq!(
        (page.text("#leave .btn--danger"), page.text("#leave [autofocus]")),
        ("削除".into(), "キャンセル".into())
    );
    assert_eq!(page.attribute("#leave form [type=checkbox]", "value"), "yes");
    assert!(said.contains("ログイン中の端末1台をログアウト"), "{said}");
    let away = MemberDetail { sessions: 0, ..whole.clone() };
    let away = MembersFake::member.some_call(matching!("7")).returns(Ok(away));
    let away = Visit::to("/members/7").by(Role::Owner).in_japanese().show(away).text("#leave .dialog-body");
    assert!(away.contains(m::REMOVE_ACCESS.ja) && !away.contains("0台"), "{away}");
    assert_eq!(page.count("#leave[open]"), 0);
    let refused = Err(AppError::invalid("confirmed", crate::kit::messages::UNDERSTOOD_MISSING));
    let refuses = MembersFake::remove_member.some_call(matching!(_)).returns(refused);
    let page = Visit::sending("/members/leave", &[("id", "7")]).by(Role::Owner).show((refuses, one()));
    assert_eq!((page.status, page.count("#leave[open]"), page.count(".errs")), (422, 1, 1));
}

#[test]
fn a_suspension_is_undone_on_the_page() {
    let suspended =
        MembersFake::member.some_call(matching!("7")).returns(Ok(detail(member("7", MemberState::Suspended))));
    let page = Visit::to("/members/7").by(Role::Owner).show(suspended);
    assert_eq!(page.attribute(".notice--warn form", "action"), "/members/resume");
    assert_eq!(page.count("form[action='/members/suspend']"), 0);
    let active = MembersFake::member.some_call(matching!("7")).returns(Ok(detail(member("7", MemberState::Active))));
    let page = Visit::to("/members/7").by(Role::Owner).show(active);
    assert_eq!(page.text("form[action='/members/suspend'] .btn--grave"), m::SUSPEND.en);
    assert_eq!(
        page.attribute("main a[href^='/operation-logs']", "href"),
        "/operation-logs?q=aya%40takasakiya.example.jp"
    );
}
