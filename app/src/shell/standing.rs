//! Notices above a page: on every page until they are read, and on the sign-in page.

use crate::kit::{Icon, Notice, Tone, date_time};
use crate::page::StandingNotice;
use crate::text::{Lang, lang, t, tw};
use leptos::prelude::*;

crate::messages! {
    LABEL: "重要なお知らせ", "Important announcements";
    URGENT: "緊急", "Urgent";
    OTHERS: "ほか{n}件", "{n} more";
    UNTIL: "〜", " – ";
}

/// Where the others are.
const ALL: &str = "/announcements?unread=1";

/// The most important notice in one line, with the number of the others. The page of a notice does not repeat it: opening it is
/// what ends it.
pub fn standing(notices: &[StandingNotice], here: &str) -> Option<AnyView> {
    let here = here.split('?').next().unwrap_or_default();
    let mut left = notices.iter().filter(|notice| notice.path != here);
    let first = left.next()?;
    let n = left.count();
    let others = (n > 0).then(|| view! { " "<a href=ALL>{tw(&OTHERS.with(&[("n", &n)]))}</a> });
    let href = first.path.clone();
    Some(region(line(first, view! { <a href=href>{title(first)}</a>{others} }.into_any())))
}

/// What concerns everybody who wants to sign in now. Its page opens after sign-in.
pub fn at_sign_in(notices: &[StandingNotice]) -> Option<AnyView> {
    let lines = || notices.iter().map(|notice| line(notice, title(notice))).collect_view().into_any();
    (!notices.is_empty()).then(|| region(lines()))
}

fn region(lines: AnyView) -> AnyView {
    view! { <div class="flash u-print-none" role="region" aria-label=t(LABEL)>{lines}</div> }.into_any()
}

fn line(notice: &StandingNotice, linked: AnyView) -> AnyView {
    let tone = if notice.urgent { Tone::Danger } else { Tone::Warn };
    let urgent = notice.urgent.then(|| view! { <strong>{t(URGENT)}</strong>" " });
    let (icon, label, times) = (notice.icon, notice.label, times(notice));
    view! { <Notice tone=tone><p>{urgent}<Icon name=icon/>" "{t(label)}" "{linked}{times}</p></Notice> }.into_any()
}

fn title(notice: &StandingNotice) -> AnyView {
    let foreign = (notice.japanese_only && lang() == Lang::En).then_some("ja");
    view! { <strong lang=foreign>{tw(&notice.title)}</strong> }.into_any()
}

fn times(notice: &StandingNotice) -> Option<AnyView> {
    let starts = date_time(notice.starts.as_ref()?);
    let ends = notice.ends.as_ref().map(|at| view! { {t(UNTIL)}{date_time(at)} });
    Some(view! { " "<span class="num">{starts}{ends}</span> }.into_any())
}
