//! What each row says: all that decides what it does, and where it stands.

use super::Guarded;
use crate::storage::entity::{
    authenticator, invitation, network, network_lift, profile_change, staff_request, support_case, tenant,
};
use chrono::{DateTime, Utc};
use uuid::Uuid;

fn id(id: Option<Uuid>) -> Vec<u8> {
    id.map(|id| id.as_bytes().to_vec()).unwrap_or_default()
}

fn time(at: Option<DateTime<Utc>>) -> Vec<u8> {
    at.map(|at| at.timestamp_micros().to_be_bytes().to_vec()).unwrap_or_default()
}

fn text(text: &str) -> Vec<u8> {
    text.as_bytes().to_vec()
}

impl Guarded for support_case::Model {
    type Entity = support_case::Entity;

    const TABLE: &'static str = "support_case";
    const ID: support_case::Column = support_case::Column::Id;
    const MAC: support_case::Column = support_case::Column::Mac;

    fn id(&self) -> Uuid {
        self.id
    }

    fn mac(&self) -> Option<&[u8]> {
        self.mac.as_deref()
    }

    fn says(&self) -> Vec<Vec<u8>> {
        vec![
            id(Some(self.tenant_id)),
            id(Some(self.account_id)),
            vec![u8::from(self.removes_second_factor)],
            text(&self.state),
            time(Some(self.opened_at)),
            id(Some(self.opened_by)),
            time(self.checked_at),
            id(self.checked_by),
            time(self.cooling_until),
            time(self.consented_at),
            id(self.consented_by),
            time(self.approved_at),
            id(self.approved_by),
            time(self.closed_at),
        ]
    }
}

impl Guarded for staff_request::Model {
    type Entity = staff_request::Entity;

    const TABLE: &'static str = "staff_request";
    const ID: staff_request::Column = staff_request::Column::Id;
    const MAC: staff_request::Column = staff_request::Column::Mac;

    fn id(&self) -> Uuid {
        self.id
    }

    fn mac(&self) -> Option<&[u8]> {
        self.mac.as_deref()
    }

    fn says(&self) -> Vec<Vec<u8>> {
        vec![
            self.sealed.clone(),
            self.address_index.clone(),
            text(&self.role),
            text(&self.state),
            time(Some(self.asked_at)),
            id(self.asked_by),
            time(self.decided_at),
            id(self.decided_by),
            id(self.account_id),
            time(self.until),
            time(self.closed_at),
        ]
    }
}

impl Guarded for profile_change::Model {
    type Entity = profile_change::Entity;

    const TABLE: &'static str = "profile_change";
    const ID: profile_change::Column = profile_change::Column::Id;
    const MAC: profile_change::Column = profile_change::Column::Mac;

    fn id(&self) -> Uuid {
        self.id
    }

    fn mac(&self) -> Option<&[u8]> {
        self.mac.as_deref()
    }

    fn says(&self) -> Vec<Vec<u8>> {
        vec![
            id(Some(self.tenant_id)),
            text(&self.before),
            text(&self.wanted),
            time(Some(self.asked_at)),
            id(Some(self.asked_by)),
            time(self.approved_at),
            id(self.approved_by),
            time(self.closed_at),
        ]
    }
}

impl Guarded for network_lift::Model {
    type Entity = network_lift::Entity;

    const TABLE: &'static str = "network_lift";
    const ID: network_lift::Column = network_lift::Column::Id;
    const MAC: network_lift::Column = network_lift::Column::Mac;

    fn id(&self) -> Uuid {
        self.id
    }

    fn mac(&self) -> Option<&[u8]> {
        self.mac.as_deref()
    }

    fn says(&self) -> Vec<Vec<u8>> {
        let (asked, closed) = (time(Some(self.asked_at)), time(self.closed_at));
        vec![id(Some(self.tenant_id)), text(&self.evidence), asked, id(Some(self.asked_by)), closed]
    }
}

impl Guarded for invitation::Model {
    type Entity = invitation::Entity;

    const TABLE: &'static str = "invitation";
    const ID: invitation::Column = invitation::Column::Id;
    const MAC: invitation::Column = invitation::Column::Mac;

    fn id(&self) -> Uuid {
        self.id
    }

    fn mac(&self) -> Option<&[u8]> {
        self.mac.as_deref()
    }

    fn says(&self) -> Vec<Vec<u8>> {
        vec![
            id(Some(self.tenant_id)),
            self.sealed.clone(),
            self.address_index.clone(),
            text(&self.role),
            text(&self.state),
            id(Some(self.invited_by)),
            time(self.approved_at),
            id(self.approved_by),
            time(self.until),
            time(self.closed_at),
        ]
    }
}

impl Guarded for authenticator::Model {
    type Entity = authenticator::Entity;

    const TABLE: &'static str = "authenticator";
    const ID: authenticator::Column = authenticator::Column::AccountId;
    const MAC: authenticator::Column = authenticator::Column::Mac;

    fn id(&self) -> Uuid {
        self.account_id
    }

    fn mac(&self) -> Option<&[u8]> {
        self.mac.as_deref()
    }

    fn says(&self) -> Vec<Vec<u8>> {
        let sealed = |sealed: &Option<Vec<u8>>| sealed.clone().unwrap_or_default();
        let by_mail = vec![u8::from(self.by_mail), u8::from(self.by_mail_new)];
        vec![id(Some(self.tenant_id)), sealed(&self.sealed), sealed(&self.sealed_new), by_mail]
    }
}

impl Guarded for tenant::Model {
    type Entity = tenant::Entity;

    const TABLE: &'static str = "tenant";
    const ID: tenant::Column = tenant::Column::Id;
    const MAC: tenant::Column = tenant::Column::Mac;

    fn id(&self) -> Uuid {
        self.id
    }

    fn mac(&self) -> Option<&[u8]> {
        self.mac.as_deref()
    }

    /// Figures are left out, and until when staff may look: that is asked of the consents.
    fn says(&self) -> Vec<Vec<u8>> {
        vec![
            text(&self.name),
            text(&self.profile),
            vec![u8::from(self.second_factor_for_all)],
            text(&self.networks_for),
            time(self.networks_lifted_until),
            self.networks_listed.clone().unwrap_or_default(),
        ]
    }
}

impl Guarded for network::Model {
    type Entity = network::Entity;

    const TABLE: &'static str = "network";
    const ID: network::Column = network::Column::Id;
    const MAC: network::Column = network::Column::Mac;

    fn id(&self) -> Uuid {
        self.id
    }

    fn mac(&self) -> Option<&[u8]> {
        self.mac.as_deref()
    }

    fn says(&self) -> Vec<Vec<u8>> {
        vec![id(Some(self.tenant_id)), id(self.account_id), text(&self.cidr)]
    }
}
