use super::api::{AlteredExport, COLUMNS, ExportList, ExportRow, ExportState, ExportsFake, ListedExport, ShownExport};
use super::messages as m;
use crate::error::{AppError, FieldError};
use crate::kit::messages::ALTERED_NAME;
use crate::permission::Role;
use crate::tests::Visit;
use crate::tests::samples::{alone, at, between};
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
    ExportList { rows: rows.into_iter().map(ListedExport::Whole).collect(), around: alone(), matching: None }
}

fn altered(file_name: Option<&str>) -> AlteredExport {
    AlteredExport { id: "7".to_owned(), file_name: file_name.map(|name| ALTERED_NAME.with(&[("name", &name)])) }
}

fn answers(list: ExportList) -> impl Clause {
    ExportsFake::exports.some_call(matching!(_, None)).returns(Ok(list))
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
        assert_eq!(page.count("main a[download], .meter, .steps, time"), 0);
    }
    let page = shown(Visit::to("/exports/7").by(Role::Operator));
    assert_eq!((page.count("main form"), page.text(".notice--danger").contains(m::REMOVE.en)), (0, false));
}

#[test]
fn only_who_may_export_gets_the_form() {
    let page = Visit::to("/exports").by(Role::Operator).show(answers(list(vec![])));
    assert_eq!(page.count("form[action='/exports']"), 0);
    let page = Visit::to("/exports?provider=line&q=x").by(Role::Administrator).show(answers(list(vec![])));
    assert_eq!(page.values("columns"), COLUMNS, "all of them, at first");
    assert_eq!((page.values("provider"), page.values("q")), (vec!["line".into()], vec!["x".into()]), "as the list was");
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
    let page = Visit::sending("/exports", &TYPED).by(Role::Owner).show((refuses, answers(list(vec![]))));
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
    let found = ExportsFake::exports.some_call(matching!((_, Some(filter)) if filter.q == "一郎"));
    let found = found.returns(Ok(ExportList { matching: Some(1200), ..list(vec![]) }));
    let page = Visit::sending("/exports/count", &fields).by(Role::Owner).show((counts, found));
    assert_eq!((page.status, page.text("main [role=status]")), (200, "1,200 end users match.".to_owned()));
    assert_eq!((page.values("purpose"), page.values("columns").len()), (vec!["年次報告".to_owned()], 2));
    let page = Visit::to("/exports?count=1&provider=zz").by(Role::Owner).show(answers(list(vec![])));
    assert_eq!((page.status, page.count("main [role=status]")), (422, 0), "nothing is counted under an invalid filter");
}
