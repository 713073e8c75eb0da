//! Describes an action that waits for step-up in words, so that nobody confirms something unseen.

use super::named;
use crate::base::printable;
use crate::door::Request;
use crate::door::fault::Fault;
use crate::identity::waiting_act::{self, FormFields, KeepResult, StepUpPage, Waiting};
use app::error::AppError;
use app::prompt::{PromptField, Says};
use app::proof::api::WaitingAct;
use app::tables::ConsolePost;
use app::text::{Text, Words};

/// The number of characters shown of a value.
const SHOWN: usize = 300;

/// `http` shows this page when an action requires step-up, and keeps the action.
pub static STEP_UP: StepUpPage =
    StepUpPage { path: "/account/prove", keep: |request, post, fields| Box::pin(keep(request, post, fields)) };

/// Keeps an action until its author has passed step-up. Refuses an action on something that does not exist.
async fn keep(request: &Request, post: &'static ConsolePost, fields: &FormFields) -> Result<KeepResult, Fault> {
    describe(request, post, fields).await?;
    waiting_act::keep(request, post, fields).await
}

/// The waiting action, for the step-up page.
pub async fn view(request: &Request) -> Result<Option<WaitingAct>, Fault> {
    let Some(Waiting { id, post, fields }) = waiting_act::waiting(request).await? else { return Ok(None) };
    let Some(act) = post.act else { return Ok(None) };
    let facts = match describe(request, post, &fields).await {
        Ok(facts) => facts,
        // The object of the action has been deleted in the meantime.
        Err(Fault::App(AppError::NotFound)) => return Ok(None),
        Err(fault) => return Err(fault),
    };
    Ok(Some(WaitingAct { id: id.to_string(), title: act.title, facts, page: post.page_of(&fields) }))
}

/// What is done, and to whom or what.
async fn describe(request: &Request, post: &ConsolePost, fields: &FormFields) -> Result<Vec<(Text, Words)>, Fault> {
    let mut facts = Vec::new();
    for fact in post.act.map_or(&[][..], |act| act.facts) {
        let typed = fields.iter().filter(|(name, value)| name == fact.field && says_something(fact, value));
        let mut values = Vec::new();
        for (_, value) in typed {
            values.push(say(request, fact.says, value).await?);
        }
        if !values.is_empty() {
            facts.push((fact.label, join(&values)));
        }
    }
    Ok(facts)
}

/// An empty choice may have a meaning; an empty text has none.
fn says_something(fact: &PromptField, value: &str) -> bool {
    !value.trim().is_empty() || matches!(fact.says, Says::Word(of) if of(value).is_some())
}

async fn say(request: &Request, says: Says, value: &str) -> Result<Words, Fault> {
    Ok(match says {
        Says::Typed => Words::same(printable(value, SHOWN)),
        Says::Word(of) => of(value).map_or_else(|| Words::same(printable(value, SHOWN)), Words::from),
        Says::Named(kind) => named::of(request, kind, value).await?,
    })
}

fn join(values: &[Words]) -> Words {
    let all = |of: fn(&Words) -> &str, between: &str| values.iter().map(of).collect::<Vec<_>>().join(between);
    Words { ja: all(|words| &words.ja, "、"), en: all(|words| &words.en, ", ") }
}
