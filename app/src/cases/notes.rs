//! The notes of staff on a case, and the form for another one.

use super::api::{CaseDetail, CaseNote};
use super::messages as m;
use crate::kit::{Panel, PostForm, TextArea, date_time, stored};
use crate::page::FormState;
use crate::text::t;
use leptos::prelude::*;

pub fn panel(case: &CaseDetail, form: FormState) -> AnyView {
    let id = case.row.id.clone();
    let notes = if case.notes.is_empty() {
        view! { <p class="u-muted">{t(m::NOTES_NONE)}</p> }.into_any()
    } else {
        view! { <ul class="list list--two">{case.notes.iter().map(one).collect_view()}</ul> }.into_any()
    };
    view! {
        <Panel id="h-notes" title=t(m::NOTES)>
            <p class="note">{t(m::NOTES_SUB)}</p>
            {notes}
            <PostForm action="/support/cases/note" label=t(m::NOTE_ADD)>
                <input type="hidden" name="id" value=id/>
                <TextArea name="note" label=t(m::NOTE) hint=t(m::NOTE_HINT) form=form required=true/>
                <button class="btn u-mt" type="submit">{t(m::NOTE_ADD)}</button>
            </PostForm>
        </Panel>
    }
    .into_any()
}

fn one(note: &CaseNote) -> AnyView {
    let text = if note.missing {
        view! { <span class="u-muted">{t(m::NOTE_GONE)}</span> }.into_any()
    } else {
        stored(note.text.clone())
    };
    view! {
        <li>
            <div>
                <p class="note"><span class="name">{note.by.clone()}</span>" "{date_time(&note.at)}</p>
                <p class="u-pre">{text}</p>
            </div>
        </li>
    }
    .into_any()
}
