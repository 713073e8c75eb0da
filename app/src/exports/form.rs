use super::api::{COLUMNS, ExportDetail};
use super::columns::Headings;
use super::messages as m;
use super::preset::{FEWEST, Preset};
use crate::end_users::api::EndUserFilter;
use crate::end_users::choices::{self, PREFECTURES, PROVIDERS};
use crate::end_users::messages as eu;
use crate::kit::{
    Check, Checks, Chips, Condition, ErrorSummary, Field, FieldKind, Notice, PostForm, SelectField, Tone, count, link,
    or_all,
};
use crate::page::{FormState, PageCx};
use crate::text::{t, tw};
use leptos::prelude::*;

/// The value of the profile that withholds exports and downloads from most members (MS-17).
pub const WITHHELD: &[&str] = &["rights.download_by_default"];

/// The address of the form.
pub const PATH: &str = "/exports/new";

/// The content of the form: the filter of the list it was opened from, that of an earlier export, or everything as typed.
pub struct ExportForm {
    form: FormState,
    /// The ticked columns; `None` until it is known what the person chose last.
    columns: Option<Vec<String>>,
    headings: Headings,
    filter: EndUserFilter,
    purpose: String,
}

impl ExportForm {
    pub fn read(cx: &PageCx) -> ExportForm {
        let q = |name: &str| cx.query(name).unwrap_or_default().to_owned();
        let sent = cx.query.iter().filter(|(name, _)| name == "columns").map(|(_, code)| code.clone());
        let is_sent = cx.query("count").is_some() || cx.form.came_back();
        // A link alone makes an export smaller, never larger: the buttons for other columns send the form.
        let of_link = |preset: &Preset| cx.form.came_back() || *preset == Preset::Fewest;
        let preset = cx.query("preset").and_then(Preset::from_code).filter(of_link);
        let preset = preset.map(|preset| owned(preset.columns()));
        let filter = EndUserFilter { q: q("q"), provider: q("provider"), prefecture: q("prefecture") };
        let mut form = cx.form.clone();
        if !form.is_refused() {
            form.errors = filter.refused();
        }
        let columns = preset.or_else(|| is_sent.then(|| sent.collect()));
        let headings = Headings::first(cx.frame.display.lang);
        ExportForm { form, columns, headings, filter, purpose: q("purpose") }
    }

    /// The same columns, headings and filter as an earlier export.
    #[must_use]
    pub fn like(mut self, export: ExportDetail) -> ExportForm {
        (self.columns, self.headings) = (Some(export.columns), export.headings);
        if let Some((filter, purpose)) = export.asked {
            (self.filter, self.purpose) = (filter, purpose);
        }
        self
    }

    /// True if a field is refused.
    pub fn is_refused(&self) -> bool {
        self.form.is_refused()
    }

    /// The filter whose rows are to be counted.
    pub fn counted(&self) -> Option<EndUserFilter> {
        (!self.is_refused()).then(|| self.filter.clone())
    }

    /// True if the ticked columns are those of the person's last export, and not those of a form without any.
    fn recalls(&self, chosen: Option<&[String]>) -> bool {
        self.columns.is_none() && chosen.is_some_and(|codes| codes != FEWEST)
    }

    fn ticked(&self, chosen: Option<Vec<String>>) -> Vec<String> {
        self.columns.clone().or(chosen).unwrap_or_else(|| owned(FEWEST))
    }
}

fn owned(codes: &[&str]) -> Vec<String> {
    codes.iter().map(|code| (*code).to_owned()).collect()
}

/// The form that starts an export. Its other buttons send the same fields and show the page again: with the number of rows,
/// or with other columns ticked. `chosen` are the columns of the person's last export.
pub fn form(draft: ExportForm, matching: Option<u64>, chosen: Option<Vec<String>>) -> AnyView {
    let recalled = draft.recalls(chosen.as_deref()).then(|| recalled(&draft.filter));
    let columns = draft.ticked(chosen);
    let ExportForm { form, headings, filter, purpose, .. } = draft;
    let check = |code: &&str| Check {
        value: (*code).to_owned(),
        words: t(m::column(code)).to_owned(),
        ticked: columns.iter().any(|c| c == code),
    };
    let checks = COLUMNS.iter().map(check).collect();
    view! {
        <ErrorSummary form=form.clone()/>
        {came_along(&filter)}
        {recalled}
        <PostForm action="/exports">
            // The button that Enter presses in a field: it counts and starts nothing.
            <button type="submit" name="count" value="1" formaction="/exports/count" hidden=true></button>
            <Checks name="columns" label=t(m::COLUMNS) hint=t(m::COLUMNS_HINT) checks=checks form=form.clone() above=presets()/>
            {first_line(headings, &form)}
            {filters(&filter, &form)}
            {matches(matching)}
            <Field name="purpose" label=t(m::PURPOSE) kind=FieldKind::Text form=form value=purpose hint=t(m::PURPOSE_HINT) required=true/>
            <div class="btn-row u-mt">
                <button class="btn btn--primary" type="submit">{t(m::START)}</button>
                <a class="btn" href="/exports">{t(m::LEAVE)}</a>
            </div>
        </PostForm>
    }
    .into_any()
}

/// The filter with which the form was opened, each condition with a link that drops it.
fn came_along(filter: &EndUserFilter) -> AnyView {
    if *filter == EndUserFilter::default() {
        return ().into_any();
    }
    let provider = choices::provider(&filter.provider).map_or_else(|| filter.provider.clone(), |p| t(p).to_owned());
    let prefecture = choices::prefecture(&filter.prefecture).map_or_else(|| filter.prefecture.clone(), |p| t(p).into());
    let searched = tw(&eu::SEARCHED.with(&[("q", &filter.q)]));
    let conditions = [
        ("q", filter.q.clone(), searched),
        ("provider", filter.provider.clone(), provider),
        ("prefecture", filter.prefecture.clone(), prefecture),
    ];
    let conditions = conditions.map(|(name, value, words)| Condition { name, value, words }).into();
    view! {
        <div class="bar"><p class="note">{t(m::CAME_ALONG)}</p><Chips path=PATH conditions=conditions/></div>
    }
    .into_any()
}

/// Says that the columns are those of the last export, and leads to the form with as few as possible.
fn recalled(filter: &EndUserFilter) -> AnyView {
    let EndUserFilter { q, provider, prefecture } = filter;
    let kept = [
        ("preset", Preset::Fewest.code()),
        ("q", q.as_str()),
        ("provider", provider.as_str()),
        ("prefecture", prefecture.as_str()),
    ];
    view! { <p class="note" id="recalled">{t(m::RECALLED)}" "<a href=link(PATH, &kept, None)>{t(m::RECALLED_NOT)}</a></p> }
        .into_any()
}

/// Buttons that tick columns. With script they do so in place.
fn presets() -> AnyView {
    let button = |preset: Preset| {
        view! {
            <button
                class="btn btn--small"
                type="submit"
                name="preset"
                value=preset.code()
                formaction="/exports/count"
                data-tick=preset.columns().join(" ")
            >
                {t(preset.text())}
            </button>
        }
    };
    view! {
        <div class="btn-row ticks-presets" role="group" aria-labelledby="presets">
            <span class="note" id="presets">{t(m::PRESETS)}</span>
            {Preset::ALL.map(button).collect_view()}
        </div>
    }
    .into_any()
}

/// The language of the headings.
fn first_line(headings: Headings, form: &FormState) -> AnyView {
    let options = Headings::ALL.into_iter().map(|one| (one.code().to_owned(), t(one.text()).to_owned())).collect();
    let chosen = headings.code().to_owned();
    view! { <SelectField name="headings" label=t(m::HEADINGS) options=options selected=chosen form=form.clone() hint=t(m::HEADINGS_HINT)/> }
        .into_any()
}

fn filters(filter: &EndUserFilter, form: &FormState) -> AnyView {
    let providers = or_all(PROVIDERS.iter().map(|(code, name)| ((*code).into(), t(*name).into())));
    let prefectures = or_all(PREFECTURES.iter().map(|p| (p.ja.into(), t(*p).into())));
    view! {
        <Field name="q" label=t(m::Q) kind=FieldKind::Search form=form.clone() value=filter.q.clone() hint=t(m::Q_HINT)/>
        <SelectField name="provider" label=t(eu::PROVIDER) options=providers selected=filter.provider.clone() form=form.clone()/>
        <SelectField name="prefecture" label=t(eu::PREFECTURE) options=prefectures selected=filter.prefecture.clone() form=form.clone()/>
    }
    .into_any()
}

/// The number of rows under the filter, and the button that counts again. With script the number follows the filter.
fn matches(matching: Option<u64>) -> AnyView {
    let words = matching.map(|n| {
        let words = tw(&m::MATCHING.with(&[("n", &count(n))]));
        view! { <Notice tone=Tone::Info><p>{words}</p></Notice> }
    });
    view! {
        <div class="u-mt" id="matching" role="status">{words}</div>
        <div class="btn-row u-mt">
            <button class="btn btn--small" type="submit" name="count" value="1" formaction="/exports/count">{t(m::COUNT)}</button>
        </div>
    }
    .into_any()
}
