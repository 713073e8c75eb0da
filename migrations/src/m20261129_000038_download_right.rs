//! Who may take files along, where the profile gives nobody that right by itself (MS-17).

crate::sql::migration!("ALTER TABLE account ADD COLUMN may_download BOOLEAN NOT NULL DEFAULT FALSE");
