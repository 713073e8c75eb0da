use super::messages as m;
use crate::text::{Words, t, tw};
use leptos::prelude::*;

/// A statement of the policy that asks for a rule, as it stands beside what the rule refuses.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PolicyMark {
    /// The value of the profile that answers it.
    pub key: &'static str,
    /// The statement's number, such as SL-20a.
    pub id: String,
    pub sentence: Words,
}

impl PolicyMark {
    /// The marks of some values, each statement once. A value that only the product decides has none.
    pub fn of(marks: &[PolicyMark], keys: &[&str]) -> Vec<PolicyMark> {
        let mut found: Vec<PolicyMark> = Vec::new();
        for mark in marks.iter().filter(|mark| keys.contains(&mark.key)) {
            if found.iter().all(|other| other.id != mark.id) {
                found.push(mark.clone());
            }
        }
        found
    }
}

/// Small marks that open the sentence of the policy. They work without script.
#[component]
pub fn PolicyMarks(marks: Vec<PolicyMark>) -> AnyView {
    if marks.is_empty() {
        return ().into_any();
    }
    view! { {super::more_styles()}<div class="policy-marks">{marks.into_iter().map(mark).collect_view()}</div> }
        .into_any()
}

fn mark(PolicyMark { id, sentence, .. }: PolicyMark) -> AnyView {
    view! {
        <details class="policy-mark">
            <summary><span class="u-vh">{t(m::POLICY_OF)}</span><code>{id}</code></summary>
            <p>{tw(&sentence)}</p>
        </details>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_is_marked_once() {
        let mark = |key, id: &str| PolicyMark { key, id: id.to_owned(), sentence: Words::same(id) };
        let marks = [mark("a", "SL-1"), mark("b", "SL-1"), mark("c", "SL-2")];
        let ids = |keys: &[&str]| PolicyMark::of(&marks, keys).into_iter().map(|mark| mark.id).collect::<Vec<_>>();
        assert_eq!(
            (ids(&["a", "b"]), ids(&["c", "a"]), ids(&["d"])),
            (vec!["SL-1".into()], vec!["SL-1".into(), "SL-2".into()], vec![])
        );
    }
}
