use super::api::{Ended, SignInFake, Verification};
use super::messages as m;
use crate::error::AppError;
use crate::passkeys::api::PasskeysFake;
use crate::tests::Visit;
use unimock::{Clause, MockFn, matching};

fn passkeys(has: bool) -> impl Clause {
    PasskeysFake::has_passkeys.some_call(matching!()).returns(has)
}

/// What the console finds in the address.
fn said(why: Option<Ended>) -> impl Clause {
    SignInFake::why_ended.some_call(matching!(_)).returns(why)
}

#[test]
fn what_must_be_filled_is_marked_outside_the_label() {
    let page = Visit::to("/sign-in").show(passkeys(true));
    assert_eq!(page.text("label[for=email]"), "Email address");
    assert_eq!(page.count(".field-must[aria-hidden=true]"), 2);
    let page = Visit::to("/sign-in").in_japanese().show(passkeys(true));
    assert_eq!(page.text("label[for=email]"), "メールアドレス");
}

#[test]
fn a_refused_sign_in_keeps_the_address_and_never_the_password() {
    let typed = [("email", "aya@example.jp"), ("password", "wet lattice 7"), ("return_to", "/members")];
    let refuses = SignInFake::sign_in.some_call(matching!((command) if command.password == "wet lattice 7"));
    let refuses = refuses.returns(Err(AppError::invalid("email", m::REFUSED)));
    let page = Visit::sending("/sign-in", &typed).show((refuses, passkeys(false)));
    assert_eq!((page.status, page.field_error("email")), (422, m::REFUSED.en.to_owned()));
    assert_eq!(page.field_error("password"), m::REFUSED.en, "nobody learns which of the two is wrong");
    assert_eq!((page.count(".errs"), page.count(".errs li, .errs h2, .field-error")), (1, 0), "said once");
    assert_eq!(page.attributes(".errs a", "href"), ["#email", "#password"]);
    assert_eq!(page.attributes("[autofocus]", "id"), ["password"], "where the next try begins");
    assert_eq!((page.values("email"), page.values("password")), (vec!["aya@example.jp".into()], vec![String::new()]));
    assert!(!page.body.contains("wet lattice"));
    assert_eq!(page.values("return_to"), ["/members"]);
}

#[test]
fn a_device_that_has_to_wait_reads_how_long_and_keeps_the_address() {
    let typed = [("email", "aya@example.jp"), ("password", "wet lattice 7"), ("return_to", "/members")];
    let waits = SignInFake::sign_in.some_call(matching!(_)).returns(Err(AppError::TooMany { retry_after: 51 }));
    let page = Visit::sending("/sign-in", &typed).show((waits, passkeys(false)));
    let told = page.text("#errors[role=alert]");
    assert!(told.contains("about 51 seconds") && told.contains("isn't an account lock"), "{told}");
    assert_eq!((page.values("email"), page.count("[aria-invalid]")), (vec!["aya@example.jp".into()], 0));
    assert_eq!(page.attribute("button[type=submit][data-wait]", "data-wait"), "51");
    assert_eq!(
        page.count("button[type=submit][data-wait][disabled]"),
        0,
        "without a script nothing would open it again"
    );
    assert_eq!(page.count("script"), 1, "the one that counts down");
    assert!(m::waiting(121).ja.contains("3分ほど") && m::waiting(121).en.contains("about 3 minutes"));
}

#[test]
fn digits_are_asked_for_on_the_keys_for_digits_and_a_link_leads_to_recovery_codes() {
    let verification = || {
        let facts = Verification { mailed_to: None, altered: false, return_to: String::new() };
        SignInFake::verification.some_call(matching!()).returns(Ok(facts))
    };
    let page = Visit::to("/sign-in/verify").show((verification(), passkeys(false)));
    assert_eq!(page.text("label[for=code]"), "Verification code");
    assert_eq!(
        (page.attribute("#code", "inputmode"), page.attribute("#code", "autocomplete")),
        ("numeric".into(), "one-time-code".into())
    );
    assert_eq!(page.count("main a[href='/sign-in/verify?by=recovery']"), 1);
    let page = Visit::to("/sign-in/verify?by=recovery").show((verification(), passkeys(false)));
    assert_eq!((page.text("label[for=code]"), page.values("by")), ("Recovery code".into(), vec!["recovery".into()]));
    assert_eq!((page.count("#code[inputmode]"), page.count("main a[href='/sign-in/verify']")), (0, 1));
    let wrong = AppError::invalid("code", crate::second_factor::messages::CODE_WRONG);
    let refuses = SignInFake::verify.some_call(matching!(_)).returns(Err(wrong));
    let typed = [("code", "x"), ("by", "recovery")];
    let page = Visit::sending("/sign-in/verify", &typed).show((refuses, verification(), passkeys(false)));
    assert_eq!(page.text("label[for=code]"), "Recovery code", "the same field again");
}

#[test]
fn the_way_back_is_a_page_of_the_console() {
    for (asked, kept) in [("/members", "/members"), ("//evil.example", ""), ("/sign-out", ""), ("/members?x=1", "")] {
        let page = Visit::to(&format!("/sign-in?return_to={asked}")).show(passkeys(false));
        assert_eq!(page.attribute("form[action='/sign-in'] [name=return_to]", "value"), kept, "{asked}");
    }
}

#[test]
fn the_page_offers_what_there_is() {
    let page = Visit::to("/sign-in").show(passkeys(false));
    assert_eq!((page.count("nav"), page.count("script"), page.count(".notice")), (0, 0, 0));
    assert_eq!(page.count("form[action='/sign-in/passkey/start']"), 0);
    let page = Visit::to("/sign-in?ended=1&made=up").show((said(Some(Ended::Over)), passkeys(true)));
    assert_eq!((page.text(".notice"), page.count("form[action='/sign-in/passkey/start']")), (m::ENDED.en.into(), 1));
    let page = Visit::to("/sign-in?ended=company").show((said(None), passkeys(true)));
    assert_eq!(page.count(".notice"), 0, "an address says nothing that the console has not put there");
    let page = Visit::to("/sign-in").framed(|frame| frame.support = Some("desk@example.jp".to_owned()));
    assert!(page.show(passkeys(true)).body.contains("mailto:desk@example.jp"));
}

#[test]
fn people_of_an_altered_company_are_told_why_they_cannot_come_in_and_whom_to_ask() {
    let shut_out = || said(Some(Ended::ShutOut));
    let shown = |support: Option<&str>| {
        let visit = Visit::to("/sign-in?ended=x").framed(|frame| frame.support = support.map(ToOwned::to_owned));
        visit.show((shut_out(), passkeys(true)))
    };
    let page = shown(Some("desk@example.jp"));
    let told = page.text(".notice--danger");
    assert!(told.contains(m::SHUT_OUT.en) && told.contains("desk@example.jp"), "{told}");
    assert_eq!((page.count(".notice"), page.count("a[href='mailto:desk@example.jp']")), (1, 1), "said once");
    assert!(!page.body.contains(m::ENDED.en));
    let page = shown(None);
    assert_eq!(page.text(".notice--danger"), m::SHUT_OUT.en, "no address to write to");
    assert_eq!(page.count("a[href='/sign-in/help']"), 1);
    assert!(m::SHUT_OUT.en.contains("until the operator of this console restores the correct data"));
    assert!(
        m::SHUT_OUT.ja.contains("このコンソールの運用担当者が正しいデータを戻すまで"),
        "one meaning in both languages"
    );
    let page = Visit::to("/sign-in?ended=x").in_japanese().show((shut_out(), passkeys(true)));
    assert_eq!(page.text(".notice--danger"), m::SHUT_OUT.ja);
}

#[test]
fn who_is_shut_out_after_the_right_password_is_told_so_and_keeps_the_address() {
    let typed = [("email", "aya@example.jp"), ("password", "wet lattice 7"), ("return_to", "/members")];
    let refuses = || {
        let refused = AppError::invalid(Ended::ShutOut.code(), m::SHUT_OUT);
        SignInFake::sign_in.some_call(matching!(_)).returns(Err(refused))
    };
    let page = Visit::sending("/sign-in", &typed).show((refuses(), passkeys(false)));
    assert_eq!((page.status, page.text("#errors[role=alert]")), (422, m::SHUT_OUT.en.to_owned()));
    assert_eq!(
        (page.count(".notice"), page.count(".errs"), page.count("[aria-invalid]")),
        (1, 0, 0),
        "no field is wrong"
    );
    assert_eq!(
        (page.values("email"), page.values("return_to")),
        (vec!["aya@example.jp".into()], vec!["/members".into()])
    );
    let page = Visit::sending("/sign-in", &typed).in_japanese().show((refuses(), passkeys(false)));
    assert_eq!(page.text("#errors"), m::SHUT_OUT.ja);
}

#[test]
fn who_has_an_altered_account_is_told_so_in_both_ways() {
    let shown = || {
        let visit = Visit::to("/sign-in?ended=x").framed(|frame| frame.support = Some("desk@example.jp".to_owned()));
        visit.show((said(Some(Ended::Altered)), passkeys(true)))
    };
    let told = shown().text(".notice--danger");
    assert!(told.contains(m::ALTERED.en) && told.contains("desk@example.jp"), "{told}");
    for whom in ["an administrator of your company or Support", "staff, tell the operator of this console"] {
        assert!(told.contains(whom), "staff have no administrator, and are the desk themselves: {told}");
    }
    for whom in ["貴社の管理者またはサポート窓口", "運営スタッフの方は、このコンソールの運用担当者"]
    {
        assert!(m::ALTERED.ja.contains(whom), "{whom}");
    }
    let typed = [("email", "aya@example.jp"), ("password", "wet lattice 7"), ("return_to", "/members")];
    let refused = AppError::invalid(Ended::Altered.code(), m::ALTERED);
    let refuses = SignInFake::sign_in.some_call(matching!(_)).returns(Err(refused));
    let page = Visit::sending("/sign-in", &typed).in_japanese().show((refuses, passkeys(false)));
    assert_eq!((page.status, page.text("#errors[role=alert]")), (422, m::ALTERED.ja.to_owned()));
    assert_eq!((page.count(".notice"), page.count("[aria-invalid]")), (1, 0), "no field is wrong");
}
