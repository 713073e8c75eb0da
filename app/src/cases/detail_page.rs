use super::api::{CaseDetail, CaseEvent, CasesApi};
use super::cells::head;
use super::facts::facts;
use super::messages as m;
use super::next_step::next;
use super::{assign, notes, requests, steps};
use crate::consents::api::ASK;
use crate::consents::ask_page::panel_of_case;
use crate::contacts::staff_panel;
use crate::error::AppError;
use crate::kit::more_styles;
use crate::kit::{ErrorSummary, PageHead, Panel, date_time};
use crate::page::{FormState, Page, PageCx};
use crate::text::{t, tw};
use leptos::prelude::*;

/// One case for staff: the work at the left, facts and history at the right.
pub async fn detail(cx: &PageCx, backend: &(impl CasesApi + ?Sized)) -> Result<Page, AppError> {
    let case = backend.case(cx.param("id")?).await?;
    let (form, may_ask) = (cx.form.clone(), cx.session()?.may(ASK));
    let company = case.row.company.clone();
    Ok(Page::new(case.row.title(), move || view(case, form, may_ask)).viewing(company))
}

fn view(case: CaseDetail, form: FormState, may_ask: bool) -> AnyView {
    let crumbs = vec![("/support/cases".to_owned(), t(m::TITLE).to_owned())];
    let asked =
        case.row.is_certain().then(|| case.asked.iter().map(|asked| requests::of_case(&case, asked)).collect_view());
    // A request for access ends with its case, and a forged case gives no reason for one.
    let may_ask = may_ask && case.row.is_certain() && case.row.state.is_open();
    let access = panel_of_case(may_ask, &case.row.id);
    let details = facts(&case);
    let contacts = case.waits_for_check().then(|| staff_panel::panel(case.contacts.clone()));
    view! {
        <PageHead title=tw(&case.row.title()) crumbs=crumbs nostrip:acts=assign::buttons(&case) meta=head(&case.row)/>
        <ErrorSummary form=form.clone()/>
        <div class="grid grid--main">
            <div class="stack">
                {steps::row(&case)}
                {next(&case, form.clone())}
                {asked}
                {contacts}
                {notes::panel(&case, form)}
            </div>
            <div class="stack">
                <Panel id="h-facts" title=t(m::FACTS)>{details}</Panel>
                {access}
                {course(case.events, case.row.altered)}
            </div>
        </div>
    }
    .into_any()
}

/// The events so far, newest first. Those of a forged case may be invented.
fn course(events: Vec<CaseEvent>, altered: bool) -> AnyView {
    let doubt = altered.then(|| view! { <p class="note">{t(m::HISTORY_ALTERED)}</p> });
    let items = events.into_iter().rev().enumerate().map(|(nth, event)| {
        let who = (!event.who.is_empty()).then(|| view! { <br/><span class="note name">{event.who}</span> });
        let now = (nth == 0).then_some("timeline-now");
        view! { <li class=now>{date_time(&event.at)}<strong>{tw(&event.what)}</strong>{who}</li> }
    });
    view! {
        <Panel id="h-course" title=t(m::HISTORY)>
            {doubt}
            {more_styles()}<ol class="timeline">{items.collect_view()}</ol>
        </Panel>
    }
    .into_any()
}
