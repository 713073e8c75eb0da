//! The filter of the log, and the usual periods beside it.

use super::api::{LogFilter, LogList, LogResult, Period, SHOW_SYSTEM};
use super::messages as m;
use super::results::results;
use crate::kit::messages as k;
use crate::kit::more_styles;
use crate::kit::{
    Choice, Choices, Field, FieldKind, FilterForm, GroupedSelect, OptionGroup, SelectField, SuggestField, link, or_all,
};
use crate::page::FormState;
use crate::text::{lang, t, tw};
use leptos::prelude::*;

/// Links to the usual periods. They keep the rest of the filter.
pub fn periods(path: &str, filter: &LogFilter, periods: &[Period]) -> AnyView {
    let choice = |period: &Period| {
        let rest = [
            ("from", period.from.as_str()),
            ("to", &period.to),
            ("action", &filter.action),
            ("result", &filter.result),
            ("actor", &filter.actor),
            ("q", &filter.q),
            ("system", &filter.system),
        ];
        let current = period.from == filter.from && period.to == filter.to;
        Choice { href: link(path, &rest, None), words: t(period.words).to_owned(), current }
    };
    let choices = periods.iter().map(choice).collect();
    view! { {more_styles()}<div class="u-print-none log-periods"><Choices label=t(m::PERIODS) choices=choices/></div> }
        .into_any()
}

pub fn filter_form(path: &str, filter: &LogFilter, list: &LogList, form: FormState) -> AnyView {
    let filter = filter.clone();
    let people = list.people.iter().map(|(value, words)| (value.clone(), tw(words))).collect();
    let actor = list.actor.as_ref().map_or(filter.actor.clone(), |(shown, _)| shown.clone());
    let (groups, results) = (groups(list), or_all(results(&LogResult::ALL)));
    let system = system(&filter, &form);
    view! {
        <FilterForm action=path>
            <Field name="q" label=t(m::KEYWORD) kind=FieldKind::Search form=form.clone() value=filter.q.clone()
                hint=t(m::KEYWORD_HINT) extra_class="log-keyword"/>
            <Field name="from" label=t(m::FROM) kind=FieldKind::Date form=form.clone() value=filter.from.clone()/>
            <Field name="to" label=t(m::TO) kind=FieldKind::Date form=form.clone() value=filter.to.clone()/>
            <GroupedSelect name="action" label=t(m::ACTION) all=t(k::ALL) groups=groups
                selected=filter.action.clone() form=form.clone()/>
            <SelectField name="result" label=t(m::RESULT) options=results selected=filter.result.clone() form=form.clone()/>
            <SuggestField name="actor" label=t(m::ACTOR) suggestions=people value=actor hint=t(m::ACTOR_HINT) form=form.clone()/>
            {system}
        </FilterForm>
    }
    .into_any()
}

fn groups(list: &LogList) -> Vec<OptionGroup> {
    let of = |group: &super::api::ActionGroup| OptionGroup {
        title: tw(&group.title),
        options: group.actions.iter().map(|(code, words)| (code.clone(), tw(words))).collect(),
    };
    list.actions.iter().map(of).collect()
}

/// Whether the system's own records are shown too.
fn system(filter: &LogFilter, form: &FormState) -> AnyView {
    let error = form.error("system").map(|words| words.of(lang()).to_owned());
    let described = error.is_some().then_some("system-error");
    let checked = filter.system == SHOW_SYSTEM;
    view! {
        <div class="field log-system">
            {error.map(|error| view! { <p class="field-error" id="system-error">{error}</p> })}
            <label for="system">
                <input id="system" type="checkbox" name="system" value=SHOW_SYSTEM checked=checked
                    aria-describedby=described aria-invalid=described.is_some().then_some("true")/>
                {t(m::SHOW_SYSTEM)}
            </label>
        </div>
    }
    .into_any()
}
