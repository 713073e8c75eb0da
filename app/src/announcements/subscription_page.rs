use super::api::{AnnouncementsApi, SubscriptionAddresses};
use super::messages as m;
use super::parts::PATH;
use crate::error::AppError;
use crate::kit::{Confirm, Copy, Notice, PageHead, Panel, PostForm, Tone, date_time};
use crate::page::{Page, PageCx};
use crate::text::{Text, t};
use leptos::prelude::*;

/// The secret addresses for one's own calendar and feed reader. Opening the page makes none; the button does.
pub async fn subscription(_: &PageCx, backend: &(impl AnnouncementsApi + ?Sized)) -> Result<Page, AppError> {
    let there = backend.announcement_subscription().await?;
    Ok(Page::new(m::SUBSCRIPTION, move || view(there)))
}

fn view(there: Option<SubscriptionAddresses>) -> AnyView {
    let crumbs = vec![(PATH.to_owned(), t(m::TITLE).to_owned())];
    let inside = match there {
        Some(there) => addresses(there),
        None => view! { <p>{t(m::SUBSCRIPTION_NONE)}</p>{button(m::MAKE)} }.into_any(),
    };
    view! {
        <PageHead title=t(m::SUBSCRIPTION) sub=t(m::SUBSCRIPTION_SUB) crumbs=crumbs/>
        <div class="stack">
            <Notice tone=Tone::Warn><p>{t(m::SUBSCRIPTION_SECRET)}</p><p>{t(m::SUBSCRIPTION_ENDS)}</p></Notice>
            <Panel id="h-addresses" title=t(m::ADDRESSES)>{inside}</Panel>
        </div>
    }
    .into_any()
}

fn button(words: Text) -> AnyView {
    view! {
        <PostForm action="/announcements/subscription">
            <button class="btn btn--primary u-mt" type="submit">{t(words)}</button>
        </PostForm>
    }
    .into_any()
}

fn addresses(there: SubscriptionAddresses) -> AnyView {
    view! {
        <dl class="kv">
            <dt>{t(m::CALENDAR)}</dt><dd>{address(there.calendar, m::CALENDAR)}</dd>
            <dt>{t(m::FEED)}</dt><dd>{address(there.feed, m::FEED)}</dd>
            <dt>{t(m::SINCE)}</dt><dd>{date_time(&there.since)}</dd>
        </dl>
        <div class="btn-row u-mt">
            {asked("renew", m::RENEW, m::RENEW_ASK, m::RENEW_VERB, "/announcements/subscription")}
            {asked("end", m::END, m::END_ASK, m::END_VERB, "/announcements/subscription/end")}
        </div>
    }
    .into_any()
}

fn address(address: String, label: Text) -> AnyView {
    view! { <code class="hash">{address.clone()}</code>" "<Copy text=address label=t(label)/> }.into_any()
}

/// Asks before the addresses that programs use stop working.
fn asked(id: &'static str, opener: Text, ask: Text, verb: Text, action: &'static str) -> AnyView {
    view! {
        <Confirm id=id class="btn" opener=t(opener) title=t(opener) verb=t(verb) action=action of="">
            <p>{t(ask)}</p>
        </Confirm>
    }
    .into_any()
}
