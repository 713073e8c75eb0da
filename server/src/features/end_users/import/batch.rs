//! Applies a chunk to the database: looks up known people, merges each row, and stores everything in a few statements.

use super::chunk::{AccountKey, ValidRow};
use super::merge;
use crate::door::fault::Fault;
use crate::door::{Request, Write, readable};
use crate::features::end_users::csv::{Provider, Reason, Refusal};
use crate::features::end_users::end_user as stored;
use crate::features::end_users::index::{Index, IndexedWord, Indexes};
use crate::features::end_users::person::EndUserData;
use crate::seal::keys::TenantKeys;
use crate::storage::entity::{end_user, end_user_word, identity};
use chrono::{DateTime, Utc};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IdenStatic, Iterable, QueryFilter, QueryResult,
    QueryTrait, Set,
};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use uuid::Uuid;

/// Parameters per statement. SQLite allows 32,766 and PostgreSQL 65,535.
const PARAMETERS: usize = 30_000;

/// A person to be stored.
struct PersonDraft {
    id: Uuid,
    customer: Index,
    /// The person in the database.
    known: Option<EndUserData>,
    person: EndUserData,
    /// Providers of the accounts in this import, one bit each.
    said: i32,
    /// True if a row of this chunk changes the person.
    changed: bool,
}

/// The rows of one chunk, to be stored.
pub struct Batch {
    tenant: Uuid,
    import: Uuid,
    keys: Arc<TenantKeys>,
    drafts: Vec<PersonDraft>,
    by_customer: HashMap<Index, usize>,
    /// Customers that are stored and cannot be read: nothing is put in the place of what somebody else has written.
    unreadable: HashSet<Index>,
    owners: HashMap<AccountKey, Uuid>,
    /// Ids for new end users, in the order of the file; the next one is taken from the end.
    ids: Vec<Uuid>,
    /// Number of accounts that replaced another one.
    replaced: usize,
}

/// The result of [`Batch::store`].
pub struct BatchResult {
    /// Number of new end users.
    pub created: usize,
    /// Number of accounts that replaced another one.
    pub replaced: usize,
}

impl Batch {
    /// Looks up the people of the rows, and the owners of their accounts.
    pub async fn load(tx: &Write, request: &Request, rows: &[ValidRow], import: Uuid) -> Result<Batch, Fault> {
        let mut ids: Vec<Uuid> = rows.iter().map(|_| request.app.new_id()).collect();
        ids.sort_unstable_by(|a, b| b.cmp(a));
        let mut batch = Batch {
            tenant: tx.tenant(),
            import,
            keys: tx.keys().await?,
            drafts: Vec::with_capacity(rows.len()),
            by_customer: HashMap::with_capacity(rows.len()),
            unreadable: HashSet::new(),
            owners: owners(tx, rows).await?,
            ids,
            replaced: 0,
        };
        let customers: HashSet<Index> = rows.iter().map(|row| row.customer).collect();
        let customers = customers.into_iter().map(|index| index.to_vec());
        let known = tx.of::<end_user::Entity>().filter(end_user::Column::CustomerIndex.is_in(customers));
        for found in tx.db().query_all(known.as_query()).await? {
            match readable::row::<end_user::Entity>(tx.app(), &found) {
                Some(row) => batch.know(tx, row)?,
                None => batch.unreadable.extend(customer_of(&found)),
            }
        }
        Ok(batch)
    }

    fn know(&mut self, tx: &Write, mut row: end_user::Model) -> Result<(), Fault> {
        let (id, said) = (row.id, if row.said_by == Some(self.import) { row.said } else { 0 });
        let customer = Index::try_from(row.customer_index.as_slice())
            .map_err(|_| Fault::internal(format!("end user {id}: an index of the wrong length")))?;
        let Some(person) = tx.opened(stored::open(&self.keys, &mut row)) else {
            self.unreadable.insert(customer);
            return Ok(());
        };
        let person = person.to_person();
        self.by_customer.insert(customer, self.drafts.len());
        self.drafts.push(PersonDraft { id, customer, known: Some(person.clone()), person, said, changed: false });
        Ok(())
    }

    /// Adds a row. Refuses it if one of its accounts belongs to another customer, or if an earlier row of the file has
    /// an account of the customer at that provider, because it is unknown which of the two rows is right.
    pub fn take(&mut self, row: ValidRow) -> Result<(), Refusal> {
        if self.unreadable.contains(&row.customer) {
            return Err(Refusal { line: row.line, column: "customer_id", reason: Reason::StoredUnreadable });
        }
        let at = self.by_customer.get(&row.customer).copied();
        let known = at.and_then(|at| self.drafts.get(at));
        if let Some(reason) = row.accounts.iter().find_map(|account| self.fault(account, known)) {
            return Err(Refusal { line: row.line, column: "subject", reason });
        }
        let linked_already = row.accounts.iter().any(|account| self.owners.contains_key(account));
        let at = at.unwrap_or_else(|| self.add(row.customer));
        let draft = &mut self.drafts[at];
        let speaks = linked_already || draft.known.is_none();
        let mut said = row.person;
        let linked = std::mem::take(&mut said.identities);
        if speaks && draft.said == 0 {
            merge::replace(&mut draft.person, said);
        } else {
            merge::fill(&mut draft.person, said);
        }
        draft.changed = true;
        for ((name, subject), account) in linked.iter().zip(row.accounts) {
            if let Some(old) = merge::link(&mut draft.person, name, subject) {
                let subject = Indexes(&self.keys).subject(account.provider, &old);
                self.owners.remove(&AccountKey { subject, ..account });
                self.replaced += 1;
            }
            draft.said |= account.provider.bit();
            self.owners.insert(account, draft.id);
        }
        Ok(())
    }

    /// Why a customer may not get an account.
    fn fault(&self, account: &AccountKey, customer: Option<&PersonDraft>) -> Option<Reason> {
        let owner = self.owners.get(account);
        match customer {
            None => owner.map(|_| Reason::LinkedElsewhere),
            Some(customer) if owner.is_some_and(|owner| *owner != customer.id) => Some(Reason::LinkedElsewhere),
            Some(customer) if customer.said & account.provider.bit() == 0 => None,
            Some(_) => Some(if owner.is_some() { Reason::RepeatedInFile } else { Reason::AnotherInFile }),
        }
    }

    fn add(&mut self, customer: Index) -> usize {
        let at = self.drafts.len();
        let id = self.ids.pop().unwrap_or_default();
        let person = EndUserData::default();
        self.drafts.push(PersonDraft { id, customer, known: None, person, said: 0, changed: false });
        self.by_customer.insert(customer, at);
        at
    }

    /// Stores everybody changed by a row.
    pub async fn store(self, tx: &Write, now: DateTime<Utc>) -> Result<BatchResult, Fault> {
        let changed: Vec<&PersonDraft> = self.drafts.iter().filter(|draft| draft.changed).collect();
        let mut users = Vec::with_capacity(changed.len());
        let (mut words, mut accounts) = (RowChanges::default(), RowChanges::default());
        for draft in &changed {
            users.push(end_user::ActiveModel {
                said_by: Set(Some(self.import)),
                said: Set(draft.said),
                ..stored::row(&self.keys, draft.id, draft.customer, &draft.person, now)?
            });
            let index = Indexes(&self.keys);
            let known = draft.known.as_ref();
            words.between(draft.id, known.map(|p| index.words(p)), index.words(&draft.person));
            accounts.between(draft.id, known.map(|p| accounts_of(index, p)), accounts_of(index, &draft.person));
        }
        self.unlink(tx, &accounts.gone).await?;
        self.forget(tx, &words.gone).await?;
        upsert(tx, users).await?;
        let linked = |(user, account): (Uuid, AccountKey)| identity::ActiveModel {
            tenant_id: Set(self.tenant),
            provider: Set(account.provider.as_str().into()),
            subject_index: Set(account.subject.to_vec()),
            end_user_id: Set(user),
        };
        insert(tx, accounts.new.into_iter().map(linked).collect()).await?;
        let found = |(user, word): (Uuid, IndexedWord)| end_user_word::ActiveModel {
            tenant_id: Set(self.tenant),
            word_index: Set(word.index.to_vec()),
            end_user_id: Set(user),
            prefecture_index: Set(word.prefecture.map(|index| index.to_vec())),
            providers: Set(word.providers),
        };
        insert(tx, words.new.into_iter().map(found).collect()).await?;
        let created = changed.iter().filter(|draft| draft.known.is_none()).count();
        Ok(BatchResult { created, replaced: self.replaced })
    }

    async fn unlink(&self, tx: &Write, gone: &[(Uuid, AccountKey)]) -> Result<(), Fault> {
        use identity::Column as C;
        for (user, account) in gone {
            identity::Entity::delete_many()
                .filter(C::TenantId.eq(self.tenant))
                .filter(C::Provider.eq(account.provider.as_str()))
                .filter(C::SubjectIndex.eq(account.subject.to_vec()))
                .filter(C::EndUserId.eq(*user))
                .exec(tx.db())
                .await?;
        }
        Ok(())
    }

    async fn forget(&self, tx: &Write, gone: &[(Uuid, IndexedWord)]) -> Result<(), Fault> {
        use end_user_word::Column as C;
        for (user, word) in gone {
            end_user_word::Entity::delete_many()
                .filter(C::TenantId.eq(self.tenant))
                .filter(C::WordIndex.eq(word.index.to_vec()))
                .filter(C::EndUserId.eq(*user))
                .exec(tx.db())
                .await?;
        }
        Ok(())
    }
}

/// The rows to remove and to add, each with its end user.
struct RowChanges<T> {
    gone: Vec<(Uuid, T)>,
    new: Vec<(Uuid, T)>,
}

impl<T> Default for RowChanges<T> {
    fn default() -> Self {
        RowChanges { gone: Vec::new(), new: Vec::new() }
    }
}

impl<T: PartialEq> RowChanges<T> {
    fn between(&mut self, user: Uuid, before: Option<Vec<T>>, after: Vec<T>) {
        let before = before.unwrap_or_default();
        let (stay, new): (Vec<T>, Vec<T>) = after.into_iter().partition(|item| before.contains(item));
        self.new.extend(new.into_iter().map(|item| (user, item)));
        self.gone.extend(before.into_iter().filter(|item| !stay.contains(item)).map(|item| (user, item)));
    }
}

/// Whose a row is that cannot be read as a whole.
fn customer_of(found: &QueryResult) -> Option<Index> {
    let index: Vec<u8> = found.try_get("", end_user::Column::CustomerIndex.as_str()).ok()?;
    Index::try_from(index.as_slice()).ok()
}

fn accounts_of(index: Indexes<'_>, person: &EndUserData) -> Vec<AccountKey> {
    let accounts = person.identities.iter();
    accounts.filter_map(|(name, subject)| Some(AccountKey::new(index, Provider::from_name(name)?, subject))).collect()
}

/// Finds the owners of the accounts in the rows.
async fn owners(tx: &Write, rows: &[ValidRow]) -> Result<HashMap<AccountKey, Uuid>, Fault> {
    use identity::Column as C;
    let mut owners = HashMap::with_capacity(rows.len());
    for provider in Provider::ALL {
        let there = rows.iter().flat_map(|row| &row.accounts).filter(|account| account.provider == provider);
        let subjects: Vec<Vec<u8>> = there.map(|account| account.subject.to_vec()).collect();
        if subjects.is_empty() {
            continue;
        }
        let found = tx.of::<identity::Entity>().filter(C::Provider.eq(provider.as_str()));
        for row in found.filter(C::SubjectIndex.is_in(subjects)).all(tx.db()).await? {
            if let Ok(subject) = Index::try_from(row.subject_index.as_slice()) {
                owners.insert(AccountKey { provider, subject }, row.end_user_id);
            }
        }
    }
    Ok(owners)
}

async fn upsert(tx: &Write, users: Vec<end_user::ActiveModel>) -> Result<(), Fault> {
    use end_user::Column as C;
    if users.is_empty() {
        return Ok(());
    }
    let mut known = OnConflict::columns([C::TenantId, C::Id]);
    known.update_columns([C::EmailIndex, C::PhoneIndex, C::PrefectureIndex, C::Personal, C::UpdatedAt, C::Providers]);
    known.update_columns([C::SaidBy, C::Said]);
    end_user::Entity::insert_many(users).on_conflict(known).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Inserts rows in statements of the largest allowed size.
pub async fn insert<A>(tx: &Write, rows: Vec<A>) -> Result<(), Fault>
where
    A: ActiveModelTrait + Send,
{
    let columns = <A::Entity as EntityTrait>::Column::iter().count();
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let some: Vec<A> = rows.by_ref().take(PARAMETERS / columns).collect();
        A::Entity::insert_many(some).exec_without_returning(tx.db()).await?;
    }
    Ok(())
}
