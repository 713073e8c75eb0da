use super::api::ProofRule;
use super::messages as m;
use crate::kit::{Column, Panel, Table};
use crate::text::{Text, t, tw};
use leptos::prelude::*;

/// The id of the panel's heading.
pub const PANEL_ID: &str = "h-proof";

/// Actions that need a proof each time, even right after step-up (ASVS 6.2.3, 7.5.1).
const EACH_TIME: [(Text, Text); 2] = [(m::PASSWORD_CHANGE, m::CURRENT_PASSWORD), (m::CODE_CHANGE, m::CURRENT_CODE)];

/// The proof for each action, and its maximum age, as enforced by the door and the use cases.
pub fn panel(rule: ProofRule) -> AnyView {
    let (grave, light) = (minutes(rule.minutes), minutes(rule.light_minutes));
    let sub = m::ACTS_SUB.with(&[("n", &rule.minutes), ("light", &rule.light_minutes)]);
    let row = |act| (act, m::APP_OR_PASSWORD);
    let rows = EACH_TIME.into_iter().map(|row| (row, t(m::EACH_TIME).to_owned()));
    let first = std::iter::once((m::CODE_SET_UP, m::PASSWORD));
    let rows = rows.chain(first.chain(rule.acts.into_iter().map(row)).map(|row| (row, grave.clone())));
    let rows = rows.chain(rule.light_acts.into_iter().map(row).map(|row| (row, light.clone())));
    let rows = rows.map(|((act, proof), age)| vec![t(act).to_owned().into(), t(proof).to_owned().into(), age.into()]);
    let rows = rows.collect();
    let columns = Column::all([(m::ACT, "tbl-wide"), (m::NEEDED, "tbl-wide"), (m::AGE, "tbl-nowrap")]);
    view! {
        <Panel id=PANEL_ID title=t(m::ACTS)>
            <p class="note">{tw(&sub)}</p>
            <Table name=t(m::ACTS) columns=columns rows=rows/>
        </Panel>
    }
    .into_any()
}

fn minutes(n: u32) -> String {
    tw(&m::WITHIN.with(&[("n", &n)]))
}
