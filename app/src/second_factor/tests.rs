use super::api::{EnrolReason, FactorKind, NewCodes, Pending, SecondFactor, SecondFactorFake, Setup, StepState};
use super::messages as m;
use crate::error::{AppError, FieldError};
use crate::permission::Role;
use crate::tests::samples::at;
use crate::tests::{Shown, Visit};
use unimock::{MockFn, matching};

fn off() -> SecondFactor {
    SecondFactor {
        since: None,
        required: false,
        forced: None,
        recovery_codes_left: 0,
        needs_code: false,
        pending: Pending::Nothing,
        kind: FactorKind::Authenticator,
        mail_offered: false,
        state: StepState::Off,
    }
}

fn on() -> SecondFactor {
    SecondFactor { since: Some(at(20)), recovery_codes_left: 9, needs_code: true, state: StepState::On, ..off() }
}

fn shown(visit: Visit, factor: SecondFactor) -> Shown {
    visit.show(SecondFactorFake::second_factor.some_call(matching!()).returns(Ok(factor)))
}

fn page(factor: SecondFactor) -> Shown {
    shown(Visit::to("/account/two-step").by(Role::Viewer), factor)
}

#[test]
fn each_state_offers_what_comes_next() {
    let start = page(off());
    assert_eq!(start.attributes("main form", "action"), ["/account/two-step/start"]);
    let start = page(SecondFactor { mail_offered: true, ..off() });
    assert_eq!(start.attributes("main form", "action"), ["/account/two-step/start", "/account/two-step/mail"]);
    let settled = page(on());
    assert!(settled.text("main dl").contains("Nov 20, 2026") && settled.text("main dl").contains(m::APP_KIND.en));
    assert_eq!(settled.attributes("main button[formaction]", "formaction"), ["/account/two-step/stop"]);
    let required = page(SecondFactor { required: true, ..on() });
    assert!(required.count("main button[formaction]") == 0 && required.text("main").contains(m::REQUIRED.en));
    let codes = page(SecondFactor { pending: Pending::Codes, ..off() });
    assert_eq!(codes.attribute("main .notice a", "href"), "/account/two-step/codes");
    let mail = page(SecondFactor { pending: Pending::Mail("n***@example.jp".into()), ..off() });
    assert!(mail.text("main").contains("n***@example.jp") && mail.count("form[action='/account/two-step/send']") == 1);
}

#[test]
fn a_setup_shows_the_secret_as_a_picture_and_as_text() {
    let setup = Setup {
        secret: "ABCD EFGH".into(),
        address: "otpauth://totp/x".into(),
        qr_path: "M0 0h1v1".into(),
        qr_size: 21,
    };
    let visit = Visit::to("/account/two-step").by(Role::Viewer).in_japanese();
    let page = shown(visit, SecondFactor { pending: Pending::Authenticator(setup), ..off() });
    assert_eq!(
        (page.text(".qr-key"), page.attribute(".how a", "href")),
        ("ABCD EFGH".into(), "otpauth://totp/x".into())
    );
    assert_eq!(page.attribute("[data-copy]", "data-copy"), "ABCDEFGH", "as apps take it");
    assert_eq!(page.attribute("#code", "inputmode"), "numeric");
    assert_eq!(page.attribute("svg.qr", "aria-label"), m::QR.ja);
    assert_eq!(page.attribute("svg.qr path", "d"), "M0 0h1v1");
}

#[test]
fn a_forged_step_takes_recovery_codes_alone() {
    let altered = || SecondFactor { state: StepState::Altered, ..on() };
    let person = page(altered());
    assert!(person.text("main .notice").contains(m::ALTERED.en) && person.count("main dl") == 0);
    assert_eq!(person.text("label[for=code]"), m::RECOVERY.en);
    let staff = shown(Visit::to("/account/two-step").by(Role::Support), altered());
    assert!(staff.text("main .notice").contains(m::ALTERED_STAFF.en));
    assert_eq!(staff.count("a[href^='/sign-in/help']"), 0, "staff ask each other");
}

#[test]
fn who_must_set_it_up_sees_nothing_else() {
    for (why, words) in [(EnrolReason::Required, m::FORCED), (EnrolReason::Outdated, m::OUTDATED)] {
        let page = page(SecondFactor { forced: Some(why), ..off() });
        assert_eq!((page.text("main .notice"), page.count(".nav a")), (words.en.to_owned(), 0));
    }
}

#[test]
fn the_codes_stay_until_the_person_has_kept_them() {
    let codes = || {
        let codes = vec!["aaaa-bbbb".into(), "cccc-dddd".into()];
        let (console, address) = ("関所（高崎）".into(), "https://console.example.jp".into());
        SecondFactorFake::recovery_codes.some_call(matching!()).returns(Ok(NewCodes {
            codes,
            made: at(22),
            console,
            address,
        }))
    };
    let page = Visit::to("/account/two-step/codes").by(Role::Viewer).show(codes());
    assert_eq!(page.count("form[action='/account/two-step/codes'] input"), 0, "nothing is typed back");
    let pass = page.text(".pass");
    for part in [
        "通行手形",
        "株式会社 髙﨑屋",
        "小山内 のぞみ",
        "nozomi@takasakiya.example.jp",
        "Nov 22, 2026",
        "関所（高崎）",
        "Signature",
    ] {
        assert!(pass.contains(part), "{part}: {pass}");
    }
    assert_eq!(page.attribute("[data-copy]", "data-copy"), "aaaa-bbbb\ncccc-dddd");
    let file = page.attribute("[data-save]", "data-save");
    for part in ["aaaa-bbbb\ncccc-dddd\n", "Company: 株式会社 髙﨑屋", "https://console.example.jp"] {
        assert!(file.contains(part), "{part}: {file}");
    }
    let buttons = ["[data-copy]", "[data-save]", "[data-print]"].map(|button| page.count(&format!("{button}[hidden]")));
    assert_eq!(buttons, [1, 1, 1], "they need a script, which shows them");
    assert_eq!(
        (page.texts(".codes li"), page.count(".nav a")),
        (vec!["aaaa-bbbb".to_owned(), "cccc-dddd".to_owned()], 0)
    );
    let wrong = AppError::Invalid(vec![FieldError::new("code", m::RECOVERY_WRONG)]);
    let refuses = SecondFactorFake::finish_second_factor.some_call(matching!(_)).returns(Err(wrong));
    let page = Visit::sending("/account/two-step/codes", &[("code", "x")]).by(Role::Viewer).show((refuses, codes()));
    assert_eq!((page.status, page.count(".codes li")), (422, 2));
    assert!(page.text("#errors").contains(m::RECOVERY_WRONG.en));
}
