//! The right to download files, if the profile gives it to nobody by default (MS-17).

crate::sql::migration!("ALTER TABLE account ADD COLUMN may_download BOOLEAN NOT NULL DEFAULT FALSE");
