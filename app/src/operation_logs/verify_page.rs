use super::api::{LogProof, OperationLogsApi};
use super::messages as m;
use super::seal_block::seal_block;
use crate::error::AppError;
use crate::kit::{Copy, PageHead, Panel, told};
use crate::page::{Page, PageCx};
use crate::text::{Text, Words, t, tw};
use leptos::prelude::*;

/// How a downloaded log of the company is verified without the console.
pub async fn verify(_cx: &PageCx, backend: &(impl OperationLogsApi + ?Sized)) -> Result<Page, AppError> {
    verify_at("/operation-logs", m::TITLE.into(), backend).await
}

/// The same page below the log page at a path.
pub async fn verify_at(
    path: &'static str,
    log: Words,
    backend: &(impl OperationLogsApi + ?Sized),
) -> Result<Page, AppError> {
    let proof = backend.log_proof().await?;
    Ok(Page::new(m::HOW, move || view(path, tw(&log), proof)))
}

fn view(path: &str, log: String, proof: LogProof) -> AnyView {
    let crumbs = vec![(path.to_owned(), log)];
    view! {
        <PageHead title=t(m::HOW) sub=t(m::HOW_SUB) crumbs=crumbs/>
        {seal_block(&proof.seal, None)}
        {steps(&proof)}
        {what()}
        {values(&proof)}
    }
    .into_any()
}

fn steps(proof: &LogProof) -> AnyView {
    let LogProof { public_key, tenant, file, .. } = proof;
    let command = format!("sekisho log verify --key {public_key} --tenant {tenant} {file}");
    view! {
        <Panel id="h-steps" title=t(m::HOW_STEPS)>
            <ol class="log-steps">
                <li>{t(m::HOW_DOWNLOAD)}</li>
                <li>
                    {t(m::HOW_COMMAND)}
                    <p class="note">{told(m::HOW_SOURCE, m::HOW_SOURCE_STAFF)}</p>
                    <pre class="hash"><code>{command.clone()}</code></pre>
                    <Copy text=command label=t(m::HOW_COMMAND_NAME) large=true/>
                    <p class="note">{t(m::HOW_FILE)}</p>
                </li>
                <li>{t(m::HOW_RESULT)}</li>
            </ol>
        </Panel>
    }
    .into_any()
}

fn what() -> AnyView {
    let line = |text: Text| view! { <li>{t(text)}</li> };
    view! {
        <Panel id="h-what" title=t(m::HOW_WHAT)>
            <ul class="log-steps">{[m::HOW_CHAIN, m::HOW_SIGNATURE, m::HOW_CHECKPOINT].map(line).collect_view()}</ul>
        </Panel>
    }
    .into_any()
}

fn values(proof: &LogProof) -> AnyView {
    let LogProof { seal, hash, public_key, tenant, .. } = proof.clone();
    let newest = (!hash.is_empty()).then(|| {
        let number = tw(&m::NEWEST.with(&[("seq", &seal.newest)]));
        view! { <dt>{t(m::NEWEST_HASH)}</dt><dd>{number}<br/><span class="hash">{hash.clone()}</span>" "<Copy text=hash label=t(m::NEWEST_HASH)/></dd> }
    });
    view! {
        <Panel id="h-values" title=t(m::HOW_VALUES)>
            <dl class="kv">
                <dt>{t(m::PUBLIC_KEY)}</dt><dd><span class="hash">{public_key.clone()}</span>" "<Copy text=public_key label=t(m::PUBLIC_KEY)/></dd>
                <dt>{t(m::LOG_ID)}</dt><dd class="hash">{tenant}</dd>
                {newest}
            </dl>
        </Panel>
    }
    .into_any()
}
