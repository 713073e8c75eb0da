//! The product on one screen: every page, every post, every menu entry, and who each is for.

use crate::page::{Command, Post, Route, Screen};
use crate::permission::Access::{HalfWay, Link, Needs, Public};
use crate::permission::Permission as P;
use crate::proof::acts;
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

/// What a list of log entries is filtered by.
const LOG: [&str; 7] = ["from", "to", "action", "actor", "result", "after", "before"];

/// Every page.
pub static PAGES: &[Route] = &[
    page!("/sign-in", Public, reads ["return_to", "ended"], sign_in::page::sign_in),
    page!("/sign-in/help", Public, reads["kind"], cases::ask_page::ask),
    page!("/sign-in/passkey", Public, passkeys::sign_in_page::sign_in),
    page!("/sign-in/verify", HalfWay, sign_in::verify_page::verify),
    page!("/", Needs(P::OwnAccount), home::page::home),
    page!("/account", Needs(P::OwnSecurity), account::display_page::account),
    page!("/account/password", Needs(P::OwnAccount), account::password_page::password),
    page!("/account/two-step", Needs(P::OwnSecurity), second_factor::page::second_factor),
    page!("/account/two-step/codes", Needs(P::OwnSecurity), second_factor::codes_page::codes),
    page!("/account/passkeys", Needs(P::OwnSecurity), passkeys::list_page::list),
    page!("/account/passkeys/new", Needs(P::OwnSecurity), passkeys::new_page::new),
    page!("/account/certificates", Needs(P::OwnSecurity), certificates::own_page::own),
    page!("/account/prove", Needs(P::OwnSecurity), reads["return_to"], proof::page::prove),
    page!("/account/sessions", Needs(P::OwnSecurity), sessions::list_page::list),
    page!("/account/activity", Needs(P::OwnSecurity), reads ["from", "to", "action", "result", "after", "before"],
        sign_in_history::activity_page::activity),
    page!("/end-users", Needs(P::EndUsersView), reads ["q", "provider", "prefecture", "after", "before"],
        end_users::list_page::list),
    page!("/end-users/{id}", Needs(P::EndUsersView), end_users::detail_page::detail),
    page!("/exports", Needs(P::ExportsView), reads ["q", "provider", "prefecture", "after", "before"],
        exports::list_page::list),
    page!("/exports/{id}", Needs(P::ExportsView), exports::detail_page::detail),
    page!("/operation-logs", Needs(P::OperationLogsView), reads LOG, operation_logs::list_page::list),
    page!("/sign-in-history", Needs(P::SignInHistoryView), reads ["from", "to", "result", "actor", "after", "before"],
        sign_in_history::list_page::list),
    page!("/members", Needs(P::MembersView), reads ["state", "after", "before"], members::list_page::list),
    page!("/members/{id}", Needs(P::MembersView), members::detail_page::detail),
    page!("/members/{id}/certificates", Needs(P::MembersView), certificates::page::certificates),
    page!("/members/{id}/networks", Needs(P::SecurityView), reads["without"], networks::person_page::person),
    page!("/join", Link, members::join_page::join),
    page!("/contacts", Needs(P::ContactsView), contacts::list_page::list),
    page!("/contacts/confirm", Link, contacts::confirm_page::confirm),
    page!("/contacts/{id}", Needs(P::ContactsView), contacts::detail_page::detail),
    page!("/consents", Needs(P::ConsentsGrant), consents::company_page::list),
    page!("/cases", Needs(P::CasesConsent), cases::company_page::list),
    page!("/password/reset", Link, cases::reset_page::reset),
    page!("/security", Needs(P::SecurityView), security::page::security),
    page!("/security/networks", Needs(P::SecurityView), reads["without"], networks::page::company),
    page!("/support", Needs(P::SupportHome), reads ["after", "before"], support::home_page::home),
    page!("/support/tenants/{id}", Needs(P::SupportTenants), support::tenant_page::tenant),
    page!("/support/tenants/{id}/end-users", Needs(P::SupportLook),
        reads ["q", "provider", "prefecture", "after", "before"], consents::look_pages::end_users),
    page!("/support/tenants/{id}/end-users/{person}", Needs(P::SupportLook), consents::look_pages::end_user),
    page!("/support/tenants/{id}/operation-logs", Needs(P::SupportLook), reads LOG, consents::look_pages::logs),
    page!("/support/profiles", Needs(P::SupportProfiles), reads["name"], support::profiles_page::profiles),
    page!("/support/staff", Needs(P::SupportStaff), reads ["after", "before"], staff::list_page::list),
    page!("/support/staff/{id}", Needs(P::SupportStaff), staff::request_page::request),
    page!("/support/cases", Needs(P::SupportCases), reads ["show", "after", "before"], cases::list_page::list),
    page!("/support/cases/{id}", Needs(P::SupportCases), cases::detail_page::detail),
    page!("/support/accounts", Needs(P::SupportCases), reads["email"], cases::accounts_page::accounts),
    page!("/support/outbox", Needs(P::SupportOutbox), reads ["state", "after", "before"], mail::list_page::list),
    page!("/support/outbox/{id}", Needs(P::SupportOutbox), mail::detail_page::detail),
    page!("/support/logs", Needs(P::SupportLogs), reads LOG, support::logs_page::logs),
];

/// Every post. A form posts to its own page where it can, so that a refused form has the page's address.
pub static POSTS: &[Post] = &[
    post!("/sign-in", Public, on "/sign-in", secrets ["password"], sign_in::api::SignInApi::sign_in),
    post!("/sign-in/help", Public, on "/sign-in/help", cases::api::CasesApi::ask_for_help),
    post!("/sign-in/passkey/start", Public, on "/sign-in", passkeys::api::PasskeysApi::start_passkey_sign_in),
    post!("/sign-in/passkey", Public, on "/sign-in/passkey", secrets ["credential"],
        passkeys::api::PasskeysApi::sign_in_with_passkey),
    post!("/sign-out", Public, on "/sign-in", sign_in::api::SignInApi::sign_out),
    post!("/display", Public, on "/sign-in", account::api::AccountApi::set_display),
    post!("/account/password", Needs(P::OwnAccount), on "/account/password", secrets ["current", "new", "again"],
        account::api::AccountApi::change_password),
    post!("/sign-in/verify", HalfWay, on "/sign-in/verify", secrets ["code"],
        sign_in::api::SignInApi::verify),
    post!("/sign-in/verify/send", HalfWay, on "/sign-in/verify", sign_in::api::SignInApi::send_code),
    post!("/account/two-step/start", Needs(P::OwnSecurity), on "/account/two-step", secrets ["code"],
        as acts::SECOND_FACTOR,
        second_factor::api::SecondFactorApi::start_second_factor),
    post!("/account/two-step/mail", Needs(P::OwnSecurity), on "/account/two-step", secrets ["code"],
        as acts::SECOND_FACTOR_BY_MAIL,
        second_factor::api::SecondFactorApi::start_mail_codes),
    post!("/account/two-step/send", Needs(P::OwnSecurity), on "/account/two-step",
        second_factor::api::SecondFactorApi::send_own_code),
    post!("/account/two-step/prove", Needs(P::OwnSecurity), on "/account/two-step", secrets ["code"],
        second_factor::api::SecondFactorApi::prove_second_factor),
    post!("/account/two-step/codes", Needs(P::OwnSecurity), on "/account/two-step/codes", secrets ["code"],
        second_factor::api::SecondFactorApi::finish_second_factor),
    post!("/account/two-step/cancel", Needs(P::OwnSecurity), on "/account/two-step",
        second_factor::api::SecondFactorApi::cancel_second_factor),
    post!("/account/two-step/stop", Needs(P::OwnSecurity), on "/account/two-step", secrets ["code"],
        second_factor::api::SecondFactorApi::stop_second_factor),
    post!("/account/passkeys/start", Needs(P::OwnPasskeys), on "/account/passkeys", as acts::PASSKEY_ADD,
        passkeys::api::PasskeysApi::start_passkey),
    post!("/account/passkeys/finish", Needs(P::OwnPasskeys), on "/account/passkeys", secrets ["credential"],
        as acts::PASSKEY_MAKE,
        passkeys::api::PasskeysApi::finish_passkey),
    post!("/account/passkeys/remove", Needs(P::OwnPasskeys), on "/account/passkeys", as acts::PASSKEY_REMOVE,
        passkeys::api::PasskeysApi::remove_passkey),
    post!("/account/certificates/revoke", Needs(P::OwnCertificates), on "/account/certificates",
        as acts::CERTIFICATE_REVOKE,
        certificates::api::CertificatesApi::revoke_own_certificate),
    post!("/account/prove", Needs(P::OwnSecurity), on "/account/prove", secrets ["code", "password"],
        proof::api::ProofApi::prove),
    post!("/account/prove/cancel", Needs(P::OwnSecurity), on "/account/prove", proof::api::ProofApi::cancel_act),
    post!("/account/sessions/end", Needs(P::OwnSecurity), on "/account/sessions",
        sessions::api::SessionsApi::end_session),
    post!("/account/sessions/end-others", Needs(P::OwnSecurity), on "/account/sessions",
        sessions::api::SessionsApi::end_other_sessions),
    post!("/exports", Needs(P::ExportsCreate), on "/exports", as acts::EXPORT,
        exports::api::ExportsApi::start_export),
    post!("/exports/count", Needs(P::ExportsView), on "/exports", exports::api::ExportsApi::count_rows),
    post!("/exports/cancel", Needs(P::ExportsCreate), on "/exports/{id}", as acts::EXPORT_CANCEL,
        exports::api::ExportsApi::cancel_export),
    post!("/consents", Needs(P::ConsentsGrant), on "/consents", as acts::CONSENT,
        consents::api::ConsentsApi::grant_consent),
    post!("/consents/end", Needs(P::ConsentsGrant), on "/consents", as acts::CONSENT_END,
        consents::api::ConsentsApi::end_consent),
    post!("/contacts", Needs(P::ContactsEdit), on "/contacts", as acts::CONTACT_ADD,
        contacts::api::ContactsApi::add_contact),
    post!("/contacts/change", Needs(P::ContactsEdit), on "/contacts/{id}", as acts::CONTACT_CHANGE,
        contacts::api::ContactsApi::change_contact),
    post!("/contacts/remove", Needs(P::ContactsEdit), on "/contacts/{id}", as acts::CONTACT_REMOVE,
        contacts::api::ContactsApi::remove_contact),
    post!("/contacts/write", Needs(P::ContactsEdit), on "/contacts/{id}", as acts::CONTACT_WRITE,
        contacts::api::ContactsApi::write_contact),
    post!("/contacts/confirm", Link, on "/contacts/confirm", contacts::api::ContactsApi::confirm_contact),
    post!("/members", Needs(P::MembersManage), on "/members", as acts::INVITE,
        members::api::MembersApi::invite_member),
    post!("/members/invitations/approve", Needs(P::MembersApprove), on "/members", as acts::INVITATION_APPROVE,
        members::api::MembersApi::approve_invitation),
    post!("/members/invitations/send-again", Needs(P::MembersManage), on "/members", as acts::INVITATION_SEND,
        members::api::MembersApi::send_invitation_again),
    post!("/members/invitations/withdraw", Needs(P::MembersManage), on "/members", as acts::INVITATION_WITHDRAW,
        members::api::MembersApi::withdraw_invitation),
    post!("/members/role", Needs(P::MembersManage), on "/members/{id}", as acts::ROLE,
        members::api::MembersApi::change_role),
    post!("/members/download", Needs(P::MembersManage), on "/members/{id}", as acts::DOWNLOAD,
        members::api::MembersApi::set_download),
    post!("/members/suspend", Needs(P::MembersManage), on "/members/{id}", as acts::SUSPEND,
        members::api::MembersApi::suspend_member),
    post!("/members/resume", Needs(P::MembersManage), on "/members/{id}", as acts::RESUME,
        members::api::MembersApi::resume_member),
    post!("/members/leave", Needs(P::MembersManage), on "/members/{id}", as acts::REMOVE,
        members::api::MembersApi::remove_member),
    post!("/members/sign-out", Needs(P::MembersManage), on "/members/{id}", as acts::SIGN_OUT,
        members::api::MembersApi::sign_member_out),
    post!("/members/reset-password", Needs(P::MembersManage), on "/members/{id}", as acts::RESET_PASSWORD,
        members::api::MembersApi::reset_member),
    post!("/join", Link, on "/join", secrets ["new", "again"], members::api::MembersApi::join),
    post!("/cases/consent", Needs(P::CasesConsent), on "/cases", as acts::CASE_CONSENT,
        cases::api::CasesApi::consent_case),
    post!("/cases/refuse", Needs(P::CasesConsent), on "/cases", as acts::CASE_REFUSE,
        cases::api::CasesApi::refuse_case),
    post!("/password/reset", Link, on "/password/reset", secrets ["new", "again"],
        cases::api::CasesApi::reset_password),
    post!("/security", Needs(P::SecurityEdit), on "/security", as acts::RULES,
        security::api::SecurityApi::change_company_rules),
    post!("/security/networks", Needs(P::SecurityEdit), on "/security/networks", as acts::SCOPE,
        networks::api::NetworksApi::set_scope),
    post!("/security/networks/try", Needs(P::SecurityView), on "/security/networks",
        networks::api::NetworksApi::try_networks),
    post!("/members/networks/try", Needs(P::SecurityView), on "/members/{id}/networks",
        networks::api::NetworksApi::try_networks),
    post!("/security/networks/add", Needs(P::SecurityEdit), on "/security/networks", as acts::NETWORK_ADD,
        networks::api::NetworksApi::add_network),
    post!("/security/networks/remove", Needs(P::SecurityEdit), on "/security/networks", as acts::NETWORK_REMOVE,
        networks::api::NetworksApi::remove_network),
    post!("/security/networks/resume", Needs(P::SecurityEdit), on "/security/networks", as acts::LIFT_END,
        networks::api::NetworksApi::end_lift),
    post!("/members/certificates/add", Needs(P::MembersManage), on "/members/{id}/certificates",
        as acts::CERTIFICATE_ADD,
        certificates::api::CertificatesApi::add_certificate),
    post!("/members/certificates/revoke", Needs(P::MembersManage), on "/members/{id}/certificates",
        as acts::CERTIFICATE_REVOKE,
        certificates::api::CertificatesApi::revoke_certificate),
    post!("/members/networks/add", Needs(P::SecurityEdit), on "/members/{id}/networks", as acts::OWN_NETWORK_ADD,
        networks::api::NetworksApi::add_network),
    post!("/support/tenants/lift", Needs(P::SupportCases), on "/support/tenants/{id}", as acts::LIFT_ASK,
        networks::api::NetworksApi::ask_lift),
    post!("/support/tenants/lift/approve", Needs(P::SupportCases), on "/support/tenants/{id}", as acts::LIFT_APPROVE,
        networks::api::NetworksApi::approve_lift),
    post!("/support/tenants/lift/cancel", Needs(P::SupportCases), on "/support/tenants/{id}", as acts::LIFT_CANCEL,
        networks::api::NetworksApi::cancel_lift),
    post!("/support/cases", Needs(P::SupportCases), on "/support/accounts", as acts::CASE_OPEN,
        cases::api::CasesApi::open_case),
    post!("/support/cases/answered", Needs(P::SupportCases), on "/support/cases", as acts::HELP_DONE,
        cases::api::CasesApi::finish_help),
    post!("/support/cases/check", Needs(P::SupportCases), on "/support/cases/{id}", as acts::CASE_CHECK,
        cases::api::CasesApi::check_case),
    post!("/support/cases/approve", Needs(P::SupportCases), on "/support/cases/{id}", as acts::CASE_APPROVE,
        cases::api::CasesApi::approve_case),
    post!("/support/cases/send-again", Needs(P::SupportCases), on "/support/cases/{id}", as acts::CASE_SEND,
        cases::api::CasesApi::send_case_again),
    post!("/support/cases/cancel", Needs(P::SupportCases), on "/support/cases/{id}", as acts::CASE_CANCEL,
        cases::api::CasesApi::cancel_case),
    post!("/support/tenants/preview", Needs(P::SupportTenants), on "/support/tenants/{id}",
        support::api::SupportApi::preview_profile),
    post!("/support/tenants/profile", Needs(P::SupportProfileChange), on "/support/tenants/{id}", as acts::PROFILE,
        support::api::SupportApi::ask_profile),
    post!("/support/tenants/profile/approve", Needs(P::SupportProfileChange), on "/support/tenants/{id}",
        as acts::PROFILE_APPROVE, support::api::SupportApi::approve_profile),
    post!("/support/tenants/profile/cancel", Needs(P::SupportProfileChange), on "/support/tenants/{id}",
        as acts::PROFILE_CANCEL, support::api::SupportApi::cancel_profile),
    post!("/support/staff", Needs(P::SupportStaff), on "/support/staff", as acts::STAFF_ASK,
        staff::api::StaffApi::ask_staff),
    post!("/support/staff/approve", Needs(P::SupportStaff), on "/support/staff/{id}", as acts::STAFF_APPROVE,
        staff::api::StaffApi::approve_staff),
    post!("/support/staff/reject", Needs(P::SupportStaff), on "/support/staff/{id}", as acts::STAFF_REJECT,
        staff::api::StaffApi::reject_staff),
    post!("/support/staff/send-again", Needs(P::SupportStaff), on "/support/staff/{id}", as acts::STAFF_SEND,
        staff::api::StaffApi::send_staff_link),
    post!("/support/outbox/resend", Needs(P::SupportOutbox), on "/support/outbox/{id}",
        mail::api::MailApi::resend_mail),
];

/// The menu of a company's members, in groups.
pub static MEMBER_MENU: &[(Option<crate::text::Text>, &[Screen])] = &[
    (None, &[Screen { path: "/", title: home::messages::TITLE, icon: "house", permission: P::HomeView }]),
    (
        Some(end_users::messages::GROUP),
        &[
            Screen {
                path: "/end-users",
                title: end_users::messages::TITLE,
                icon: "users-round",
                permission: P::EndUsersView,
            },
            Screen { path: "/exports", title: exports::messages::TITLE, icon: "file-down", permission: P::ExportsView },
        ],
    ),
    (
        Some(operation_logs::messages::GROUP),
        &[
            Screen {
                path: "/operation-logs",
                title: operation_logs::messages::TITLE,
                icon: "scroll-text",
                permission: P::OperationLogsView,
            },
            Screen {
                path: "/sign-in-history",
                title: sign_in_history::messages::TITLE,
                icon: "history",
                permission: P::SignInHistoryView,
            },
        ],
    ),
    (
        Some(security::messages::GROUP),
        &[
            Screen { path: "/members", title: members::messages::TITLE, icon: "users", permission: P::MembersView },
            Screen {
                path: "/contacts",
                title: contacts::messages::TITLE,
                icon: "book-user",
                permission: P::ContactsView,
            },
            Screen {
                path: "/cases",
                title: cases::messages::COMPANY_TITLE,
                icon: "headset",
                permission: P::CasesConsent,
            },
            Screen { path: "/consents", title: consents::messages::TITLE, icon: "eye", permission: P::ConsentsGrant },
            Screen { path: "/security", title: security::messages::TITLE, icon: "lock", permission: P::SecurityView },
        ],
    ),
];

/// The menu of the provider's staff.
pub static STAFF_MENU: &[(Option<crate::text::Text>, &[Screen])] = &[(
    None,
    &[
        Screen { path: "/support", title: support::messages::HOME, icon: "house", permission: P::SupportHome },
        Screen { path: "/support/cases", title: cases::messages::TITLE, icon: "headset", permission: P::SupportCases },
        Screen {
            path: "/support/accounts",
            title: cases::messages::ACCOUNTS,
            icon: "search",
            permission: P::SupportCases,
        },
        Screen {
            path: "/support/profiles",
            title: support::messages::PROFILES,
            icon: "gauge",
            permission: P::SupportProfiles,
        },
        Screen { path: "/support/staff", title: staff::messages::TITLE, icon: "users", permission: P::SupportStaff },
        Screen { path: "/support/outbox", title: mail::messages::OUTBOX, icon: "mail", permission: P::SupportOutbox },
        Screen {
            path: "/support/logs",
            title: support::messages::LOGS,
            icon: "scroll-text",
            permission: P::SupportLogs,
        },
    ],
)];

/// Whatever asks for a fresh proof can say what it is: the page that asks names the act.
const _: () = {
    let mut i = 0;
    while i < POSTS.len() {
        if let Needs(permission) = POSTS[i].access {
            let mut n = 0;
            while n < P::FRESH.len() {
                assert!(
                    P::FRESH[n] as u64 != permission as u64 || POSTS[i].act.is_some(),
                    "a post that asks for a proof has no words in proof::acts"
                );
                n += 1;
            }
        }
        i += 1;
    }
};
