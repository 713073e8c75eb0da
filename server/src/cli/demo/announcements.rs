//! Announcements of the last year for the demonstration. Its members have read all but the newest ones.

use super::company::DemoCompany;
use crate::base::clock::jst;
use crate::door::fault::Fault;
use crate::door::{Request, Write, guarded};
use crate::features::announcements::index;
use crate::log::event::Event;
use crate::seal::keys::PROVIDER;
use crate::state::AppState;
use crate::storage::entity::{announcement, announcement_reach, announcement_receipt, announcement_version};
use crate::storage::reach::Reach;
use app::announcements::kinds::{AnnouncementKind, AnnouncementState, VersionState};
use app::operation_logs::acts::ENTRIES;
use app::support::api::TENANTS;
use app::text::Text;
use chrono::{DateTime, Duration, NaiveTime, Utc};
use sea_orm::{Insert, Set};
use std::sync::Arc;
use uuid::Uuid;

/// The number of announcements that nobody has read yet.
const UNREAD: usize = 3;

/// An announcement of the demonstration.
struct DemoAnnouncement {
    days_ago: i64,
    kind: AnnouncementKind,
    title: Text,
    text: Text,
    /// How many days after its publication it begins, at two at night; `None` without a date.
    starts_in: Option<i64>,
    acknowledge: bool,
}

const fn dated(days_ago: i64, kind: AnnouncementKind, starts_in: i64, title: Text, text: Text) -> DemoAnnouncement {
    DemoAnnouncement { days_ago, kind, title, text, starts_in: Some(starts_in), acknowledge: false }
}

const fn undated(days_ago: i64, kind: AnnouncementKind, title: Text, text: Text) -> DemoAnnouncement {
    DemoAnnouncement { days_ago, kind, title, text, starts_in: None, acknowledge: false }
}

const STOP: Text = Text::new(
    "下記の日時に、基盤の保守作業のため **サービスを停止** します。\n\n- 停止中は、ソーシャルログインを利用できません。\n- 預託データは失われません。\n\n作業が早く終わった場合は、その時点で再開します。",
    "The service will be **unavailable** for platform maintenance at the time shown above.\n\n- Social login is not available during the downtime.\n- No deposited data is lost.\n\nIf the work ends early, the service resumes early.",
);

/// Oldest first.
const ALL: [DemoAnnouncement; 12] = [
    undated(
        355,
        AnnouncementKind::Information,
        Text::new("年末年始のサポート窓口の受付時間", "Support hours over the new year holidays"),
        Text::new(
            "12月29日から1月3日まで、サポート窓口は休業します。障害の受付は休まず行います。",
            "Support is closed from 29 December to 3 January. Incidents are taken at any time.",
        ),
    ),
    dated(
        330,
        AnnouncementKind::PlannedStop,
        31,
        Text::new("計画停止のお知らせ（1月）", "Planned downtime in January"),
        STOP,
    ),
    undated(
        281,
        AnnouncementKind::Incident,
        Text::new("ログインしにくい状態が発生していました（復旧済み）", "Slow sign-in (resolved)"),
        Text::new(
            "10時12分から10時47分まで、ログインに時間がかかる状態が発生していました。現在は復旧しています。\n\n## 原因\n\nデータベースの索引の不足により、処理が滞りました。\n\n## 対策\n\n索引を追加し、監視の項目を増やしました。",
            "Sign-in was slow from 10:12 to 10:47. The issue is resolved.\n\n## Cause\n\nA missing database index delayed requests.\n\n## Measures\n\nWe added the index and more monitoring.",
        ),
    ),
    undated(
        240,
        AnnouncementKind::Change,
        Text::new("利用規約の改定について", "Changes to the terms of use"),
        Text::new(
            "利用規約の第12条（データの保管）を改定します。改定後の条文は、契約の窓口からお送りします。",
            "Article 12 (data storage) of the terms of use will change. Your contract contact will send you the new text.",
        ),
    ),
    dated(
        210,
        AnnouncementKind::Maintenance,
        14,
        Text::new("ネットワーク機器の保守作業", "Network maintenance"),
        Text::new(
            "作業中に、数秒間の接続の切断が数回発生することがあります。サービスは停止しません。",
            "Connections may drop for a few seconds several times during the work. The service stays available.",
        ),
    ),
    undated(
        172,
        AnnouncementKind::Information,
        Text::new("CSVエクスポートの列の並びを選べるようになりました", "Choose the columns of CSV exports"),
        Text::new(
            "データエクスポートの画面で、出力する列を選択できるようになりました。",
            "You can now choose which columns a data export contains.",
        ),
    ),
    dated(
        150,
        AnnouncementKind::Upgrade,
        35,
        Text::new("ソーシャルログインSDK 4.0への更新", "Upgrade to Social Login SDK 4.0"),
        Text::new(
            "| 版 | サポートの終了 |\n|---|---|\n| 3.x | 更新の6か月後 |\n| 4.0 | 未定 |\n\n3.x をご利用の場合は、更新の手順を確認してください。",
            "| Version | End of support |\n|---|---|\n| 3.x | six months after the upgrade |\n| 4.0 | not planned |\n\nIf you use 3.x, check the upgrade steps.",
        ),
    ),
    dated(
        122,
        AnnouncementKind::PlannedStop,
        30,
        Text::new("計画停止のお知らせ（夏季）", "Planned downtime in summer"),
        STOP,
    ),
    undated(
        64,
        AnnouncementKind::Information,
        Text::new("フィッシングメールにご注意ください", "Beware of phishing emails"),
        Text::new(
            "当社をかたるメールが確認されています。**パスワードをメールでお尋ねすることはありません。**",
            "Emails impersonating us have been reported. **We never ask for your password by email.**",
        ),
    ),
    dated(
        20,
        AnnouncementKind::EndOfService,
        180,
        Text::new("旧APIの提供終了について", "End of the old API"),
        Text::new(
            "旧API（v1）の提供を終了します。新しいAPI（v2）への移行をお願いします。",
            "The old API (v1) will be discontinued. Migrate to the new API (v2).",
        ),
    ),
    DemoAnnouncement {
        days_ago: 9,
        kind: AnnouncementKind::Change,
        title: Text::new("パスワードの規則の変更について", "Changes to the password rules"),
        text: Text::new(
            "パスワードの規則を変更します。内容を確認し、「確認しました」を押してください。",
            "The password rules will change. Read this announcement, then select Acknowledge.",
        ),
        starts_in: Some(60),
        acknowledge: true,
    },
    dated(3, AnnouncementKind::PlannedStop, 32, Text::new("計画停止のお知らせ", "Planned downtime"), STOP),
];

/// Publishes them, and lets the members of the companies read them.
pub async fn fill(app: &Arc<AppState>, staff: &DemoCompany, companies: &[&DemoCompany]) -> Result<(), Fault> {
    let Some(by) = staff.people.first().map(|person| person.id) else { return Ok(()) };
    let tx = Request::system(app, PROVIDER, "demo").write(TENANTS).await?;
    for (n, one) in ALL.iter().enumerate() {
        let (head, version) = one.rows(app, by);
        let (id, published) = (head.id, version.saved_at);
        guarded::insert(&tx, head).await?;
        guarded::insert(&tx, version.clone()).await?;
        index(&tx, &version).await?;
        let reach = announcement_reach::ActiveModel { whom: Set(Reach::All.stored()), announcement_id: Set(id) };
        Insert::one(reach).exec_without_returning(tx.db()).await?;
        if n + UNREAD < ALL.len() {
            read_by_all(&tx, companies, id, published + Duration::hours(6)).await?;
        }
    }
    tx.commit(Event::new(app::support::acts::FILL_DEMO).with(ENTRIES, ALL.len())).await?;
    Ok(())
}

async fn read_by_all(tx: &Write, companies: &[&DemoCompany], id: Uuid, at: DateTime<Utc>) -> Result<(), Fault> {
    for company in companies {
        for person in &company.people {
            let receipt = announcement_receipt::ActiveModel {
                id: Set(tx.app().new_id()),
                tenant_id: Set(company.tenant),
                announcement_id: Set(id),
                number: Set(1),
                account_id: Set(Some(person.id)),
                contact_id: Set(None),
                read_at: Set(Some(at)),
                acknowledged_at: Set(None),
            };
            Insert::one(receipt).exec_without_returning(tx.db()).await?;
        }
    }
    Ok(())
}

/// An hour of a day in Japan, some days from now.
fn hour(now: DateTime<Utc>, days: i64, hour: u32) -> DateTime<Utc> {
    let day = now.with_timezone(&jst()).date_naive() + Duration::days(days);
    let at = day.and_time(NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default());
    at.and_local_timezone(jst()).single().map_or(now, |at| at.to_utc())
}

impl DemoAnnouncement {
    fn rows(&self, app: &AppState, by: Uuid) -> (announcement::Model, announcement_version::Model) {
        let (id, now) = (app.new_id(), app.clock.now());
        let published = hour(now, -self.days_ago, 10);
        let starts = self.starts_in.map(|days| hour(now, days - self.days_ago, 2));
        let ends = starts.map(|at| at + Duration::hours(3));
        let head = announcement::Model {
            id,
            kind: self.kind.code().to_owned(),
            state: AnnouncementState::Published.code().to_owned(),
            urgent: false,
            pinned: false,
            starts_at: starts,
            ends_at: ends,
            shown: 1,
            read_since: 1,
            newest: 1,
            created_at: published,
            created_by: by,
            published_at: Some(published),
            changed_at: Some(published),
            withdrawn_at: None,
            withdrawn_by: None,
            withdrawn_ja: None,
            withdrawn_en: None,
            version: 0,
            mac: None,
        };
        (head, self.version(app.new_id(), id, by, [Some(published), starts, ends]))
    }

    /// `times` are those of the publication, of the beginning and of the end.
    fn version(
        &self,
        id: Uuid,
        announcement: Uuid,
        by: Uuid,
        times: [Option<DateTime<Utc>>; 3],
    ) -> announcement_version::Model {
        let [published, starts, ends] = times;
        announcement_version::Model {
            id,
            announcement_id: announcement,
            number: 1,
            state: VersionState::Published.code().to_owned(),
            kind: self.kind.code().to_owned(),
            urgent: false,
            pinned: false,
            acknowledge: self.acknowledge,
            tells: false,
            reach: Reach::All.stored(),
            starts_at: starts,
            ends_at: ends,
            title_ja: self.title.ja.to_owned(),
            text_ja: self.text.ja.to_owned(),
            title_en: self.title.en.to_owned(),
            text_en: self.text.en.to_owned(),
            publish_at: None,
            published_at: published,
            reason: String::new(),
            emergency: false,
            asks_again: false,
            authors: by.to_string(),
            saved_at: published.unwrap_or_default(),
            saved_by: by,
            revision: 1,
            returned: None,
            approved_at: None,
            approved_by: None,
            version: 0,
            mac: None,
        }
    }
}
