//! End users. The personal data of a row is one sealed value; searchable fields are blind indexes. Every key begins
//! with the tenant, and a child row cannot point to another tenant's parent.

crate::sql::migration!(
    "CREATE TABLE end_user (
        tenant_id $UUID NOT NULL REFERENCES tenant (id),
        id $UUID NOT NULL,
        customer_index $BYTES NOT NULL,
        email_index $BYTES,
        phone_index $BYTES,
        prefecture_index $BYTES,
        personal $BYTES NOT NULL,
        updated_at $TIME NOT NULL,
        PRIMARY KEY (tenant_id, id),
        UNIQUE (tenant_id, customer_index)
    ) $CLUSTERED
;;
CREATE INDEX end_user_by_email ON end_user (tenant_id, email_index, id)
;;
CREATE INDEX end_user_by_phone ON end_user (tenant_id, phone_index, id)
;;
CREATE INDEX end_user_by_prefecture ON end_user (tenant_id, prefecture_index, id)
;;
CREATE TABLE end_user_word (
        tenant_id $UUID NOT NULL,
        word_index $BYTES NOT NULL,
        end_user_id $UUID NOT NULL,
        PRIMARY KEY (tenant_id, word_index, end_user_id),
        FOREIGN KEY (tenant_id, end_user_id) REFERENCES end_user (tenant_id, id) ON DELETE CASCADE
    ) $CLUSTERED
;;
CREATE INDEX end_user_word_by_user ON end_user_word (tenant_id, end_user_id)
;;
CREATE TABLE identity (
        tenant_id $UUID NOT NULL,
        provider TEXT NOT NULL,
        subject_index $BYTES NOT NULL,
        end_user_id $UUID NOT NULL,
        PRIMARY KEY (tenant_id, provider, subject_index),
        FOREIGN KEY (tenant_id, end_user_id) REFERENCES end_user (tenant_id, id) ON DELETE CASCADE
    ) $CLUSTERED
;;
CREATE INDEX identity_by_user ON identity (tenant_id, provider, end_user_id)"
);
