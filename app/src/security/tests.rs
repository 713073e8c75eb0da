use super::api::{By, CompanyRules, ProfileChange, ProfileRow, ProfileSection, ProfileView, SecurityFake};
use super::messages as m;
use crate::permission::Role;
use crate::proof::api::{ProofFake, ProofRule};
use crate::tests::samples::at;
use crate::tests::{Shown, Visit};
use crate::text::{Text, Words};
use unimock::{MockFn, matching};

fn profile() -> ProfileView {
    let row = |key, enforced, source: Option<&str>| ProfileRow {
        key,
        label: Words::from(Text::new("文字数の下限", "Minimum length")),
        value: Words::from(Text::new("8文字", "8 characters")),
        source: source.map(ToOwned::to_owned),
        statement: source.map(|_| Words::same("at least 8")),
        enforced,
    };
    let section = |title: Text, lines| ProfileSection { title: title.into(), lines };
    ProfileView {
        name: "managed-saas".to_owned(),
        title: Words::same("Managed SaaS"),
        document: "doc-1".to_owned(),
        version: 3,
        effective: at(1),
        sections: vec![
            section(Text::new("パスワード", "Passwords"), vec![row("password.min_length", true, Some("SL-20a"))]),
            section(Text::new("ログ", "Logs"), vec![row("logs.kinds", false, None)]),
        ],
    }
}

fn shown(visit: Visit, changes: Vec<ProfileChange>, may_edit: bool) -> Shown {
    let rules = CompanyRules { second_factor_for_all: true, without_second_factor: 4, may_edit };
    let rule = ProofRule { acts: vec![crate::consents::messages::GRANT], minutes: 10 };
    visit.show((
        SecurityFake::own_profile.some_call(matching!()).returns(Ok(profile())),
        SecurityFake::profile_changes.some_call(matching!()).returns(Ok(changes)),
        SecurityFake::company_rules.some_call(matching!()).returns(Ok(rules)),
        ProofFake::proof_rule.some_call(matching!(_)).returns(Ok(rule)),
    ))
}

/// Each value says whether it is enforced, and which statement it comes from.
#[test]
fn each_value_says_whether_it_is_enforced_and_where_it_comes_from() {
    let page = shown(Visit::to("/security").by(Role::Owner), vec![], true);
    let state = |n: usize| page.text(&format!("[aria-labelledby=h-s{n}] td[data-label=State]"));
    assert_eq!((state(0), state(1)), (m::KEPT.en.to_owned(), m::NOT_YET.en.to_owned()));
    let named = page.text("[aria-labelledby=h-profile] dl");
    assert!(named.starts_with("Identifiermanaged-saas"), "the title is the name: {named}");
    assert_eq!(page.text("[aria-labelledby=h-s0] summary"), "SL-20a");
    assert_eq!(page.text("[aria-labelledby=h-s1] td[data-label=Source]"), m::DEFAULT.en);
    assert_eq!(page.attributes("nav .chips a", "href"), ["#h-s0", "#h-s1"]);
    assert_eq!(page.attributes(".head-acts a", "href"), ["/security/refused-input", "/security/networks"]);
    assert_eq!(page.count("[aria-labelledby=h-changes]"), 0, "the profile was never changed");
    let page = shown(Visit::to("/security").by(Role::Owner).in_japanese(), vec![], true);
    assert_eq!(page.text("[aria-labelledby=h-s0] td[data-label=状態]"), m::KEPT.ja);
    assert_eq!(page.text("[aria-labelledby=h-s0] tbody th"), "文字数の下限");
}

#[test]
fn a_company_sees_who_changed_its_profile_and_why() {
    let by = |name: &str| By { name: name.to_owned(), at: at(20) };
    let change = |done, altered: bool| ProfileChange {
        before: Words::same("Managed SaaS"),
        after: Words::same("B2B platform"),
        reason: (!altered).then(|| "契約の変更".to_owned()),
        asked: by("窓口 一郎"),
        done,
        altered,
    };
    let changes = vec![change(Some(by("窓口 二郎")), false), change(None, false), change(None, true)];
    let page = shown(Visit::to("/security").by(Role::Administrator), changes, false);
    let done = page.texts("[aria-labelledby=h-changes] tbody tr td:last-child");
    assert!(done[0].starts_with("窓口 二郎") && done[1] == m::WAITS.en && done[2].is_empty(), "{done:?}");
    assert!(page.texts("[aria-labelledby=h-changes] tbody th")[2].starts_with("Altered"), "and says nothing else");
    assert_eq!(page.count("form[action='/security']"), 0);
    assert!(page.text("[aria-labelledby=h-company]").contains(m::FOR_ALL.en));
}
