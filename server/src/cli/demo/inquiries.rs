//! A few inquiries of the demonstration: one that was answered, and two that wait, one of them for too long.

use super::company::DemoCompany;
use crate::door::fault::Fault;
use crate::door::{Request, Write, company, people};
use crate::features::inquiries::{NewInquiry, asked_event, event, put, put_answer};
use crate::state::AppState;
use crate::storage::entity::inquiry::Model;
use app::inquiries::acts;
use app::inquiries::api::ASK;
use app::inquiries::states::InquiryCategory;
use app::operation_logs::acts::ROW;
use std::sync::Arc;
use uuid::Uuid;

/// What somebody asks.
struct Question {
    category: InquiryCategory,
    subject: &'static str,
    text: &'static str,
}

const ANSWERED: Question = Question {
    category: InquiryCategory::Usage,
    subject: "都道府県で絞り込んだエクスポート",
    text: "エンドユーザーを都道府県で絞り込んでエクスポートする手順を教えてください。\n担当者のロールでも操作できますか？",
};
const ANSWER: &str = "お問い合わせありがとうございます。\n\nエンドユーザーの一覧で都道府県を選び、「エクスポート」を選択してください。\n担当者のロールでも操作できます。";
const LATE: Question = Question {
    category: InquiryCategory::Trouble,
    subject: "ログイン履歴の表示が遅い",
    text: "午前中、ログイン履歴を開くのに10秒ほどかかりました。障害が発生していますか？",
};
const NEW: Question = Question {
    category: InquiryCategory::Contract,
    subject: "請求書の送付先の変更",
    text: "来月分から、請求書の送付先を本社に変更したいです。必要な手続きを教えてください。",
};

/// Those of some days ago.
pub async fn before(app: &Arc<AppState>, own: &DemoCompany, staff: &DemoCompany) -> Result<(), Fault> {
    let mut answered = ask(app, own, 2, &ANSWERED).await?;
    ask(app, own, 1, &LATE).await?;
    let tx = begin(app, own.tenant).await?;
    let by = staff.people.first().map(|person| person.id).unwrap_or_default();
    let text = put_answer(&tx, &mut answered, by, ANSWER).await?;
    tx.commit(event(acts::ANSWER, &answered).with(ROW, text.to_string())).await.map(drop)
}

/// The newest one.
pub async fn now(app: &Arc<AppState>, own: &DemoCompany) -> Result<(), Fault> {
    ask(app, own, 1, &NEW).await.map(drop)
}

async fn begin(app: &Arc<AppState>, tenant: Uuid) -> Result<Write, Fault> {
    Request::system(app, tenant, "demo").write(ASK).await
}

/// One of the company's people asks.
async fn ask(app: &Arc<AppState>, own: &DemoCompany, nth: usize, what: &Question) -> Result<Model, Fault> {
    let mut tx = begin(app, own.tenant).await?;
    let by = own.people.get(nth).map(|person| person.id).unwrap_or_default();
    let person = people::find(&tx, by).await?.ok_or_else(|| Fault::internal("the person who asks is gone"))?;
    let profile = app.profile_of(Some(&company::find(&tx, own.tenant).await?));
    tx.log_as(&person);
    let Question { category, subject, text } = *what;
    let (row, text) = put(&tx, NewInquiry { category, subject, text, by, profile }).await?;
    tx.commit(asked_event(&row, text)).await?;
    Ok(row)
}
