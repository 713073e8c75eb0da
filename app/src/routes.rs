//! The tables of all pages, posts and menu entries, each with the people who may use it.

use crate::page::{Command, Post, Route, Screen};
use crate::permission::Access::{HalfWay, Link, Needs, Public};
use crate::permission::Permission;
use crate::proof::acts;
use crate::text::Text;
use crate::{
    account, cases, certificates, consents, contacts, end_users, exports, home, mail, members, networks,
    operation_logs, passkeys, proof, second_factor, security, sessions, sign_in, sign_in_history, staff, support,
};

macro_rules! page {
    ($path:literal, $access:expr, $page:path) => {
        page!($path, $access, reads [], $page)
    };
    ($path:literal, $access:expr, reads $reads:expr, $page:path) => {
        Route { path: $path, access: $access, reads: &$reads, page: |cx| Box::pin($page(cx)) }
    };
}

macro_rules! post {
    (@ $path:literal, $access:expr, $page:literal, $secrets:expr, $act:expr, $api:path) => {
        Post {
            path: $path,
            access: $access,
            page: $page,
            secrets: &$secrets,
            act: $act,
            run: |backend, fields| Box::pin(async move { $api(backend, Command::read(fields)?).await }),
        }
    };
    ($path:literal, $access:expr, on $page:literal, as $act:expr, $api:path) => {
        post!(@ $path, $access, $page, [], Some(&$act), $api)
    };
    ($path:literal, $access:expr, on $page:literal, secrets $secrets:expr, as $act:expr, $api:path) => {
        post!(@ $path, $access, $page, $secrets, Some(&$act), $api)
    };
    ($path:literal, $access:expr, on $page:literal, secrets $secrets:expr, $api:path) => {
        post!(@ $path, $access, $page, $secrets, None, $api)
    };
    ($path:literal, $access:expr, on $page:literal, $api:path) => {
        post!(@ $path, $access, $page, [], None, $api)
    };
}

/// The query parameters of a list of log entries.
const LOG: [&str; 7] = ["from", "to", "action", "actor", "result", "after", "before"];

/// Every page.
pub static PAGES: &[Route] = &[
    page!("/sign-in", Public, reads ["return_to", "ended"], sign_in::page::sign_in),
    page!("/sign-in/help", Public, reads["kind"], cases::ask_page::ask),
    page!("/sign-in/passkey", Public, passkeys::sign_in_page::sign_in),
    page!("/sign-in/verify", HalfWay, sign_in::verify_page::verify),
    page!("/", Needs(account::api::OWN_ACCOUNT), home::page::home),
    page!("/account", Needs(account::api::OWN_SECURITY), account::display_page::account),
    page!("/account/password", Needs(account::api::OWN_ACCOUNT), account::password_page::password),
    page!("/account/two-step", Needs(account::api::OWN_SECURITY), second_factor::page::second_factor),
    page!("/account/two-step/codes", Needs(account::api::OWN_SECURITY), second_factor::codes_page::codes),
    page!("/account/passkeys", Needs(account::api::OWN_SECURITY), passkeys::list_page::list),
    page!("/account/passkeys/new", Needs(account::api::OWN_SECURITY), passkeys::new_page::new),
    page!("/account/certificates", Needs(account::api::OWN_SECURITY), certificates::own_page::own),
    page!("/account/prove", Needs(account::api::OWN_SECURITY), reads["return_to"], proof::page::prove),
    page!("/account/sessions", Needs(account::api::OWN_SECURITY), sessions::list_page::list),
    page!("/account/activity", Needs(account::api::OWN_SECURITY), reads ["from", "to", "action", "result", "after", "before"],
        sign_in_history::activity_page::activity),
    page!("/end-users", Needs(end_users::api::VIEW), reads ["q", "provider", "prefecture", "after", "before"],
        end_users::list_page::list),
    page!("/end-users/{id}", Needs(end_users::api::VIEW), end_users::detail_page::detail),
    page!("/exports", Needs(exports::api::VIEW), reads ["q", "provider", "prefecture", "after", "before"],
        exports::list_page::list),
    page!("/exports/{id}", Needs(exports::api::VIEW), exports::detail_page::detail),
    page!("/operation-logs", Needs(operation_logs::api::VIEW), reads LOG, operation_logs::list_page::list),
    page!("/sign-in-history", Needs(sign_in_history::api::VIEW), reads ["from", "to", "result", "actor", "after", "before"],
        sign_in_history::list_page::list),
    page!("/members", Needs(members::api::VIEW), reads ["state", "after", "before"], members::list_page::list),
    page!("/members/{id}", Needs(members::api::VIEW), members::detail_page::detail),
    page!("/members/{id}/certificates", Needs(members::api::VIEW), certificates::page::certificates),
    page!("/members/{id}/networks", Needs(security::api::VIEW), reads["without"], networks::person_page::person),
    page!("/join", Link, members::join_page::join),
    page!("/contacts", Needs(contacts::api::VIEW), contacts::list_page::list),
    page!("/contacts/confirm", Link, contacts::confirm_page::confirm),
    page!("/contacts/{id}", Needs(contacts::api::VIEW), contacts::detail_page::detail),
    page!("/consents", Needs(consents::api::GRANT), consents::company_page::list),
    page!("/cases", Needs(cases::api::CONSENT), cases::company_page::list),
    page!("/password/reset", Link, cases::reset_page::reset),
    page!("/security", Needs(security::api::VIEW), security::page::security),
    page!("/security/networks", Needs(security::api::VIEW), reads["without"], networks::page::company),
    page!("/support", Needs(support::api::HOME), reads ["after", "before"], support::home_page::home),
    page!("/support/tenants/{id}", Needs(support::api::TENANTS), support::tenant_page::tenant),
    page!("/support/tenants/{id}/end-users", Needs(consents::api::LOOK),
        reads ["q", "provider", "prefecture", "after", "before"], consents::look_pages::end_users),
    page!("/support/tenants/{id}/end-users/{person}", Needs(consents::api::LOOK), consents::look_pages::end_user),
    page!("/support/tenants/{id}/operation-logs", Needs(consents::api::LOOK), reads LOG, consents::look_pages::logs),
    page!("/support/profiles", Needs(support::api::PROFILES), reads["name"], support::profiles_page::profiles),
    page!("/support/staff", Needs(staff::api::STAFF), reads ["after", "before"], staff::list_page::list),
    page!("/support/staff/{id}", Needs(staff::api::STAFF), staff::request_page::request),
    page!("/support/cases", Needs(cases::api::HANDLE), reads ["show", "after", "before"], cases::list_page::list),
    page!("/support/cases/{id}", Needs(cases::api::HANDLE), cases::detail_page::detail),
    page!("/support/accounts", Needs(cases::api::HANDLE), reads["email"], cases::accounts_page::accounts),
    page!("/support/outbox", Needs(mail::api::OUTBOX), reads ["state", "after", "before"], mail::list_page::list),
    page!("/support/outbox/{id}", Needs(mail::api::OUTBOX), mail::detail_page::detail),
    page!("/support/logs", Needs(support::api::LOGS), reads LOG, support::logs_page::logs),
];

/// Every post. A form posts to the address of its own page if possible, so that a refused form keeps that address.
pub static POSTS: &[Post] = &[
    post!("/sign-in", Public, on "/sign-in", secrets ["password"], sign_in::api::SignInApi::sign_in),
    post!("/sign-in/help", Public, on "/sign-in/help", cases::api::CasesApi::ask_for_help),
    post!("/sign-in/passkey/start", Public, on "/sign-in", passkeys::api::PasskeysApi::start_passkey_sign_in),
    post!("/sign-in/passkey", Public, on "/sign-in/passkey", secrets ["credential"],
        passkeys::api::PasskeysApi::sign_in_with_passkey),
    post!("/sign-out", Public, on "/sign-in", sign_in::api::SignInApi::sign_out),
    post!("/display", Public, on "/sign-in", account::api::AccountApi::set_display),
    post!("/account/password", Needs(account::api::OWN_ACCOUNT), on "/account/password", secrets ["current", "new", "again"],
        account::api::AccountApi::change_password),
    post!("/sign-in/verify", HalfWay, on "/sign-in/verify", secrets ["code"],
        sign_in::api::SignInApi::verify),
    post!("/sign-in/verify/send", HalfWay, on "/sign-in/verify", sign_in::api::SignInApi::send_code),
    post!("/account/two-step/start", Needs(account::api::OWN_SECURITY), on "/account/two-step", secrets ["code"],
        as acts::SECOND_FACTOR,
        second_factor::api::SecondFactorApi::start_second_factor),
    post!("/account/two-step/mail", Needs(account::api::OWN_SECURITY), on "/account/two-step", secrets ["code"],
        as acts::SECOND_FACTOR_BY_MAIL,
        second_factor::api::SecondFactorApi::start_mail_codes),
    post!("/account/two-step/send", Needs(account::api::OWN_SECURITY), on "/account/two-step",
        second_factor::api::SecondFactorApi::send_own_code),
    post!("/account/two-step/prove", Needs(account::api::OWN_SECURITY), on "/account/two-step", secrets ["code"],
        second_factor::api::SecondFactorApi::prove_second_factor),
    post!("/account/two-step/codes", Needs(account::api::OWN_SECURITY), on "/account/two-step/codes", secrets ["code"],
        second_factor::api::SecondFactorApi::finish_second_factor),
    post!("/account/two-step/cancel", Needs(account::api::OWN_SECURITY), on "/account/two-step",
        second_factor::api::SecondFactorApi::cancel_second_factor),
    post!("/account/two-step/stop", Needs(account::api::OWN_SECURITY), on "/account/two-step", secrets ["code"],
        second_factor::api::SecondFactorApi::stop_second_factor),
    post!("/account/passkeys/start", Needs(passkeys::api::OWN_PASSKEYS), on "/account/passkeys", as acts::PASSKEY_ADD,
        passkeys::api::PasskeysApi::start_passkey),
    post!("/account/passkeys/finish", Needs(passkeys::api::OWN_PASSKEYS), on "/account/passkeys", secrets ["credential"],
        as acts::PASSKEY_MAKE,
        passkeys::api::PasskeysApi::finish_passkey),
    post!("/account/passkeys/remove", Needs(passkeys::api::OWN_PASSKEYS), on "/account/passkeys", as acts::PASSKEY_REMOVE,
        passkeys::api::PasskeysApi::remove_passkey),
    post!("/account/certificates/revoke", Needs(certificates::api::OWN_CERTIFICATES), on "/account/certificates",
        as acts::CERTIFICATE_REVOKE,
        certificates::api::CertificatesApi::revoke_own_certificate),
    post!("/account/prove", Needs(account::api::OWN_SECURITY), on "/account/prove", secrets ["code", "password"],
        proof::api::ProofApi::prove),
    post!("/account/prove/cancel", Needs(account::api::OWN_SECURITY), on "/account/prove", proof::api::ProofApi::cancel_act),
    post!("/account/sessions/end", Needs(account::api::OWN_SECURITY), on "/account/sessions",
        sessions::api::SessionsApi::end_session),
    post!("/account/sessions/end-others", Needs(account::api::OWN_SECURITY), on "/account/sessions",
        sessions::api::SessionsApi::end_other_sessions),
    post!("/exports", Needs(exports::api::CREATE), on "/exports", as acts::EXPORT,
        exports::api::ExportsApi::start_export),
    post!("/exports/count", Needs(exports::api::VIEW), on "/exports", exports::api::ExportsApi::count_rows),
    post!("/exports/cancel", Needs(exports::api::CREATE), on "/exports/{id}", as acts::EXPORT_CANCEL,
        exports::api::ExportsApi::cancel_export),
    post!("/consents", Needs(consents::api::GRANT), on "/consents", as acts::CONSENT,
        consents::api::ConsentsApi::grant_consent),
    post!("/consents/end", Needs(consents::api::GRANT), on "/consents", as acts::CONSENT_END,
        consents::api::ConsentsApi::end_consent),
    post!("/contacts", Needs(contacts::api::EDIT), on "/contacts", as acts::CONTACT_ADD,
        contacts::api::ContactsApi::add_contact),
    post!("/contacts/change", Needs(contacts::api::EDIT), on "/contacts/{id}", as acts::CONTACT_CHANGE,
        contacts::api::ContactsApi::change_contact),
    post!("/contacts/remove", Needs(contacts::api::EDIT), on "/contacts/{id}", as acts::CONTACT_REMOVE,
        contacts::api::ContactsApi::remove_contact),
    post!("/contacts/write", Needs(contacts::api::EDIT), on "/contacts/{id}", as acts::CONTACT_WRITE,
        contacts::api::ContactsApi::write_contact),
    post!("/contacts/confirm", Link, on "/contacts/confirm", contacts::api::ContactsApi::confirm_contact),
    post!("/members", Needs(members::api::MANAGE), on "/members", as acts::INVITE,
        members::api::MembersApi::invite_member),
    post!("/members/invitations/approve", Needs(members::api::APPROVE), on "/members", as acts::INVITATION_APPROVE,
        members::api::MembersApi::approve_invitation),
    post!("/members/invitations/send-again", Needs(members::api::MANAGE), on "/members", as acts::INVITATION_SEND,
        members::api::MembersApi::send_invitation_again),
    post!("/members/invitations/withdraw", Needs(members::api::MANAGE), on "/members", as acts::INVITATION_WITHDRAW,
        members::api::MembersApi::withdraw_invitation),
    post!("/members/role", Needs(members::api::MANAGE), on "/members/{id}", as acts::ROLE,
        members::api::MembersApi::change_role),
    post!("/members/download", Needs(members::api::MANAGE), on "/members/{id}", as acts::DOWNLOAD,
        members::api::MembersApi::set_download),
    post!("/members/suspend", Needs(members::api::MANAGE), on "/members/{id}", as acts::SUSPEND,
        members::api::MembersApi::suspend_member),
    post!("/members/resume", Needs(members::api::MANAGE), on "/members/{id}", as acts::RESUME,
        members::api::MembersApi::resume_member),
    post!("/members/leave", Needs(members::api::MANAGE), on "/members/{id}", as acts::REMOVE,
        members::api::MembersApi::remove_member),
    post!("/members/sign-out", Needs(members::api::MANAGE), on "/members/{id}", as acts::SIGN_OUT,
        members::api::MembersApi::sign_member_out),
    post!("/members/reset-password", Needs(members::api::MANAGE), on "/members/{id}", as acts::RESET_PASSWORD,
        members::api::MembersApi::reset_member),
    post!("/join", Link, on "/join", secrets ["new", "again"], members::api::MembersApi::join),
    post!("/cases/consent", Needs(cases::api::CONSENT), on "/cases", as acts::CASE_CONSENT,
        cases::api::CasesApi::consent_case),
    post!("/cases/refuse", Needs(cases::api::CONSENT), on "/cases", as acts::CASE_REFUSE,
        cases::api::CasesApi::refuse_case),
    post!("/password/reset", Link, on "/password/reset", secrets ["new", "again"],
        cases::api::CasesApi::reset_password),
    post!("/security", Needs(security::api::EDIT), on "/security", as acts::RULES,
        security::api::SecurityApi::change_company_rules),
    post!("/security/networks", Needs(security::api::EDIT), on "/security/networks", as acts::SCOPE,
        networks::api::NetworksApi::set_scope),
    post!("/security/networks/try", Needs(security::api::VIEW), on "/security/networks",
        networks::api::NetworksApi::try_networks),
    post!("/members/networks/try", Needs(security::api::VIEW), on "/members/{id}/networks",
        networks::api::NetworksApi::try_networks),
    post!("/security/networks/add", Needs(security::api::EDIT), on "/security/networks", as acts::NETWORK_ADD,
        networks::api::NetworksApi::add_network),
    post!("/security/networks/remove", Needs(security::api::EDIT), on "/security/networks", as acts::NETWORK_REMOVE,
        networks::api::NetworksApi::remove_network),
    post!("/security/networks/resume", Needs(security::api::EDIT), on "/security/networks", as acts::LIFT_END,
        networks::api::NetworksApi::end_lift),
    post!("/members/certificates/add", Needs(members::api::MANAGE), on "/members/{id}/certificates",
        as acts::CERTIFICATE_ADD,
        certificates::api::CertificatesApi::add_certificate),
    post!("/members/certificates/revoke", Needs(members::api::MANAGE), on "/members/{id}/certificates",
        as acts::CERTIFICATE_REVOKE,
        certificates::api::CertificatesApi::revoke_certificate),
    post!("/members/networks/add", Needs(security::api::EDIT), on "/members/{id}/networks", as acts::OWN_NETWORK_ADD,
        networks::api::NetworksApi::add_network),
    post!("/support/tenants/lift", Needs(cases::api::HANDLE), on "/support/tenants/{id}", as acts::LIFT_ASK,
        networks::api::NetworksApi::ask_lift),
    post!("/support/tenants/lift/approve", Needs(cases::api::HANDLE), on "/support/tenants/{id}", as acts::LIFT_APPROVE,
        networks::api::NetworksApi::approve_lift),
    post!("/support/tenants/lift/cancel", Needs(cases::api::HANDLE), on "/support/tenants/{id}", as acts::LIFT_CANCEL,
        networks::api::NetworksApi::cancel_lift),
    post!("/support/cases", Needs(cases::api::HANDLE), on "/support/accounts", as acts::CASE_OPEN,
        cases::api::CasesApi::open_case),
    post!("/support/cases/answered", Needs(cases::api::HANDLE), on "/support/cases", as acts::HELP_DONE,
        cases::api::CasesApi::finish_help),
    post!("/support/cases/check", Needs(cases::api::HANDLE), on "/support/cases/{id}", as acts::CASE_CHECK,
        cases::api::CasesApi::check_case),
    post!("/support/cases/approve", Needs(cases::api::HANDLE), on "/support/cases/{id}", as acts::CASE_APPROVE,
        cases::api::CasesApi::approve_case),
    post!("/support/cases/send-again", Needs(cases::api::HANDLE), on "/support/cases/{id}", as acts::CASE_SEND,
        cases::api::CasesApi::send_case_again),
    post!("/support/cases/cancel", Needs(cases::api::HANDLE), on "/support/cases/{id}", as acts::CASE_CANCEL,
        cases::api::CasesApi::cancel_case),
    post!("/support/tenants/preview", Needs(support::api::TENANTS), on "/support/tenants/{id}",
        support::api::SupportApi::preview_profile),
    post!("/support/tenants/profile", Needs(support::api::CHANGE_PROFILE), on "/support/tenants/{id}", as acts::PROFILE,
        support::api::SupportApi::ask_profile),
    post!("/support/tenants/profile/approve", Needs(support::api::CHANGE_PROFILE), on "/support/tenants/{id}",
        as acts::PROFILE_APPROVE, support::api::SupportApi::approve_profile),
    post!("/support/tenants/profile/cancel", Needs(support::api::CHANGE_PROFILE), on "/support/tenants/{id}",
        as acts::PROFILE_CANCEL, support::api::SupportApi::cancel_profile),
    post!("/support/staff", Needs(staff::api::STAFF), on "/support/staff", as acts::STAFF_ASK,
        staff::api::StaffApi::ask_staff),
    post!("/support/staff/approve", Needs(staff::api::STAFF), on "/support/staff/{id}", as acts::STAFF_APPROVE,
        staff::api::StaffApi::approve_staff),
    post!("/support/staff/reject", Needs(staff::api::STAFF), on "/support/staff/{id}", as acts::STAFF_REJECT,
        staff::api::StaffApi::reject_staff),
    post!("/support/staff/send-again", Needs(staff::api::STAFF), on "/support/staff/{id}", as acts::STAFF_SEND,
        staff::api::StaffApi::send_staff_link),
    post!("/support/outbox/resend", Needs(mail::api::OUTBOX), on "/support/outbox/{id}",
        mail::api::MailApi::resend_mail),
];

const fn screen(path: &'static str, title: Text, icon: &'static str, permission: Permission) -> Screen {
    Screen { path, title, icon, permission }
}

/// The menu for a company's members, in groups.
pub static MEMBER_MENU: &[(Option<Text>, &[Screen])] = &[
    (None, &[screen("/", home::messages::TITLE, "house", home::api::VIEW)]),
    (
        Some(end_users::messages::GROUP),
        &[
            screen("/end-users", end_users::messages::TITLE, "users-round", end_users::api::VIEW),
            screen("/exports", exports::messages::TITLE, "file-down", exports::api::VIEW),
        ],
    ),
    (
        Some(operation_logs::messages::GROUP),
        &[
            screen("/operation-logs", operation_logs::messages::TITLE, "scroll-text", operation_logs::api::VIEW),
            screen("/sign-in-history", sign_in_history::messages::TITLE, "history", sign_in_history::api::VIEW),
        ],
    ),
    (
        Some(security::messages::GROUP),
        &[
            screen("/members", members::messages::TITLE, "users", members::api::VIEW),
            screen("/contacts", contacts::messages::TITLE, "book-user", contacts::api::VIEW),
            screen("/cases", cases::messages::COMPANY_TITLE, "headset", cases::api::CONSENT),
            screen("/consents", consents::messages::TITLE, "eye", consents::api::GRANT),
            screen("/security", security::messages::TITLE, "lock", security::api::VIEW),
        ],
    ),
];

/// The menu for the provider's staff.
pub static STAFF_MENU: &[(Option<Text>, &[Screen])] = &[(
    None,
    &[
        screen("/support", support::messages::HOME, "house", support::api::HOME),
        screen("/support/cases", cases::messages::TITLE, "headset", cases::api::HANDLE),
        screen("/support/accounts", cases::messages::ACCOUNTS, "search", cases::api::HANDLE),
        screen("/support/profiles", support::messages::PROFILES, "gauge", support::api::PROFILES),
        screen("/support/staff", staff::messages::TITLE, "users", staff::api::STAFF),
        screen("/support/outbox", mail::messages::OUTBOX, "mail", mail::api::OUTBOX),
        screen("/support/logs", support::messages::LOGS, "scroll-text", support::api::LOGS),
    ],
)];

/// Checks at compile time that every post that needs step-up has words, because the step-up page names the action.
const _: () = {
    let mut i = 0;
    while i < POSTS.len() {
        if let Needs(permission) = POSTS[i].access {
            let has_words = !permission.wants_fresh_proof() || POSTS[i].act.is_some();
            assert!(has_words, "a post that asks for a proof has no words in proof::acts");
        }
        i += 1;
    }
};
