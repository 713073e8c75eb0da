use super::api::CompanyRules;
use super::messages as m;
use crate::kit::{Panel, PostForm, SelectField};
use crate::text::{t, tw};
use leptos::prelude::*;

/// The rules that the company decides itself.
pub fn settings(rules: &CompanyRules) -> AnyView {
    let body = if rules.may_edit {
        form(rules)
    } else {
        let who = if rules.second_factor_for_all { m::FOR_ALL } else { m::BY_PROFILE };
        view! { <dl class="kv"><dt>{t(m::SECOND_FACTOR)}</dt><dd>{t(who)}</dd></dl> }.into_any()
    };
    view! {
        <Panel id="h-company" title=t(m::COMPANY)>
            {body}
        </Panel>
    }
    .into_any()
}

fn form(rules: &CompanyRules) -> AnyView {
    let without = tw(&m::WITHOUT.with(&[("n", &rules.without_second_factor)]));
    let selected = if rules.second_factor_for_all { "all" } else { "" };
    let options =
        [("", m::BY_PROFILE), ("all", m::FOR_ALL)].map(|(value, text)| (value.to_owned(), t(text).to_owned()));
    view! {
        <PostForm action="/security">
            <SelectField name="second_factor" label=t(m::SECOND_FACTOR) options=options.into() selected=selected.to_owned()/>
            <p class="note">{without}</p>
            <button class="btn btn--primary u-mt" type="submit">{t(m::SAVE)}</button>
        </PostForm>
    }
    .into_any()
}
