//! The actor in the filter of the log: an account by its id, by an address or by a name, all support staff, or the program.

use crate::base::{address, fold, with_address};
use crate::storage::entity::account;
use crate::storage::entity::operation_log::Column as C;
use app::kit::too_long;
use app::operation_logs::api::{STAFF, SYSTEM};
use app::operation_logs::messages as m;
use app::text::{Text, Words};
use sea_orm::ColumnTrait;
use sea_orm::sea_query::{Expr, SimpleExpr};
use uuid::Uuid;

/// Who is chosen.
pub enum ChosenActor {
    /// People of the company. Several may have the same name. One who has left is known by the id alone (MS-13).
    People(Vec<Uuid>),
    Staff,
    System,
}

impl ChosenActor {
    pub fn condition(&self) -> SimpleExpr {
        match self {
            ChosenActor::People(ids) => C::ActorId.is_in(ids.iter().copied()),
            ChosenActor::Staff => C::ActorKind.eq("staff"),
            ChosenActor::System => C::ActorKind.eq("system"),
        }
    }

    /// The same condition as an index serves it; nothing for the program, which writes very many entries.
    pub fn rare(&self) -> Option<SimpleExpr> {
        match self {
            ChosenActor::People(_) => Some(self.condition()),
            // The condition of a partial index, word by word.
            ChosenActor::Staff => Some(Expr::cust("actor_kind = 'staff'")),
            ChosenActor::System => None,
        }
    }

    /// How the field shows the choice, and how the page says it.
    pub fn shown(&self, typed: &str, people: &[account::Model]) -> (String, Words) {
        match self {
            ChosenActor::Staff => (STAFF.to_owned(), m::STAFF.into()),
            ChosenActor::System => (SYSTEM.to_owned(), m::SYSTEM_ITSELF.into()),
            ChosenActor::People(ids) => match people.iter().find(|person| ids.as_slice() == [person.id]) {
                Some(person) => (field_value(person), Words::same(with_address(&person.name, &person.email))),
                None => (typed.to_owned(), Words::same(typed)),
            },
        }
    }
}

/// The choice that a typed text means, or why it means none.
pub fn chosen(typed: &str, people: &[account::Model]) -> Result<Option<ChosenActor>, Text> {
    let means = |code: &str, text: Text| [code, text.ja, text.en].contains(&typed);
    if typed.is_empty() {
        return Ok(None);
    }
    if too_long("actor", typed).is_some() {
        return Err(m::BAD_ACTOR);
    }
    if means(STAFF, m::STAFF) {
        return Ok(Some(ChosenActor::Staff));
    }
    if means(SYSTEM, m::SYSTEM_ITSELF) {
        return Ok(Some(ChosenActor::System));
    }
    let found = typed.parse::<Uuid>().map_or_else(|_| named(typed, people), |id| vec![id]);
    if found.is_empty() { Err(m::BAD_ACTOR) } else { Ok(Some(ChosenActor::People(found))) }
}

/// The people with an address or a name.
pub fn named(typed: &str, people: &[account::Model]) -> Vec<Uuid> {
    let (email, name) = (address::folded(typed), fold::query(typed).name);
    let is_meant = |person: &&account::Model| {
        let named = name.as_ref().is_some_and(|name| name.matches(&fold::name_words(&person.name)));
        named || (email.contains('@') && address::folded(&person.email) == email)
    };
    people.iter().filter(is_meant).map(|person| person.id).collect()
}

/// What the field suggests: the text that it takes, and its words.
pub fn suggestions(people: &[account::Model], of_company: bool) -> Vec<(String, Words)> {
    let staff = of_company.then(|| (STAFF.to_owned(), m::STAFF.into()));
    let system = Some((SYSTEM.to_owned(), m::SYSTEM_ITSELF.into()));
    let person =
        |person: &account::Model| (field_value(person), Words::same(with_address(&person.name, &person.email)));
    people.iter().map(person).chain(staff).chain(system).collect()
}

fn field_value(person: &account::Model) -> String {
    if person.email.is_empty() { person.id.to_string() } else { person.email.clone() }
}
