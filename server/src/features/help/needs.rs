//! The permission that a task takes, in words, from the table of permissions.

use app::help::messages as m;
use app::kit::messages::COMMA;
use app::permission::{EVERYBODY, Permission, Role};
use app::tables;
use app::text::{Lang, Text};

/// The text of a page with its lines `{needs code}` filled. The first one says who may open the page at all: what everybody
/// may do elsewhere, such as to download a file, only those can do there.
pub fn filled(text: &str, lang: Lang) -> String {
    let mut page = None;
    let lines = text.lines().map(|line| match needed(line) {
        Some(code) => {
            tables::permission(code).map(|right| words(right, *page.get_or_insert(right), lang)).unwrap_or_default()
        }
        None => line.to_owned(),
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The code in a line `{needs code}`.
fn needed(line: &str) -> Option<&str> {
    line.strip_prefix("{needs ")?.strip_suffix('}')
}

/// Who may use a permission on a page, and whether its use asks for a proof.
fn words(right: Permission, page: Permission, lang: Lang) -> String {
    let named = if is_everybodys(right) { page } else { right };
    let held = |download: bool| -> Vec<Role> {
        let both = |role: Role| named.is_held_by(role, true) && right.is_held_by(role, download);
        EVERYBODY.iter().copied().filter(|role| both(*role)).collect()
    };
    let (all, first) = (held(true), held(false));
    let mut said = vec![if is_everybodys(named) {
        m::NEEDS_ONLY_SIGN_IN.of(lang).to_owned()
    } else {
        m::NEEDS.with(&[("right", &named.text().of(lang)), ("roles", &names(&all, lang))]).of(lang).to_owned()
    }];
    if first.len() < all.len() && !first.is_empty() {
        said.push(m::WITHHELD.with(&[("roles", &names(&first, lang))]).of(lang).to_owned());
    }
    if right.requires_step_up() {
        said.push(m::STEP_UP.of(lang).to_owned());
    }
    said.iter().map(|line| format!("> {line}")).collect::<Vec<_>>().join("\n")
}

fn is_everybodys(right: Permission) -> bool {
    EVERYBODY.iter().all(|role| right.is_held_by(*role, true))
}

fn names(roles: &[Role], lang: Lang) -> String {
    let of = |text: Text| text.of(lang);
    roles.iter().map(|role| of(role.text())).collect::<Vec<_>>().join(of(COMMA))
}

#[cfg(test)]
mod tests {
    use super::super::SOURCES;
    use super::*;
    use app::help::topics::{HelpGroup, topic};

    #[test]
    fn a_line_says_the_permission_its_roles_and_the_proof() {
        let ja = filled("a\n{needs exports.create}\nb", Lang::Ja);
        assert!(ja.starts_with("a\n> 必要な権限：") && ja.ends_with("\nb"), "{ja}");
        assert!(ja.contains("契約管理者、管理者") && ja.contains("本人確認"), "{ja}");
        let en = filled("{needs end_users.view}", Lang::En);
        assert_eq!(en, "> Required permission: View end users (Owner, Administrator, Operator)");
        assert_eq!(filled("{needs account.own}", Lang::En), format!("> {}", m::NEEDS_ONLY_SIGN_IN.en));
        assert_eq!(filled("{needs made.up}", Lang::En), "");
    }
    #[test]
    fn what_everybody_may_do_takes_the_permission_of_its_page() {
        let en = filled("{needs operation_logs.view}\n{needs files.download}", Lang::En);
        let lines: Vec<_> = en.lines().collect();
        assert_eq!(lines[0], "> Required permission: View the operation log (Owner, Administrator)");
        assert_eq!(lines[1], lines[0], "{en}");
        assert!(lines[2].contains("only the Owner role"), "{en}");
        let staff = filled("{needs support.logs}\n{needs files.download}", Lang::En);
        assert!(!staff.contains("Owner") && !staff.contains(m::NEEDS_ONLY_SIGN_IN.en), "{staff}");
    }

    #[test]
    fn only_what_is_about_the_own_account_is_for_everybody() {
        for page in SOURCES {
            let own = topic(page.name).is_some_and(|topic| topic.group == HelpGroup::Start);
            assert!(own || !filled(page.ja, Lang::Ja).contains(m::NEEDS_ONLY_SIGN_IN.ja), "{}", page.name);
        }
    }
}
