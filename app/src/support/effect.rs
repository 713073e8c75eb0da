//! Shows the effects of another profile on a company, followed by the request form or the decision on a request.

use super::api::{Difference, ProfileChangeAsked, ProfileEffect, ProfilePreview, Rule};
use super::messages as m;
use crate::kit::{
    Altered, AlteredNotice, Badge, Cell, Column, Field, FieldKind, Icon, Notice, Panel, PostForm, Table, Tone,
    date_time,
};
use crate::page::FormState;
use crate::security::messages as s;
use crate::text::{Text, t, tw};
use leptos::prelude::*;

pub fn panel(preview: ProfilePreview, asked: Option<ProfileChangeAsked>, id: String, form: FormState) -> AnyView {
    let title = tw(&preview.title);
    // The page comes back with the preview far below: it is shown and read first.
    let fresh = asked.is_none() && !form.is_refused();
    let focus = fresh.then_some("-1");
    let (above, next) = match asked {
        Some(asked) => (Some(waiting(&title, &asked)), decide(asked, id)),
        None => (None, ask(preview.profile, &title, id, form)),
    };
    view! {
        <section class="panel" aria-labelledby="h-effect">
            <div class="panel-head panel-head--pad"><h2 id="h-effect" tabindex=focus autofocus=fresh>{tw(&m::EFFECT.with(&[("title", &title)]))}</h2></div>
            {above}
            <h3>{t(m::EFFECTS)}</h3>
            {effects(preview.effects)}
            <h3>{t(m::DIFF)}</h3>
            {rules(preview.differences)}
            {next}
        </section>
    }
    .into_any()
}

/// A forged change of profile. Its effects are not shown, because it has none.
pub fn altered(asked: &ProfileChangeAsked, id: &str) -> AnyView {
    view! {
        <section class="panel" aria-labelledby="h-change">
            <div class="panel-head panel-head--pad"><h2 id="h-change">{t(m::CHANGE)}</h2><Altered/></div>
            <AlteredNotice can=Some(m::CHANGE_CANCEL)/>
            {facts(asked)}
            <div class="btn-row u-mt">{cancel(id, asked)}</div>
        </section>
    }
    .into_any()
}

/// A change that waits for a company whose own row is forged. Its effects would be those of the forged row.
pub fn closed(asked: &ProfileChangeAsked, id: &str) -> AnyView {
    let (facts, cancel) = (facts(asked), cancel(id, asked));
    view! {
        <Panel id="h-change" title=t(m::CHANGE)>
            <p>{t(m::CLOSED)}</p>
            {facts}
            <div class="btn-row u-mt">{cancel}</div>
        </Panel>
    }
    .into_any()
}

/// The effects in figures.
fn effects(effects: Vec<ProfileEffect>) -> AnyView {
    if effects.is_empty() {
        return view! { <p>{t(m::NO_EFFECT)}</p> }.into_any();
    }
    let columns = Column::all([(m::EFFECT_WHAT, "tbl-share tbl-tight"), (m::EFFECT_FIGURE, "tbl-share")]);
    let row = |effect: ProfileEffect| vec![Cell::new(marked(tw(&effect.what), effect.kept)), tw(&effect.figure).into()];
    view! { <Table name=t(m::EFFECTS) columns=columns rows=effects.into_iter().map(row).collect()/> }.into_any()
}

/// Enforced changes come first; values that are not enforced yet are folded.
fn rules(differences: Vec<Difference>) -> AnyView {
    let (felt, shown): (Vec<_>, Vec<_>) = differences.into_iter().partition(Difference::is_felt);
    let first = if felt.is_empty() {
        view! { <p>{t(m::DIFF_NONE)}</p> }.into_any()
    } else {
        table(t(m::DIFF).to_owned(), felt)
    };
    let rest = (!shown.is_empty()).then(|| {
        let name = tw(&m::DIFF_SHOWN.with(&[("n", &shown.len())]));
        view! {
            <details class="more">
                <summary>{name.clone()}<Icon name="chevron-down"/></summary>
                {table(name, shown)}
            </details>
        }
    });
    view! { {first}{rest} }.into_any()
}

fn table(name: String, differences: Vec<Difference>) -> AnyView {
    const THIRD: &str = "tbl-share tbl-tight";
    let columns = Column::all([(m::DIFF_ITEM, THIRD), (m::DIFF_NOW, THIRD), (m::DIFF_THEN, THIRD)]);
    let row = |d: Difference| {
        let item = view! { <span class="note">{tw(&d.section)}</span><br/>{tw(&d.label)} };
        let marks = d.is_felt();
        vec![Cell::new(item), Cell::new(rule(d.now, marks)), Cell::new(rule(d.then, marks))]
    };
    view! { <Table name=name columns=columns rows=differences.into_iter().map(row).collect()/> }.into_any()
}

/// Marks a value that is not enforced, if values beside it are enforced.
fn rule(rule: Rule, marks: bool) -> AnyView {
    marked(tw(&rule.value), rule.kept || !marks)
}

fn marked(words: String, kept: bool) -> AnyView {
    let mark = (!kept).then(|| view! { " "<Badge tone=Tone::Plain text=t(s::NOT_YET)/> });
    view! { {words}{mark} }.into_any()
}

fn ask(profile: String, title: &str, id: String, form: FormState) -> AnyView {
    let apply = tw(&m::APPLY.with(&[("title", &title)]));
    view! {
        <PostForm action="/support/tenants/profile" label=t(m::CHANGE)>
            <input type="hidden" name="id" value=id/>
            <input type="hidden" name="profile" value=profile/>
            <Field name="reason" label=t(m::REASON) kind=FieldKind::Text hint=t(m::REASON_HINT) form=form required=true/>
            <button class="btn btn--primary u-mt" type="submit">{apply}</button>
        </PostForm>
    }
    .into_any()
}

fn waiting(title: &str, asked: &ProfileChangeAsked) -> AnyView {
    let words = tw(&m::CHANGE_WAITING.with(&[("title", &title)]));
    view! {
        <Notice tone=Tone::Warn><p>{words}</p></Notice>
        {facts(asked)}
    }
    .into_any()
}

fn facts(asked: &ProfileChangeAsked) -> AnyView {
    view! {
        <dl class="kv">
            <dt>{t(m::CHANGE_BY)}</dt><dd class="name">{asked.by.clone()}</dd>
            <dt>{t(m::CHANGE_AT)}</dt><dd>{date_time(&asked.at)}</dd>
            <dt>{t(m::REASON)}</dt><dd>{asked.reason.clone()}</dd>
        </dl>
    }
    .into_any()
}

fn decide(asked: ProfileChangeAsked, id: String) -> AnyView {
    let approve = if asked.own {
        view! { <Notice tone=Tone::Info><p>{t(m::CHANGE_OWN)}</p></Notice> }.into_any()
    } else {
        button("/support/tenants/profile/approve", &id, &asked, m::CHANGE_APPROVE, "btn btn--primary")
    };
    view! { <div class="btn-row u-mt">{approve}{cancel(&id, &asked)}</div> }.into_any()
}

fn cancel(id: &str, asked: &ProfileChangeAsked) -> AnyView {
    button("/support/tenants/profile/cancel", id, asked, m::CHANGE_CANCEL, "btn")
}

fn button(action: &'static str, id: &str, asked: &ProfileChangeAsked, words: Text, class: &'static str) -> AnyView {
    let (id, change) = (id.to_owned(), asked.id.clone());
    view! {
        <PostForm action=action>
            <input type="hidden" name="id" value=id/>
            <input type="hidden" name="change" value=change/>
            <button class=class type="submit">{t(words)}</button>
        </PostForm>
    }
    .into_any()
}
