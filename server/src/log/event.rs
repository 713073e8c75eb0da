//! Events of the operation log: action, object, result. A single list of actions in plain words (体言止め), so that the
//! log, its filter and its download use the same words.

use app::text::Text;
use serde_json::{Map, Value};

macro_rules! actions {
    ($($name:ident = $code:literal, $ja:literal, $en:literal;)*) => {
        /// An action. Its code is stable, because logs contain it.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum Action { $($name),* }

        impl Action {
            pub const ALL: &'static [Action] = &[$(Action::$name),*];

            pub fn code(self) -> &'static str {
                match self { $(Action::$name => $code),* }
            }

            pub fn text(self) -> Text {
                match self { $(Action::$name => Text::new($ja, $en)),* }
            }

            pub fn from_code(code: &str) -> Option<Action> {
                Action::ALL.iter().copied().find(|a| a.code() == code)
            }
        }
    };
}

actions! {
    SignIn = "sign_in", "ログイン", "Sign in";
    SignOut = "sign_out", "ログアウト", "Sign out";
    SignInHalf = "sign_in.password", "ログイン（パスワードを確認）", "Sign in: password verified";
    MailCodeSend = "second_factor.mail_code", "認証コードをメールで送信", "Code sent by mail";
    SecondFactorStart = "second_factor.start", "二要素認証の設定を開始", "Two-step verification set-up begun";
    SecondFactorProve = "second_factor.prove", "認証アプリを確認", "Authenticator app proved";
    SecondFactorCancel = "second_factor.cancel", "二要素認証の設定を中止", "Two-step verification set-up stopped";
    SecondFactorOn = "second_factor.on", "二要素認証を有効化", "Two-step verification turned on";
    SecondFactorOff = "second_factor.off", "二要素認証を無効化", "Two-step verification turned off";
    CertificateAdd = "certificate.add", "クライアント証明書を登録", "Client certificate registered";
    CertificateRevoke = "certificate.revoke", "クライアント証明書を失効", "Client certificate revoked";
    CertificateRemind = "certificate.remind", "クライアント証明書の期限を予告", "Client certificate expiry announced";
    PasskeyStart = "passkey.start", "パスキーの登録を開始", "Adding a passkey begun";
    PasskeyAdd = "passkey.add", "パスキーを登録", "Passkey added";
    PasskeyRemove = "passkey.remove", "パスキーを削除", "Passkey removed";
    Prove = "account.prove", "本人の再確認", "Proved who they are";
    SecurityChange = "security.change", "会社のセキュリティ設定を変更", "Company's security settings changed";
    NetworkScope = "network.scope", "接続元の制限を変更", "Limits on networks changed";
    NetworkAdd = "network.add", "許可する接続元を追加", "Network allowed";
    NetworkRemove = "network.remove", "許可する接続元を削除", "Network no longer allowed";
    NetworkLiftAsk = "network.lift_ask", "接続元の制限の一時解除を依頼", "Lifting of limits asked for";
    NetworkLift = "network.lift", "接続元の制限を一時解除", "Limits lifted for some hours";
    NetworkLiftCancel = "network.lift_cancel", "接続元の制限の一時解除を取り消し", "Lifting of limits withdrawn";
    NetworkLiftEnd = "network.lift_end", "接続元の制限を再開", "Limits count again";
    SessionEnd = "session.end", "端末をログアウト", "Devices signed out";
    SignInHistoryDownload = "sign_in_history.download", "ログイン履歴をダウンロード", "Sign-in history downloaded";
    ActivityDownload = "activity.download", "自分のアクティビティをダウンロード", "Own activity downloaded";
    AccountLocked = "account.lock", "アカウントをロック", "Account locked";
    AccountLockedNew = "account.lock_new_devices", "新しい端末からのログインをロック", "Sign-in locked on new devices";
    PasswordChange = "password.change", "パスワードを変更", "Password changed";
    PasswordRemind = "password.remind", "パスワードの期限を予告", "Password expiry announced";
    LockWave = "account.lock_wave", "ロックの多発を検知", "Wave of locks noticed";
    PasswordReset = "password.reset", "パスワードをリセット", "Password reset";
    DisplayChange = "display.change", "表示の設定を変更", "Display settings changed";
    AccountAdd = "account.add", "アカウントを追加", "Account added";
    TenantAdd = "tenant.add", "契約企業を追加", "Company added";
    StaffAsk = "staff.ask", "運営スタッフの追加を依頼", "New member of staff asked for";
    StaffApprove = "staff.approve", "運営スタッフの追加を承認", "New member of staff approved";
    StaffReject = "staff.reject", "運営スタッフの追加を却下", "New member of staff rejected";
    StaffSend = "staff.send", "運営スタッフの登録のリンクを再送信", "Link for a member of staff resent";
    ProfileAsk = "profile.ask", "サービスプロファイルの変更を依頼", "Change of service profile asked for";
    ProfileCancel = "profile.cancel", "サービスプロファイルの変更の依頼を取り消し", "Change of service profile withdrawn";
    ProfileChange = "profile.change", "サービスプロファイルを変更", "Service profile changed";
    EndUserView = "end_user.view", "エンドユーザーの詳細を表示", "End user viewed";
    ImportStart = "import.start", "データの取り込みを開始", "Import started";
    ImportChunk = "import.chunk", "データを取り込み", "Rows imported";
    ImportFinish = "import.finish", "データの取り込みを完了", "Import finished";
    ExportStart = "export.start", "データエクスポートを開始", "Data export started";
    ExportProgress = "export.progress", "データエクスポートを継続", "Data export continued";
    ExportFinish = "export.finish", "データエクスポートを完了", "Data export finished";
    ExportFail = "export.fail", "データエクスポートに失敗", "Data export failed";
    ExportCancel = "export.cancel", "データエクスポートを中止", "Data export cancelled";
    ExportExpire = "export.expire", "エクスポートしたファイルを削除", "Exported file removed";
    ExportDownload = "export.download", "データをダウンロード", "Data downloaded";
    AccessDenied = "access.denied", "権限のない操作", "Act without permission";
    LogDownload = "log.download", "操作ログをダウンロード", "Operation log downloaded";
    LogRestart = "log.restart", "操作ログの照合を新しく開始", "Checkpoints of the log begun anew";
    PersonalErase = "log.erase_personal", "操作ログの個人情報を消去", "Personal details in the log erased";
    HelpAsk = "help.ask", "サポート窓口への依頼", "Help asked for";
    HelpDone = "help.done", "サポート窓口への依頼に対応", "Request for help answered";
    CaseOpen = "case.open", "対応案件を開始", "Support case opened";
    CaseCheck = "case.check", "対応案件の本人確認", "Identity checked in a support case";
    CaseCooling = "case.cooling", "対応案件の待機期間を開始", "Waiting time of a support case begun";
    CaseConsent = "case.consent", "対応案件に同意", "Consent to a support case";
    CaseRefuse = "case.refuse", "対応案件を断る", "Support case refused";
    CaseApprove = "case.approve", "対応案件を承認", "Support case approved";
    CaseSendAgain = "case.send_again", "再設定のリンクを再送", "Reset link sent again";
    CaseCancel = "case.cancel", "対応案件を中止", "Support case closed";
    CaseFinish = "case.finish", "対応案件によりパスワードを再設定", "Password reset by a support case";
    ConsentGrant = "consent.grant", "サポートの閲覧に同意", "Look of support staff allowed";
    ConsentEnd = "consent.end", "サポートの閲覧同意を取り消し", "Look of support staff revoked";
    StaffLook = "staff.look", "サポートスタッフが閲覧", "Support staff looked";
    StaffSee = "staff.see", "運営スタッフが連絡先・メンバーの氏名等を確認", "Support staff saw contacts or names";
    InvitationCreate = "invitation.create", "メンバーを招待", "Member invited";
    InvitationApprove = "invitation.approve", "メンバーの追加を承認", "New member approved";
    InvitationSend = "invitation.send", "招待メールを再送", "Invitation sent again";
    InvitationWithdraw = "invitation.withdraw", "招待を取り消し", "Invitation withdrawn";
    MemberJoin = "member.join", "招待を受けて登録", "Joined by an invitation";
    MemberRole = "member.role", "メンバーのロールを変更", "Member's role changed";
    MemberDownload = "member.download", "メンバーのダウンロード権限を変更", "Member's right to download changed";
    MemberSuspend = "member.suspend", "メンバーを利用停止", "Member suspended";
    MemberResume = "member.resume", "メンバーの利用を再開", "Member resumed";
    MemberLeave = "member.leave", "メンバーを退会", "Member removed";
    MemberSessionsEnd = "member.sessions_end", "メンバーの端末をログアウト", "Member's devices signed out";
    PasswordWant = "password.want", "パスワードの変更を依頼", "Another password asked for";
    PasswordResetSend = "password.reset_send", "パスワードを強制リセット", "Password reset forced";
    PasswordRenew = "password.renew", "リンクからパスワードを再設定", "Password set anew by a link";
    ContactAdd = "contact.add", "担当者連絡先を追加", "Contact added";
    ContactChange = "contact.change", "担当者連絡先を変更", "Contact changed";
    ContactRemove = "contact.remove", "担当者連絡先を削除", "Contact removed";
    ContactWrite = "contact.write", "担当者連絡先へ確認・テストのメールを送信", "Confirmation or test mail written to a contact";
    ContactConfirm = "contact.confirm", "担当者連絡先を確認", "Contact confirmed";
    MailSend = "mail.send", "メールを送信", "Mail sent";
    MailResend = "mail.resend", "メールの再送を指示", "Mail put back into the outbox";
    RowForged = "row.forged", "プログラム以外が書き換えたデータを検知", "Row written by somebody else noticed";
    RowsSign = "rows.sign", "データの署名を開始", "Rows signed from now on";
    DemoFill = "demo.fill", "デモデータを作成", "Demonstration data created";
}

/// The result of an action.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    Success,
    Failure,
    Denied,
}

impl Outcome {
    pub fn code(self) -> &'static str {
        match self {
            Outcome::Success => "success",
            Outcome::Failure => "failure",
            Outcome::Denied => "denied",
        }
    }
}

/// One entry of the log, before it has a place in the chain.
#[derive(Clone, Debug)]
pub struct Event {
    pub action: Action,
    pub outcome: Outcome,
    pub object_kind: &'static str,
    pub object_id: String,
    /// Facts that are not personal. They are part of the chain's hash.
    pub detail: Map<String, Value>,
    /// Personal facts, such as the object's name. They can be erased.
    pub personal: Map<String, Value>,
}

impl Event {
    pub fn new(action: Action) -> Event {
        Event {
            action,
            outcome: Outcome::Success,
            object_kind: "",
            object_id: String::new(),
            detail: Map::new(),
            personal: Map::new(),
        }
    }

    /// Sets the object. Its name is personal.
    #[must_use]
    pub fn on(mut self, kind: &'static str, id: impl std::fmt::Display, name: &str) -> Event {
        self.object_kind = kind;
        self.object_id = id.to_string();
        self.personal.insert("object".into(), name.into());
        self
    }

    #[must_use]
    pub fn outcome(mut self, outcome: Outcome) -> Event {
        self.outcome = outcome;
        self
    }

    /// True if the event is important enough to witness the log's end outside the database at once: permissions,
    /// authentication, and everything that staff do to a company.
    pub fn weighs(&self, by: &str) -> bool {
        use Action as A;
        match self.action {
            A::SecondFactorOn
            | A::SecondFactorOff
            | A::CertificateAdd
            | A::CertificateRevoke
            | A::PasskeyAdd
            | A::PasskeyRemove
            | A::SecurityChange
            | A::NetworkScope
            | A::NetworkAdd
            | A::NetworkRemove
            | A::NetworkLift
            | A::PasswordChange
            | A::PasswordReset
            | A::PasswordRenew
            | A::AccountAdd
            | A::TenantAdd
            | A::ProfileChange
            | A::LogRestart
            | A::RowForged
            | A::RowsSign
            | A::PersonalErase
            | A::CaseConsent
            | A::CaseApprove
            | A::CaseFinish
            | A::ConsentGrant
            | A::ConsentEnd
            | A::InvitationCreate
            | A::InvitationApprove
            | A::MemberJoin
            | A::MemberRole
            | A::MemberSuspend
            | A::MemberResume
            | A::MemberLeave
            | A::ContactAdd
            | A::ContactChange
            | A::ContactRemove => true,
            A::SignIn | A::SignInHalf | A::SignOut | A::DisplayChange | A::AccessDenied => false,
            _ => by == "staff",
        }
    }

    /// Adds a fact that is not personal.
    #[must_use]
    pub fn with(mut self, what: &str, value: impl Into<Value>) -> Event {
        self.detail.insert(what.into(), value.into());
        self
    }

    /// Adds a personal fact.
    #[must_use]
    pub fn personal(mut self, what: &str, value: impl Into<Value>) -> Event {
        self.personal.insert(what.into(), value.into());
        self
    }
}
