//! Rows as a person who copies the database has them: read as they are stored, and put back later.

use super::TestApp;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, EntityTrait, IntoActiveModel, Iterable, ModelTrait, PrimaryKeyToColumn,
    QueryFilter,
};
use uuid::Uuid;

/// What is written of a row.
type Written<M> = <<M as ModelTrait>::Entity as EntityTrait>::ActiveModel;

/// The row that is known by an id, the last part of its key.
pub async fn row<M: ModelTrait<Entity: EntityTrait<Model = M>>>(t: &TestApp, id: Uuid) -> M {
    let key = <M::Entity as EntityTrait>::PrimaryKey::iter().last().unwrap().into_column();
    M::Entity::find().filter(key.eq(id)).one(&t.db).await.unwrap().unwrap()
}

/// All rows of a table.
pub async fn rows<M: ModelTrait<Entity: EntityTrait<Model = M>>>(t: &TestApp) -> Vec<M> {
    M::Entity::find().all(&t.db).await.unwrap()
}

/// The only row of a table.
pub async fn only<M: ModelTrait<Entity: EntityTrait<Model = M>>>(t: &TestApp) -> M {
    let mut rows = rows(t).await;
    assert_eq!(rows.len(), 1);
    rows.pop().unwrap()
}

/// Puts a row back as it was, whether or not there is another one in its place.
pub async fn put_back<M: ModelTrait + IntoActiveModel<Written<M>>>(t: &TestApp, was: &M) {
    let keys = <M::Entity as EntityTrait>::PrimaryKey::iter().map(PrimaryKeyToColumn::into_column);
    let place = keys.fold(Condition::all(), |all, key| all.add(key.eq(was.get(key))));
    let whole = was.clone().into_active_model().reset_all();
    let update = M::Entity::update_many().set(whole.clone()).filter(place);
    if update.exec(&t.db).await.unwrap().rows_affected == 0 {
        M::Entity::insert(whole).exec_without_returning(&t.db).await.unwrap();
    }
}

/// Puts several rows back as they were.
pub async fn put_all_back<M: ModelTrait + IntoActiveModel<Written<M>>>(t: &TestApp, were: &[M]) {
    for was in were {
        put_back(t, was).await;
    }
}
