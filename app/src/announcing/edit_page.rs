//! The form of a draft: content, audience, times, what the profiles ask for, and a preview. It is complete without script.

use super::api::{AnnouncingApi, DraftForm, NewerText, ProfileChoice, SaveDraft};
use super::choices::{Mark, ReachChoice};
use super::list_page::PATH;
use super::messages as m;
use super::{lead, preview};
use crate::announcements::kinds::AnnouncementKind;
use crate::error::AppError;
use crate::kit::{
    Check, Checks, ErrorSummary, Field, FieldKind, Notice, PageHead, Panel, PostForm, SelectField, TextArea, Tone,
};
use crate::page::{FormState, Page, PageCx};
use crate::text::{Words, t, tw};
use leptos::prelude::*;

/// The form of a new announcement.
pub async fn new(cx: &PageCx, backend: &(impl AnnouncingApi + ?Sized)) -> Result<Page, AppError> {
    let form = cx.form.clone();
    let draft = backend.draft_form("", typed(&form)).await?;
    Ok(Page::new(m::NEW, move || view(draft, form)))
}

/// The form of a draft that is stored.
pub async fn edit(cx: &PageCx, backend: &(impl AnnouncingApi + ?Sized)) -> Result<Page, AppError> {
    let form = cx.form.clone();
    let draft = backend.draft_form(cx.param("id")?, typed(&form)).await?;
    let title = if draft.correction { m::CORRECT_TITLE } else { m::EDIT_TITLE };
    Ok(Page::new(title, move || view(draft, form)))
}

fn typed(form: &FormState) -> Option<SaveDraft> {
    form.came_back().then(|| SaveDraft::typed(form))
}

fn view(draft: DraftForm, form: FormState) -> AnyView {
    let DraftForm { id, revision, correction, values, profiles, lead, preview, newer } = draft;
    let head = head(&id, correction);
    let newer = newer.map(newer_text);
    let action = if id.is_empty() { "/support/announcements/create" } else { "/support/announcements/save" };
    let hidden = (!id.is_empty()).then(|| view! { <input type="hidden" name="id" value=id.clone()/> });
    // Who was told of newer text has seen it: the next save is on top of it.
    let revision = if newer.is_some() { revision.to_string() } else { sent(&form, revision) };
    let buttons = buttons(!id.is_empty());
    let fields = (
        about(values.clone(), form.clone()),
        reach(values.clone(), profiles, form.clone()),
        texts(values.clone(), form.clone()),
        publication(values, form.clone()),
    );
    view! {
        {head}
        <ErrorSummary form=form/>
        {newer}
        <PostForm action=action class="stack">
            {hidden}
            <input type="hidden" name="revision" value=revision/>
            {fields}
            {buttons}
        </PostForm>
        <div class="stack u-mt-l">{lead::panel(lead)}{preview::panel(preview)}</div>
    }
    .into_any()
}

fn head(id: &str, correction: bool) -> AnyView {
    let mut crumbs = vec![(PATH.to_owned(), t(m::TITLE).to_owned())];
    if !id.is_empty() {
        crumbs.push((format!("{PATH}/{id}"), t(m::ANNOUNCEMENT).to_owned()));
    }
    let title = match (id.is_empty(), correction) {
        (true, _) => m::NEW,
        (false, true) => m::CORRECT_TITLE,
        (false, false) => m::EDIT_TITLE,
    };
    view! { <PageHead title=t(title) crumbs=crumbs/> }.into_any()
}

/// The revision that the form was opened with.
fn sent(form: &FormState, stored: u64) -> String {
    form.typed("revision").map_or_else(|| stored.to_string(), ToOwned::to_owned)
}

/// What somebody else has stored, whole, so that nothing of it is lost.
fn newer_text(newer: NewerText) -> AnyView {
    let NewerText { by, at, values } = newer;
    let told = m::NEWER.saying(&[("who", &Words::same(by)), ("at", &Words { ja: at.ja, en: at.en })]);
    view! {
        <div id="revision" tabindex="-1">
            <Notice tone=Tone::Warn><p>{tw(&told)}</p></Notice>
            <details open>
                <summary>{t(m::NEWER_TITLE)}</summary>
                <dl class="kv">
                    <dt>{t(m::TITLE_JA)}</dt><dd>{values.title_ja}</dd>
                    <dt>{t(m::TEXT_JA)}</dt><dd><textarea class="field-input" rows="6" readonly aria-label=t(m::TEXT_JA)>{values.text_ja}</textarea></dd>
                    <dt>{t(m::TITLE_EN)}</dt><dd>{values.title_en}</dd>
                    <dt>{t(m::TEXT_EN)}</dt><dd><textarea class="field-input" rows="6" readonly aria-label=t(m::TEXT_EN)>{values.text_en}</textarea></dd>
                    <dt>{t(m::STARTS)}</dt><dd>{values.starts}</dd>
                    <dt>{t(m::ENDS)}</dt><dd>{values.ends}</dd>
                </dl>
            </details>
        </div>
    }
    .into_any()
}

fn about(values: SaveDraft, form: FormState) -> AnyView {
    let kinds = AnnouncementKind::ALL.map(|kind| (kind.code().to_owned(), t(kind.text()).to_owned())).into();
    view! {
        <Panel id="h-about" title=t(m::CONTENT)>
            <SelectField name="kind" label=t(m::KIND) options=kinds selected=values.kind.clone() form=form.clone() required=true/>
            <Field name="starts" label=t(m::STARTS) kind=FieldKind::DateTime value=values.starts.clone() hint=t(m::STARTS_HINT) form=form.clone()/>
            <Field name="ends" label=t(m::ENDS) kind=FieldKind::DateTime value=values.ends.clone() form=form.clone()/>
        </Panel>
    }
    .into_any()
}

fn reach(values: SaveDraft, profiles: Vec<ProfileChoice>, form: FormState) -> AnyView {
    let choices = ReachChoice::ALL.map(|one| (one.code().to_owned(), t(one.text()).to_owned())).into();
    let one = |profile: ProfileChoice| Check {
        words: tw(
            &m::PROFILE_OF.saying(&[("name", &profile.title), ("n", &Words::same(profile.companies.to_string()))])
        ),
        ticked: is_ticked("profiles", &profile.name, &values.profiles, &form),
        value: profile.name,
    };
    let checks = profiles.into_iter().map(one).collect();
    view! {
        <Panel id="h-reach" title=t(m::REACH)>
            <SelectField name="reach" label=t(m::REACH) options=choices selected=values.reach.clone() hint=t(m::REACH_HINT) form=form.clone() required=true/>
            <Checks name="profiles" label=t(m::PROFILES) hint=t(m::PROFILES_HINT) checks=checks form=form.clone()/>
            <TextArea name="companies" label=t(m::COMPANIES) hint=t(m::COMPANIES_HINT) value=values.companies.clone() form=form.clone()/>
        </Panel>
    }
    .into_any()
}

fn texts(values: SaveDraft, form: FormState) -> AnyView {
    view! {
        <Panel id="h-texts" title=t(m::NAME)>
            <Field name="title_ja" label=t(m::TITLE_JA) kind=FieldKind::Text value=values.title_ja.clone() form=form.clone() required=true/>
            <TextArea name="text_ja" label=t(m::TEXT_JA) hint=t(m::TEXT_HINT) value=values.text_ja.clone() required=true form=form.clone()/>
            <Field name="title_en" label=t(m::TITLE_EN) kind=FieldKind::Text value=values.title_en.clone() hint=t(m::ENGLISH_HINT) form=form.clone()/>
            <TextArea name="text_en" label=t(m::TEXT_EN) hint=t(m::TEXT_HINT) value=values.text_en.clone() form=form.clone()/>
        </Panel>
    }
    .into_any()
}

fn publication(values: SaveDraft, form: FormState) -> AnyView {
    let one = |mark: Mark| Check {
        value: mark.code().to_owned(),
        words: t(mark.text()).to_owned(),
        ticked: is_ticked("marks", mark.code(), &values.marks, &form),
    };
    let marks: Vec<Check> = Mark::ALL.into_iter().map(one).collect();
    view! {
        <Panel id="h-publish" title=t(m::DECIDE)>
            <Field name="publish" label=t(m::PUBLISH) kind=FieldKind::DateTime value=values.publish.clone() hint=t(m::PUBLISH_HINT) form=form.clone()/>
            <Checks name="marks" label=t(m::MARKS) hint=t(m::MARKS_HINT) checks=marks form=form.clone() long=true/>
            <Field name="reason" label=t(m::REASON) kind=FieldKind::Text value=values.reason.clone() hint=t(m::REASON_HINT) form=form.clone()/>
        </Panel>
    }
    .into_any()
}

/// Enter presses the first button, which saves.
fn buttons(stored: bool) -> AnyView {
    let preview = if stored { "/support/announcements/preview" } else { "/support/announcements/try" };
    let submit = stored.then(|| {
        view! {
            <button class="btn btn--primary" type="submit" formaction="/support/announcements/submit">
                {t(m::SUBMIT)}
            </button>
        }
    });
    view! {
        <div class="btn-row">
            <button class="btn" type="submit">{t(m::SAVE)}</button>
            <button class="btn" type="submit" formaction=preview>{t(m::PREVIEW)}</button>
            {submit}
        </div>
    }
    .into_any()
}

fn is_ticked(field: &'static str, value: &str, stored: &[String], form: &FormState) -> bool {
    if form.came_back() {
        form.all_typed(field).any(|typed| typed == value)
    } else {
        stored.iter().any(|one| one == value)
    }
}
