use super::api::{Contact, ContactsFake, can_be_called};
use super::kinds::ContactKind;
use super::messages as m;
use crate::error::{AppError, FieldError};
use crate::mail::undelivered::Undelivered;
use crate::permission::Role;
use crate::tests::samples::at;
use crate::tests::{Shown, Visit};
use crate::text::Words;
use unimock::{MockFn, matching};

fn contact(id: &str) -> Contact {
    Contact {
        id: id.to_owned(),
        altered: false,
        unreadable: false,
        name: "情報システム部".to_owned(),
        email: "jimu@takasakiya.example.jp".to_owned(),
        telephone: String::new(),
        telephone_since: None,
        kinds: vec![ContactKind::Urgent, ContactKind::Incident],
        language: "ja".to_owned(),
        created: Some(at(20)),
        confirmed: Some(at(21)),
        undelivered: None,
    }
}

/// A contact as the server gives an altered one.
fn altered(id: &str) -> Contact {
    Contact { altered: true, kinds: vec![], language: String::new(), created: None, confirmed: None, ..contact(id) }
}

fn list(visit: Visit, contacts: Vec<Contact>) -> Shown {
    visit.by(Role::Owner).show(ContactsFake::contacts.some_call(matching!()).returns(Ok(contacts)))
}

#[test]
fn the_list_says_how_each_contact_stands() {
    let waiting = Contact { confirmed: None, ..contact("2") };
    let failed = Undelivered { reason: Words::same("550"), given_up: true };
    let failed = Contact { undelivered: Some(failed), ..contact("3") };
    let page = list(Visit::to("/contacts"), vec![contact("1"), waiting, failed, altered("4")]);
    let states = page.texts("td[data-label=Status]");
    assert_eq!(states[..2], ["Confirmed", "Confirmation pending"]);
    assert!(states[2].starts_with("Confirmed Not delivered") && states[2].contains("550"), "{}", states[2]);
    assert_eq!(states[3], "Altered; no effect");
    assert!(page.text(".notice--danger").contains(m::REMOVE.en), "{}", page.text(".notice--danger"));
    assert_eq!(page.texts("td[data-label='Notices received']")[3], "");
    assert_eq!(page.text("td[data-label='Notices received']"), "Urgent notices, Incidents");
    assert_eq!(page.attributes("tbody th a", "href")[3], "/contacts/4");
    let on_paper = page.text(".print-count.u-screen-none dd:last-child");
    assert_eq!(on_paper, "4 rows shown", "there is no pager");
    let page = list(Visit::to("/contacts").in_japanese(), vec![contact("1")]);
    assert_eq!(page.text("td[data-label=受け取るお知らせ]"), "緊急のお知らせ、障害");
}

#[test]
fn an_empty_list_says_what_it_is_for() {
    let page = list(Visit::to("/contacts"), vec![]);
    assert_eq!((page.text(".empty-title"), page.text(".empty p + p")), (m::NONE.en.into(), m::NONE_HINT.en.into()));
    assert_eq!(list(Visit::to("/contacts").in_japanese(), vec![]).text(".empty-title"), m::NONE.ja);
}

#[test]
fn what_is_wrong_is_said_at_its_field_and_all_that_was_typed_is_kept() {
    let typed = [
        ("name", "情報システム部"),
        ("email", "ＪＩＭＵ@takasakiya.example.jp"),
        ("telephone", "1234"),
        ("kinds", "urgent"),
        ("kinds", "security"),
        ("language", "ja"),
    ];
    let errors = vec![
        FieldError::new("email", m::EMAIL_TAKEN),
        FieldError::new("telephone", m::TELEPHONE_WRONG),
        FieldError::new("kinds", m::KINDS_MISSING),
    ];
    let answers = || {
        let refuses = ContactsFake::add_contact.some_call(matching!((command) if command.kinds.len() == 2));
        let again = ContactsFake::contacts.some_call(matching!()).returns(Ok(vec![contact("1")]));
        (refuses.returns(Err(AppError::Invalid(errors.clone()))), again)
    };
    let page = Visit::sending("/contacts", &typed).by(Role::Owner).show(answers());
    assert_eq!((page.status, page.text(".errs h2")), (422, "There are 3 errors in the form".to_owned()));
    assert_eq!(page.field_error("email"), "This address is already registered.");
    assert_eq!(page.field_error("telephone"), m::TELEPHONE_WRONG.en);
    assert_eq!(page.field_error("kinds"), m::KINDS_MISSING.en);
    assert_eq!(page.field_error("name"), "", "nothing is wrong there");
    for field in ["name", "email", "telephone", "kinds", "language"] {
        let wanted: Vec<_> = typed.iter().filter(|(name, _)| *name == field).map(|(_, value)| *value).collect();
        assert_eq!(page.values(field), wanted, "{field}");
    }
    let page = Visit::sending("/contacts", &typed).by(Role::Owner).in_japanese().show(answers());
    assert_eq!(page.field_error("email"), m::EMAIL_TAKEN.ja);
    assert!(page.text("title").starts_with("エラー："));
}

#[test]
fn a_contact_offers_a_test_or_the_link_again() {
    let shown = |contact| {
        let one = ContactsFake::contact.some_call(matching!("7")).returns(Ok(contact));
        Visit::to("/contacts/7").by(Role::Administrator).show(one)
    };
    let page = shown(contact("7"));
    assert_eq!(
        (page.text("form[action='/contacts/write'] button"), page.count(".notice")),
        (m::WRITE_TEST.en.into(), 0)
    );
    assert_eq!(page.values("kinds"), ["urgent", "incident"]);
    let page = shown(Contact { confirmed: None, ..contact("7") });
    assert_eq!(page.text("form[action='/contacts/write'] button"), m::WRITE_LINK.en);
    assert_eq!(page.text(".notice"), m::WAITING_NOTE.en);
}

#[test]
fn an_altered_contact_says_nothing_as_fact_and_can_only_be_removed() {
    let shown =
        |contact, visit: Visit| visit.show(ContactsFake::contact.some_call(matching!("7")).returns(Ok(contact)));
    let unreadable = Contact { unreadable: true, name: "x".to_owned(), email: String::new(), ..altered("7") };
    for (contact, named) in [(altered("7"), "jimu@takasakiya.example.jp"), (unreadable, "x")] {
        let page = shown(contact.clone(), Visit::to("/contacts/7").by(Role::Owner));
        assert_eq!(page.attributes("main form", "action"), ["/contacts/remove"]);
        assert_eq!(page.text("main dialog li"), named);
        let told = page.text(".notice--danger");
        for part in [m::REMOVE.en, m::ALTERED_AGAIN.en, m::ALTERED_WHY.en] {
            assert!(told.contains(part), "{part}: {told}");
        }
        assert!(!told.contains("restore"), "one advice, not two: {told}");
        assert_eq!((page.count(".notice"), page.count("main time")), (1, 0));
        assert_eq!(page.count(".badge--danger"), 1 + usize::from(contact.unreadable));
        let page = shown(contact, Visit::to("/contacts/7").by(Role::Owner).in_japanese());
        assert!(page.text(".notice--danger").contains(m::ALTERED_AGAIN.ja));
    }
}

#[test]
fn an_altered_contact_is_not_called_back() {
    assert!(can_be_called(&[Contact { telephone: "03-1234-5678".to_owned(), ..contact("1") }]));
    assert!(!can_be_called(&[altered("4")]));
}
