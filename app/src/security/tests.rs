use super::api::{By, CompanyRules, ProfileChange, ProfileRow, ProfileSection, ProfileView, SecurityFake};
use super::messages as m;
use crate::networks::scope::Scope;
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

fn settings(visit: Visit, changes: Vec<ProfileChange>, may_edit: bool) -> Shown {
    let rules = CompanyRules {
        second_factor_for_all: true,
        without_second_factor: 4,
        networks_for: Scope::Everyone.text().into(),
        networks: 2,
        networks_lifted_until: None,
        may_edit,
    };
    visit.show((
        SecurityFake::own_profile.some_call(matching!()).returns(Ok(profile())),
        SecurityFake::profile_changes.some_call(matching!()).returns(Ok(changes)),
        SecurityFake::company_rules.some_call(matching!()).returns(Ok(rules)),
    ))
}

fn sheet(visit: Visit) -> Shown {
    visit.by(Role::Owner).show(SecurityFake::own_profile.some_call(matching!()).returns(Ok(profile())))
}

/// Each value says whether it is enforced, and which statement it comes from.
#[test]
fn each_value_says_whether_it_is_enforced_and_where_it_comes_from() {
    let page = sheet(Visit::to("/security/profile"));
    let state = |n: usize| page.text(&format!("[aria-labelledby=h-s{n}] td[data-label=Status]"));
    assert_eq!((state(0), state(1)), (m::KEPT.en.to_owned(), m::OPERATED.en.to_owned()));
    let named = page.text("[aria-labelledby=h-profile] dl");
    assert!(named.starts_with("Identifiermanaged-saas"), "the title is the name: {named}");
    assert_eq!(page.text("[aria-labelledby=h-s0] .more summary"), "SL-20a");
    assert_eq!(page.text("[aria-labelledby=h-s1] td[data-label=Source]"), m::DEFAULT.en);
    assert_eq!(page.attributes(".sheet-index li a", "href"), ["#s0", "#s1"]);
    assert_eq!(page.texts("details.sheet-part > summary .note"), ["1 (Enforced 1)", "1 (Handled by staff 1)"]);
    assert_eq!((page.count("details.sheet-part[open]"), page.count("#s0 a[href='#rules']")), (0, 1));
    assert_eq!(page.attributes(".tabs a[aria-current]", "href"), ["/security/profile"]);
    assert_eq!(page.count(".head-acts a"), 0);
    let page = sheet(Visit::to("/security/profile").in_japanese());
    assert_eq!(page.text("[aria-labelledby=h-s0] td[data-label=適用状況]"), m::KEPT.ja);
    assert_eq!(page.text("[aria-labelledby=h-s0] tbody th"), "文字数の下限");
    assert!(!page.body.contains(m::NOT_YET.ja), "a company is not told that a rule is missing");
}

#[test]
fn the_address_says_which_rules_are_shown() {
    let page = sheet(Visit::to("/security/profile?status=system&sections=open"));
    assert_eq!(page.texts("details.sheet-part[open] h2"), ["Passwords"]);
    assert_eq!(page.text(".sheet-bar [aria-current]"), m::KEPT.en);
    let others = ["", "status=operations"].map(|status| {
        let parts = [status, "sections=open"].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
        format!("/security/profile?{}", parts.join("&"))
    });
    assert_eq!(page.attributes(".sheet-bar li a:not([aria-current])", "href"), others);
    assert_eq!(page.attribute(".sheet-open a", "href"), "/security/profile?status=system");
    let page = sheet(Visit::to("/security/profile?status=operations"));
    assert_eq!(page.texts("details.sheet-part h2"), ["Logs"]);
    for address in ["/security/profile?status=maybe", "/security/profile?sections=1"] {
        let page = Visit::to(address).by(Role::Owner).show(());
        assert_eq!(page.status, 422, "{address}");
    }
}

#[test]
fn the_settings_say_what_they_are_now() {
    let page = settings(Visit::to("/security").by(Role::Owner), vec![], true);
    assert_eq!(page.attributes(".tabs a", "href"), ["/security", "/security/sensitive-actions", "/security/profile"]);
    assert_eq!(page.attributes(".tabs a[aria-current]", "href"), ["/security"]);
    assert_eq!(page.values("second_factor"), ["all"]);
    let links = page.attributes("main .panel p a", "href");
    assert_eq!(links, ["/security/networks", "/security/refused-input", "/security/profile"]);
    let limits = page.text("[aria-labelledby=h-networks]");
    assert!(
        limits.contains(Scope::Everyone.text().en) && limits.contains("Allowed networks2"),
        "a forged one does not count: {limits}"
    );
    assert!(page.text("[aria-labelledby=h-profile]").contains("2 (1 enforced by the system)"));
    assert_eq!(page.count("[aria-labelledby=h-changes], .sheet-part"), 0, "the profile was never changed");
}

#[test]
fn the_sensitive_actions_have_a_page_of_their_own() {
    let rule = ProofRule {
        acts: vec![crate::consents::messages::GRANT],
        minutes: 10,
        light_acts: Vec::new(),
        light_minutes: 30,
    };
    let asked = ProofFake::proof_rule.some_call(matching!(_)).returns(Ok(rule));
    let page = Visit::to("/security/sensitive-actions").by(Role::Administrator).show(asked);
    assert_eq!(page.attributes(".tabs a[aria-current]", "href"), ["/security/sensitive-actions"]);
    assert!(page.text("tbody").contains(crate::consents::messages::GRANT.en));
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
    let page = settings(Visit::to("/security").by(Role::Administrator), changes, false);
    let done = page.texts("[aria-labelledby=h-changes] tbody tr td:last-child");
    assert!(done[0].starts_with("窓口 二郎") && done[1] == m::WAITS.en && done[2].is_empty(), "{done:?}");
    assert!(page.texts("[aria-labelledby=h-changes] tbody th")[2].starts_with("Altered"), "and says nothing else");
    assert_eq!(page.count("form[action='/security']"), 0);
    assert!(page.text("[aria-labelledby=h-company]").contains(m::FOR_ALL.en));
}
