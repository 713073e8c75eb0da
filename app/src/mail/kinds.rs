//! The kinds and states of mails. Codes are stable, because the outbox and logs contain them.

use crate::text::{Text, Words};

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $ja:literal, $en:literal;)*) => {
        /// The kind of a mail.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum MailKind { $($(#[$doc])* $name),* }

        impl MailKind {
            pub const ALL: &'static [MailKind] = &[$(MailKind::$name),*];

            pub fn code(self) -> &'static str {
                match self { $(MailKind::$name => $code),* }
            }

            pub fn text(self) -> Text {
                match self { $(MailKind::$name => Text::new($ja, $en)),* }
            }

            pub fn from_code(code: &str) -> Option<MailKind> {
                MailKind::ALL.iter().copied().find(|k| k.code() == code)
            }
        }
    };
}

kinds! {
    AccountLocked = "account.locked", "アカウントのロック（本人あて）", "Account locked, to its owner";
    MemberLocked = "member.locked", "アカウントのロック（管理者あて）", "Account locked, to administrators";
    LockWave = "lock.wave", "ロックの多発（運営あて）", "Many accounts locked, to support staff";
    PasswordRemind = "password.remind", "パスワードの期限の予告", "Password about to expire";
    PasswordChanged = "password.changed", "パスワードの変更", "Password changed";
    CaseOpened = "case.opened", "再設定の手続きの開始", "Reset begun";
    CaseConsent = "case.consent", "再設定への同意のお願い", "Consent to a reset asked for";
    CaseCooling = "case.cooling", "再設定の依頼の通知", "Reset asked for";
    ResetLink = "password.reset_link", "パスワード再設定のリンク", "Link to a new password";
    Invitation = "member.invitation", "メンバーへの招待", "Invitation of a member";
    InvitationApproval = "member.approval", "メンバー追加の承認のお願い", "Approval of a new member asked for";
    StaffApproval = "staff.approval", "運営スタッフの追加の承認のお願い", "Approval of a member of staff asked for";
    StaffInvitation = "staff.invitation", "運営スタッフへの登録のリンク", "Link for a new member of staff";
    ProfileAsked = "profile.asked", "サービスプロファイルの変更の予告", "Change of service profile asked for";
    ProfileCancelled = "profile.cancelled", "サービスプロファイルの変更の取りやめ", "Change of service profile given up";
    ProfileChanged = "profile.changed", "サービスプロファイルの変更", "Service profile changed";
    MemberReturned = "member.returned", "退会した人の再登録", "Somebody who had left is back";
    PasswordWanted = "password.wanted", "パスワード変更の依頼", "Another password wanted";
    ContactConfirm = "contact.confirm", "担当者連絡先の確認", "Confirmation of a contact";
    ContactTelephone = "contact.telephone", "担当者連絡先の電話番号の変更", "Telephone number of a contact changed";
    ContactAdded = "contact.added", "担当者連絡先の追加", "Contact added";
    ContactRemoved = "contact.removed", "担当者連絡先の削除", "Contact removed";
    ContactTest = "contact.test", "担当者連絡先へのテスト", "Test mail to a contact";
    SecondFactorOn = "second_factor.on", "二要素認証の設定", "Two-step verification set up";
    SecondFactorOff = "second_factor.off", "二要素認証の解除", "Two-step verification turned off";
    RecoveryUsed = "second_factor.recovery_used", "リカバリーコードの使用", "Recovery code used";
    SignInCode = "sign_in.code", "ログインの認証コード", "Code to sign in";
    WrongCodes = "second_factor.wrong_codes", "二要素認証の失敗", "Two-step verification failed";
    CertificateAdded = "certificate.added", "クライアント証明書の登録", "Client certificate registered";
    CertificateRevoked = "certificate.revoked", "クライアント証明書の失効", "Client certificate revoked";
    CertificateRemind = "certificate.remind", "クライアント証明書の期限の予告", "Client certificate about to expire";
    PasskeyAdded = "passkey.added", "パスキーの登録", "Passkey added";
    PasskeyRemoved = "passkey.removed", "パスキーの削除", "Passkey removed";
    NetworkLiftAsked = "network.lift_asked", "接続元の制限の一時解除の依頼", "Lifting of limits asked for";
    NetworkLifted = "network.lifted", "接続元の制限の一時解除", "Limits lifted";
    NewDevice = "sign_in.new_device", "新しい端末からのログイン", "Sign-in from a new device";
}

/// The state of a mail.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MailState {
    Waiting,
    Sent,
    /// Given up; staff may send it again.
    Dead,
}

impl MailState {
    pub const ALL: [MailState; 3] = [MailState::Waiting, MailState::Sent, MailState::Dead];

    pub fn code(self) -> &'static str {
        match self {
            MailState::Waiting => "waiting",
            MailState::Sent => "sent",
            MailState::Dead => "dead",
        }
    }

    pub fn from_code(code: &str) -> Option<MailState> {
        MailState::ALL.into_iter().find(|s| s.code() == code)
    }

    pub fn text(self) -> Text {
        match self {
            MailState::Waiting => Text::new("送信待ち", "Waiting"),
            MailState::Sent => Text::new("送信済み", "Sent"),
            MailState::Dead => Text::new("送信できず", "Not sent"),
        }
    }
}

/// Why a mail was not delivered, for staff. A server's reply is shown unchanged.
pub fn failure(code: &str) -> Words {
    const REPLY: Text = Text::new("メールサーバーの応答 {reply}", "The mail server answered {reply}");
    match code.strip_prefix("smtp ") {
        Some(reply) => REPLY.with(&[("reply", &reply)]),
        None => known_failure(code).map_or_else(|| Words::same(code), Words::from),
    }
}

fn known_failure(code: &str) -> Option<Text> {
    Some(match code {
        "connect" => Text::new("メールサーバーに接続できませんでした", "The mail server could not be reached"),
        "timeout" => Text::new("メールサーバーが応答しませんでした", "The mail server did not answer"),
        "tls" => Text::new(
            "メールサーバーの証明書を確認できませんでした",
            "The mail server's certificate could not be verified",
        ),
        "file" => Text::new("ファイルに書き込めませんでした", "The file could not be written"),
        "address" => Text::new("宛先の形式が正しくありません", "The address is no mail address"),
        "unreadable" => Text::new("メールの内容を読み取れませんでした", "What is kept of the mail could not be read"),
        "useless" => Text::new("有効期限までに送信できませんでした", "It could not be sent before it expired"),
        "other" => Text::new("メールサーバーとのやり取りに失敗しました", "The exchange with the mail server failed"),
        _ => return None,
    })
}
