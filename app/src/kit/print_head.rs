use super::display::date_time;
use super::messages as m;
use crate::frame::{Frame, SessionSummary};
use crate::text::{Words, t, tw};
use leptos::prelude::*;

/// The company that staff are looking at, as the page says it. The frame hands it to the parts of the page.
#[derive(Clone)]
pub struct Viewed(pub Option<Words>);

/// The heading that a list has on paper and nowhere else: whose data it is, what it shows, which part of it, how much, who
/// printed it and when. The company, the person and the time come from the page's frame; the time is that of rendering, in
/// Japan time.
#[component]
pub fn PrintHead(
    /// What the list is, such as 操作ログ.
    #[prop(into)]
    what: String,
    /// The period and the filter in words. Without any, the heading says that nothing was filtered.
    #[prop(optional)]
    conditions: Vec<String>,
    /// The number of matches, and which of them are on the page, such as 1–50／1,284件.
    #[prop(into)]
    count: String,
) -> AnyView {
    let Some(frame) = use_context::<Frame>() else { return ().into_any() };
    let me = frame.session.as_ref();
    let company = company(me).map(|name| view! { <dt>{t(m::PRINT_COMPANY)}</dt><dd>{name}</dd> });
    let by = me.map(|me| view! { <dt>{t(m::PRINT_BY)}</dt><dd>{person(me)}</dd> });
    let conditions = if conditions.is_empty() { t(m::PRINT_ALL).to_owned() } else { conditions.join(t(m::COMMA)) };
    view! {
        <dl class="print-head u-screen-none">
            {company}
            <dt>{t(m::PRINT_WHAT)}</dt><dd>{what}</dd>
            <dt>{t(m::PRINT_CONDITIONS)}</dt><dd>{conditions}</dd>
            <dt>{t(m::PRINT_COUNT)}</dt><dd>{count}</dd>
            <dt>{t(m::PRINT_AT)}</dt><dd>{date_time(&frame.now)}</dd>
            {by}
        </dl>
    }
    .into_any()
}

/// The company whose data is on the page. The provider's own lists have none.
fn company(me: Option<&SessionSummary>) -> Option<String> {
    let viewed = use_context::<Viewed>().and_then(|viewed| viewed.0);
    viewed.map(|name| tw(&name)).or_else(|| me?.tenant_name.clone())
}

/// Who prints. Paper does not show the frame of the support console, so it says who is support staff.
fn person(me: &SessionSummary) -> String {
    if me.role.is_staff() { tw(&m::PRINT_STAFF.with(&[("name", &me.name)])) } else { me.name.clone() }
}
