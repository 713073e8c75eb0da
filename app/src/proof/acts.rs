//! The actions that may need step-up, in words: what is done, and to whom or what. The step-up page shows them, so that
//! nobody confirms something unseen. A post that needs step-up and has no words here does not compile (`routes.rs`). A
//! post that asks for step-up only at run time, without an entry here, is not continued afterwards.

use super::act::{Act, Fact, Says, Thing, Thing as T};
use crate::consents::scope;
use crate::contacts::kinds::ContactKind;
use crate::end_users::{choices, messages as eu};
use crate::networks::scope::Scope;
use crate::permission::{LookScope, Role};
use crate::text::{Lang, Text};
use crate::{
    cases, certificates, consents, contacts, exports, members, messages, networks, passkeys, second_factor, security,
    staff, support,
};

messages! {
    SET_UP: "二要素認証を設定・変更", "Set up or change two-step verification";
    REMOVE_PASSKEY: "パスキーを削除", "Remove a passkey";
    REVOKE_CERTIFICATE: "クライアント証明書を失効", "Revoke a client certificate";
    END_CONSENT: "閲覧同意を取り消し", "Revoke an access consent";
    WRITE_CONTACT: "連絡先にメールを送信", "Send an email to a contact";
    SEND_INVITATION: "招待を再送信", "Resend an invitation";
    WITHDRAW_INVITATION: "招待を取り消し", "Withdraw an invitation";
    INVITATION: "招待", "Invitation";
    MEMBER: "メンバー", "Member";
    AGREE: "サポートの対応案件に同意", "Consent to a support case";
    DECLINE: "サポートの対応案件に同意しない", "Decline a support case";
    RULES_TITLE: "貴社のセキュリティ設定を変更", "Change your company's security settings";
    NETWORKS_FOR: "接続元の制限を変更", "Change for whom the IP allowlist counts";
    REMOVE_NETWORK: "接続元を削除", "Remove a network from the IP allowlist";
    HELP: "お問い合わせ", "Request";
    CHECK: "本人確認を記録", "Record the identity check";
    CASE_ACCOUNT: "対象", "Whose";
    CUSTOMER: "契約企業", "Customer";
    APPROVE_STAFF: "運営スタッフの追加を承認", "Approve a new member of staff";
    REJECT_STAFF: "運営スタッフの追加を却下", "Reject a new member of staff";
    APPROVE_PROFILE: "サービスプロファイルの変更を承認", "Approve a change of service profile";
    CANCEL_PROFILE: "サービスプロファイルの変更の依頼を取り消し", "Withdraw a change of service profile";
}

const fn act(title: Text, facts: &'static [Fact]) -> Act {
    Act { title, facts }
}

const fn typed(label: Text, field: &'static str) -> Fact {
    Fact { label, field, says: Says::Typed }
}

const fn word(label: Text, field: &'static str, of: fn(&str) -> Option<Text>) -> Fact {
    Fact { label, field, says: Says::Word(of) }
}

const fn named(label: Text, field: &'static str, thing: Thing) -> Fact {
    Fact { label, field, says: Says::Named(thing) }
}

fn role(code: &str) -> Option<Text> {
    Role::from_code(code).map(Role::text)
}

fn staff_role(code: &str) -> Option<Text> {
    Role::from_code(code).filter(|role| role.is_staff()).map(Role::text)
}

fn contact_kind(code: &str) -> Option<Text> {
    ContactKind::from_code(code).map(ContactKind::text)
}

fn look(code: &str) -> Option<Text> {
    LookScope::from_code(code).map(scope::text)
}

fn networks_for(code: &str) -> Option<Text> {
    Scope::from_code(code).map(Scope::text)
}

fn language(tag: &str) -> Option<Text> {
    Some(if Lang::from_tag(tag)? == Lang::Ja { contacts::messages::JAPANESE } else { contacts::messages::ENGLISH })
}

fn who_needs_two_steps(code: &str) -> Option<Text> {
    match code {
        "all" => Some(security::messages::FOR_ALL),
        "" => Some(security::messages::BY_PROFILE),
        _ => None,
    }
}

fn reset_kind(code: &str) -> Option<Text> {
    ["", "remove"].contains(&code).then(|| cases::states::kind(code == "remove"))
}

fn downloads(code: &str) -> Option<Text> {
    match code {
        "allowed" => Some(members::messages::DOWNLOAD_YES),
        "" => Some(members::messages::DOWNLOAD_NO),
        _ => None,
    }
}

fn column(code: &str) -> Option<Text> {
    exports::api::COLUMNS.contains(&code).then(|| exports::messages::column(code))
}

// One's own account.
pub const SECOND_FACTOR: Act = act(SET_UP, &[]);
pub const SECOND_FACTOR_BY_MAIL: Act = act(second_factor::messages::MAIL_START, &[]);
pub const PASSKEY_ADD: Act = act(passkeys::messages::ADD, &[typed(passkeys::messages::NAME, "name")]);
pub const PASSKEY_MAKE: Act = act(passkeys::messages::NEW_TITLE, &[]);
pub const PASSKEY_REMOVE: Act = act(REMOVE_PASSKEY, &[named(passkeys::messages::NAME, "id", T::Passkey)]);
pub const CERTIFICATE_REVOKE: Act =
    act(REVOKE_CERTIFICATE, &[named(certificates::messages::TITLE, "certificate", T::Certificate)]);

// End users' data.
pub const EXPORT: Act = act(
    exports::messages::NEW,
    &[
        word(exports::messages::COLUMNS, "columns", column),
        typed(exports::messages::Q, "q"),
        word(eu::PROVIDER, "provider", choices::provider),
        word(eu::PREFECTURE, "prefecture", choices::prefecture),
        typed(exports::messages::PURPOSE, "purpose"),
    ],
);
pub const EXPORT_CANCEL: Act = act(exports::messages::CANCEL, &[named(exports::messages::FILE_NAME, "id", T::Export)]);
pub const CONSENT: Act = act(
    consents::messages::GRANT,
    &[
        word(consents::messages::SCOPES, "scopes", look),
        typed(consents::messages::REASON, "reason"),
        typed(consents::messages::HOURS, "hours"),
    ],
);
pub const CONSENT_END: Act = act(END_CONSENT, &[named(consents::messages::REASON, "id", T::Consent)]);

// Contacts.
const CONTACT: Fact = named(contacts::messages::STAFF, "id", T::Contact);
pub const CONTACT_ADD: Act = act(
    contacts::messages::ADD,
    &[
        typed(contacts::messages::NAME, "name"),
        typed(contacts::messages::EMAIL, "email"),
        typed(contacts::messages::TELEPHONE_SHORT, "telephone"),
        word(contacts::messages::KINDS, "kinds", contact_kind),
        word(contacts::messages::LANGUAGE, "language", language),
    ],
);
pub const CONTACT_CHANGE: Act = act(
    contacts::messages::CHANGE,
    &[
        CONTACT,
        typed(contacts::messages::NAME, "name"),
        typed(contacts::messages::TELEPHONE_SHORT, "telephone"),
        word(contacts::messages::KINDS, "kinds", contact_kind),
        word(contacts::messages::LANGUAGE, "language", language),
    ],
);
pub const CONTACT_REMOVE: Act = act(contacts::messages::REMOVE, &[CONTACT]);
pub const CONTACT_WRITE: Act = act(WRITE_CONTACT, &[CONTACT]);

// Members.
const OF_INVITATION: &[Fact] = &[named(INVITATION, "id", T::Invitation)];
const WHO: Fact = named(MEMBER, "id", T::Member);
const OF_MEMBER: &[Fact] = &[WHO];
pub const INVITE: Act = act(
    members::messages::INVITE,
    &[
        typed(members::messages::NAME, "name"),
        typed(members::messages::EMAIL, "email"),
        word(members::messages::ROLE, "role", role),
        word(members::messages::LANGUAGE, "lang", language),
    ],
);
pub const INVITATION_APPROVE: Act = act(members::messages::APPROVE, OF_INVITATION);
pub const INVITATION_SEND: Act = act(SEND_INVITATION, OF_INVITATION);
pub const INVITATION_WITHDRAW: Act = act(WITHDRAW_INVITATION, OF_INVITATION);
pub const ROLE: Act = act(members::messages::CHANGE, &[WHO, word(members::messages::ROLE, "role", role)]);
pub const DOWNLOAD: Act =
    act(members::messages::DOWNLOAD, &[WHO, word(members::messages::DOWNLOAD, "download", downloads)]);
pub const SUSPEND: Act = act(members::messages::SUSPEND, OF_MEMBER);
pub const RESUME: Act = act(members::messages::RESUME, OF_MEMBER);
pub const REMOVE: Act = act(members::messages::REMOVE, OF_MEMBER);
pub const SIGN_OUT: Act = act(members::messages::SIGN_OUT, OF_MEMBER);
pub const RESET_PASSWORD: Act = act(members::messages::RESET, OF_MEMBER);
pub const CERTIFICATE_ADD: Act = act(certificates::messages::ADD, OF_MEMBER);
pub const OWN_NETWORK_ADD: Act = act(networks::messages::ADD, &[WHO, NETWORK, NOTE]);

// What the company decides.
const NETWORK: Fact = typed(networks::messages::NETWORK, "network");
const NOTE: Fact = typed(networks::messages::NOTE, "note");
pub const CASE_CONSENT: Act = act(AGREE, OF_CASE);
pub const CASE_REFUSE: Act = act(DECLINE, OF_CASE);
pub const RULES: Act =
    act(RULES_TITLE, &[word(security::messages::SECOND_FACTOR, "second_factor", who_needs_two_steps)]);
pub const SCOPE: Act = act(NETWORKS_FOR, &[word(networks::messages::SCOPE, "scope", networks_for)]);
pub const NETWORK_ADD: Act = act(networks::messages::ADD, &[NETWORK, NOTE]);
pub const NETWORK_REMOVE: Act = act(REMOVE_NETWORK, &[named(networks::messages::NETWORK, "network", T::Network)]);
pub const LIFT_END: Act = act(networks::messages::END_LIFT, &[]);

// The provider's staff.
const CASE: Fact = named(CASE_ACCOUNT, "id", T::Case);
const OF_CASE: &[Fact] = &[CASE];
const OF_LIFT: &[Fact] = &[named(CUSTOMER, "lift", T::Lift)];
const OF_TENANT: Fact = named(CUSTOMER, "id", T::Tenant);
const EVIDENCE: Fact = word(cases::messages::EVIDENCE, "evidence", cases::evidence::text);
pub const LIFT_ASK: Act =
    act(networks::messages::LIFT_ASK, &[OF_TENANT, EVIDENCE, typed(cases::messages::REASON, "why")]);
pub const LIFT_APPROVE: Act = act(networks::messages::LIFT_APPROVE, OF_LIFT);
pub const LIFT_CANCEL: Act = act(networks::messages::LIFT_CANCEL, OF_LIFT);
pub const CASE_OPEN: Act = act(
    cases::messages::NEW,
    &[named(CASE_ACCOUNT, "account", T::Account), word(cases::messages::KIND, "second_factor", reset_kind)],
);
pub const HELP_DONE: Act = act(cases::messages::ASK_DONE, &[named(HELP, "id", T::Help)]);
pub const CASE_CHECK: Act = act(CHECK, &[CASE, EVIDENCE, typed(cases::messages::REASON, "reason")]);
pub const CASE_APPROVE: Act = act(cases::messages::APPROVE, OF_CASE);
pub const CASE_SEND: Act = act(cases::messages::SEND_AGAIN, OF_CASE);
pub const CASE_CANCEL: Act = act(cases::messages::CANCEL, OF_CASE);
const OF_CHANGE: &[Fact] = &[OF_TENANT, named(support::messages::NEW_PROFILE, "change", T::ProfileChange)];
const OF_STAFF: Fact = named(staff::messages::TITLE, "id", T::StaffRequest);
const STAFF_WHY: Fact = typed(staff::messages::DECISION, "why");
pub const STAFF_ASK: Act = act(
    staff::messages::ADD,
    &[
        typed(staff::messages::NAME, "name"),
        typed(staff::messages::EMAIL, "email"),
        word(staff::messages::ROLE, "role", staff_role),
        word(staff::messages::LANGUAGE, "lang", language),
        typed(staff::messages::WHY, "why"),
    ],
);
pub const STAFF_APPROVE: Act = act(APPROVE_STAFF, &[OF_STAFF, STAFF_WHY]);
pub const STAFF_REJECT: Act = act(REJECT_STAFF, &[OF_STAFF, STAFF_WHY]);
pub const STAFF_SEND: Act = act(staff::messages::SEND_AGAIN, &[OF_STAFF]);
pub const PROFILE_APPROVE: Act = act(APPROVE_PROFILE, OF_CHANGE);
pub const PROFILE_CANCEL: Act = act(CANCEL_PROFILE, OF_CHANGE);
pub const PROFILE: Act = act(
    support::messages::CHANGE,
    &[OF_TENANT, typed(support::messages::NEW_PROFILE, "profile"), typed(support::messages::REASON, "reason")],
);
