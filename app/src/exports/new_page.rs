use super::api::{ExportsApi, NewExport, ShownExport};
use super::form::{ExportForm, form};
use super::messages as m;
use super::preset::Preset;
use crate::error::AppError;
use crate::kit::PageHead;
use crate::page::{Page, PageCx, PageScript};
use crate::text::t;
use leptos::prelude::*;

/// The form for a new export. `again` names an earlier one whose columns and filter it takes over.
pub async fn new(cx: &PageCx, backend: &(impl ExportsApi + ?Sized)) -> Result<Page, AppError> {
    cx.choice("preset", Preset::from_code)?;
    let mut draft = ExportForm::read(cx);
    if let Some(id) = cx.query("again") {
        let ShownExport::Whole(export) = backend.export(id).await? else { return Err(AppError::NotFound) };
        draft = draft.like(*export);
    }
    let refused = draft.is_refused();
    let NewExport { matching, chosen } = backend.new_export(draft.counted()).await?;
    let shown = move || {
        let crumbs = vec![("/exports".to_owned(), t(m::TITLE).to_owned())];
        view! {
            <PageHead title=t(m::NEW) sub=t(m::NEW_SUB) crumbs=crumbs/>
            {form(draft, matching, chosen)}
        }
        .into_any()
    };
    Ok(Page::new(m::NEW, shown).refused(refused).with_script(PageScript::ExportForm))
}
