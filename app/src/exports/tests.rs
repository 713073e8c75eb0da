use super::api::{
    AlteredExport, ExportDetail, ExportList, ExportRow, ExportState, ExportsFake, ListedExport, NewExport, ShownExport,
};
use super::columns::Headings;
use super::messages as m;
use super::preset::{FEWEST, Preset};
use crate::end_users::api::EndUserFilter;
use crate::error::{AppError, FieldError};
use crate::kit::Total;
use crate::kit::messages::ALTERED_NAME;
use crate::permission::Role;
use crate::tests::samples::{alone, at, between};
use crate::tests::{Shown, Visit};
use unimock::{Clause, MockFn, matching};

fn row(id: &str, state: ExportState) -> ExportRow {
    ExportRow {
        id: id.to_owned(),
        file_name: format!("end_users_{id}.csv"),
        state,
        rows_done: 1200,
        rows_total: 20_000,
        requested: at(20),
        requested_by: "小山内 のぞみ".to_owned(),
    }
}

fn list(rows: Vec<ExportRow>) -> ExportList {
    ExportList {
        rows: rows.into_iter().map(ListedExport::Whole).collect(),
        around: alone(),
        total: Total::Exactly(3),
        first: Some(1),
    }
}

fn altered(file_name: Option<&str>) -> AlteredExport {
    AlteredExport { id: "7".to_owned(), file_name: file_name.map(|name| ALTERED_NAME.with(&[("name", &name)])) }
}

fn answers(list: ExportList) -> impl Clause {
    ExportsFake::exports.some_call(matching!(_)).returns(Ok(list))
}

/// What the form asks for.
fn asked(matching: Option<u64>, chosen: Option<&[&str]>) -> impl Clause {
    let chosen = chosen.map(|codes| codes.iter().map(|code| (*code).to_owned()).collect());
    ExportsFake::new_export.some_call(matching!(_)).returns(Ok(NewExport { matching, chosen }))
}

fn detail(state: ExportState) -> ExportDetail {
    let filter = EndUserFilter { q: "一郎".to_owned(), provider: "line".to_owned(), ..EndUserFilter::default() };
    ExportDetail {
        row: row("7", state),
        columns: vec!["customer_id".to_owned(), "email".to_owned()],
        headings: Headings::Japanese,
        asked: Some((filter, "年次報告".to_owned())),
        unreadable: 0,
        finished: None,
        expires: Some(at(27)),
        bytes: 2048,
        sha256: "c4a1e09b".to_owned(),
        failure: None,
        downloads: vec![],
        may_see_log: true,
    }
}

fn one(visit: Visit, export: ExportDetail) -> Shown {
    let found = ShownExport::Whole(Box::new(export));
    visit.show(ExportsFake::export.some_call(matching!("7")).returns(Ok(found)))
}

#[test]
fn the_list_shows_how_far_each_is() {
    let rows = vec![row("1", ExportState::Running), row("2", ExportState::Done), row("3", ExportState::Failed)];
    let page = Visit::to("/exports").by(Role::Owner).show(answers(ExportList { around: between(), ..list(rows) }));
    assert_eq!(page.texts("td[data-label=Status]"), ["Running", "Done", "Failed"]);
    assert_eq!(page.texts("td[data-label=Rows]"), ["1,200 / 20,000", "1,200", "1,200 / 20,000"]);
    assert_eq!(page.attributes(".pager a", "href"), ["/exports", "/exports?before=b", "/exports?after=a"]);
    let page = Visit::to("/exports").by(Role::Owner).in_japanese().show(answers(list(vec![])));
    assert_eq!((page.text(".empty-title"), page.count(".pager")), (m::NONE.ja.to_owned(), 0));
}

#[test]
fn an_altered_export_says_nothing_as_fact_and_has_one_button() {
    let rows = [Some("end_users_7.csv"), None].map(|name| ListedExport::Altered(altered(name)));
    let page = Visit::to("/exports").by(Role::Owner).show(answers(ExportList { rows: rows.into(), ..list(vec![]) }));
    assert_eq!(page.texts("tbody tr td"), ["Altered; no effect", "", "", ""].repeat(2));
    assert_eq!(page.texts("tbody a"), ["“end_users_7.csv” (the name in an altered record)", "7"]);
    assert!(page.text("[aria-labelledby=h-list] .notice--danger").contains(m::REMOVE.en), "the badge is explained");
    let page = Visit::to("/exports").by(Role::Owner).show(answers(list(vec![row("1", ExportState::Done)])));
    assert_eq!(page.count(".notice--danger"), 0);
    let shown = |visit: Visit| {
        let found = ShownExport::Altered(altered(Some("end_users_7.csv")));
        visit.show(ExportsFake::export.some_call(matching!("7")).returns(Ok(found)))
    };
    for (visit, button) in [
        (Visit::to("/exports/7").by(Role::Owner), m::REMOVE.en),
        (Visit::to("/exports/7").by(Role::Owner).in_japanese(), m::REMOVE.ja),
    ] {
        let page = shown(visit);
        assert_eq!((page.status, page.count("main .badge--danger")), (200, 1));
        let quoted = ["“end_users_7.csv” (the name in an", "「end_users_7.csv」（改ざんされた記録にある名称）"];
        assert!(quoted.iter().any(|name| page.body.contains(name)), "{}", page.body);
        assert_eq!(page.texts("main button[command=show-modal]"), [button]);
        assert_eq!(page.attributes("main form", "action"), ["/exports/remove"]);
        assert!(page.text(".notice--danger").contains(button), "{}", page.text(".notice--danger"));
        assert_eq!(page.count("main a[data-file], .meter, .steps, time"), 0);
    }
    let page = shown(Visit::to("/exports/7").by(Role::Operator));
    assert_eq!((page.count("main form"), page.text(".notice--danger").contains(m::REMOVE.en)), (0, false));
}

#[test]
fn the_list_comes_first_and_leads_to_the_form() {
    let page = Visit::to("/exports").by(Role::Administrator).show(answers(list(vec![row("1", ExportState::Done)])));
    assert_eq!(page.attributes(".head-acts a", "href"), ["/exports/new"]);
    let whole = page.attributes("tbody .name", "title");
    assert_eq!(
        whole,
        ["end_users_1.csv", "小山内 のぞみ"],
        "names are cut after two lines, and the title has the whole"
    );
    assert_eq!((page.count("main form"), page.text("caption")), (0, "1–1 of 3".to_owned()));
    let many = ExportList { total: Total::AtLeast(10_000), first: None, ..list(vec![row("1", ExportState::Done)]) };
    assert_eq!(Visit::to("/exports").by(Role::Owner).show(answers(many)).text("caption"), "1 shown of 10,000+");
    let owners = ExportsFake::export_owners.some_call(matching!()).returns(Ok(vec!["髙﨑 真由美".to_owned()]));
    let page = Visit::to("/exports").by(Role::Operator).show((answers(list(vec![])), owners));
    assert!(page.text(".notice").contains(m::MAY_NOT.en) && page.text(".notice").ends_with("髙﨑 真由美"));
    assert_eq!(
        (page.count(".head-acts a"), page.text("main .empty p:not(.empty-title)")),
        (0, m::NONE_HINT_ASK.en.to_owned())
    );
    assert_eq!(Visit::to("/exports/new").by(Role::Operator).show(()).status, 403);
}

#[test]
fn the_form_begins_with_the_last_choice_or_with_as_little_as_possible() {
    let form = |address: &str, chosen| Visit::to(address).by(Role::Administrator).show(asked(Some(20), chosen));
    let page = form("/exports/new", None);
    assert_eq!(page.values("columns"), FEWEST, "as little about a person as makes an export");
    assert_eq!((page.text("#matching"), page.count(".chips")), ("20 end users match.".to_owned(), 0));
    assert_eq!((page.count("#recalled"), form("/exports/new", Some(FEWEST)).count("#recalled")), (0, 0));
    assert_eq!(page.attributes("#columns button[name=preset]", "value"), Preset::ALL.map(Preset::code));
    assert_eq!(page.text("#presets"), "Common selections");
    let page = form("/exports/new?provider=line&q=x", Some(&["name"]));
    assert_eq!(page.values("columns"), ["name"], "what the person chose last");
    assert!(page.text("#recalled").starts_with(m::RECALLED.en), "and the page says so");
    let fewest = "/exports/new?preset=fewest&q=x&provider=line";
    assert_eq!(page.attribute("#recalled a", "href"), fewest);
    let default = form(fewest, Some(&["name"]));
    assert_eq!((default.values("columns").len(), default.count("#recalled")), (FEWEST.len(), 0));
    assert_eq!(default.values("provider"), ["line"]);
    assert_eq!(Visit::to("/exports/new?preset=zz").by(Role::Owner).show(()).status, 422);
    assert_eq!((page.values("provider"), page.values("q")), (vec!["line".into()], vec!["x".into()]), "as the list was");
    assert_eq!(page.attributes(".chip a", "href"), ["/exports/new?provider=line", "/exports/new?q=x"]);
}

#[test]
fn a_preset_ticks_its_columns_and_keeps_what_was_typed() {
    for preset in Preset::ALL {
        let fields = [&TYPED[..], &[("preset", preset.code())]].concat();
        let counts = ExportsFake::count_rows.some_call(matching!(_)).returns(Err(AppError::Preview));
        let page = Visit::sending("/exports/count", &fields).by(Role::Owner).show((counts, asked(Some(1), None)));
        assert_eq!((page.status, page.values("columns")), (200, owned(preset.columns())), "{preset:?}");
        assert_eq!(page.values("purpose"), ["年次報告"]);
    }
    for personal in ["name", "email", "phone", "birthdate", "subject", "note"] {
        assert!(!Preset::Analysis.columns().contains(&personal) && !FEWEST.contains(&personal), "{personal}");
    }
}

fn owned(codes: &[&str]) -> Vec<String> {
    codes.iter().map(|code| (*code).to_owned()).collect()
}

#[test]
fn an_export_is_made_again_with_the_same_choices() {
    let again = ExportsFake::export.some_call(matching!("7"));
    let again = again.returns(Ok(ShownExport::Whole(Box::new(detail(ExportState::Expired)))));
    let counted = ExportsFake::new_export.some_call(matching!((Some(filter)) if filter.provider == "line"));
    let counted = counted.returns(Ok(NewExport { matching: Some(5), chosen: Some(vec!["name".to_owned()]) }));
    let page = Visit::to("/exports/new?again=7").by(Role::Owner).show((again, counted));
    assert_eq!(page.values("columns"), ["customer_id", "email"]);
    assert_eq!((page.values("q"), page.values("purpose")), (vec!["一郎".into()], vec!["年次報告".into()]));
    assert_eq!(page.values("headings"), ["ja"]);
    let forged = ExportsFake::export.some_call(matching!("7")).returns(Ok(ShownExport::Altered(altered(None))));
    assert_eq!(Visit::to("/exports/new?again=7").by(Role::Owner).show(forged).status, 404);
}

#[test]
fn headings_are_in_the_readers_language_or_as_typed() {
    let form = |visit: Visit| visit.by(Role::Owner).show(asked(Some(20), None)).values("headings");
    assert_eq!(form(Visit::to("/exports/new")), ["keys"]);
    assert_eq!(form(Visit::to("/exports/new").in_japanese()), ["ja"]);
    let counts = ExportsFake::count_rows.some_call(matching!(_)).returns(Err(AppError::Preview));
    let typed = [("count", "1"), ("headings", "ja")];
    let page = Visit::sending("/exports/count", &typed).by(Role::Owner).show((counts, asked(Some(20), None)));
    assert_eq!(page.values("headings"), ["ja"], "as typed");
    let page = one(Visit::to("/exports/7").by(Role::Owner), detail(ExportState::Done));
    assert!(page.text("[aria-labelledby=h-conditions]").contains(m::HEADINGS_JAPANESE.en));
}

#[test]
fn a_finished_export_says_how_to_check_a_copy_and_where_its_history_is() {
    let page = one(Visit::to("/exports/7").by(Role::Owner), detail(ExportState::Done));
    let commands = page.texts("[aria-labelledby=h-check] dd code");
    assert_eq!(commands[0], "Get-FileHash -Algorithm SHA256 \"end_users_7.csv\"", "most readers have Windows");
    assert!(commands[1].starts_with("certutil") && commands[2].starts_with("shasum -a 256"), "{commands:?}");
    assert_eq!(page.attribute("[data-check]", "data-check"), "c4a1e09b");
    assert_eq!(page.attributes("[aria-labelledby=h-check] dd [data-copy]", "data-copy"), commands);
    assert_eq!(page.attribute("[aria-labelledby=h-files] [data-copy]", "data-copy"), "c4a1e09b");
    let links = page.attributes(".head-acts a", "href");
    assert_eq!(links, ["/exports/new?again=7", "/exports/7/file"]);
    let files = page.attributes("[aria-labelledby=h-files] a[data-file]", "href");
    assert_eq!(files, ["/exports/7/file", "/exports/7/manifest"]);
    assert_eq!(page.attributes("[aria-labelledby=h-conditions] a", "href"), ["/operation-logs?q=7"]);
    assert!(page.body.contains("1,200 rows exported.") && page.body.contains(m::DOWNLOADS_RELOAD.en));
    let unseen = ExportDetail { may_see_log: false, ..detail(ExportState::Done) };
    let page = one(Visit::to("/exports/7").by(Role::Operator), unseen);
    assert_eq!(page.count(".head-acts a, main a[data-file]"), 0);
}

/// Bar, step and badge follow one signal: while an export runs, only the bar has figures.
#[test]
fn an_export_that_runs_says_in_one_place_how_far_it_is() {
    for (state, shown, hidden) in [
        (ExportState::Waiting, "state-waiting", "state-running"),
        (ExportState::Running, "state-running", "state-waiting"),
    ] {
        let page = one(Visit::to("/exports/7").by(Role::Owner), detail(state));
        assert_eq!(page.text(".badge"), state.text().en);
        assert_eq!((page.count(&format!("#{shown}:not([hidden])")), page.count(&format!("#{hidden}[hidden]"))), (1, 1));
        assert!(!page.text(".steps").contains("1,200"), "{}", page.text(".steps"));
        assert_eq!(page.count(".head-acts a[href*=again]"), 0, "it is not over yet");
    }
}

const TYPED: [(&str, &str); 6] = [
    ("columns", "name"),
    ("columns", "email"),
    ("q", "一郎"),
    ("provider", "line"),
    ("prefecture", "東京都"),
    ("purpose", "年次報告"),
];

#[test]
fn a_refused_export_keeps_everything_typed() {
    let errors = vec![FieldError::new("purpose", m::NO_PURPOSE), FieldError::new("columns", m::NO_COLUMNS)];
    let refuses = ExportsFake::start_export.some_call(matching!(_)).returns(Err(AppError::Invalid(errors)));
    let page = Visit::sending("/exports", &TYPED).by(Role::Owner).show((refuses, asked(None, None)));
    assert_eq!((page.status, page.field_error("purpose")), (422, m::NO_PURPOSE.en.to_owned()));
    assert_eq!(page.field_error("columns"), m::NO_COLUMNS.en);
    for field in ["q", "provider", "prefecture", "purpose"] {
        let value = TYPED.iter().find(|(name, _)| *name == field).unwrap().1;
        assert_eq!(page.values(field), [value], "{field}");
    }
    let mut ticked = page.values("columns");
    ticked.sort();
    assert_eq!(ticked, ["email", "name"]);
}

#[test]
fn counting_keeps_everything_typed_and_says_the_number() {
    let fields = [&TYPED[..], &[("count", "1")]].concat();
    let counts = ExportsFake::count_rows.some_call(matching!(_)).returns(Err(AppError::Preview));
    let found = ExportsFake::new_export.some_call(matching!((Some(filter)) if filter.q == "一郎"));
    let found = found.returns(Ok(NewExport { matching: Some(1200), chosen: None }));
    let page = Visit::sending("/exports/count", &fields).by(Role::Owner).show((counts, found));
    assert_eq!((page.status, page.text("#matching")), (200, "1,200 end users match.".to_owned()));
    assert_eq!((page.values("purpose"), page.values("columns").len()), (vec!["年次報告".to_owned()], 2));
    let none = ExportsFake::new_export.some_call(matching!(None)).returns(Ok(NewExport::default()));
    let page = Visit::to("/exports/new?provider=zz").by(Role::Owner).show(none);
    assert_eq!(
        (page.status, page.text("#matching")),
        (422, String::new()),
        "nothing is counted under an invalid filter"
    );
}
