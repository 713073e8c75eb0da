//! The filters, the order and the headings of the list of members. All of them stand in the address.

use super::api::MemberQuery;
use super::messages as m;
use super::states::{MemberFilter, MemberOrder, TwoStepFilter};
use crate::error::AppError;
use crate::kit::{
    Column, Field, FieldKind, FilterForm, SelectField, SortLink, Sorted, is_row_choice, kept, link, or_all, printed,
};
use crate::page::{FormState, PageCx};
use crate::permission::{MEMBERS, Role};
use crate::text::{Text, t, tw};
use leptos::prelude::*;

pub const PATH: &str = "/members";

pub fn query_of(cx: &PageCx) -> Result<MemberQuery, AppError> {
    // A refused invitation brings its own fields back, among them a role.
    if cx.form.is_refused() {
        return Ok(MemberQuery::default());
    }
    Ok(MemberQuery {
        q: cx.query("q").unwrap_or_default().to_owned(),
        state: cx.choice("state", MemberFilter::from_code)?.unwrap_or_default(),
        role: cx.choice("role", |code| Role::from_code(code).filter(|role| MEMBERS.contains(role)))?,
        two_step: cx.choice("two_step", TwoStepFilter::from_code)?,
        order: cx.choice("sort", MemberOrder::from_code)?.unwrap_or_default(),
        rows: cx.choice("rows", |rows| is_row_choice(rows).then(|| rows.to_owned()))?.unwrap_or_default(),
    })
}

impl MemberQuery {
    /// The parameters of an address with this query.
    pub fn pairs(&self) -> [(&'static str, &str); 6] {
        [
            ("q", self.q.as_str()),
            ("state", self.state.code()),
            ("role", self.role.map(Role::code).unwrap_or_default()),
            ("two_step", self.two_step.map(TwoStepFilter::code).unwrap_or_default()),
            ("sort", self.order.code()),
            ("rows", self.rows.as_str()),
        ]
    }
}

/// The filter in words, for paper.
pub fn printed_filter(asked: &MemberQuery, unused_days: u32) -> Vec<String> {
    vec![
        printed(m::SEARCH, &asked.q),
        tw(&asked.state.words(unused_days)),
        printed(m::ROLE, asked.role.map_or("", |role| t(role.text()))),
        printed(m::SECOND_FACTOR, asked.two_step.map_or("", |step| t(step.text()))),
    ]
}

/// `search` says why the search is refused.
pub fn filter_form(asked: &MemberQuery, search: FormState) -> AnyView {
    let roles = MEMBERS.iter().map(|role| (role.code().to_owned(), t(role.text()).to_owned()));
    let steps = TwoStepFilter::ALL.map(|step| (step.code().to_owned(), t(step.text()).to_owned()));
    let keep = [("state", asked.state.code()), ("sort", asked.order.code()), ("rows", asked.rows.as_str())];
    let keep = keep.map(|(name, value)| (name, value.to_owned())).into_iter().collect();
    let (role, step) = (asked.role.map(Role::code).unwrap_or_default(), asked.two_step.map(TwoStepFilter::code));
    let role = select("filter-role", "role", m::ROLE, or_all(roles), role);
    let q = asked.q.clone();
    view! {
        <FilterForm action=PATH class="filter u-mt">
            {kept(keep)}
            <Field name="q" label=t(m::SEARCH) kind=FieldKind::Search hint=t(m::SEARCH_HINT) value=q extra_class="filter-wide" form=search/>
            <div class="field">{role}</div>
            <SelectField name="two_step" label=t(m::SECOND_FACTOR) options=or_all(steps) selected=step.unwrap_or_default().to_owned()/>
        </FilterForm>
    }
    .into_any()
}

/// A choice whose id differs from its name, because the form of an invitation on the same page has one of that name.
fn select(
    id: &'static str,
    name: &'static str,
    label: Text,
    options: Vec<(String, String)>,
    selected: &'static str,
) -> AnyView {
    let option = |(value, words): (String, String)| {
        let chosen = value == selected;
        view! { <option value=value selected=chosen>{words}</option> }
    };
    let options = options.into_iter().map(option).collect_view();
    view! { <label for=id>{t(label)}</label><select class="field-input" id=id name=name>{options}</select> }.into_any()
}

/// The columns of the list. Three of them sort it. `picks` is the form that takes the ticks of the rows, if there is one.
pub fn columns(asked: &MemberQuery, picks: Option<&'static str>) -> Vec<Column> {
    let mut columns = Column::all([
        (m::NAME, "tbl-wide"),
        (m::EMAIL, "tbl-wide short-line"),
        (m::ROLE, "tbl-nowrap"),
        (m::STATE, ""),
        (m::SECOND_FACTOR, "tbl-nowrap tbl-minor"),
        (m::LAST_SIGN_IN, "tbl-when tbl-minor"),
    ]);
    let sorting = [
        (0, MemberOrder::Name, MemberOrder::NameBack),
        (2, MemberOrder::Role, MemberOrder::RoleBack),
        (5, MemberOrder::LastSignIn, MemberOrder::LastSignInBack),
    ];
    for (at, up, down) in sorting {
        let now = match asked.order {
            order if order == up => Sorted::Ascending,
            order if order == down => Sorted::Descending,
            _ => Sorted::No,
        };
        let first = if up == MemberOrder::LastSignIn { down } else { up };
        let other = if first == up { down } else { up };
        let order = if asked.order == first { other } else { first };
        let to = MemberQuery { order, ..asked.clone() };
        columns[at] = columns[at].clone().sorting(SortLink { href: link(PATH, &to.pairs(), None), now });
    }
    columns[0].picks = picks;
    columns
}
