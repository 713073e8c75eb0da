//! Sealed columns. The context of a value is that of its column, its tenant and its row, so no code names it by hand.

use super::context::Context;
use super::error::SealError;
use super::keys::TenantKeys;
use crate::storage::entity::RowId;
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use sea_orm::{DbErr, EntityTrait};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::marker::PhantomData;
use uuid::Uuid;

/// How the values of a sealed column are written before they are sealed.
pub trait Form {
    type Value;
    type Given: ?Sized;

    fn write(given: &Self::Given) -> Result<Vec<u8>, serde_json::Error>;

    fn read(opened: Vec<u8>) -> Option<Self::Value>;
}

/// Values that are sealed as JSON.
impl<T: Serialize + DeserializeOwned> Form for T {
    type Value = T;
    type Given = T;

    fn write(given: &T) -> Result<Vec<u8>, serde_json::Error> {
        serde_json::to_vec(given)
    }

    fn read(opened: Vec<u8>) -> Option<T> {
        serde_json::from_slice(&opened).ok()
    }
}

/// The form of a text that is sealed as it is.
pub struct TextForm;

impl Form for TextForm {
    type Value = String;
    type Given = str;

    fn write(given: &str) -> Result<Vec<u8>, serde_json::Error> {
        Ok(given.as_bytes().to_vec())
    }

    fn read(opened: Vec<u8>) -> Option<String> {
        Some(String::from_utf8_lossy(&opened).into_owned())
    }
}

/// The form of bytes that are sealed as they are.
pub struct BytesForm;

impl Form for BytesForm {
    type Value = Vec<u8>;
    type Given = [u8];

    fn write(given: &[u8]) -> Result<Vec<u8>, serde_json::Error> {
        Ok(given.to_vec())
    }

    fn read(opened: Vec<u8>) -> Option<Vec<u8>> {
        Some(opened)
    }
}

/// A value of a row that does not open there, or has another form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{table} {id} cannot be read: {why}")]
pub struct Unreadable {
    pub table: &'static str,
    pub id: Uuid,
    why: SealError,
}

/// A column of an entity's table that holds sealed values of one form.
pub struct Sealed<E, F> {
    column: &'static str,
    of: PhantomData<fn() -> (E, F)>,
}

impl<E: EntityTrait, F> Sealed<E, F> {
    /// `column` is the name under which the values are sealed. It never changes, even if the table's column is renamed.
    pub const fn column(column: &'static str) -> Self {
        Sealed { column, of: PhantomData }
    }

    pub fn table(&self) -> &'static str {
        E::default().table_name()
    }

    pub fn context(&self, row: impl Into<RowId>) -> Context {
        let RowId { tenant, id } = row.into();
        Context { table: self.table(), column: self.column, tenant: tenant.into_bytes(), row: id.into_bytes() }
    }

    /// The error for a row whose value is missing, or has another form than its column.
    pub fn unreadable(&self, id: Uuid) -> Unreadable {
        Unreadable { table: self.table(), id, why: SealError::AnotherForm }
    }

    /// Opens a value inside the buffer without allocating. After an error, discard the buffer.
    pub fn open_in_place<'b>(
        &self,
        keys: &TenantKeys,
        row: impl Into<RowId>,
        sealed: &'b mut [u8],
    ) -> Result<&'b mut [u8], Unreadable> {
        let row = row.into();
        let opened = keys.open_in_place(&self.context(row), sealed);
        opened.map_err(|why| Unreadable { table: self.table(), id: row.id, why })
    }
}

impl<E: EntityTrait, F: Form> Sealed<E, F> {
    /// Seals a value for a row of the tenant.
    pub fn seal(&self, keys: &TenantKeys, id: Uuid, value: &F::Given) -> Result<Vec<u8>, DbErr> {
        let written = F::write(value).map_err(|e| DbErr::Custom(e.to_string()))?;
        keys.seal(&self.context(keys.row(id)), &written)
    }

    /// Seals a value for a text column.
    pub fn seal_text(&self, keys: &TenantKeys, id: Uuid, value: &F::Given) -> Result<String, DbErr> {
        Ok(BASE64.encode(self.seal(keys, id, value)?))
    }

    /// Opens a value of a row.
    pub fn open(&self, keys: &TenantKeys, row: impl Into<RowId>, sealed: &[u8]) -> Result<F::Value, Unreadable> {
        let row = row.into();
        let opened = keys.open(&self.context(row), sealed);
        let opened = opened.map_err(|why| Unreadable { table: self.table(), id: row.id, why })?;
        F::read(opened).ok_or_else(|| self.unreadable(row.id))
    }

    /// Opens a value of a text column.
    pub fn open_text(&self, keys: &TenantKeys, row: impl Into<RowId>, sealed: &str) -> Result<F::Value, Unreadable> {
        // What is not in base64 is cut off: it opens nowhere.
        self.open(keys, row, &BASE64.decode(sealed).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::entity::{contact, end_user};

    const NAMES: Sealed<contact::Entity, Vec<String>> = Sealed::column("sealed");
    const REASON: Sealed<contact::Entity, TextForm> = Sealed::column("reason");

    #[test]
    fn a_value_opens_in_its_own_column_and_row_alone() {
        let (keys, id) = (TenantKeys::for_tests(Uuid::from_u128(1)), Uuid::from_u128(2));
        let names = vec!["a".to_owned(), "b".to_owned()];
        let sealed = NAMES.seal(&keys, id, &names).unwrap();
        assert_eq!(NAMES.open(&keys, keys.row(id), &sealed), Ok(names));
        assert!(NAMES.open(&keys, keys.row(Uuid::from_u128(3)), &sealed).is_err());
        assert!(NAMES.open(&keys, RowId { tenant: id, id }, &sealed).is_err());
        assert!(REASON.open(&keys, keys.row(id), &sealed).is_err());
        let elsewhere: Sealed<end_user::Entity, Vec<String>> = Sealed::column("sealed");
        assert!(elsewhere.open(&keys, keys.row(id), &sealed).is_err());
    }

    /// A database made before opens: the names in the context, and the form of the values, stay as they are.
    #[test]
    fn the_context_is_that_of_the_table_and_the_column() {
        let (keys, id) = (TenantKeys::for_tests(Uuid::from_u128(1)), Uuid::from_u128(2));
        let context = Context { table: "contact", column: "reason", tenant: [0; 16], row: id.into_bytes() };
        let context = Context { tenant: keys.tenant.into_bytes(), ..context };
        assert_eq!(REASON.context(keys.row(id)), context);
        let sealed = BASE64.decode(REASON.seal_text(&keys, id, "なぜ").unwrap()).unwrap();
        assert_eq!(keys.open(&context, &sealed).unwrap(), "なぜ".as_bytes());
        let json = NAMES.seal(&keys, id, &vec!["a".to_owned()]).unwrap();
        assert_eq!(keys.open(&NAMES.context(keys.row(id)), &json).unwrap(), br#"["a"]"#);
    }

    #[test]
    fn a_value_of_another_form_is_unreadable() {
        let (keys, id) = (TenantKeys::for_tests(Uuid::from_u128(1)), Uuid::from_u128(2));
        let text: Sealed<contact::Entity, TextForm> = Sealed::column("sealed");
        let sealed = text.seal(&keys, id, "no JSON").unwrap();
        assert_eq!(NAMES.open(&keys, keys.row(id), &sealed), Err(NAMES.unreadable(id)));
        assert!(NAMES.open_text(&keys, keys.row(id), "!").is_err());
    }
}
