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
        return Err(format!("{id} is no statement of document {document}: its ids begin with {prefix}"));
    }
    find(id).ok_or_else(|| format!("unknown statement id {id}"))
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
    "SL-1" enforced "マネージャー上の「お知らせ」に適時掲示します。" "Notices are posted in the manager as they arise.";
    "SL-2" enforced "緊急度の高いものは、担当者メールアドレス宛へご連絡することがあります。" "Urgent ones may also go to the registered contact addresses.";
    "SL-3" enforced "監視における異常状況は、担当者メールアドレス宛へ配信します。" "Abnormalities found by monitoring are sent to the registered contacts.";
    "SL-4" enforced "対応が発生するサービス変更は、1ヶ月以上前を目標にメールで通知します。" "Service changes that need the customer to act are told by email 1 month or more ahead.";
    "SL-5" enforced "サービスの停止が発生する場合は、1ヶ月以上前を目標にメールで通知します。" "Service suspension is told by email 1 month or more ahead.";
    "SL-6" enforced "24時間365日。定期的な計画停止なし。メンテナンスは年1〜2回、深夜、30分〜1時間程度、1ヶ月以上前に通知。" "24 hours, 365 days, no regular planned stop; maintenance once or twice a year, late at night, 30 to 60 minutes, told 1 month or more ahead.";
    "SL-7" enforced "サポート窓口はメール。平日10:00〜17:00、返信は当日〜遅くとも翌営業日中。" "Support by email, weekdays 10:00–17:00; answered the same day, by the next business day at the latest.";
    "SL-8" enforced "アプリケーション、プラットフォーム、サーバ、ストレージ、ネットワークの動作と性能を自動で監視し、Slackで把握します。" "Aliveness and performance of application, platform, server, storage and network are watched automatically and reported to Slack.";
    "SL-9" enforced "サービス運用監視の逐次情報は公開しておりません。" "Live monitoring information is not public.";
    "SL-10" enforced "ソーシャルログインの月間稼働率 SLA 99.9 %(実績99.95 %以上)、SLO 99.99 %。プロバイダ起因の停止はダウンタイムに含みません(ほかに除くものはありません)。" "Social login, monthly: SLA 99.9 % (actual 99.95 % or more), SLO 99.99 %; stops a provider caused are no downtime, and nothing else is left out.";
    "SL-11" enforced "RTOは設定せず、実績は1営業日以内。RPOは最大7日間。" "No RTO is set; failures were over within 1 business day. Backups are at most 7 days old (RPO).";
    "SL-12" enforced "利用ユーザー数に上限なし。ソーシャルログイン5,000、Web API 10,000リクエスト/分。一時解除は10日以上前の連絡、有償。" "No ceiling on end users; 5,000 (social login) and 10,000 (Web API) requests a minute; lifted for a time when asked 10 days or more ahead, charged.";
    "SL-13" enforced "預託データの権利は契約企業に帰属。マネージャーよりエクスポート可能。契約終了後、解約手続きを元に削除します。" "Deposited data belongs to the customer, can be exported from the manager, and is deleted after the contract ends, on the cancellation procedure.";
    "SL-14" attested "NAT、DMZ、既定拒否のファイアウォール、WAF、公開鍵認証、マルチAZ、国内サーバ、容量設計、構成のコード管理。" "NAT, DMZ, default-deny firewall, WAF, public keys, several zones, servers in Japan, capacity planning, configuration as code.";
    "SL-15" enforced "サーバの各種ログは5年間保存。問い合わせを元に必要と判断された場合に開示します。" "Server logs are kept 5 years and disclosed on a customer's request where judged necessary.";
    "SL-16" enforced "ストレージの暗号化を行っています。" "Storage is encrypted.";
    "SL-17" enforced "HTTPへのアクセスは拒否し、TLS 1.2以上を強制します。暗号方式はELBSecurityPolicy-2016-08に準拠します。" "HTTP is refused and TLS 1.2 or newer forced; ciphers follow ELBSecurityPolicy-2016-08.";
    "SL-18" attested "パッチは12時間〜5日程度以内を目標。年1回の第三者脆弱性検査。プライバシーマーク。" "Patches within 12 hours to 5 days; yearly third-party vulnerability test; Privacy Mark.";
    "SL-19" enforced "WebサーバやOSの名称・バージョンをエラー情報などに表示しません。" "Names and versions of middleware are hidden in errors.";
    "SL-20a" enforced "パスワードは8文字以上、半角英数字。" "Passwords have 8 or more characters, half-width letters and digits.";
    "SL-20b" enforced "3ヶ月ごとに強制変更(変更前と同一のパスワードは設定不可)。90日または3か月のうち早いほうとしています。" "Forced change every 3 months, kept as 90 days or three calendar months, whichever is earlier; the previous one may not be set again.";
    "SL-20c" enforced "入力間違いが一定回数を超えるとロック。解除はサポート窓口でのパスワードリセット。" "Locked after a set number of wrong passwords; unlocked by a password reset at the support desk.";
    "SL-20d" enforced "初回発行時とリセット後は、利用者側で再設定が必要。" "Changed by the user at first issue and after a reset.";
    "SL-20e" enforced "ハッシュ化して保存し、平文では保存しません。回答もできません。" "Hashed, never kept in plain text, cannot be answered.";
    "SL-20f" enforced "ソーシャルログインマネージャー、メッセージマネージャーに共通のポリシー。" "The same policy holds for the social login manager and the message manager.";

    "MS-1" enforced "毎月第4週目の日曜日(その月の第4日曜日と解釈)の0:00 JSTから最大5時間メンテナンスを実施。" "Maintenance on the Sunday of the 4th week of each month (read as the fourth Sunday) from 0:00 JST, 5 hours at most.";
    "MS-2" enforced "計画停止は1ヶ月(合理的な理由がある場合を除く)、提供終了は6ヶ月、メンテナンスは1週間以上前に通知(緊急時を除く)。バージョンアップは事前にメール。" "Planned stop 1 month ahead (later for a good reason), end of service 6 months, maintenance 1 week (emergencies apart), version upgrade ahead, by email.";
    "MS-3" enforced "稼働率99.90 % =(計画サービス時間−停止時間)÷計画サービス時間。" "Availability 99.90 % = (planned service time − downtime) ÷ planned service time.";
    "MS-4" enforced "平均復旧時間30分。1年間の障害件数と、1日以上要した障害件数。" "Mean time to repair 30 minutes; failures of a year, and those of a day or more.";
    "MS-5" enforced "24時間365日の死活・負荷・状態監視。問題を検知した場合、メール、SNS(SMSと解釈)、電話にて一次担当者へ発報。IT部門管理者、各企業の窓口へ直ちに電話・メールで通知し、メールで逐次報告。" "Aliveness, load and state watched 24 hours, 365 days; the first responder is alerted by mail, SNS (read as SMS) and telephone, then the IT department's manager; contacts told at once by telephone and mail, then step by step by mail.";
    "MS-6" enforced "操作ログは管理画面上より確認可能。保存期間の制限なし。" "Operation logs are seen in the management screen and kept without limit.";
    "MS-7" enforced "平均応答約0.5秒、遅延の継続1分、バッチ処理平均約5秒。" "Mean response about 0.5 s, a slow spell ends within 1 minute, batch about 5 s.";
    "MS-8" enforced "同時接続、ディスク容量などの上限は契約・プランに準ずる。" "Concurrency, storage and limits follow the contract or plan.";
    "MS-9" enforced "サポートは土日祝日を除く平日の10:00〜18:00。" "Support on weekdays 10:00–18:00 without weekends and holidays.";
    "MS-10" enforced "1日1回 4:00 JSTにバックアップ、14世代。データとバックアップをAES-256で暗号化。" "Backup daily at 4:00 JST, 14 generations; data and backups encrypted with AES-256.";
    "MS-11" enforced "解約時に、データの返却後、全てのデータを消去。消去証明書。一括出力のルール。" "All data returned, then erased at cancellation; certificate of erasure; rule for bulk output.";
    "MS-12" enforced "トランザクションで整合性を担保し、許容範囲外の入力形式を受け付けません。" "Consistency by transactions; inputs outside the allowed format are refused.";
    "MS-13" enforced "アカウントは個人単位に発行し、IDをログ検索に利用できます。" "One account per person; the id can be used to search the logs.";
    "MS-14" enforced "通信はAES-256またはAES-128で暗号化。" "TLS with AES-256 or AES-128.";
    "MS-15" enforced "リソースはアカウント単位のアクセスコントロールで分離。" "Isolation per account by access control.";
    "MS-16" enforced "管理者(利用企業と提供者の双方):パスワード変更は30日に1回以上、強制リセット、推測されやすいパスワードの制限(半角英数字8文字以上)、アクセス元の制限。" "Administrators, the customer's and the provider's: password change every 30 days, forced reset, no guessable passwords (8 or more letters and digits), source restricted.";
    "MS-17" enforced "利用者:パスワード変更は90日に1回以上、推測されやすいパスワードの制限、アクセス元の制限、必要最低限の権限、ダウンロード権限は原則付与せず、権限をアカウント管理台帳に記載。" "Users: change every 90 days, no guessable passwords, source restricted, least privilege, no download right by default, every permission in the account ledger.";
    "MS-18" enforced "利用者のデータ領域には合意がない限りアクセスしません。" "Customer data is not touched without consent.";
    "MS-19" enforced "接続した管理者・利用者のログを記録。" "Connections of administrators and users are logged.";
    "MS-20" enforced "リスト型攻撃対策に2段階認証を選択可能。停止攻撃への対策。" "Two-step sign-in can be chosen against list-type attacks; DoS protection.";
    "MS-21" enforced "利用中に削除したデータは即時に物理削除。" "Data deleted during use is physically deleted at once.";
    "MS-22" enforced "認証方法はパスワード、二要素認証、クライアント証明書。" "Sign-in by password, two factors, client certificate.";
    "MS-23" enforced "Web上にヘルプページを用意し、対応ブラウザを記載。" "Help pages on the web, with supported browsers.";
    "MS-24" enforced "事故発生時、操作ログ(特にデータ抽出ログ)を利用者に提供可能。" "After an incident, logs, above all data-extraction logs, are given to the customer.";
    "MS-25" attested "ISMS、1日1回のウイルススキャン、エスクロウ、GuardDuty、Shield、利用料1ヶ月分の補償上限、ソースコードレビュー。災害復旧はベストエフォート、代替手段なし、データとバックアップは東京。媒体による持ち出し禁止、パッチの適時適用。" "ISMS, daily virus scan, escrow, GuardDuty, Shield, liability cap of one month's fee, source review; best-effort disaster recovery without substitute, data and backups in Tokyo; no removable media, patches in time.";
    "MS-26" enforced "別顧客のアクセス負荷があっても、顧客ごとに最低限の動作を維持。" "Another customer's load leaves everyone a minimum of service.";

    "DS-1" enforced "計画停止は7日前までにメール、提供終了は3ヶ月前までにサポートサイトとメールで通知。" "Planned stop told by email 7 days ahead; end of service 3 months, on the support site and by email.";
    "DS-2" enforced "5分以上の停止をダウンタイムとし、99 %を目標値とします。" "Only stops of 5 minutes or more are downtime; target 99 %.";
    "DS-3" enforced "MTTR 1時間以内、RTO 4時間以内、障害は年3回以内(数分単位の通信障害を除く)。" "MTTR within 1 hour, RTO within 4 hours, 3 failures a year at most, minute-long network faults apart.";
    "DS-4" enforced "24時間365日の死活監視(FTP, SSH)。負荷率・ディスク使用量・例外も監視。" "Watched 24 hours, 365 days: aliveness (FTP, SSH), load, disk use, exceptions.";
    "DS-5" enforced "障害対応の手順:検知、切り分け、バグ対応、リカバリ、再起動、影響度確認、連絡、防止策、レスポンス劣化への対応。" "Incident procedure from detection to prevention, severe slowness included.";
    "DS-6" enforced "監査ログ(アクセス・操作・エラー・ログイン/ログアウト)を30日間保存。" "Audit log: access, operation, error, sign-in and sign-out; kept 30 days.";
    "DS-7" enforced "平均応答3秒以内、遅延の継続1時間以内、バッチ4時間以下、同時接続50ユーザ、共用サーバー15GB。" "Mean response within 3 s, slow spell within 1 hour, batch within 4 hours, 50 concurrent users, 15 GB on the shared server.";
    "DS-8" enforced "メールは365日24時間、電話は平日10:00〜12:00、13:00〜17:00(土日祝日、12月30日〜1月3日を除く)。" "Mail 24 hours, 365 days; telephone weekdays 10–12 and 13–17, not on holidays and 30 Dec–3 Jan.";
    "DS-9" enforced "毎日早朝4時にバックアップ、7世代保管。アクセス権はシステム管理者のみ。" "Backup daily at 4:00, 7 generations, reachable by system administrators only.";
    "DS-10" enforced "解約後1ヶ月以内に破棄。削除依頼は5営業日以内。バックアップは一定期間後に削除。" "Destroyed within 1 month of cancellation; on request within 5 business days; backups after a set time.";
    "DS-11" enforced "FTPやDBの権限をクライアントごとに分離。個別サーバーはデータベースを物理的に分離。" "FTP and database rights separated per client; dedicated server: databases physically separate.";
    "DS-12" enforced "文字種や長さをチェックし、不正なデータを検知・遮断、その状況を確認できます。" "Character kind and length checked per input; suspicious data filtered, and its state can be seen.";
    "DS-13" enforced "IDは情報セキュリティ管理者が認めた社員に1人1ID発行。" "One id per employee (of the provider), approved by the security manager.";
    "DS-14" attested "プライバシーマーク、保険加入、ClamAVを1日1回、AWS東京/GCP、日本国法に準拠。第三者機関または内部機関による検査、岡山・東京・大阪・ベトナムのサポート体制。" "Privacy Mark, insurance, ClamAV daily, AWS Tokyo/GCP, Japanese law; third-party or internal tests, support from Okayama, Tokyo, Osaka and Vietnam.";
    "DS-15" enforced "ユーザに影響のある修正などは、担当者へメールで通知します。" "Changes that affect users are told to the contacts by email.";
    "DS-16" enforced "個人情報を含む通信はTLS(HTTPS)で暗号化。利用者のデータにアクセスできる社員等を明確に限定。" "Communication with personal data only by TLS (HTTPS); staff who reach customers' data are limited by name.";

    "BP-1" enforced "月1回 2時〜4時のメンテナンス。計画停止は6ヶ月前、提供終了は3ヶ月以上前、影響のある改変は1ヶ月以上前にサイトで告知。" "Monthly maintenance 2:00–4:00; told on the site: planned stop 6 months ahead, end of service 3 months, changes with effect 1 month.";
    "BP-2" enforced "月間稼働率99.99 %以上を目標。実績値、平均復旧時間、RTO、RPOは公開していません。平常時の稼働状況の報告は行っていません。" "99.99 % monthly objective; actuals, MTTR, RTO and RPO are not published; no report in normal times.";
    "BP-3" attested "サーバ二重化、遠隔地バックアップ、障害対策サーバへの切り替え。" "Duplicated servers, remote backup, fail-over.";
    "BP-4" enforced "障害は検知から1時間以内にサイトとメールで通知。1分間隔で監視。発生中は30分毎にサイトで通知。" "Faults told on the site and by email within 1 hour of detection; checks every minute; status every 30 minutes on the site while it lasts.";
    "BP-5" enforced "管理者はログイン履歴(日時・IPアドレス・デバイス・成否)を確認可能。他のログは提供していません。" "Administrators see the sign-in history: date and time, IP address, device, success or failure; other logs are not given.";
    "BP-6" enforced "目標応答時間3秒以内。応答時間とバッチの完了時間をログから収集し分析。同時接続利用者数と提供リソースの上限なし。" "Response target 3 s; response and batch times collected from logs and analysed; no limit on concurrent users and resources.";
    "BP-7" enforced "Web APIを公開しています。" "The Web API is public.";
    "BP-8" enforced "電話は平日9:00〜18:00、お問合せフォームは24時間365日。" "Telephone weekdays 9–18; form 24 hours, 365 days.";
    "BP-9" enforced "日次で差分、月次でフルバックアップ。6か月間、7世代保管。アクセスは一部の管理者のみ。" "Daily differential and monthly full backups, 6 months, 7 generations, few people with access.";
    "BP-10" enforced "取引データは解約後も消去しません。アカウント情報は速やかに論理削除。" "Transaction data is kept after cancellation; account data is logically deleted at once.";
    "BP-11" enforced "データ全体を暗号化し、他社とは論理的に分離。" "All data encrypted; tenants separated logically.";
    "BP-12" enforced "不正データを監視し、検知時に警告メールを送ります。" "Illegitimate data is watched for; a warning mail goes out when found.";
    "BP-13" enforced "入力フォーマットのチェックとサニタイジング。" "Input format checks and sanitising.";
    "BP-14" enforced "全画面HTTPS。TLS 1.2未満は無効。電子政府推奨暗号リストに記載された暗号方式。" "HTTPS everywhere, below TLS 1.2 off, ciphers of the government's recommended list.";
    "BP-15" enforced "情報セキュリティ管理責任者が承認した社員のみが必要最小限の権限でアクセスし、証跡を取得。" "Only employees whom the security manager approved reach customer data, with least rights, and their access is recorded.";
    "BP-16" enforced "1人1ID。IDが分かる形式で各種ログを取得。" "One id per person, id in every log.";
    "BP-17" attested "遠隔地のテープ保管、ISMS、リアルタイムのウイルススキャン、第三者診断、データは日本国内。" "Tape off-site, ISMS, real-time virus scan, third-party assessment, data in Japan.";

    "WS-1" enforced "メールアドレスによるユーザー登録のみ。他のアカウントとの連携を行いません。" "Accounts only by email address, no linking to other accounts.";
    "WS-2" enforced "いつ、誰が、何を行ったかのアクティビティログがユーザー別に参照可能。" "Activity log per user: when, who, what.";
    "WS-3" enforced "使用可能・ルート機能・課金ユーザータイプ・権限設定種別を画面別に設定。ロール別にも設定可能。" "Access settings per screen: available, root function, billing user type, permission kind; and per role.";
    "WS-4" enforced "12時間ごとの差分バックアップ、約10分ごとのトランザクションログバックアップ。" "Differential backup every 12 hours, transaction log about every 10 minutes.";
    "WS-5" enforced "契約終了後はデータを全て抽出し完全に消去。一部解約の場合はそのサービスのデータのみ消去。" "At contract end the data is extracted whole and then erased; when only some services end, only theirs.";
    "WS-6" enforced "通信はHTTPS。DB上の個人情報を暗号化。" "HTTPS; personal data encrypted in the database.";
    "WS-7" enforced "作成、更新、削除、抽出などのアクションログを取得。" "Audit log of create, update, delete and extract.";
    "WS-8" enforced "毎月の稼働率(メンテナンスを除く月の総時間のうち利用できた割合)とメンテナンス時間の実績を公開。通年99.9 %、メンテナンスは年間8時間程度、10日以上前に告知。" "Monthly uptime (share of the month's time without maintenance in which the service was usable) and maintenance time published; 99.9 % a year; about 8 hours of maintenance a year, told 10 days ahead.";
    "WS-9" attested "ネットワークの冗長化、可用性ゾーン・可用性セット。データの保存先は国内(Azure 東日本)に限定、シークレットの暗号化。" "Redundant network, availability zones; data kept in Japan alone (Azure Japan East), secrets encrypted.";
    "WS-10" enforced "サービスレベルを目標に定め、公開しています。" "Objectives are published.";
    "WS-11" enforced "お問い合わせフォーム。2営業日以内に連絡。" "Inquiry form; answered within 2 business days.";
    "WS-12" attested "CSIRT、ISO/IEC 27001、Pマーク、第三者監査、プラットフォームのパッチ適用。" "CSIRT, ISO/IEC 27001, Privacy Mark, third-party audit, platform patching.";
}
