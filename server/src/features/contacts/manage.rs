//! Adds, changes and removes a company's contacts.

use super::{confirm, letters, show, telephone};
use crate::base::typed::{self, Lacks};
use crate::base::when;
use crate::door::fault::Fault;
use crate::door::guarded::{self, FoundRow, Held};
use crate::door::{Request, Write, read_id};
use crate::log::event::Event;
use crate::outbox::contact::{self as stored, ContactDetails};
use crate::outbox::{address, sparing};
use crate::storage::entity::contact::{self, Column as C};
use crate::storage::rows;
use app::contacts::acts;
use app::contacts::api::{ADD, AddContact, ChangeContact, EDIT, OneContact};
use app::contacts::kinds::ContactKind;
use app::contacts::messages as m;
use app::error::{AppError, Next, Refusals};
use app::operation_logs::acts::{FORGED, TOO_SOON};
use app::text::Lang;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

/// The largest number of contacts per company.
const MOST: u64 = 50;

/// The checked form of a contact.
struct Chosen {
    name: String,
    kinds: Vec<ContactKind>,
    lang: Lang,
}

impl Chosen {
    fn read(name: &str, kinds: &[String], language: &str, refusals: &mut Refusals) -> Chosen {
        let lacks = Lacks { missing: m::NAME_MISSING, long: m::NAME_LONG };
        let name = typed::required("name", typed::name(name), 100, lacks, refusals);
        let kinds: Vec<_> =
            ContactKind::ALL.into_iter().filter(|k| kinds.iter().any(|code| code == k.code())).collect();
        if kinds.is_empty() {
            refusals.add("kinds", m::KINDS_MISSING);
        }
        Chosen { name, kinds, lang: Lang::from_tag(language).unwrap_or_default() }
    }
}

pub async fn add(request: &Request, command: AddContact) -> Result<Next, Fault> {
    let mut refusals = Refusals::default();
    let chosen = Chosen::read(&command.name, &command.kinds, &command.language, &mut refusals);
    let email = address::required(&command.email, &mut refusals);
    let telephone = telephone::read(&command.telephone, &mut refusals);
    refusals.finish()?;
    let tx = request.write(ADD).await?;
    let (there, _) = guarded::part(&tx, tx.all(tx.of::<contact::Entity>()).await?).await?;
    if there.len() as u64 >= MOST {
        return Err(AppError::invalid("email", m::TOO_MANY.with(&[("n", &MOST)])).into());
    }
    let id = request.app.new_id();
    let telephone_since = (!telephone.is_empty()).then(|| request.app.clock.now());
    let stored = ContactDetails { name: chosen.name.clone(), email, telephone, telephone_since };
    insert(&tx, id, &stored, &chosen).await?;
    let event = Event::new(acts::ADD).on("contact", id, &stored.email);
    let event = event.with(acts::KINDS, stored::codes(&chosen.kinds));
    if let Some(at) = sparing::charge(&tx, &stored.email).await? {
        let refused = AppError::invalid("email", when::about(m::NOT_YET, at));
        return tx.undone().await?.refuse(event, TOO_SOON, refused).await;
    }
    letters::confirm(request, &tx, id, &stored, chosen.lang, &chosen.kinds).await?;
    letters::listed(request, &tx, &stored, letters::ADDED).await?;
    tx.commit(event).await?;
    Ok(Next::to("/contacts").saying(m::ADDED))
}

async fn insert(tx: &Write, id: Uuid, stored: &ContactDetails, chosen: &Chosen) -> Result<(), Fault> {
    let (now, keys) = (tx.app().clock.now(), tx.keys().await?);
    let row = contact::Model {
        id,
        tenant_id: tx.tenant(),
        sealed: stored::SEALED.seal(&keys, id, stored)?,
        address_index: keys.index.index("contact", &stored.email).to_vec(),
        kinds: stored::codes(&chosen.kinds),
        language: chosen.lang.tag().into(),
        confirmed_at: None,
        written_at: now,
        created_at: now,
        version: 0,
        mac: None,
    };
    if guarded::insert(tx, row).await? { Ok(()) } else { Err(AppError::invalid("email", m::EMAIL_TAKEN).into()) }
}

/// The genuine row of a contact, locked. A forged one is not changed, and nothing is written to it.
async fn held(tx: &Write, id: Uuid) -> Result<Held<contact::Model>, Fault> {
    let there = tx.one(tx.of::<contact::Entity>().filter(C::Id.eq(id))).await?.shown()?;
    Ok(guarded::hold(tx, &there).await?.ok_or(AppError::Unreadable)?)
}

pub async fn change(request: &Request, command: ChangeContact) -> Result<Next, Fault> {
    request.check(EDIT).await?;
    let id = read_id(&command.id)?;
    let mut refusals = Refusals::default();
    let chosen = Chosen::read(&command.name, &command.kinds, &command.language, &mut refusals);
    let telephone = telephone::read(&command.telephone, &mut refusals);
    refusals.finish()?;
    let tx = request.write(EDIT).await?;
    let held = held(&tx, id).await?;
    let (keys, row) = (tx.keys().await?, held.clone());
    let before = tx.opened(ContactDetails::open(&keys, &row)).ok_or(AppError::Unreadable)?;
    let has_new_number = telephone != before.telephone;
    let telephone_since = if has_new_number { Some(request.app.clock.now()) } else { before.telephone_since };
    let stored = ContactDetails { name: chosen.name, email: before.email, telephone, telephone_since };
    let sealed = stored::SEALED.seal(&keys, id, &stored)?;
    let changed = |row: &mut contact::Model| {
        row.sealed = sealed;
        row.kinds = stored::codes(&chosen.kinds);
        chosen.lang.tag().clone_into(&mut row.language);
    };
    if !held.store(&tx, changed).await? {
        return Err(AppError::NotFound.into());
    }
    if has_new_number && row.confirmed_at.is_some() {
        letters::telephone_changed(request, &tx, &stored, chosen.lang).await?;
    }
    let event = Event::new(acts::CHANGE).on("contact", row.id, &stored.email);
    let event = if has_new_number { event.personal(acts::TELEPHONE, stored.telephone) } else { event };
    tx.commit(event.with(acts::KINDS, stored::codes(&chosen.kinds)).with(acts::KINDS_BEFORE, row.kinds)).await?;
    Ok(Next::to(format!("/contacts/{}", row.id)).saying(m::CHANGED))
}

/// Removes a contact. That is all that can be done with a forged one.
pub async fn remove(request: &Request, command: OneContact) -> Result<Next, Fault> {
    let read = request.read(EDIT).await?;
    let found = show::find(&read, read_id(&command.id)?).await?;
    let opened = show::details(&read, &*read.keys().await?, &found);
    let (id, tx) = (found.id(), request.write(EDIT).await?);
    confirm::revoke(&tx, id).await?;
    let gone = contact::Entity::delete_many().filter(C::TenantId.eq(tx.tenant())).filter(C::Id.eq(id));
    if gone.exec(tx.db()).await?.rows_affected != 1 {
        let there = rows::is_any(tx.db(), tx.of::<contact::Entity>().filter(C::Id.eq(id))).await?;
        return Err(if there { Fault::internal("the database keeps a contact") } else { AppError::NotFound.into() });
    }
    guarded::ended::<contact::Model>(&tx, id);
    let stored = opened.unwrap_or_else(|| ContactDetails::unreadable(id));
    letters::listed(request, &tx, &stored, letters::REMOVED).await?;
    let event = Event::new(acts::REMOVE).on("contact", id, &stored.email);
    let (event, said) = match found {
        FoundRow::Genuine(_) => (event, m::REMOVED),
        FoundRow::Altered(..) => (event.with(FORGED, true), m::REMOVED_ALTERED),
    };
    if let FoundRow::Genuine(row) = found
        && row.confirmed_at.is_some()
        && !stored.email.is_empty()
    {
        letters::removed(request, &tx, &stored, stored::lang(&row)).await?;
    }
    tx.commit(event).await?;
    Ok(Next::to("/contacts").saying(said))
}

pub async fn write(request: &Request, command: OneContact) -> Result<Next, Fault> {
    request.check(ADD).await?;
    let id = read_id(&command.id)?;
    let (back, now) = (Next::to(format!("/contacts/{id}")), request.app.clock.now());
    let tx = request.write(ADD).await?;
    let held = held(&tx, id).await?;
    let row = held.clone();
    if !held.store(&tx, |row| row.written_at = now).await? {
        return Err(AppError::NotFound.into());
    }
    let opened = tx.opened(ContactDetails::open(&*tx.keys().await?, &row));
    let stored = opened.ok_or(AppError::Unreadable)?;
    let event = Event::new(acts::WRITE).on("contact", row.id, &stored.email);
    if let Some(at) = sparing::charge(&tx, &stored.email).await? {
        return tx.undone().await?.decline(event, TOO_SOON, back.warning(when::about(m::NOT_YET, at))).await;
    }
    let lang = stored::lang(&row);
    let said = if row.confirmed_at.is_some() {
        letters::test(&tx, row.id, &stored, lang).await?;
        m::WRITTEN_TEST
    } else {
        letters::confirm(request, &tx, row.id, &stored, lang, &stored::kinds(&row.kinds)).await?;
        m::WRITTEN_LINK
    };
    tx.commit(event).await?;
    Ok(back.saying(said))
}
