use super::api::{Home, HomeFake, MonthFigure, MonthFigures, OwnState, RecentAct, Standing};
use super::messages as m;
use crate::kit::{Todo, Total};
use crate::operation_logs::api::{LogMore, LogResult, LogRow};
use crate::permission::{Role, RoleRights};
use crate::tests::samples::at;
use crate::tests::{Shown, Visit};
use crate::text::{Text, Words};
use unimock::{MockFn, matching};

fn home() -> Home {
    Home {
        now: at(22),
        todo: vec![],
        announcements: vec![],
        recent: None,
        end_users: None,
        standing: None,
        month: None,
        own: None,
    }
}

fn shown(visit: Visit, home: Home) -> Shown {
    visit.show(HomeFake::home.some_call(matching!()).returns(Ok(home)))
}

fn line(seq: u64, result: LogResult) -> LogRow {
    LogRow {
        seq,
        at: at(21),
        actor: Words::same("小山内 のぞみ"),
        actor_id: "1".to_owned(),
        action: Words::from(Text::new("ログイン", "Sign in")),
        object: Words::same(""),
        page: None,
        result,
        ip: "192.0.2.1".to_owned(),
        hash: "00".to_owned(),
        facts: vec![],
        more: LogMore::default(),
    }
}

#[test]
fn a_person_who_may_see_little_reads_what_the_role_can_do_and_whom_to_ask() {
    let own = OwnState {
        rights: RoleRights { role: Role::Viewer, held: vec![] },
        password_expires: Some(at(30)),
        two_step: false,
        sessions: 2,
        owners: vec!["髙﨑 真由美".to_owned(), "小山内 のぞみ".to_owned()],
    };
    let little = || Home { own: Some(own.clone()), ..home() };
    let page = shown(Visit::to("/").by(Role::Viewer).in_japanese(), little());
    let role = page.text("[aria-labelledby=h-role]");
    assert!(
        role.starts_with("「閲覧者」ロールでできること")
            && role.contains("ホーム、お知らせ、お問い合わせ、ご自身のアカウントのみ"),
        "{role}"
    );
    assert!(role.ends_with("髙﨑 真由美、小山内 のぞみ"), "{role}");
    let account = page.text("[aria-labelledby=h-own]");
    assert!(account.contains("2026/11/30") && account.contains("未設定") && account.contains("2台"), "{account}");
    let page = shown(Visit::to("/").by(Role::Viewer), little());
    assert!(page.text("[aria-labelledby=h-role]").starts_with("What the Viewer role can do"), "{}", page.body);
    let page = shown(Visit::to("/").by(Role::Operator), Home { end_users: Some((0, None)), ..home() });
    assert_eq!((page.count("[aria-labelledby=h-role]"), page.count("[aria-labelledby=h-own]")), (0, 0));
}

#[test]
fn the_month_is_told_in_figures() {
    let log = || Some("/operation-logs?action=sign_in".to_owned());
    let figure = |n, page| MonthFigure { name: m::MONTH_SIGN_INS, n, page };
    let figures = vec![figure(Total::Exactly(12), log()), figure(Total::AtLeast(10_000), None)];
    let month = MonthFigures { since: at(1), figures };
    let all = || Home { month: Some(month.clone()), ..home() };
    let page = shown(Visit::to("/").by(Role::Owner).in_japanese(), all());
    assert!(page.text("#h-month").starts_with("今月（2026/11/01"), "{}", page.text("#h-month"));
    assert_eq!(page.texts("[aria-labelledby=h-month] .stat-num"), ["12件", "10,000+件"]);
    let page = shown(Visit::to("/").by(Role::Owner), all());
    assert_eq!(page.texts("[aria-labelledby=h-month] .stat-num"), ["12", "10,000+"]);
    assert_eq!(page.attributes("[aria-labelledby=h-month] a", "href"), ["/operation-logs?action=sign_in"]);
}

#[test]
fn what_waits_is_counted_and_each_has_its_way_there() {
    let waits = Text::new("{n}件あります。", "{n} {n|waits|wait}.");
    let todo = [Todo::counted("users", 2, waits, "/members"), Todo::counted("users", 0, waits, "/contacts")];
    let due = Todo::new("clock", waits.with(&[("n", &1)]), "/cases").by(at(30));
    let todo: Vec<_> = todo.into_iter().flatten().chain([due]).collect();
    let page = shown(Visit::to("/").by(Role::Owner), Home { todo: todo.clone(), ..home() });
    assert_eq!(
        (page.texts(".list-title"), page.text(".count")),
        (vec!["2 wait.".into(), "1 waits.".into()], "2".into())
    );
    assert_eq!(page.attributes(".list a", "href"), ["/members", "/cases"]);
    assert_eq!(page.texts(".list-sub"), ["Nov 30, 2026, 10:05 JST"]);
    let page = shown(Visit::to("/").by(Role::Owner).in_japanese(), Home { todo, ..home() });
    assert_eq!((page.text(".list-title"), page.text(".list-sub")), ("2件あります。".into(), "2026/11/30 10:05".into()));
    let page = shown(Visit::to("/").by(Role::Owner), home());
    assert!(page.text("[aria-labelledby=h-todo]").ends_with(m::NOTHING.en));
    assert_eq!(page.count(".count"), 0);
}

#[test]
fn data_and_the_last_entries_are_there_for_those_who_may_see_them() {
    let act = |seq, result, more| RecentAct { row: line(seq, result), more };
    let mut recent = vec![act(2, LogResult::Denied, 0), act(1, LogResult::Success, 3)];
    recent[0].row.more.by_staff = true;
    recent[0].row.page = Some("/members/7".to_owned());
    let standing = Standing { last_export: None, consents: Some(1), profile: Words::same("Login Manager") };
    let end_users = Some((20_000, Some(at(20))));
    let all = Home { recent: Some(recent), end_users, standing: Some(standing), ..home() };
    let page = shown(Visit::to("/").by(Role::Owner), all);
    assert_eq!((page.text(".stat-num"), page.count("tbody tr")), ("20,000".to_owned(), 2));
    assert_eq!(page.texts("tbody .badge"), ["Support staff", "Denied", "Success"]);
    assert_eq!(page.attributes("tbody a", "href"), ["/members/7"]);
    let stands = page.texts("[aria-labelledby=h-data] .kv dd");
    assert_eq!(stands, [m::NO_EXPORT.en, "1 active", "Login Manager"]);
    assert_eq!(page.attributes("[aria-labelledby=h-data] a", "href"), ["/end-users", "/consents", "/exports/new"]);
    assert_eq!(page.texts("tbody .note"), ["(and 3 more)"], "further entries of the same request");
    let page = shown(Visit::to("/").by(Role::Operator), Home { end_users: Some((0, None)), ..home() });
    assert!(page.text(".stat-lead").contains(m::NO_IMPORT.en));
    assert_eq!(page.count("[aria-labelledby=h-recent], [aria-labelledby=h-data] a.btn"), 0);
}
