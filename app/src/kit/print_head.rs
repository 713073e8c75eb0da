use super::messages as m;
use crate::frame::{Frame, SessionSummary};
use crate::text::{Lang, Text, Words, lang, t, tw};
use leptos::prelude::*;

/// The company that staff are looking at, as the page says it. The frame hands it to the parts of the page.
#[derive(Clone)]
pub struct Viewed(pub Option<Words>);

/// The heading that every page of the console has on paper and nowhere else: whose data it is, what it is, when it was printed,
/// and by whom. The time is that of rendering, in Japan time. On screen it is nothing, so it is no list of terms either.
pub fn paper_head(frame: &Frame, what: String) -> AnyView {
    let me = frame.session.as_ref();
    let now = match lang() {
        Lang::Ja => frame.now.ja.clone(),
        Lang::En => frame.now.en.clone(),
    };
    let lines = [
        (m::PRINT_COMPANY, company(me)),
        (m::PRINT_WHAT, Some(what)),
        (m::PRINT_AT, Some(now)),
        (m::PRINT_BY, me.map(person)),
    ];
    let line = |(label, value): (Text, Option<String>)| {
        value.map(|value| view! { <div><span>{t(label)}</span><span>{value}</span></div> })
    };
    view! { <div class="print-head u-screen-none">{lines.map(line).into_iter().collect_view()}</div> }.into_any()
}

/// What a list says on paper below that heading: which part of all it is, and how much.
#[component]
pub fn PrintHead(
    /// The period and the filter in words, where empty ones count as none. Without any, it says that nothing was filtered.
    #[prop(optional)]
    conditions: Vec<String>,
    /// The number of matches, and which of them are on the page, such as 1–50／1,284件.
    #[prop(into)]
    count: String,
) -> AnyView {
    let conditions: Vec<String> = conditions.into_iter().filter(|words| !words.is_empty()).collect();
    let conditions = if conditions.is_empty() { t(m::PRINT_ALL).to_owned() } else { conditions.join(t(m::COMMA)) };
    view! {
        <dl class="print-head u-screen-none">
            <dt>{t(m::PRINT_CONDITIONS)}</dt><dd>{conditions}</dd>
            <dt>{t(m::PRINT_COUNT)}</dt><dd>{count}</dd>
        </dl>
    }
    .into_any()
}

/// A condition in words; empty where nothing was chosen.
pub fn printed(label: Text, value: &str) -> String {
    if value.is_empty() {
        String::new()
    } else {
        tw(&m::PRINT_CONDITION.with(&[("label", &t(label)), ("value", &value)]))
    }
}

/// The number of rows of a list that is not counted.
pub fn printed_rows(rows: usize) -> String {
    tw(&m::SHOWN.with(&[("n", &rows)]))
}

/// The company whose data is on the page. The lists of the staff are the provider's own.
fn company(me: Option<&SessionSummary>) -> Option<String> {
    let viewed = use_context::<Viewed>().and_then(|viewed| viewed.0);
    let provider = || me.filter(|me| me.role.is_staff()).map(|_| t(m::PRINT_PROVIDER).to_owned());
    viewed.map(|name| tw(&name)).or_else(|| me?.tenant_name.clone()).or_else(provider)
}

/// Who prints. Paper does not show the frame of the support console, so it says who is support staff.
fn person(me: &SessionSummary) -> String {
    if me.role.is_staff() { tw(&m::PRINT_STAFF.with(&[("name", &me.name)])) } else { me.name.clone() }
}
