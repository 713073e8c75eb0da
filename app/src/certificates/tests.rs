use super::api::{Certificate, CertificatePage, CertificateState, CertificatesFake, OwnCertificates, SubjectAndIssuer};
use super::messages as m;
use crate::error::{AppError, FieldError};
use crate::permission::Role;
use crate::tests::samples::at;
use crate::tests::{Shown, Visit};
use unimock::{MockFn, matching};

const STATES: [CertificateState; 5] = [
    CertificateState::Good,
    CertificateState::OutOfTime,
    CertificateState::Revoked,
    CertificateState::Altered,
    CertificateState::AlteredRevoked,
];

fn each() -> Vec<Certificate> {
    let one = |(n, state): (usize, CertificateState)| Certificate {
        id: n.to_string(),
        named: Some(SubjectAndIssuer { subject: format!("CN=端末{n}"), issuer: "CN=社内認証局".to_owned() }),
        fingerprint: format!("AB {n}"),
        until: at(20),
        state,
    };
    let mut each: Vec<_> = STATES.into_iter().enumerate().map(one).collect();
    each[3].named = None;
    each
}

fn page(certificates: Vec<Certificate>, may_edit: bool) -> CertificatePage {
    CertificatePage { member: "7".into(), name: "小山内 のぞみ".into(), certificates, may_edit, accepted: true }
}

fn of_member(visit: Visit, page: CertificatePage) -> Shown {
    visit.by(Role::Owner).show(CertificatesFake::certificates.some_call(matching!("7")).returns(Ok(page)))
}

#[test]
fn a_certificate_that_still_opens_something_can_be_revoked() {
    let shown = of_member(Visit::to("/members/7/certificates"), page(each(), true));
    assert_eq!(shown.text("h1"), "Client certificates of 小山内 のぞみ");
    let states = shown.texts("td[data-label=Status]");
    assert_eq!(states[..3], [m::GOOD.en, m::OUT_OF_TIME.en, m::REVOKED.en]);
    assert!(states[3].starts_with("Altered") && states[4].starts_with(m::REVOKED.en), "{states:?}");
    assert_eq!(shown.values("certificate"), ["0", "1", "3"]);
    assert_eq!(shown.attribute("tbody form button", "aria-label"), "Revoke CN=端末0");
    assert_eq!(shown.attributes("[data-copy]", "data-copy")[..2], ["AB 0", "AB 1"], "fingerprints are compared");
    assert_eq!(shown.count("td[data-label=Expires] time"), 3, "a forged row says no date");
    assert_eq!(shown.count("form[action='/members/certificates/add']"), 1);
    let shown = of_member(Visit::to("/members/7/certificates").in_japanese(), page(each(), false));
    assert_eq!((shown.text("td[data-label=ステータス]"), shown.count("main form")), (m::GOOD.ja.to_owned(), 0));
    assert!(shown.text("main").contains(crate::networks::messages::OWNER_ONLY.ja));
}

#[test]
fn a_private_key_that_was_pasted_is_not_shown_again() {
    for (pem, again) in
        [("-----BEGIN PRIVATE KEY-----", ""), ("-----BEGIN CERTIFICATE-----", "-----BEGIN CERTIFICATE-----")]
    {
        let wrong = AppError::Invalid(vec![FieldError::new("pem", m::PEM_KEY)]);
        let refuses = CertificatesFake::add_certificate.some_call(matching!(_)).returns(Err(wrong));
        let list = CertificatesFake::certificates.some_call(matching!("7")).returns(Ok(page(vec![], true)));
        let sent = Visit::sending("/members/certificates/add", &[("id", "7"), ("pem", pem)]).by(Role::Owner);
        let shown = sent.show((refuses, list));
        assert_eq!((shown.status, shown.field_error("pem")), (422, m::PEM_KEY.en.to_owned()));
        assert_eq!(shown.text("textarea[name=pem]"), again, "{pem}");
    }
}

#[test]
fn people_see_their_own_and_whether_the_console_takes_any() {
    let own = |visit: Visit, certificates, accepted| {
        let own = OwnCertificates { certificates, accepted };
        visit.by(Role::Viewer).show(CertificatesFake::own_certificates.some_call(matching!()).returns(Ok(own)))
    };
    let shown = own(Visit::to("/account/certificates"), each(), true);
    assert_eq!(shown.attribute("tbody form", "action"), "/account/certificates/revoke");
    let shown = own(Visit::to("/account/certificates").in_japanese(), vec![], false);
    assert_eq!((shown.text("h1"), shown.text(".empty-title")), (m::TITLE.ja.into(), m::NONE.ja.into()));
    assert!(shown.text("main").contains(m::NOT_ACCEPTED.ja) && shown.text(".empty").contains(m::OWN_NONE_HINT.ja));
}
