use super::api::Rights;
use super::messages as m;
use crate::kit::{Card, CardChoice, ErrorSummary, Field, FieldKind, Panel, PostForm, SelectField, role_rights};
use crate::page::FormState;
use crate::permission::{Permission, Role, RoleRights};
use crate::text::{Lang, Text, lang, t, tw};
use leptos::prelude::*;

/// The form of an invitation.
pub fn form(rights: &Rights, form: FormState) -> AnyView {
    let approval =
        (rights.approval_needed && !rights.approve).then(|| view! { <p class="note">{t(m::APPROVAL_HINT)}</p> });
    let role = roles(&rights.roles, None, &form);
    view! {
        <Panel id="h-invite" title=t(m::INVITE) acts=true>
            <p class="note">{t(m::INVITE_HINT)}</p>
            {approval}
            <ErrorSummary form=form.clone()/>
            <PostForm action="/members">
                <Field name="name" label=t(m::NAME) kind=FieldKind::Text hint=t(m::NAME_HINT) form=form.clone() required=true/>
                <Field name="email" label=t(m::EMAIL) kind=FieldKind::AnothersEmail hint=t(m::EMAIL_HINT) form=form.clone() required=true/>
                {language(form)}
                {role}
                <button class="btn btn--primary u-mt" type="submit">{t(m::SUBMIT)}</button>
            </PostForm>
        </Panel>
    }
    .into_any()
}

/// The language of the invitation and of the new account: that of this page, unless another one is chosen.
fn language(form: FormState) -> AnyView {
    let options = [Lang::Ja, Lang::En].map(|lang| (lang.tag().to_owned(), lang.name().to_owned()));
    let selected = lang().tag().to_owned();
    view! { <SelectField name="lang" label=t(m::LANGUAGE) options=options.into() selected=selected form=form/> }
        .into_any()
}

/// The choice of a role: each with its purpose, and what it may do beyond the one before. A new member has none until somebody
/// chooses it.
pub fn roles(roles: &[RoleRights], chosen: Option<Role>, form: &FormState) -> AnyView {
    let below = |at: usize| roles.get(at + 1);
    let card = |(at, one): (usize, &RoleRights)| Card {
        value: one.role.code().to_owned(),
        title: t(one.role.text()).to_owned(),
        body: about(one, below(at)),
    };
    let cards = roles.iter().enumerate().rev().map(card).collect();
    let (chosen, form) = (chosen.map(Role::code).unwrap_or_default(), form.clone());
    view! { <CardChoice name="role" label=t(m::ROLE_CHOICE) hint=t(m::ROLE_COMMON) cards=cards chosen=chosen form=form/> }
        .into_any()
}

/// A role in one sentence, and its permissions behind it. One that has none says so itself.
fn about(one: &RoleRights, below: Option<&RoleRights>) -> AnyView {
    let Some(summary) = summary(one.role).filter(|_| !one.held.is_empty()) else { return role_rights(one) };
    view! { <p>{t(summary)}</p>{more(one, below)} }.into_any()
}

fn summary(role: Role) -> Option<Text> {
    match role {
        Role::Owner => Some(m::ROLE_OWNER),
        Role::Administrator => Some(m::ROLE_ADMINISTRATOR),
        Role::Operator => Some(m::ROLE_OPERATOR),
        Role::Viewer | Role::Support | Role::Desk => None,
    }
}

/// What a role may do beyond the one below it, or all of it if that one may do nothing or something else.
fn more(one: &RoleRights, below: Option<&RoleRights>) -> Option<AnyView> {
    let has = |rights: &RoleRights, wanted: Permission| rights.held.iter().any(|p| p.code() == wanted.code());
    let below = below.filter(|below| !below.held.is_empty() && below.held.iter().all(|p| has(one, *p)));
    let added = |p: &Permission| !below.is_some_and(|below| has(below, *p));
    let held: Vec<Permission> = one.held.iter().copied().filter(added).collect();
    let n = held.len();
    let words = match below {
        Some(below) => m::ROLE_MORE.with(&[("role", &t(below.role.text())), ("n", &n)]),
        None => m::ROLE_ALL.with(&[("n", &n)]),
    };
    let rights = role_rights(&RoleRights { role: one.role, held });
    (n > 0).then(|| view! { <details class="more"><summary>{tw(&words)}</summary>{rights}</details> }.into_any())
}
