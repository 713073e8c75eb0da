//! Who works on an inquiry: taking it, taking it over, giving it back, and handing it on.

use super::api::InquiryThread;
use super::messages as m;
use super::states::InquiryState;
use crate::cases::assign::{TakeOver, take_over};
use crate::kit::{PostButton, PostForm, SelectField};
use crate::page::FormState;
use crate::text::t;
use leptos::prelude::*;

/// What the viewer can do about it while the inquiry is not closed.
pub fn acts(thread: &InquiryThread, form: &FormState) -> Option<AnyView> {
    if thread.row.state == InquiryState::Closed {
        return None;
    }
    let id = thread.row.id.clone();
    Some(match &thread.row.assignee {
        None => view! {
            <PostButton action="/support/inquiries/assign" id=id class="btn btn--small u-mt">{t(m::ASSIGN)}</PostButton>
        }
        .into_any(),
        Some(by) if by.own => view! {
            <PostButton action="/support/inquiries/unassign" id=id class="btn btn--small u-mt">{t(m::UNASSIGN)}</PostButton>
            {hand(thread, form)}
        }
        .into_any(),
        Some(by) => take_over(
            TakeOver {
                action: "/support/inquiries/assign",
                class: "btn btn--small u-mt",
                title: m::ASSIGN_OVER,
                ask: m::ASSIGN_OVER_ASK,
            },
            id,
            by,
        ),
    })
}

/// Hands an inquiry of one's own on to a colleague, if there is one.
fn hand(thread: &InquiryThread, form: &FormState) -> Option<AnyView> {
    if thread.colleagues.is_empty() {
        return None;
    }
    let none = std::iter::once((String::new(), t(m::CHOOSE).to_owned()));
    let all = none.chain(thread.colleagues.iter().map(|one| (one.id.clone(), one.name.clone()))).collect();
    let (id, form) = (thread.row.id.clone(), form.clone());
    let view = view! {
        <PostForm action="/support/inquiries/hand" class="u-mt" label=t(m::HAND)>
            <input type="hidden" name="id" value=id/>
            <SelectField name="to" label=t(m::HAND_TO) options=all selected=String::new() form=form/>
            <button class="btn btn--small u-mt" type="submit">{t(m::HAND)}</button>
        </PostForm>
    };
    Some(view.into_any())
}
