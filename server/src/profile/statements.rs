//! Short forms of the statements in the five service documents. Values of a profile answer them, or people attest them.

use super::words::FixedText;

/// One statement of a document.
#[derive(PartialEq, Eq, Debug)]
pub struct Statement {
    pub id: &'static str,
    pub text: FixedText,
    /// True for statements about people or premises, which are attested and not enforced.
    pub attested: bool,
}

/// The documents and the prefixes of their statement ids.
const DOCUMENTS: &[(&str, &str)] = &[("000", "SL-"), ("001", "MS-"), ("002", "DS-"), ("003", "BP-"), ("004", "WS-")];

/// Returns a statement of a document, or the reason why there is no such statement.
pub(super) fn of_document(id: &str, document: &str) -> Result<&'static Statement, String> {
    let Some((_, prefix)) = DOCUMENTS.iter().find(|(number, _)| *number == document) else {
        return Err(format!("unknown document \"{document}\", so {id} cannot be one of its statements"));
    };
    if !id.starts_with(prefix) {
        return Err(format!("{id} is not a statement of document {document}, whose IDs start with {prefix}"));
    }
    find(id).ok_or_else(|| format!("unknown statement ID {id}"))
}

pub(super) fn is_document(number: &str) -> bool {
    DOCUMENTS.iter().any(|(known, _)| *known == number)
}

/// Finds a statement by its id.
pub fn find(id: &str) -> Option<&'static Statement> {
    STATEMENTS.iter().find(|statement| statement.id == id)
}

/// All statements of a document, in order.
pub fn all_of(document: &str) -> impl Iterator<Item = &'static Statement> {
    let prefix = DOCUMENTS.iter().find(|(number, _)| *number == document).map(|(_, prefix)| *prefix);
    STATEMENTS.iter().filter(move |statement| prefix.is_some_and(|prefix| statement.id.starts_with(prefix)))
}

macro_rules! attested {
    (enforced) => {
        false
    };
    (attested) => {
        true
    };
}

macro_rules! statements {
    ($($id:literal $kind:ident $ja:literal $en:literal;)*) => {
        const STATEMENTS: &[Statement] = &[$(Statement {
            id: $id,
            text: FixedText { ja: $ja, en: $en },
            attested: attested!($kind),
        }),*];
    };
}

statements! {
    "SL-1" enforced "マネージャー上の「お知らせ」に適時掲示します。" "Notices are posted under Announcements in the manager as they arise.";
    "SL-2" enforced "緊急度の高いものは、担当者メールアドレス宛へご連絡することがあります。" "Urgent notices may also be sent to registered contact addresses.";
    "SL-3" enforced "監視における異常状況は、担当者メールアドレス宛へ配信します。" "Abnormal conditions found by monitoring are sent to registered contact addresses.";
    "SL-4" enforced "対応が発生するサービス変更は、1ヶ月以上前を目標にメールで通知します。" "Service changes that require action from customers are announced by email, with a target of at least 1 month in advance.";
    "SL-5" enforced "サービスの停止が発生する場合は、1ヶ月以上前を目標にメールで通知します。" "Service suspensions are announced by email, with a target of at least 1 month in advance.";
    "SL-6" enforced "24時間365日。定期的な計画停止なし。メンテナンスは年1〜2回、深夜、30分〜1時間程度、1ヶ月以上前に通知。" "Available 24/7, with no regular planned downtime. Maintenance once or twice a year, late at night, for about 30 to 60 minutes, announced at least 1 month in advance.";
    "SL-7" enforced "サポート窓口はメール。平日10:00〜17:00、返信は当日〜遅くとも翌営業日中。" "Support by email, weekdays 10:00–17:00. Answered the same day, or by the next business day at the latest.";
    "SL-8" enforced "アプリケーション、プラットフォーム、サーバ、ストレージ、ネットワークの動作と性能を自動で監視し、Slackで把握します。" "Operation and performance of the application, platform, servers, storage and network are monitored automatically and reported to Slack.";
    "SL-9" enforced "サービス運用監視の逐次情報は公開しておりません。" "Live monitoring information is not published.";
    "SL-10" enforced "ソーシャルログインの月間稼働率 SLA 99.9 %(実績99.95 %以上)、SLO 99.99 %。プロバイダ起因の停止はダウンタイムに含みません(ほかに除くものはありません)。" "Monthly uptime of social login: SLA 99.9 % (actual: 99.95 % or more), SLO 99.99 %. Outages caused by providers are excluded from downtime; nothing else is.";
    "SL-11" enforced "RTOは設定せず、実績は1営業日以内。RPOは最大7日間。" "No RTO is set; actual recovery is within 1 business day. RPO is up to 7 days.";
    "SL-12" enforced "利用ユーザー数に上限なし。ソーシャルログイン5,000、Web API 10,000リクエスト/分。一時解除は10日以上前の連絡、有償。" "No limit on end users. Social login 5,000 and Web API 10,000 requests per minute. Temporary lifts must be requested at least 10 days in advance and are charged.";
    "SL-13" enforced "預託データの権利は契約企業に帰属。マネージャーよりエクスポート可能。契約終了後、解約手続きを元に削除します。" "Deposited data belongs to the customer, can be exported from the manager, and is deleted after the contract ends, following the cancellation procedure.";
    "SL-14" attested "NAT、DMZ、既定拒否のファイアウォール、WAF、公開鍵認証、マルチAZ、国内サーバ、容量設計、構成のコード管理。" "NAT, DMZ, default-deny firewall, WAF, public key authentication, multiple availability zones, servers in Japan, capacity planning, configuration as code.";
    "SL-15" enforced "サーバの各種ログは5年間保存。問い合わせを元に必要と判断された場合に開示します。" "Server logs are kept for 5 years and disclosed on request, when judged necessary.";
    "SL-16" enforced "ストレージの暗号化を行っています。" "Storage is encrypted.";
    "SL-17" enforced "HTTPへのアクセスは拒否し、TLS 1.2以上を強制します。暗号方式はELBSecurityPolicy-2016-08に準拠します。" "HTTP access is rejected and TLS 1.2 or later is required. Ciphers follow ELBSecurityPolicy-2016-08.";
    "SL-18" attested "パッチは12時間〜5日程度以内を目標。年1回の第三者脆弱性検査。プライバシーマーク。" "Patches are applied within about 12 hours to 5 days (target). Yearly third-party vulnerability assessment. Privacy Mark.";
    "SL-19" enforced "WebサーバやOSの名称・バージョンをエラー情報などに表示しません。" "Names and versions of web servers and operating systems are not shown in error messages.";
    "SL-20a" enforced "パスワードは8文字以上、半角英数字。" "Passwords must have at least 8 characters, with half-width letters and digits.";
    "SL-20b" enforced "3ヶ月ごとに強制変更(変更前と同一のパスワードは設定不可)。90日または3か月のうち早いほうとしています。" "Forced change every 3 months (90 days or 3 months, whichever is earlier). The previous password can't be reused.";
    "SL-20c" enforced "入力間違いが一定回数を超えるとロック。解除はサポート窓口でのパスワードリセット。" "Locked after a set number of wrong passwords. Unlocked by a password reset through Support.";
    "SL-20d" enforced "初回発行時とリセット後は、利用者側で再設定が必要。" "Users must set a new password after first issue and after a reset.";
    "SL-20e" enforced "ハッシュ化して保存し、平文では保存しません。回答もできません。" "Passwords are stored as hashes, never in plain text, and can't be disclosed.";
    "SL-20f" enforced "ソーシャルログインマネージャー、メッセージマネージャーに共通のポリシー。" "The same policy applies to the social login manager and the message manager.";

    "MS-1" enforced "毎月第4週目の日曜日(その月の第4日曜日と解釈)の0:00 JSTから最大5時間メンテナンスを実施。" "Maintenance on the Sunday of the 4th week of each month (interpreted as the fourth Sunday of the month) from 0:00 JST, for up to 5 hours.";
    "MS-2" enforced "計画停止は1ヶ月(合理的な理由がある場合を除く)、提供終了は6ヶ月、メンテナンスは1週間以上前に通知(緊急時を除く)。バージョンアップは事前にメール。" "Notice by email: planned downtime 1 month (except for a reasonable cause), end of service 6 months, maintenance at least 1 week (except emergencies), version upgrades in advance.";
    "MS-3" enforced "稼働率99.90 % =(計画サービス時間−停止時間)÷計画サービス時間。" "Uptime 99.90 % = (planned service time − downtime) ÷ planned service time.";
    "MS-4" enforced "平均復旧時間30分。1年間の障害件数と、1日以上要した障害件数。" "Mean time to recovery 30 minutes. Number of incidents per year, and of those lasting a day or more.";
    "MS-5" enforced "24時間365日の死活・負荷・状態監視。問題を検知した場合、メール、SNS(SMSと解釈)、電話にて一次担当者へ発報。IT部門管理者、各企業の窓口へ直ちに電話・メールで通知し、メールで逐次報告。" "Availability, load and state monitored 24/7. First responders are alerted by email, SNS (interpreted as SMS) and phone, then the IT department's manager. Company contacts are told immediately by phone and email, then step by step by email.";
    "MS-6" enforced "操作ログは管理画面上より確認可能。保存期間の制限なし。" "Operation logs are available in the management console, with no limit on retention.";
    "MS-7" enforced "平均応答約0.5秒、遅延の継続1分、バッチ処理平均約5秒。" "Mean response time about 0.5 seconds, slow responses last no longer than 1 minute, mean batch time about 5 seconds.";
    "MS-8" enforced "同時接続、ディスク容量などの上限は契約・プランに準ずる。" "Limits on concurrent connections, storage and so on depend on the contract or plan.";
    "MS-9" enforced "サポートは土日祝日を除く平日の10:00〜18:00。" "Support on weekdays 10:00–18:00, except weekends and public holidays.";
    "MS-10" enforced "1日1回 4:00 JSTにバックアップ、14世代。データとバックアップをAES-256で暗号化。" "Daily backups at 4:00 JST, 14 generations. Data and backups are encrypted with AES-256.";
    "MS-11" enforced "解約時に、データの返却後、全てのデータを消去。消去証明書。一括出力のルール。" "On cancellation, data is returned and then all of it is erased. Certificate of erasure. Rules for bulk output.";
    "MS-12" enforced "トランザクションで整合性を担保し、許容範囲外の入力形式を受け付けません。" "Consistency is ensured by transactions, and out-of-range input is rejected.";
    "MS-13" enforced "アカウントは個人単位に発行し、IDをログ検索に利用できます。" "Accounts are issued per person, and their ID can be used to search logs.";
    "MS-14" enforced "通信はAES-256またはAES-128で暗号化。" "Communication is encrypted with AES-256 or AES-128.";
    "MS-15" enforced "リソースはアカウント単位のアクセスコントロールで分離。" "Resources are isolated by access control per account.";
    "MS-16" enforced "管理者(利用企業と提供者の双方):パスワード変更は30日に1回以上、強制リセット、推測されやすいパスワードの制限(半角英数字8文字以上)、アクセス元の制限。" "Administrators (of customer and provider): password change at least every 30 days, forced reset, no guessable passwords (at least 8 half-width letters and digits), network restriction.";
    "MS-17" enforced "利用者:パスワード変更は90日に1回以上、推測されやすいパスワードの制限、アクセス元の制限、必要最低限の権限、ダウンロード権限は原則付与せず、権限をアカウント管理台帳に記載。" "Users: password change at least every 90 days, no guessable passwords, network restriction, least privilege, no download permission by default, and all permissions in the account ledger.";
    "MS-18" enforced "利用者のデータ領域には合意がない限りアクセスしません。" "Customer data areas are not accessed without consent.";
    "MS-19" enforced "接続した管理者・利用者のログを記録。" "Connections by administrators and users are logged.";
    "MS-20" enforced "リスト型攻撃対策に2段階認証を選択可能。停止攻撃への対策。" "Two-step verification is available against credential stuffing. Protection against denial-of-service attacks.";
    "MS-21" enforced "利用中に削除したデータは即時に物理削除。" "Data deleted during use is physically deleted immediately.";
    "MS-22" enforced "認証方法はパスワード、二要素認証、クライアント証明書。" "Sign-in by password, two-step verification and client certificate.";
    "MS-23" enforced "Web上にヘルプページを用意し、対応ブラウザを記載。" "Help pages are available on the web and list the supported browsers.";
    "MS-24" enforced "事故発生時、操作ログ(特にデータ抽出ログ)を利用者に提供可能。" "After an incident, operation logs (data extraction logs in particular) can be provided to the customer.";
    "MS-25" attested "ISMS、1日1回のウイルススキャン、エスクロウ、GuardDuty、Shield、利用料1ヶ月分の補償上限、ソースコードレビュー。災害復旧はベストエフォート、代替手段なし、データとバックアップは東京。媒体による持ち出し禁止、パッチの適時適用。" "ISMS, daily virus scan, escrow, GuardDuty, Shield, liability capped at one month's fee, source code review; best-effort disaster recovery without a substitute service, data and backups in Tokyo; no removable media, timely patches.";
    "MS-26" enforced "別顧客のアクセス負荷があっても、顧客ごとに最低限の動作を維持。" "Minimum service is maintained for every customer, even under load from other customers.";

    "DS-1" enforced "計画停止は7日前までにメール、提供終了は3ヶ月前までにサポートサイトとメールで通知。" "Planned downtime announced by email 7 days in advance; end of service 3 months in advance on the support site and by email.";
    "DS-2" enforced "5分以上の停止をダウンタイムとし、99 %を目標値とします。" "Outages of 5 minutes or more count as downtime. The target is 99 %.";
    "DS-3" enforced "MTTR 1時間以内、RTO 4時間以内、障害は年3回以内(数分単位の通信障害を除く)。" "MTTR within 1 hour, RTO within 4 hours, no more than 3 incidents per year (excluding network faults lasting only minutes).";
    "DS-4" enforced "24時間365日の死活監視(FTP, SSH)。負荷率・ディスク使用量・例外も監視。" "Availability monitored 24/7 (FTP, SSH), as well as load, disk usage and exceptions.";
    "DS-5" enforced "障害対応の手順:検知、切り分け、バグ対応、リカバリ、再起動、影響度確認、連絡、防止策、レスポンス劣化への対応。" "Incident procedure: detection, triage, software fix, recovery, restart, business impact, customer notification, prevention, response to severe slowdowns.";
    "DS-6" enforced "監査ログ(アクセス・操作・エラー・ログイン/ログアウト)を30日間保存。" "Audit logs (access, operation, error, sign-in and sign-out) are kept for 30 days.";
    "DS-7" enforced "平均応答3秒以内、遅延の継続1時間以内、バッチ4時間以下、同時接続50ユーザ、共用サーバー15GB。" "Mean response within 3 seconds, slow responses for no longer than 1 hour, batches within 4 hours, 50 concurrent users, 15 GB on the shared server.";
    "DS-8" enforced "メールは365日24時間、電話は平日10:00〜12:00、13:00〜17:00(土日祝日、12月30日〜1月3日を除く)。" "Email 24/7; phone on weekdays 10:00–12:00 and 13:00–17:00, except public holidays and December 30 to January 3.";
    "DS-9" enforced "毎日早朝4時にバックアップ、7世代保管。アクセス権はシステム管理者のみ。" "Daily backups at 4:00, 7 generations. Accessible to system administrators only.";
    "DS-10" enforced "解約後1ヶ月以内に破棄。削除依頼は5営業日以内。バックアップは一定期間後に削除。" "Destroyed within 1 month after cancellation. Deletion requests are completed within 5 business days. Backups are deleted after a set period.";
    "DS-11" enforced "FTPやDBの権限をクライアントごとに分離。個別サーバーはデータベースを物理的に分離。" "FTP and database permissions are separated per client. On dedicated servers, databases are physically separate.";
    "DS-12" enforced "文字種や長さをチェックし、不正なデータを検知・遮断、その状況を確認できます。" "Character types and lengths are checked, invalid data is detected and blocked, and its status can be viewed.";
    "DS-13" enforced "IDは情報セキュリティ管理者が認めた社員に1人1ID発行。" "One ID per employee (of the provider), approved by the security manager.";
    "DS-14" attested "プライバシーマーク、保険加入、ClamAVを1日1回、AWS東京/GCP、日本国法に準拠。第三者機関または内部機関による検査、岡山・東京・大阪・ベトナムのサポート体制。" "Privacy Mark, insurance, daily ClamAV scan, AWS Tokyo/GCP, Japanese law; third-party or internal assessments, support from Okayama, Tokyo, Osaka and Vietnam.";
    "DS-15" enforced "ユーザに影響のある修正などは、担当者へメールで通知します。" "Changes that affect users are announced to contacts by email.";
    "DS-16" enforced "個人情報を含む通信はTLS(HTTPS)で暗号化。利用者のデータにアクセスできる社員等を明確に限定。" "Communication with personal data is encrypted by TLS (HTTPS). The staff who can access customer data are strictly limited.";

    "BP-1" enforced "月1回 2時〜4時のメンテナンス。計画停止は6ヶ月前、提供終了は3ヶ月以上前、影響のある改変は1ヶ月以上前にサイトで告知。" "Monthly maintenance from 2:00 to 4:00. Announced on the site: planned downtime 6 months in advance, end of service at least 3 months, changes with impact at least 1 month.";
    "BP-2" enforced "月間稼働率99.99 %以上を目標。実績値、平均復旧時間、RTO、RPOは公開していません。平常時の稼働状況の報告は行っていません。" "Target monthly uptime of 99.99 % or more. Actual values, mean time to recovery, RTO and RPO are not published. Normal status is not reported.";
    "BP-3" attested "サーバ二重化、遠隔地バックアップ、障害対策サーバへの切り替え。" "Redundant servers, off-site backups, failover to a standby server.";
    "BP-4" enforced "障害は検知から1時間以内にサイトとメールで通知。1分間隔で監視。発生中は30分毎にサイトで通知。" "Incidents are announced on the site and by email within 1 hour of detection. Monitored every minute. Status updates on the site every 30 minutes during an incident.";
    "BP-5" enforced "管理者はログイン履歴(日時・IPアドレス・デバイス・成否)を確認可能。他のログは提供していません。" "Administrators can view the sign-in history (date and time, IP address, device, success or failure). Other logs are not provided.";
    "BP-6" enforced "目標応答時間3秒以内。応答時間とバッチの完了時間をログから収集し分析。同時接続利用者数と提供リソースの上限なし。" "Target response time within 3 seconds. Response and batch completion times are collected from logs and analyzed. No limit on concurrent users or resources.";
    "BP-7" enforced "Web APIを公開しています。" "A Web API is publicly available.";
    "BP-8" enforced "電話は平日9:00〜18:00、お問合せフォームは24時間365日。" "Phone on weekdays 9:00–18:00; inquiry form 24/7.";
    "BP-9" enforced "日次で差分、月次でフルバックアップ。6か月間、7世代保管。アクセスは一部の管理者のみ。" "Daily differential and monthly full backups, kept for 6 months, 7 generations. Accessible to a few administrators only.";
    "BP-10" enforced "取引データは解約後も消去しません。アカウント情報は速やかに論理削除。" "Transaction data is not erased after cancellation. Account data is logically deleted promptly.";
    "BP-11" enforced "データ全体を暗号化し、他社とは論理的に分離。" "All data is encrypted and logically separated from other companies' data.";
    "BP-12" enforced "不正データを監視し、検知時に警告メールを送ります。" "Invalid data is monitored, and a warning email is sent when it is detected.";
    "BP-13" enforced "入力フォーマットのチェックとサニタイジング。" "Input formats are checked and input is sanitized.";
    "BP-14" enforced "全画面HTTPS。TLS 1.2未満は無効。電子政府推奨暗号リストに記載された暗号方式。" "HTTPS on all pages. Versions below TLS 1.2 are disabled. Ciphers are from the government's recommended list.";
    "BP-15" enforced "情報セキュリティ管理責任者が承認した社員のみが必要最小限の権限でアクセスし、証跡を取得。" "Only employees approved by the security manager access data, with least privilege, and their access is recorded.";
    "BP-16" enforced "1人1ID。IDが分かる形式で各種ログを取得。" "One ID per person. Logs are recorded with the ID.";
    "BP-17" attested "遠隔地のテープ保管、ISMS、リアルタイムのウイルススキャン、第三者診断、データは日本国内。" "Off-site tape backups, ISMS, real-time virus scan, third-party assessment, data kept in Japan.";

    "WS-1" enforced "メールアドレスによるユーザー登録のみ。他のアカウントとの連携を行いません。" "Users register only with an email address. No linking to other accounts.";
    "WS-2" enforced "いつ、誰が、何を行ったかのアクティビティログがユーザー別に参照可能。" "An activity log per user shows who did what, and when.";
    "WS-3" enforced "使用可能・ルート機能・課金ユーザータイプ・権限設定種別を画面別に設定。ロール別にも設定可能。" "Access settings by screen (available, root function, billing user type, permission kind), and also by role.";
    "WS-4" enforced "12時間ごとの差分バックアップ、約10分ごとのトランザクションログバックアップ。" "Differential backups every 12 hours, transaction log backups about every 10 minutes.";
    "WS-5" enforced "契約終了後はデータを全て抽出し完全に消去。一部解約の場合はそのサービスのデータのみ消去。" "When the contract ends, all data is exported and completely erased. When only some services are canceled, only their data is erased.";
    "WS-6" enforced "通信はHTTPS。DB上の個人情報を暗号化。" "Communication uses HTTPS. Personal data in the database is encrypted.";
    "WS-7" enforced "作成、更新、削除、抽出などのアクションログを取得。" "Action logs for create, update, delete and extract are recorded.";
    "WS-8" enforced "毎月の稼働率(メンテナンスを除く月の総時間のうち利用できた割合)とメンテナンス時間の実績を公開。通年99.9 %、メンテナンスは年間8時間程度、10日以上前に告知。" "Monthly uptime (the share of the month's total time, excluding maintenance, in which the service was usable) and actual maintenance time are published. 99.9 % per year; about 8 hours of maintenance per year, announced 10 days in advance.";
    "WS-9" attested "ネットワークの冗長化、可用性ゾーン・可用性セット。データの保存先は国内(Azure 東日本)に限定、シークレットの暗号化。" "Redundant network, availability zones and sets. Data kept only in Japan (Azure Japan East), secrets encrypted.";
    "WS-10" enforced "サービスレベルを目標に定め、公開しています。" "Service levels are set as targets and published.";
    "WS-11" enforced "お問い合わせフォーム。2営業日以内に連絡。" "Inquiry form; answered within 2 business days.";
    "WS-12" attested "CSIRT、ISO/IEC 27001、Pマーク、第三者監査、プラットフォームのパッチ適用。" "CSIRT, ISO/IEC 27001, Privacy Mark, third-party audit, platform patching.";
}
