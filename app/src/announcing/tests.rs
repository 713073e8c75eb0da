use super::api::{
    AnnouncingFake, DraftActs, DraftDetail, DraftForm, DraftList, DraftPreview, DraftRow, DraftVersion, LeadOfProfile,
    LeadReport, NewerText, ProfileChoice, SaveDraft,
};
use super::messages as m;
use crate::announcements::api::{AnnouncedPeriod, Translated};
use crate::announcements::kinds::{AnnouncementKind, AnnouncementState, VersionState};
use crate::error::{AppError, FieldError};
use crate::kit::{SafeHtml, Total};
use crate::permission::Role;
use crate::tests::samples::{alone, at};
use crate::tests::{Shown, Visit};
use crate::text::Words;
use unimock::{MockFn, matching};

fn row(id: &str, state: AnnouncementState) -> DraftRow {
    DraftRow {
        id: id.to_owned(),
        kind: AnnouncementKind::PlannedStop,
        title: "計画停止のお知らせ".to_owned(),
        state,
        correction: None,
        urgent: false,
        period: Some(AnnouncedPeriod { starts: at(20), ends: Some(at(21)) }),
        published: None,
        saved: at(10),
        saved_by: "藤原".to_owned(),
        altered: false,
    }
}

fn list(visit: Visit, rows: Vec<DraftRow>) -> Shown {
    let total = Total::Exactly(rows.len() as u64);
    let list = DraftList { rows, around: alone(), first: Some(1), total };
    visit.by(Role::Support).show(AnnouncingFake::drafts.some_call(matching!(_, _)).returns(Ok(list)))
}

#[test]
fn the_list_says_how_each_announcement_stands() {
    let correction = DraftRow { correction: Some(VersionState::Waiting), ..row("2", AnnouncementState::Published) };
    let altered = DraftRow { altered: true, ..row("3", AnnouncementState::Draft) };
    let urgent = DraftRow { urgent: true, ..row("4", AnnouncementState::Scheduled) };
    let rows = vec![row("1", AnnouncementState::Waiting), correction, altered, urgent];
    let page = list(Visit::to("/support/announcements"), rows);
    let states = page.texts("td[data-label=Status]");
    assert_eq!(states[0], "Awaiting approval");
    assert!(states[1].contains("Published") && states[1].contains("Correction: Awaiting approval"), "{}", states[1]);
    assert!(states[2].contains("Altered"), "{}", states[2]);
    assert!(states[3].contains("Scheduled") && states[3].contains("Urgent"), "{}", states[3]);
    assert_eq!(page.attributes("tbody th a", "href")[0], "/support/announcements/1");
    let empty = list(Visit::to("/support/announcements").in_japanese(), vec![]);
    assert_eq!(empty.text(".empty-title"), m::NONE.ja);
}

fn form() -> DraftForm {
    DraftForm {
        id: "7".to_owned(),
        revision: 3,
        correction: false,
        values: SaveDraft {
            kind: "planned-stop".to_owned(),
            reach: "all".to_owned(),
            title_ja: "計画停止".to_owned(),
            text_ja: "本文".to_owned(),
            marks: vec!["pinned".to_owned()],
            ..SaveDraft::default()
        },
        profiles: vec![ProfileChoice {
            name: "managed-saas".to_owned(),
            title: Words::same("Managed SaaS"),
            companies: 12,
        }],
        lead: None,
        preview: DraftPreview::default(),
        newer: None,
    }
}

#[test]
fn the_form_begins_with_what_is_stored() {
    let one = AnnouncingFake::draft_form.some_call(matching!("7", None)).returns(Ok(form()));
    let page = Visit::to("/support/announcements/7/edit").by(Role::Support).show(one);
    assert_eq!(page.values("title_ja"), ["計画停止"]);
    assert_eq!(page.values("marks"), ["pinned"]);
    assert_eq!(page.values("revision"), ["3"]);
    assert_eq!(page.text("label:has([name=profiles])"), "Managed SaaS (12 customers)");
    assert!(page.text("section[aria-labelledby=h-lead]").contains(m::LEAD_WAITS.en));
}

/// Nobody's text is lost where two people save: the form keeps what was typed, and the stored text stands above it.
#[test]
fn a_form_that_is_overtaken_shows_both_texts() {
    let typed = [("id", "7"), ("revision", "2"), ("title_ja", "わたしの件名"), ("text_ja", "わたしの本文")];
    let newer = NewerText { by: "渡邊".to_owned(), at: at(12), values: form().values };
    let answers = (
        AnnouncingFake::save_draft
            .some_call(matching!((command) if command.revision == "2"))
            .returns(Err(AppError::Invalid(vec![FieldError::new("revision", m::STALE)]))),
        AnnouncingFake::draft_form
            .some_call(matching!("7", Some(_)))
            .returns(Ok(DraftForm { newer: Some(newer), ..form() })),
    );
    let page = Visit::sending("/support/announcements/save", &typed).by(Role::Support).show(answers);
    assert_eq!(page.status, 422);
    assert_eq!((page.values("title_ja"), page.values("revision")), (vec!["わたしの件名".into()], vec!["3".into()]));
    assert!(page.text("#revision").contains("渡邊") && page.text("#revision").contains("本文"));
}

#[test]
fn the_form_shows_who_would_be_told_too_late() {
    let late = LeadOfProfile {
        profile: Words::same("Managed SaaS"),
        ahead: Some(Words::same("1 month or more")),
        latest: Some(at(9)),
        channels: vec![Words::same("email")],
        companies: 12,
        late: true,
    };
    let free = LeadOfProfile { ahead: None, latest: None, channels: vec![], late: false, companies: 3, ..late.clone() };
    let report = LeadReport { profiles: vec![late, free], late: 12, companies: 15, untold: 2 };
    let one =
        AnnouncingFake::draft_form.some_call(matching!("7", _)).returns(Ok(DraftForm { lead: Some(report), ..form() }));
    let page = Visit::to("/support/announcements/7/edit").by(Role::Support).show(one);
    let lead = page.text("section[aria-labelledby=h-lead]");
    for part in
        ["12 customers would be notified too late", "2 customers have no contact", "Too late", "No notice period"]
    {
        assert!(lead.contains(part), "{part}: {lead}");
    }
}

fn version() -> DraftVersion {
    DraftVersion {
        number: 1,
        state: VersionState::Waiting,
        kind: AnnouncementKind::PlannedStop,
        title: Translated { ja: "計画停止のお知らせ".to_owned(), en: None },
        html_ja: SafeHtml::sanitised("<p>本文</p>".to_owned()),
        html_en: SafeHtml::default(),
        period: None,
        urgent: false,
        pinned: false,
        acknowledge: true,
        tells: true,
        emergency: true,
        reason: "部品の故障".to_owned(),
        reach: Words::same("All customers"),
        publish: None,
        published: None,
        saved: at(10),
        authors: vec!["藤原".to_owned()],
        approved: None,
        approved_by: None,
        returned: None,
        changes: vec![],
    }
}

fn detail(can: DraftActs) -> Shown {
    let detail = DraftDetail {
        row: row("7", AnnouncementState::Waiting),
        revision: 4,
        version: version(),
        older: vec![],
        lead: None,
        can,
        letters: None,
        withdrawn: None,
        why_withdrawn: None,
    };
    let one = AnnouncingFake::draft.some_call(matching!("7")).returns(Ok(detail));
    Visit::to("/support/announcements/7").by(Role::Support).show(one)
}

#[test]
fn the_author_finds_no_button_to_approve() {
    let can = DraftActs { give_back: true, needs_approval: true, ..DraftActs::default() };
    let page = detail(DraftActs { own: true, ..can });
    assert_eq!(page.count("form[action='/support/announcements/approve']"), 0);
    assert_eq!(page.text(".notice"), m::OWN_NOTE.en);
    assert!(page.text("main").contains("部品の故障") && page.text("main").contains("Japanese only"));
    let page = detail(DraftActs { approve: true, ..can });
    assert_eq!(page.text("form[action='/support/announcements/approve'] button"), m::APPROVE.en);
    assert_eq!(page.values("revision"), ["4"], "what is approved is what was shown");
}
