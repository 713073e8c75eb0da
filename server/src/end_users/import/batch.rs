//! A chunk against the database: who is known already, what each row makes of them, and everything stored in a few
//! statements.

use super::chunk::Row;
use super::merge;
use crate::door::{Request, Write};
use crate::end_users::csv::{Provider, Reason, Refusal};
use crate::end_users::index::{Index, Indexes, Word};
use crate::end_users::person::Person;
use crate::end_users::stored;
use crate::entity::{end_user, end_user_word, identity};
use crate::fault::Fault;
use crate::keys::TenantKeys;
use chrono::{DateTime, Utc};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, Iterable, QueryFilter, Set};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use uuid::Uuid;

/// Parameters of one statement; SQLite takes 32,766 and PostgreSQL 65,535.
const PARAMETERS: usize = 30_000;

/// A person on the way into the database.
struct Draft {
    id: Uuid,
    customer: Index,
    /// As the database has it.
    known: Option<Person>,
    person: Person,
    /// Whether this import has stored a row of the person.
    touched: bool,
    /// Whether this chunk has one.
    changed: bool,
}

/// See the module.
pub struct Batch {
    tenant: Uuid,
    keys: Arc<TenantKeys>,
    drafts: Vec<Draft>,
    by_customer: HashMap<Index, usize>,
    owners: HashMap<(Provider, Index), Uuid>,
    /// Ids for new end users, so that their order is that of the file; the next one is the last.
    ids: Vec<Uuid>,
}

impl Batch {
    /// Looks up whom the rows speak of and whose their accounts are.
    pub async fn load(tx: &Write, request: &Request, rows: &[Row], started: DateTime<Utc>) -> Result<Batch, Fault> {
        let mut ids: Vec<Uuid> = rows.iter().map(|_| request.app.new_id()).collect();
        ids.sort_unstable_by(|a, b| b.cmp(a));
        let mut batch = Batch {
            tenant: tx.tenant,
            keys: tx.keys().await?,
            drafts: Vec::with_capacity(rows.len()),
            by_customer: HashMap::with_capacity(rows.len()),
            owners: owners(tx, rows).await?,
            ids,
        };
        let customers: HashSet<Index> = rows.iter().map(|row| row.customer).collect();
        let customers = customers.into_iter().map(|index| index.to_vec());
        let known = tx.of::<end_user::Entity>().filter(end_user::Column::CustomerIndex.is_in(customers));
        for row in known.all(tx.db()).await? {
            batch.know(row, started)?;
        }
        Ok(batch)
    }

    fn know(&mut self, mut row: end_user::Model, started: DateTime<Utc>) -> Result<(), Fault> {
        let (id, touched) = (row.id, row.updated_at >= started);
        let customer = Index::try_from(row.customer_index.as_slice())
            .map_err(|_| Fault::internal(format!("end user {id}: an index of the wrong length")))?;
        let person = stored::open(&self.keys, &mut row)?.to_person();
        self.by_customer.insert(customer, self.drafts.len());
        self.drafts.push(Draft { id, customer, known: Some(person.clone()), person, touched, changed: false });
        Ok(())
    }

    /// Takes a row in; refuses it where its account is another customer's.
    pub fn take(&mut self, row: Row) -> Result<(), Refusal> {
        let account = (row.provider, row.subject);
        let owner = self.owners.get(&account).copied();
        let at = self.by_customer.get(&row.customer).copied();
        if owner.is_some() && owner != at.map(|at| self.drafts[at].id) {
            return Err(Refusal { line: row.line, column: "subject", reason: Reason::LinkedElsewhere });
        }
        let at = at.unwrap_or_else(|| self.add(row.customer));
        let draft = &mut self.drafts[at];
        let speaks = owner.is_some() || draft.known.is_none();
        let mut said = row.person;
        let linked = std::mem::take(&mut said.identities);
        if speaks && !draft.touched {
            merge::replace(&mut draft.person, said);
        } else {
            merge::fill(&mut draft.person, said);
        }
        (draft.touched, draft.changed) = (true, true);
        for (provider, subject) in &linked {
            if let Some(old) = merge::link(&mut draft.person, provider, subject) {
                self.owners.remove(&(row.provider, Indexes(&self.keys).subject(row.provider, &old)));
            }
        }
        self.owners.insert(account, draft.id);
        Ok(())
    }

    fn add(&mut self, customer: Index) -> usize {
        let at = self.drafts.len();
        let id = self.ids.pop().unwrap_or_default();
        let person = Person::default();
        self.drafts.push(Draft { id, customer, known: None, person, touched: false, changed: false });
        self.by_customer.insert(customer, at);
        at
    }

    /// Stores everybody whom a row has spoken of; answers how many of them are new.
    pub async fn store(self, tx: &Write, now: DateTime<Utc>) -> Result<usize, Fault> {
        let changed: Vec<&Draft> = self.drafts.iter().filter(|draft| draft.changed).collect();
        let mut users = Vec::with_capacity(changed.len());
        let (mut words, mut accounts) = (Difference::default(), Difference::default());
        for draft in &changed {
            users.push(stored::row(&self.keys, (self.tenant, draft.id), draft.customer, &draft.person, now)?);
            let index = Indexes(&self.keys);
            let known = draft.known.as_ref();
            words.between(draft.id, known.map(|p| index.words(p)), index.words(&draft.person));
            accounts.between(draft.id, known.map(|p| accounts_of(index, p)), accounts_of(index, &draft.person));
        }
        self.unlink(tx, &accounts.gone).await?;
        self.forget(tx, &words.gone).await?;
        upsert(tx, users).await?;
        let linked = |(user, (provider, subject)): (Uuid, (Provider, Index))| identity::ActiveModel {
            tenant_id: Set(self.tenant),
            provider: Set(provider.as_str().into()),
            subject_index: Set(subject.to_vec()),
            end_user_id: Set(user),
        };
        insert(tx, accounts.new.into_iter().map(linked).collect()).await?;
        let found = |(user, word): (Uuid, Word)| end_user_word::ActiveModel {
            tenant_id: Set(self.tenant),
            word_index: Set(word.index.to_vec()),
            end_user_id: Set(user),
            prefecture_index: Set(word.prefecture.map(|index| index.to_vec())),
            providers: Set(word.providers),
        };
        insert(tx, words.new.into_iter().map(found).collect()).await?;
        Ok(changed.iter().filter(|draft| draft.known.is_none()).count())
    }

    async fn unlink(&self, tx: &Write, gone: &[(Uuid, (Provider, Index))]) -> Result<(), Fault> {
        use identity::Column as C;
        for (user, (provider, subject)) in gone {
            identity::Entity::delete_many()
                .filter(C::TenantId.eq(self.tenant))
                .filter(C::Provider.eq(provider.as_str()))
                .filter(C::SubjectIndex.eq(subject.to_vec()))
                .filter(C::EndUserId.eq(*user))
                .exec(tx.db())
                .await?;
        }
        Ok(())
    }

    async fn forget(&self, tx: &Write, gone: &[(Uuid, Word)]) -> Result<(), Fault> {
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

/// What is to be removed and what is to be added, each with its end user.
struct Difference<T> {
    gone: Vec<(Uuid, T)>,
    new: Vec<(Uuid, T)>,
}

impl<T> Default for Difference<T> {
    fn default() -> Self {
        Difference { gone: Vec::new(), new: Vec::new() }
    }
}

impl<T: PartialEq> Difference<T> {
    fn between(&mut self, user: Uuid, before: Option<Vec<T>>, after: Vec<T>) {
        let before = before.unwrap_or_default();
        let (stay, new): (Vec<T>, Vec<T>) = after.into_iter().partition(|item| before.contains(item));
        self.new.extend(new.into_iter().map(|item| (user, item)));
        self.gone.extend(before.into_iter().filter(|item| !stay.contains(item)).map(|item| (user, item)));
    }
}

fn accounts_of(index: Indexes<'_>, person: &Person) -> Vec<(Provider, Index)> {
    let accounts = person.identities.iter();
    accounts.filter_map(|(name, subject)| Provider::from_name(name).map(|p| (p, index.subject(p, subject)))).collect()
}

/// Whose the accounts of the rows are.
async fn owners(tx: &Write, rows: &[Row]) -> Result<HashMap<(Provider, Index), Uuid>, Fault> {
    use identity::Column as C;
    let mut owners = HashMap::with_capacity(rows.len());
    for provider in Provider::ALL {
        let subjects: Vec<Vec<u8>> =
            rows.iter().filter(|row| row.provider == provider).map(|row| row.subject.to_vec()).collect();
        if subjects.is_empty() {
            continue;
        }
        let found = tx.of::<identity::Entity>().filter(C::Provider.eq(provider.as_str()));
        for row in found.filter(C::SubjectIndex.is_in(subjects)).all(tx.db()).await? {
            if let Ok(subject) = Index::try_from(row.subject_index.as_slice()) {
                owners.insert((provider, subject), row.end_user_id);
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
    end_user::Entity::insert_many(users).on_conflict(known).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Inserts rows, as many at a time as a statement takes.
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
