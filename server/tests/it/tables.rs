//! Values in signed logs, databases and addresses stay unchanged: permissions, paths, menus, actions, kinds of mail and
//! the words of old entries. Every line of the lists in `data/tables/` must still exist; new ones may be added.

use app::operation_logs::facts;
use app::page::Screen;
use app::permission::{Access, Permission, Role};
use app::product::{MEMBER_MENU, STAFF_MENU};
use app::record::Act;
use app::tables::{self, ConsolePost, ConsoleRoute};
use app::text::{Text, Words};
use server::features::ENDPOINTS;

fn pinned(name: &str) -> String {
    let path = crate::support::package().join("tests/data/tables").join(name);
    std::fs::read_to_string(path).unwrap()
}

/// Checks that every pinned line still exists.
fn stays(name: &str, today: &[String]) {
    let pinned = pinned(name);
    let gone: Vec<_> = pinned.lines().filter(|line| !today.iter().any(|now| now == line)).collect();
    assert!(gone.is_empty() && !pinned.is_empty(), "{name} has lost:\n{}", gone.join("\n"));
}

fn line(parts: &[&str]) -> String {
    parts.join(" | ")
}

fn holders(permission: Permission, download: bool) -> String {
    let all = Role::ALL.iter().filter(|role| tables::permissions_of(**role, download).has(permission));
    all.map(|role| role.code()).collect::<Vec<_>>().join(" ")
}

#[test]
fn every_right_is_held_by_the_same_roles() {
    let right = |p: Permission| {
        let fresh = if p.requires_step_up() { "fresh" } else { "" };
        line(&[p.code(), p.text().ja, p.text().en, fresh, &holders(p, true), &holders(p, false)])
    };
    stays("rights.txt", &tables::permissions().map(right).collect::<Vec<_>>());
}

fn access(access: Access) -> &'static str {
    match access {
        Access::Public => "public",
        Access::Link => "link",
        Access::HalfWay => "half-way",
        Access::Needs(permission) => permission.code(),
    }
}

fn page(page: &ConsoleRoute) -> String {
    line(&["page", page.path, access(page.access), &page.reads.join(" ")])
}

fn post(post: &ConsolePost) -> String {
    let act = post.act.map(|act| {
        format!(
            "{}: {}",
            act.title.en,
            act.facts.iter().map(|fact| format!("{} ({})", fact.field, fact.label.en)).collect::<Vec<_>>().join(", ")
        )
    });
    line(&["post", post.path, access(post.access), post.page, &post.secrets.join(" "), &act.unwrap_or_default()])
}

#[test]
fn every_path_is_for_the_same_people() {
    let endpoint = |m: &&server::door::Endpoint| line(&["machine", m.path, access(m.access), &m.file.to_string()]);
    let all = tables::pages().map(page).chain(tables::posts().map(post)).chain(ENDPOINTS.iter().map(endpoint));
    stays("paths.txt", &all.collect::<Vec<_>>());
}

#[test]
fn the_menus_have_the_same_entries() {
    let entry = |group: &str, s: &Screen| line(&[group, s.path, s.title.ja, s.title.en, s.icon, s.permission.code()]);
    let menu = |name: &str, menu: &[(Option<Text>, &[Screen])]| {
        let groups = menu.iter().flat_map(|(group, screens)| {
            let group = group.map_or(name.to_owned(), |text| format!("{name} | {} | {}", text.ja, text.en));
            screens.iter().map(move |screen| entry(&group, screen))
        });
        groups.collect::<Vec<_>>()
    };
    let today = [menu("members", MEMBER_MENU), menu("staff", STAFF_MENU)].concat();
    assert_eq!(pinned("menus.txt").lines().collect::<Vec<_>>(), today);
}

#[test]
fn every_act_has_the_same_code_and_words() {
    let witnessed = |act: Act| match (act.weighs("member"), act.weighs("staff")) {
        (true, _) => "always",
        (false, true) => "by staff",
        (false, false) => "never",
    };
    let act = |a: Act| line(&[a.code(), a.text().ja, a.text().en, witnessed(a)]);
    stays("acts.txt", &tables::acts().map(act).collect::<Vec<_>>());
}

#[test]
fn every_kind_of_mail_has_the_same_code_and_words() {
    stays(
        "mails.txt",
        &tables::mails().map(|kind| line(&[kind.code(), kind.text().ja, kind.text().en])).collect::<Vec<_>>(),
    );
}

/// Entries of years ago are still shown in words, whatever happened to the code that wrote them.
#[test]
fn old_entries_are_shown_in_the_same_words() {
    let pinned = pinned("facts.txt");
    for said in pinned.lines() {
        let parts: Vec<_> = said.split(" | ").collect();
        let [kind, code, ja, en] = parts[..] else { panic!("{said}") };
        let words = match kind {
            "label" => tables::fact(code).map(|fact| fact.label().into()),
            "reason" => tables::reason(code).map(|reason| reason.text().into()),
            "job" => facts::job(code).map(Words::from),
            fact => tables::fact(fact).and_then(|fact| fact.read(code)),
        };
        assert_eq!(words.map(|words| (words.ja, words.en)), Some((ja.to_owned(), en.to_owned())), "{said}");
    }
}
