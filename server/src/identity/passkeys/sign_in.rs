//! Sign-in with a passkey. The passkey names the account and the device verifies the person, so it replaces both steps.
//! A lock, which wrong passwords cause, does not affect it, because nobody can guess a passkey.

use super::passkey::{PasskeyDetails, SEALED, hash, relying};
use super::question::{self, Challenge};
use crate::base::share;
use crate::door::fault::Fault;
use crate::door::guarded;
use crate::door::people::{self, Belonging};
use crate::door::person::class_of_role;
use crate::door::{Counter, PublicUse, Request, Write, declined, throttle};
use crate::identity::account::is_void;
use crate::identity::devices;
use crate::identity::sign_in::{DeviceTrust, Proved, enter, first_page, shut_out};
use crate::identity::waiting_act;
use crate::log::event::Event;
use crate::profile::{Profile, SecondFactorMethod};
use crate::state::sessions::keys;
use crate::storage::entity::account;
use crate::storage::entity::passkey::{self, Column as C};
use app::error::Next;
use app::operation_logs::acts::OUT_OF_ORDER;
use app::passkeys::messages as m;
use app::sign_in::acts;
use app::sign_in::api::Ended;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter};
use webauthn_rs::prelude::{DiscoverableAuthentication, DiscoverableKey, PublicKeyCredential};

/// Recognises the owner of the passkey, charges the answer, checks it, decides, and carries that out. The person is signed
/// in, or learns only that it did not work.
pub async fn finish(request: &Request, answer: &str) -> Result<Next, Fault> {
    let most = request.app.default_profile().lockout.passkeys_per_address_per_minute;
    throttle::limit(request, Counter::Passkey, most)?;
    let challenge = question::take(request).await?;
    let found = recognise(request, answer).await?;
    let mut tx = request.write_public(PublicUse::SignIn).await?;
    throttle::at_most(request, &tx, Counter::Passkey, most).await?;
    let answered = challenge.as_ref().zip(found.as_ref());
    match answered {
        Some((_, found)) => tx.log_as(&found.account),
        None => tx.in_providers_log(),
    }
    let verified = prove(request, &tx, answered).await?;
    let shut_out_by = found.as_ref().and_then(|found| found.shut_out);
    let facts = AnswerFacts { challenge: challenge.is_some(), known: found.is_some(), verified, shut_out: shut_out_by };
    match (decide(facts), answered) {
        (After::Refuse(why), _) => refuse(tx, why, answered).await,
        (After::ShutOut(why), Some((_, found))) => {
            let method = SecondFactorMethod::Passkey.code();
            let who = Proved { account: &found.account, profile: found.profile, method, device: DeviceTrust::AsSeen };
            let next = Next::to(format!("/sign-in?ended={}", request.ended_by(why)));
            shut_out(request, tx, &who, why, declined(next)).await
        }
        (After::Enter, Some((challenge, found))) => come_in(request, tx, challenge, found).await,
        (After::Enter | After::ShutOut(_), None) => Err(Fault::internal("a passkey without a question or an owner")),
    }
}

/// What is known after an answer.
#[derive(Clone, Copy)]
struct AnswerFacts {
    /// There is a question that is not too old for any profile.
    challenge: bool,
    /// The passkey is known, and its owner may use it.
    known: bool,
    /// Whether the answer is correct and used for the first time. Nothing if it was not checked: the question is too old
    /// for the owner's profile.
    verified: Option<bool>,
    /// The row of the owner or of the owner's company is forged (S10).
    shut_out: Option<Ended>,
}

/// What follows an answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum After {
    Refuse(Why),
    /// The person learns that nothing lets them in, and why.
    ShutOut(Ended),
    Enter,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Why {
    Late,
    Unknown,
    Unverified,
}

fn decide(facts: AnswerFacts) -> After {
    match (facts.challenge, facts.known, facts.verified) {
        (false, ..) | (true, true, None) => After::Refuse(Why::Late),
        (true, false, _) => After::Refuse(Why::Unknown),
        (true, true, Some(false)) => After::Refuse(Why::Unverified),
        (true, true, Some(true)) => facts.shut_out.map_or(After::Enter, After::ShutOut),
    }
}

/// Logs a failure. A person who began on another page returns there.
async fn refuse(tx: Write, why: Why, answered: Option<(&Challenge, &FoundPasskey)>) -> Result<Next, Fault> {
    let (reason, words) = match why {
        Why::Late => (OUT_OF_ORDER, m::EXPIRED),
        Why::Unknown => (acts::UNKNOWN, m::FAILED),
        Why::Unverified => (app::passkeys::acts::UNVERIFIED, m::FAILED),
    };
    let failure = Event::new(acts::SIGN_IN).with(acts::METHOD, "passkey");
    let (failure, back) = match answered {
        Some((challenge, FoundPasskey { account, .. })) => {
            (failure.on("account", account.id, &account.email), challenge.began())
        }
        None => (failure, "/sign-in"),
    };
    tx.decline(failure, reason, Next::to(back).warning(words)).await
}

/// Signs the person in. That ends this session, so an action that waits for the passkey moves to the new session, and
/// runs if the person is the same.
async fn come_in(request: &Request, tx: Write, challenge: &Challenge, found: &FoundPasskey) -> Result<Next, Fault> {
    // A passkey proves more than the password, so earlier wrong guesses in an open session no longer block a change.
    throttle::settle(&tx, Counter::CurrentPassword, found.account.id).await?;
    let carried = waiting_act::carry(request, &challenge.act).await?;
    let method = SecondFactorMethod::Passkey.code();
    let who = Proved { account: &found.account, profile: found.profile, method, device: DeviceTrust::AsSeen };
    enter(request, tx, &who).await?;
    request.note_now(keys::PASSKEY_AT).await?;
    let next = first_page(&challenge.return_to);
    let Some(carried) = carried else { return Ok(next) };
    waiting_act::put(request, carried).await?;
    Ok(next.going_on(challenge.act.clone()))
}

/// The passkey of an answer, and its owner.
struct FoundPasskey {
    row: passkey::Model,
    answer: PublicKeyCredential,
    account: account::Model,
    profile: &'static Profile,
    /// The row of the owner or of the owner's company is forged.
    shut_out: Option<Ended>,
}

/// The owner of the passkey that answers. On a known device a person does not wait behind strangers.
async fn recognise(request: &Request, answer: &str) -> Result<Option<FoundPasskey>, Fault> {
    let found = find(request, answer).await?;
    if found.as_ref().is_some_and(|found| devices::is_known(request, Some(&found.account))) {
        share::recognise();
    }
    Ok(found)
}

async fn find(request: &Request, answer: &str) -> Result<Option<FoundPasskey>, Fault> {
    let read = request.read_public(PublicUse::SignIn);
    let Ok(answer) = serde_json::from_str::<PublicKeyCredential>(answer) else { return Ok(None) };
    let row = passkey::Entity::find().filter(C::CredentialHash.eq(hash(answer.get_credential_id())));
    let Some(row) = guarded::genuine(&read, read.one(row).await?.or_none()).await? else { return Ok(None) };
    let found = people::belonging(&read, account::Entity::find_by_id(row.account_id)).await?;
    // After a forced reset only the mailed link lets the person in (MS-16). What a forged account says decides nothing.
    let may = |found: &Belonging| found.altered || (found.person.is_active() && !is_void(&found.person));
    let Some(found) = found.filter(may) else { return Ok(None) };
    let shut_out = found.barred();
    let company = found.company.as_ref().filter(|_| !found.shut_out);
    let (profile, account) = (request.app.rules_for(read.db(), company).await?, found.person);
    let rule = &profile.second_factor;
    let class = class_of_role(&account.role)?;
    let offered = rule.methods.contains(&SecondFactorMethod::Passkey) && rule.offered_to.contains(&class);
    // What a forged account or company is offered nobody knows, and it opens nothing.
    Ok((offered || shut_out.is_some()).then_some(FoundPasskey { row, answer, account, profile, shut_out }))
}

/// Checks an answer to a question, unless it comes too late. The profile, and with it the time limit, is only known here.
async fn prove(
    request: &Request,
    tx: &Write,
    answered: Option<(&Challenge, &FoundPasskey)>,
) -> Result<Option<bool>, Fault> {
    let Some((challenge, found)) = answered else { return Ok(None) };
    let until = challenge.at + found.profile.second_factor.passkey().num_seconds();
    if until <= request.app.clock.now().timestamp() {
        return Ok(None);
    }
    take(request, tx, found, challenge.state.clone()).await.map(Some)
}

/// True if the answer is correct and used for the first time.
async fn take(
    request: &Request,
    tx: &Write,
    found: &FoundPasskey,
    state: DiscoverableAuthentication,
) -> Result<bool, Fault> {
    let FoundPasskey { row, answer, account, .. } = found;
    let relying = relying(request)?;
    let keys = tx.keys().await?;
    let Some(mut stored) = tx.opened(PasskeyDetails::open(&keys, row)) else { return Ok(false) };
    let own = relying.identify_discoverable_authentication(answer).is_ok_and(|(user, _)| user == account.id);
    let key = DiscoverableKey::from(&stored.key);
    let Ok(result) = relying.finish_discoverable_authentication_v2(answer, state, &key) else { return Ok(false) };
    if !own || !result.user_verified() {
        return Ok(false);
    }
    stored.key.update_credential(&result);
    let this = hash(answer.response.client_data_json.as_ref());
    let first = Condition::any().add(C::LastChallenge.is_null()).add(C::LastChallenge.ne(this.clone()));
    let used = passkey::Entity::update_many()
        .col_expr(C::LastChallenge, Expr::value(this))
        .col_expr(C::LastUsedAt, Expr::value(request.app.clock.now()))
        .col_expr(C::Sealed, Expr::value(SEALED.seal(&keys, row.id, &stored)?))
        .filter(C::Id.eq(row.id))
        .filter(first);
    Ok(used.exec(tx.db()).await?.rows_affected == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_opens_the_console_if_everything_about_it_is_right() {
        let [late, unknown, unverified] = [Why::Late, Why::Unknown, Why::Unverified].map(After::Refuse);
        // There is a question, the passkey is known, the answer is correct.
        let table = [
            (false, false, None, late),
            (false, false, Some(true), late),
            (false, true, None, late),
            (false, true, Some(true), late),
            (true, false, None, unknown),
            (true, false, Some(true), unknown),
            (true, true, None, late),
            (true, true, Some(false), unverified),
            (true, true, Some(true), After::Enter),
        ];
        for (challenge, known, verified, outcome) in table {
            let facts = AnswerFacts { challenge, known, verified, shut_out: None };
            assert_eq!(decide(facts), outcome, "{challenge} {known} {verified:?}");
            for why in [Ended::ShutOut, Ended::Altered] {
                let outcome = if outcome == After::Enter { After::ShutOut(why) } else { outcome };
                let facts = AnswerFacts { shut_out: Some(why), ..facts };
                assert_eq!(decide(facts), outcome, "{challenge} {known} {verified:?}");
            }
        }
    }
}
