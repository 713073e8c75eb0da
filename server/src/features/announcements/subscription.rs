//! The secret addresses under which programs get the announcements for a person (the calendar and the feed). Such a program has
//! no session, so the address carries the secret; the log of requests has the pattern of the address alone. The database has a
//! hash. The addresses end when the person asks for new ones, and with the membership.

use crate::base::share;
use crate::base::when::zoned;
use crate::door::fault::Fault;
use crate::door::guarded::{self, FoundRow};
use crate::door::{Call, Counter, Person, Read, Request, Write, link, throttle};
use crate::identity::networks;
use crate::log::event::Event;
use crate::seal::keys::PROVIDER;
use crate::state::AppState;
use crate::storage::entity::announcement_feed::{Column as F, Entity, Model};
use app::announcements::acts;
use app::announcements::api::{SubscriptionAddresses, VIEW};
use app::announcements::messages as m;
use app::error::{AppError, Next};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use sea_orm::{ColumnTrait, QueryFilter};
use uuid::Uuid;

/// Characters of a secret: 32 bytes in base64url without padding.
const SECRET: usize = 43;

const PAGE: &str = "/announcements/subscription";

/// The secret of an address. Only the program can make it, because the key is not in the database.
fn secret(app: &AppState, account: Uuid, nonce: &[u8]) -> String {
    BASE64.encode(app.keys.rows().sign("address of an announcement feed", &[account.as_bytes(), nonce]))
}

/// The subscription of a person, if they have one that is genuine.
async fn own(read: &Read, account: Uuid) -> Result<Option<Model>, Fault> {
    let found = guarded::find_one::<Model>(read, read.of::<Entity>().filter(F::AccountId.eq(account))).await?;
    Ok(found.and_then(FoundRow::genuine))
}

/// The addresses of the reader.
pub async fn show(request: &Request) -> Result<Option<SubscriptionAddresses>, Fault> {
    let read = request.read(VIEW).await?;
    let Some(feed) = own(&read, request.signed_in()?.account.id).await? else { return Ok(None) };
    let secret = secret(&request.app, feed.account_id, &feed.nonce);
    let address = |end: &str| format!("{}/feeds/{secret}/{end}", request.app.config.origin());
    Ok(Some(SubscriptionAddresses {
        since: zoned(feed.made_at),
        calendar: address("announcements.ics"),
        feed: address("announcements.atom"),
    }))
}

/// Makes addresses. Those that there were end.
pub async fn make(request: &Request) -> Result<Next, Fault> {
    let me = &request.signed_in()?.account;
    let tx = request.write(VIEW).await?;
    let mut nonce = vec![0; 16];
    request.app.rng.fill(&mut nonce);
    let row = Model {
        account_id: me.id,
        tenant_id: tx.tenant(),
        token_hash: link::hash(&secret(&request.app, me.id, &nonce)),
        nonce,
        made_at: request.app.clock.now(),
        version: 0,
        mac: None,
    };
    guarded::replace(&tx, row).await?;
    tx.commit(Event::new(acts::SUBSCRIBE).on("account", me.id, &me.name)).await?;
    Ok(Next::to(PAGE).saying(m::SAID_MADE))
}

/// Ends the addresses of the reader.
pub async fn end(request: &Request) -> Result<Next, Fault> {
    let me = &request.signed_in()?.account;
    let tx = request.write(VIEW).await?;
    end_of(&tx, me.id).await?;
    tx.commit(Event::new(acts::UNSUBSCRIBE).on("account", me.id, &me.name)).await?;
    Ok(Next::to(PAGE).saying(m::SAID_ENDED))
}

/// Ends the addresses of a person.
pub async fn end_of(tx: &Write, account: Uuid) -> Result<(), Fault> {
    guarded::delete::<Model>(tx, account).await
}

/// Finds the person of a secret address. Whatever speaks against it, the address is not there.
pub async fn reader(call: &Call) -> Result<(Read, Person), Fault> {
    let (request, given) = (&call.request, call.param("token"));
    throttle::limit(request, Counter::Feed, request.app.default_profile().lockout.per_address_per_minute)?;
    let of_secret = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
    if given.len() != SECRET || !given.bytes().all(of_secret) {
        return Err(AppError::NotFound.into());
    }
    let app = &request.app;
    let provider = Request::system(app, PROVIDER, super::search::JOB).read(VIEW).await?;
    let found = provider.across::<Entity>()?.filter(F::TokenHash.eq(link::hash(given)));
    let feed = guarded::find_one::<Model>(&provider, found).await?.and_then(FoundRow::genuine);
    let feed = feed.ok_or(AppError::NotFound)?;
    share::recognise();
    let person = Person::load(app, provider.db(), feed.account_id).await?.ok_or(AppError::NotFound)?;
    let is_own = person.account.tenant_id == Some(feed.tenant_id) && person.permissions.has(VIEW);
    if !is_own || networks::refuses(app, provider.db(), &person, &request.origin.ip).await? {
        return Err(AppError::NotFound.into());
    }
    let read = Request::system(app, feed.tenant_id, super::search::JOB).read(VIEW).await?;
    Ok((read, person))
}
