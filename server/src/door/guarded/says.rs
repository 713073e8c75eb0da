//! What each row says: all that decides what it does, and where it stands. The order is that of the signatures there are.

use super::row::{Guarded, Owner};
use crate::storage::entity::{
    access_consent, announcement, announcement_feed, announcement_version, authenticator, client_certificate, contact,
    export, invitation, network, network_lift, passkey, profile_change, staff_request, support_case, tenant,
};
use chrono::{DateTime, Utc};
use ring::digest::{SHA256, digest};
use sea_orm::{ActiveModelTrait, ColumnTrait, Condition, IntoActiveModel};
use uuid::Uuid;

fn id(id: Option<Uuid>) -> Vec<u8> {
    id.map(|id| id.as_bytes().to_vec()).unwrap_or_default()
}

/// A time as signatures contain it.
pub fn time(at: Option<DateTime<Utc>>) -> Vec<u8> {
    at.map(|at| at.timestamp_micros().to_be_bytes().to_vec()).unwrap_or_default()
}

fn seconds(at: DateTime<Utc>) -> Vec<u8> {
    at.timestamp().to_be_bytes().to_vec()
}

fn text(text: &str) -> Vec<u8> {
    text.as_bytes().to_vec()
}

fn bytes(bytes: Option<&Vec<u8>>) -> Vec<u8> {
    bytes.cloned().unwrap_or_default()
}

fn number(number: i64) -> Vec<u8> {
    number.to_be_bytes().to_vec()
}

/// A text that may be missing. An empty text differs from a missing one.
fn given(text: Option<&str>) -> Vec<u8> {
    text.map(|text| [b"=".as_slice(), text.as_bytes()].concat()).unwrap_or_default()
}

/// Who has the open invitations of a person to a role: the rights to give roles end one by one.
pub fn inviter(account: Uuid, role: &str) -> Uuid {
    let hash = digest(&SHA256, &[account.as_bytes(), role.as_bytes()].concat());
    hash.as_ref().first_chunk().map(|half| Uuid::from_bytes(*half)).unwrap_or_default()
}

/// Who has approved invitations.
pub fn approver(account: Uuid) -> Uuid {
    inviter(account, "approved")
}

/// Who has approved an open invitation. One without the version of that account is from before it was noted, and counts until
/// all end that this person has approved.
fn open_approval(row: &invitation::Model) -> Option<Owner> {
    let by = row.approved_by.filter(|_| row.closed_at.is_none())?;
    Some(Owner { id: approver(by), since: row.approver_version.unwrap_or_default() })
}

/// The end of a consent, which is signed with the grant as it was.
fn end_of(consent: &access_consent::Model) -> Vec<Vec<u8>> {
    if consent.ended_at.is_none() && consent.ended_by.is_none() {
        return Vec::new();
    }
    vec![time(Some(consent.granted_at)), time(consent.ended_at), id(consent.ended_by)]
}

/// The end of a case, and who has ended it, if it had been altered. Without that it is the time alone, as it always was.
fn end_of_case(case: &support_case::Model) -> Vec<u8> {
    [time(case.closed_at), id(case.ended_altered_by)].concat()
}

/// A table whose rows are known by a column, whose company is in another, what a row says, what it says more in some cases, its
/// words, its owner, who has approved it, and the column that is empty until the row ends, if an ended row has no signature.
macro_rules! guarded {
    (
        $table:ident by $id:ident ($column:ident) $(of $tenant:ident)?, |$row:ident| $says:expr $(, and $more:expr)?
        $(, with $words:expr)? $(, owned by $owner:expr)? $(, approved by $approver:expr)?
        $(, until $ended:ident ($ended_column:ident))?
    ) => {
        impl Guarded for $table::Model {
            type Entity = $table::Entity;

            const TABLE: &'static str = stringify!($table);
            const ID: $table::Column = $table::Column::$column;
            const VERSION: $table::Column = $table::Column::Version;
            const MAC: $table::Column = $table::Column::Mac;

            fn id(&self) -> Uuid {
                self.$id
            }

            fn version(&self) -> i64 {
                self.version
            }

            fn set_version(&mut self, version: i64) {
                self.version = version;
            }

            fn mac(&self) -> Option<&[u8]> {
                self.mac.as_deref()
            }

            fn set_mac(&mut self, mac: Vec<u8>) {
                self.mac = Some(mac);
            }

            fn says(&self) -> Vec<Vec<u8>> {
                let $row = self;
                let says = $says.into_iter();
                $(let says = says.chain($more);)?
                says.collect()
            }

            $(fn tenant(&self) -> Uuid {
                self.$tenant
            })?

            $(fn words(&self) -> Vec<Vec<u8>> {
                let $row = self;
                $words.into_iter().flatten().collect()
            })?

            $(fn owner(&self) -> Option<Uuid> {
                let $row = self;
                $owner
            })?

            $(fn approver(&self) -> Option<Owner> {
                let $row = self;
                $approver
            })?

            $(fn signed() -> Condition {
                Condition::all().add($table::Column::$ended_column.is_null())
            }

            fn is_over(&self) -> bool {
                self.$ended.is_some()
            })?

            fn whole(self) -> $table::ActiveModel {
                self.into_active_model().reset_all()
            }
        }
    };
}

guarded!(support_case by id (Id) of tenant_id, |case| [
    id(Some(case.tenant_id)),
    id(Some(case.account_id)),
    vec![u8::from(case.removes_second_factor)],
    text(&case.state),
    time(Some(case.opened_at)),
    id(Some(case.opened_by)),
    time(case.checked_at),
    id(case.checked_by),
    time(case.cooling_until),
    time(case.consented_at),
    id(case.consented_by),
    time(case.approved_at),
    id(case.approved_by),
    end_of_case(case),
], with [case.evidence.as_deref().map(text), case.sealed_reason.clone()],
owned by case.closed_at.is_none().then_some(case.account_id));

guarded!(staff_request by id (Id), |request| [
    request.sealed.clone(),
    request.address_index.clone(),
    text(&request.role),
    text(&request.state),
    time(Some(request.asked_at)),
    id(request.asked_by),
    time(request.decided_at),
    id(request.decided_by),
    id(request.account_id),
    time(request.until),
    time(request.closed_at),
], with [request.sealed_decision.clone()]);

guarded!(profile_change by id (Id) of tenant_id, |change| [
    id(Some(change.tenant_id)),
    text(&change.before),
    text(&change.wanted),
    time(Some(change.asked_at)),
    id(Some(change.asked_by)),
    time(change.approved_at),
    id(change.approved_by),
    time(change.closed_at),
], with [Some(change.sealed_reason.clone())]);

guarded!(network_lift by id (Id) of tenant_id, |lift| [
    id(Some(lift.tenant_id)),
    text(&lift.evidence),
    time(Some(lift.asked_at)),
    id(Some(lift.asked_by)),
    time(lift.closed_at),
], with [Some(lift.sealed_reason.clone())]);

guarded!(invitation by id (Id) of tenant_id, |invitation| [
    id(Some(invitation.tenant_id)),
    invitation.sealed.clone(),
    invitation.address_index.clone(),
    text(&invitation.role),
    text(&invitation.state),
    id(Some(invitation.invited_by)),
    time(invitation.approved_at),
    id(invitation.approved_by),
    time(invitation.until),
    time(invitation.closed_at),
], and invitation.approver_version.map(number),
owned by invitation.closed_at.is_none().then(|| inviter(invitation.invited_by, &invitation.role)),
approved by open_approval(invitation));

guarded!(authenticator by account_id (AccountId) of tenant_id, |step| [
    id(Some(step.tenant_id)),
    bytes(step.sealed.as_ref()),
    bytes(step.sealed_new.as_ref()),
    vec![u8::from(step.by_mail), u8::from(step.by_mail_new)],
]);

// What a device answers names an account, and nobody signs that name.
guarded!(passkey by id (Id) of tenant_id, |passkey| [
    id(Some(passkey.account_id)),
    id(Some(passkey.tenant_id)),
    passkey.credential_hash.clone(),
], owned by Some(passkey.account_id));

// Whose it is, so that nobody who writes to the database registers one. A revoked one has no signature.
guarded!(client_certificate by id (Id) of tenant_id, |certificate| [
    id(Some(certificate.tenant_id)),
    id(Some(certificate.account_id)),
    certificate.fingerprint.clone(),
    seconds(certificate.not_before),
    seconds(certificate.not_after),
], owned by Some(certificate.account_id), until revoked_at (RevokedAt));

// What may be looked at and until when, so that writing to the database consents to nothing, and who has revoked it when.
guarded!(access_consent by id (Id) of tenant_id, |consent| [
    id(Some(consent.tenant_id)),
    text(&consent.scopes),
    id(Some(consent.granted_by)),
    time(Some(consent.until)),
], and end_of(consent));

// Figures are left out, and until when staff may look: that is asked of the consents.
guarded!(tenant by id (Id) of id, |company| [
    text(&company.name),
    text(&company.profile),
    vec![u8::from(company.second_factor_for_all)],
    text(&company.networks_for),
    time(company.networks_lifted_until),
    bytes(company.networks_listed.as_ref()),
]);

guarded!(network by id (Id) of tenant_id, |network| [
    id(Some(network.tenant_id)),
    id(network.account_id),
    text(&network.cidr),
]);

// Whose data is written, in which columns, how far it is, what is served and until when. Who works on it now is left out:
// that decides nothing of the file, and no page says it.
guarded!(export by id (Id) of tenant_id, |export| [
    id(Some(export.tenant_id)),
    id(Some(export.account_id)),
    text(&export.state),
    text(&export.columns),
    text(&export.filter),
    text(&export.purpose),
    text(&export.file_name),
    number(export.rows_total),
    number(export.rows_done),
    number(export.rows_unreadable),
    number(export.bytes_done),
    id(export.cursor_id),
    id(export.last_id),
    given(export.sha256.as_deref()),
    given(export.failure.as_deref()),
    time(Some(export.requested_at)),
    time(export.finished_at),
    time(export.expires_at),
]);

// Who gets letters, of which kinds, and that a reader of the mailbox has agreed.
guarded!(contact by id (Id) of tenant_id, |contact| [
    id(Some(contact.tenant_id)),
    contact.sealed.clone(),
    contact.address_index.clone(),
    text(&contact.kinds),
    text(&contact.language),
    time(contact.confirmed_at),
    time(Some(contact.written_at)),
    time(Some(contact.created_at)),
]);

// What readers see of it, since when they have seen it, and that it was withdrawn.
guarded!(announcement by id (Id), |announcement| [
    text(&announcement.kind),
    text(&announcement.state),
    vec![u8::from(announcement.urgent), u8::from(announcement.pinned)],
    time(announcement.starts_at),
    time(announcement.ends_at),
    number(announcement.shown),
    number(announcement.read_since),
    number(announcement.newest),
    time(announcement.published_at),
    time(announcement.changed_at),
    time(announcement.withdrawn_at),
    id(announcement.withdrawn_by),
    given(announcement.withdrawn_ja.as_deref()),
    given(announcement.withdrawn_en.as_deref()),
]);

// All that readers see of a version, whom it is for, and who has written and approved it.
guarded!(announcement_version by id (Id), |version| [
    id(Some(version.announcement_id)),
    number(version.number),
    text(&version.state),
    text(&version.kind),
    vec![
        u8::from(version.urgent),
        u8::from(version.pinned),
        u8::from(version.acknowledge),
        u8::from(version.tells),
        u8::from(version.emergency),
        u8::from(version.asks_again),
    ],
    text(&version.reach),
    time(version.starts_at),
    time(version.ends_at),
    text(&version.title_ja),
    text(&version.text_ja),
    text(&version.title_en),
    text(&version.text_en),
    time(version.publish_at),
    time(version.published_at),
    text(&version.reason),
    text(&version.authors),
    number(version.revision),
    time(version.approved_at),
    id(version.approved_by),
]);

guarded!(announcement_feed by account_id (AccountId) of tenant_id, |feed| [
    [id(Some(feed.tenant_id)), time(Some(feed.made_at))].concat(), feed.nonce.clone(), feed.token_hash.clone(),
]);
