use super::api::{HelpApi, PlainPolicy, PolicyReader};
use super::index_page::{ask, framed};
use super::messages as m;
use crate::error::AppError;
use crate::kit::{PageHead, PolicyMark, PolicyMarks};
use crate::page::{Page, PageCx};
use crate::security::api::{ProfileRow, ProfileSection};
use crate::text::{Words, t, tw};
use leptos::prelude::*;

/// The policy of the reader's own profile in plain words.
pub async fn policy(cx: &PageCx, backend: &(impl HelpApi + ?Sized)) -> Result<Page, AppError> {
    let policy = backend.help_policy().await?;
    Ok(framed(Page::new(m::POLICY, move || view(policy)), cx))
}

fn view(policy: PlainPolicy) -> AnyView {
    let crumbs = vec![("/help".to_owned(), t(m::TITLE).to_owned())];
    let sections = policy.sections.iter().enumerate().map(|(i, one)| section(i, one)).collect_view();
    view! {
        <PageHead title=t(m::POLICY) sub=tw(&whose(&policy)) crumbs=crumbs/>
        <div class="stack">
            <p class="note">{t(m::POLICY_SOURCES)}</p>
            {sections}
            {ask()}
        </div>
    }
    .into_any()
}

fn whose(policy: &PlainPolicy) -> Words {
    match policy.reader {
        PolicyReader::Stranger => m::POLICY_STRANGER.saying(&[("profile", &policy.profile)]),
        PolicyReader::Member => m::POLICY_MEMBER.saying(&[("profile", &policy.profile)]),
        PolicyReader::Staff => m::POLICY_STAFF.into(),
    }
}

fn section(i: usize, section: &ProfileSection) -> AnyView {
    let (id, head) = (format!("h-{i}"), format!("h-{i}"));
    let rows = section.lines.iter().map(row).collect_view();
    view! {
        <section class="panel" aria-labelledby=id>
            <div class="panel-head"><h2 id=head>{tw(&section.title)}</h2></div>
            <dl class="kv">{rows}</dl>
        </section>
    }
    .into_any()
}

fn row(row: &ProfileRow) -> AnyView {
    let source = match (&row.source, &row.statement) {
        (Some(id), Some(sentence)) => {
            let mark = PolicyMark { key: row.key, id: id.clone(), sentence: sentence.clone() };
            view! { <PolicyMarks marks=vec![mark]/> }.into_any()
        }
        _ => view! { <span class="note">{t(m::POLICY_DEFAULT)}</span> }.into_any(),
    };
    view! { <dt>{tw(&row.label)}</dt><dd>{tw(&row.value)}" "{source}</dd> }.into_any()
}
