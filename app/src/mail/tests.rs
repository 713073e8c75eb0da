use super::api::{MailDetail, MailFake, MailList, MailRow};
use super::kinds::{MailState, failure};
use super::messages as m;
use crate::members::mails::INVITATION;
use crate::permission::Role;
use crate::tests::samples::{alone, at, between};
use crate::tests::{Shown, Visit};
use crate::text::{Text, Words};
use unimock::{MockFn, matching};

fn mail(id: &str, state: MailState) -> MailRow {
    MailRow {
        id: id.to_owned(),
        kind: Words::from(Text::new("メンバーへの招待", "Member invitation")),
        address: "a***@takasakiya.example.jp".to_owned(),
        company: Some(Words::same("株式会社 髙﨑屋")),
        company_id: "2".to_owned(),
        state: Some(state),
        tries: 1,
        created: at(20),
        ended: None,
        next: None,
        failure: None,
    }
}

fn list(rows: Vec<MailRow>) -> MailList {
    MailList {
        rows,
        around: alone(),
        counts: vec![(MailState::Waiting, 1), (MailState::Dead, 1200)],
        kinds: vec![INVITATION],
        kind: None,
    }
}

#[test]
fn the_outbox_counts_each_state_and_keeps_the_filter() {
    let own = MailRow { company: None, ..mail("2", MailState::Dead) };
    let rows = vec![mail("1", MailState::Dead), own];
    let asked = MailFake::mails.some_call(matching!((Some(MailState::Dead), "", cursor) if cursor.before == "x"));
    let asked = asked.returns(Ok(MailList { around: between(), ..list(rows) }));
    let page = Visit::to("/support/outbox?state=dead&before=x").by(Role::Desk).show(asked);
    assert_eq!(page.texts(".chips a"), ["All (1,201)", "Waiting (1)", "Failed (1,200)"]);
    assert_eq!(page.text(".chips [aria-current=page]"), "Failed (1,200)");
    assert_eq!(page.texts("td[data-label=Company]"), ["株式会社 髙﨑屋", "Provider"]);
    let links =
        ["/support/outbox?state=dead", "/support/outbox?state=dead&before=b", "/support/outbox?state=dead&after=a"];
    assert_eq!(page.attributes(".pager a", "href"), links);
    let first = MailFake::mails.some_call(matching!(None, "", _)).returns(Ok(list(vec![mail("1", MailState::Sent)])));
    let page = Visit::to("/support/outbox").by(Role::Desk).in_japanese().show(first);
    assert_eq!((page.text("tbody th"), page.text("tbody .badge")), ("メンバーへの招待".into(), "送信済み".into()));
    assert_eq!(page.count(".pager"), 0, "there is no other page");
    let of_kind = MailFake::mails.some_call(matching!(None, "member.invitation", _));
    let of_kind = of_kind.returns(Ok(MailList {
        around: between(),
        kind: Some(INVITATION),
        ..list(vec![mail("1", MailState::Sent)])
    }));
    let page = Visit::to("/support/outbox?kind=member.invitation").by(Role::Desk).show(of_kind);
    assert_eq!(page.attributes(".pager a", "href")[0], "/support/outbox?kind=member.invitation");
    assert_eq!(page.attributes(".chips a", "href")[2], "/support/outbox?state=dead&kind=member.invitation");
    let none = MailFake::mails.some_call(matching!(_, _, _)).returns(Ok(list(vec![])));
    let page = Visit::to("/support/outbox").by(Role::Desk).show(none);
    assert_eq!((page.text(".empty-title"), page.count("table")), (m::NONE.en.to_owned(), 0));
}

fn one(row: MailRow) -> Shown {
    let detail = MailDetail {
        row,
        subject: Words::same("●●●●"),
        paragraphs: vec![Words::same("<script>alert(1)</script>")],
        message_id: "1@sekisho.example".to_owned(),
    };
    let asked = MailFake::mail.some_call(matching!("7")).returns(Ok(detail));
    Visit::to("/support/outbox/7").by(Role::Support).show(asked)
}

#[test]
fn a_mail_of_no_state_is_marked_and_not_sent_again() {
    let altered = || MailRow { state: None, ended: Some(at(21)), ..mail("7", MailState::Dead) };
    let asked = MailFake::mails.some_call(matching!(_, _, _)).returns(Ok(list(vec![altered()])));
    let page = Visit::to("/support/outbox").by(Role::Desk).show(asked);
    assert_eq!(page.text("tbody .badge"), "Altered; no effect");
    let page = one(altered());
    assert_eq!((page.count("main form"), page.text(".badge")), (0, "Altered; no effect".to_owned()));
    assert!(!page.text(".notice--danger").contains("The only available action"));
    assert!(!page.text("dl").contains(m::GIVEN_UP.en));
}

#[test]
fn only_what_was_given_up_is_sent_again() {
    let dead = MailRow { ended: Some(at(21)), failure: Some(failure("smtp 550 no")), ..mail("7", MailState::Dead) };
    let page = one(dead);
    assert_eq!(page.attributes("main form", "action"), ["/support/outbox/resend"]);
    assert_eq!(page.values("id"), ["7"]);
    assert_eq!((page.text("h1"), page.text("#h-facts")), ("Member invitation".to_owned(), m::ONE.en.to_owned()));
    assert_eq!(page.attributes("dl a", "href"), ["/support/tenants/2"]);
    assert_eq!(page.attribute("dl [data-copy]", "data-copy"), "1@sekisho.example");
    assert!(page.text("dl").contains(m::GIVEN_UP.en) && page.text("dl").contains("The mail server replied 550 no"));
    let page = one(MailRow { next: Some(at(22)), ..mail("7", MailState::Waiting) });
    assert_eq!((page.count("main form"), page.text("dl").contains(m::NEXT.en)), (0, true));
    assert_eq!(
        (page.text(".u-pre"), page.count(".u-pre script")),
        ("<script>alert(1)</script>".to_owned(), 0),
        "as text"
    );
}
