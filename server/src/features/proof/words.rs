//! Describes an action that waits for step-up in words, so that nobody confirms something unseen.

use super::named;
use crate::base::printable;
use crate::door::Request;
use crate::door::fault::Fault;
use crate::features::exports;
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
    let sentence = act.sentence.and_then(|sentence| fill(sentence, &facts, number(&facts, &fields)));
    let facts = facts.into_iter().map(|(field, words)| (field.label, words)).collect();
    let (id, page) = (id.to_string(), post.page_of(&fields));
    Ok(Some(WaitingAct { id, title: act.title, sentence, facts, page }))
}

/// The number of things that the action is about.
fn number(facts: &[(&PromptField, Words)], fields: &FormFields) -> usize {
    let named = facts.iter().filter(|(field, _)| matches!(field.says, Says::Named(_)));
    let values = |name: &str| fields.iter().filter(|(field, _)| field == name).count();
    named.map(|(field, _)| values(field.field)).max().unwrap_or_default()
}

/// The action in one sentence; none if the form does not fill each of its places. The place `n` is the number of things
/// that the action is about, as in `{n|invitation|invitations}`.
fn fill(sentence: Text, facts: &[(&PromptField, Words)], number: usize) -> Option<Words> {
    let number = Words::same(number.to_string());
    let mut places: Vec<_> = facts.iter().map(|(field, words)| (field.field, words)).collect();
    places.push(("n", &number));
    let missing = |text: &str| {
        let inside = text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(inside, _)| inside);
        let names = inside.map(|inside| inside.split('|').next().unwrap_or(inside));
        names.into_iter().any(|name| !places.iter().any(|(field, _)| *field == name))
    };
    (!missing(sentence.ja) && !missing(sentence.en)).then(|| sentence.saying(&places))
}

/// What is done, and to whom or what.
async fn describe(
    request: &Request,
    post: &ConsolePost,
    fields: &FormFields,
) -> Result<Vec<(&'static PromptField, Words)>, Fault> {
    let mut facts = Vec::new();
    for fact in post.act.map_or(&[][..], |act| act.facts) {
        if matches!(fact.says, Says::EndUsers) {
            facts.push((fact, exports::selected(request, fields).await?));
            continue;
        }
        let typed = fields.iter().filter(|(name, value)| name == fact.field && says_something(fact, value));
        let mut values = Vec::new();
        for (_, value) in typed {
            values.push(say(request, fact.says, value).await?);
        }
        if !values.is_empty() {
            facts.push((fact, join(&values)));
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
        // It has no field of its own.
        Says::EndUsers => Words::same(""),
    })
}

fn join(values: &[Words]) -> Words {
    let all = |of: fn(&Words) -> &str, between: &str| values.iter().map(of).collect::<Vec<_>>().join(between);
    Words { ja: all(|words| &words.ja, "、"), en: all(|words| &words.en, ", ") }
}
