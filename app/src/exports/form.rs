use super::api::COLUMNS;
use super::messages as m;
use crate::end_users::api::EndUserFilter;
use crate::end_users::choices::{PREFECTURES, PROVIDERS};
use crate::end_users::messages as eu;
use crate::kit::messages as k;
use crate::kit::{Check, Checks, ErrorSummary, Field, FieldKind, Notice, PostForm, SelectField, Tone, count};
use crate::page::{FormState, PageCx};
use crate::text::{t, tw};
use leptos::prelude::*;

/// The content of the form: the filter of the list it was opened from, or everything as typed.
pub struct ExportForm {
    form: FormState,
    columns: Vec<String>,
    filter: EndUserFilter,
    purpose: String,
    /// True if the number of rows was requested.
    counts: bool,
}

impl ExportForm {
    pub fn read(cx: &PageCx) -> ExportForm {
        let q = |name: &str| cx.query(name).unwrap_or_default().to_owned();
        let counts = cx.query("count").is_some();
        let sent = cx.query.iter().filter(|(name, _)| name == "columns").map(|(_, code)| code.clone());
        let all = || COLUMNS.iter().map(|c| (*c).to_owned()).collect();
        let filter = EndUserFilter { q: q("q"), provider: q("provider"), prefecture: q("prefecture") };
        let mut form = cx.form.clone();
        if !form.is_refused() {
            form.errors = filter.refused();
        }
        ExportForm {
            form,
            columns: if counts || cx.form.is_refused() { sent.collect() } else { all() },
            filter,
            purpose: q("purpose"),
            counts,
        }
    }

    /// True if a field is refused.
    pub fn is_refused(&self) -> bool {
        self.form.is_refused()
    }

    /// The filter whose rows are to be counted.
    pub fn counted(&self) -> Option<EndUserFilter> {
        (self.counts && !self.is_refused()).then(|| self.filter.clone())
    }
}

/// The form that starts an export. Its second button sends the same fields and shows the number of matching rows.
pub fn form(draft: ExportForm, matching: Option<u64>) -> AnyView {
    let ExportForm { form, columns, filter, purpose, .. } = draft;
    let check = |code: &&str| Check {
        value: (*code).to_owned(),
        words: t(m::column(code)).to_owned(),
        ticked: columns.iter().any(|c| c == code),
    };
    let checks = COLUMNS.iter().map(check).collect();
    let matching = matching.map(|n| {
        let words = tw(&m::MATCHING.with(&[("n", &count(n))]));
        view! { <div role="status"><Notice tone=Tone::Info><p>{words}</p></Notice></div> }
    });
    view! {
        <section class="panel" aria-labelledby="h-new">
            <div class="panel-head panel-head--pad"><h2 id="h-new">{t(m::NEW)}</h2></div>
            <ErrorSummary form=form.clone()/>
            <PostForm action="/exports">
                <Checks name="columns" label=t(m::COLUMNS) hint=t(m::COLUMNS_HINT) checks=checks form=form.clone()/>
                {filters(&filter, &form)}
                <Field name="purpose" label=t(m::PURPOSE) kind=FieldKind::Text form=form value=purpose hint=t(m::PURPOSE_HINT) required=true/>
                <div class="u-mt">{matching}</div>
                <div class="btn-row u-mt">
                    <button class="btn" type="submit" name="count" value="1" formaction="/exports/count">{t(m::COUNT)}</button>
                    <button class="btn btn--primary" type="submit">{t(m::START)}</button>
                </div>
            </PostForm>
        </section>
    }
    .into_any()
}

fn filters(filter: &EndUserFilter, form: &FormState) -> AnyView {
    let all = || std::iter::once((String::new(), t(k::ALL).to_owned()));
    let providers = all().chain(PROVIDERS.iter().map(|(code, name)| ((*code).into(), t(*name).into()))).collect();
    let prefectures = all().chain(PREFECTURES.iter().map(|p| (p.ja.into(), t(*p).into()))).collect();
    view! {
        <Field name="q" label=t(m::Q) kind=FieldKind::Search form=form.clone() value=filter.q.clone() hint=t(m::Q_HINT)/>
        <SelectField name="provider" label=t(eu::PROVIDER) options=providers selected=filter.provider.clone() form=form.clone()/>
        <SelectField name="prefecture" label=t(eu::PREFECTURE) options=prefectures selected=filter.prefecture.clone() form=form.clone()/>
    }
    .into_any()
}
