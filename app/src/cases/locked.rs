//! The accounts that are locked now.

use super::api::{LockedAccount, LockedList};
use super::cells::{self, ACCOUNTS, asked, lock};
use super::messages as m;
use crate::kit::{
    Altered, Badge, Cell, Column, List, NoRows, Notice, Panel, Tone, address, date_time, for_reader, link, short_link,
};
use crate::text::{lang, t, tw};
use leptos::prelude::*;

/// The value of this view in the address.
pub const SHOW: &str = "locked";

/// The locked accounts of one company.
pub fn of_company(id: &str) -> String {
    link(ACCOUNTS, &[("show", SHOW), ("company", id)], None)
}

/// `one`: those of one company alone.
pub fn list(list: LockedList, one: bool) -> AnyView {
    let all = one.then(|| {
        let all = link(ACCOUNTS, &[("show", SHOW)], None);
        view! { <p><a href=all>{t(m::LOCKED_ALL)}</a></p> }
    });
    let more = list.more.then(|| view! { <Notice tone=Tone::Info><p>{t(m::LOCKED_MORE)}</p></Notice> });
    let columns = Column::all([
        (m::NAME, "tbl-who"),
        (m::COMPANY, "tbl-wide tbl-minor"),
        (m::LOCKED, "tbl-tight"),
        (m::LOCKED_AT, "tbl-when tbl-minor"),
        (m::LOCKED_DUE, "tbl-when"),
        (m::WHICH, ""),
    ]);
    let rows = list.rows.into_iter().map(row).collect();
    let none = NoRows { title: m::LOCKED_NONE, hint: m::LOCKED_NONE_HINT };
    view! {
        <Panel id="h-locked" title=t(m::LOCKED_LIST)>
            <p class="note">{t(m::LOCKED_SUB)}</p>
            {all}
            {more}
            <List name=t(m::LOCKED_LIST) columns=columns rows=rows none=none/>
        </Panel>
    }
    .into_any()
}

fn row(account: LockedAccount) -> Vec<Cell> {
    let href = format!("{ACCOUNTS}?account={}", account.id);
    let company = format!("/support/tenants/{}", account.company_id);
    let mark = account.altered.then(|| view! { " "<Altered/> });
    let late = account.late.then(|| view! { " "<Badge tone=Tone::Danger text=t(m::LOCKED_LATE)/> });
    let case = account.case.map(|id| view! { <a href=format!("{}/{id}", cells::PATH)>{t(m::SEE_OPEN)}</a> });
    let name = for_reader(account.name, lang());
    vec![
        Cell::new(view! {
            <span class="who">{short_link(&name, href)}{mark}<span>{address(&account.email_masked)}</span></span>
        }),
        Cell::new(short_link(&tw(&account.company), company)),
        Cell::new(lock(account.lock)),
        Cell::new(asked(&account.since, &account.waited)),
        Cell::new(view! { <div>{date_time(&account.due)}{late}</div> }),
        case.map_or_else(|| Cell::new(()), Cell::new),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::api::CasesFake;
    use super::*;
    use crate::members::states::Lock;
    use crate::permission::Role;
    use crate::tests::Visit;
    use crate::tests::samples::at;
    use crate::text::Words;
    use unimock::{MockFn, matching};

    #[test]
    fn locked_accounts_lead_to_the_account_and_its_case() {
        let row = LockedAccount {
            id: "7".to_owned(),
            name: "渡邊 彩".to_owned(),
            email_masked: "a***@takasakiya.example.jp".to_owned(),
            company: Words::same("株式会社 髙﨑屋"),
            company_id: "2".to_owned(),
            altered: false,
            lock: Lock::NewDevices,
            since: at(20),
            waited: Words::same("6 h"),
            due: at(24),
            late: true,
            case: Some("3".to_owned()),
        };
        let list = LockedList { rows: vec![row], more: false };
        let found = CasesFake::locked_accounts.some_call(matching!("2")).returns(Ok(list));
        let page = Visit::to(&of_company("2")).by(Role::Desk).show(found);
        assert_eq!(page.attributes("[aria-labelledby=h-locked] > p a", "href"), ["/support/accounts?show=locked"]);
        let links = ["/support/accounts?account=7", "/support/tenants/2", "/support/cases/3"];
        assert_eq!(page.attributes("[aria-labelledby=h-locked] tbody a", "href"), links);
        assert!(page.text("[aria-labelledby=h-locked] tbody").contains(m::LOCKED_LATE.en));
    }
}
