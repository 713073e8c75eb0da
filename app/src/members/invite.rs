use super::api::Rights;
use super::messages as m;
use crate::kit::{ErrorSummary, Field, FieldKind, Panel, PostForm, SelectField};
use crate::page::FormState;
use crate::permission::Role;
use crate::text::{Lang, lang, t};
use leptos::prelude::*;

/// The form of an invitation.
pub fn form(rights: &Rights, form: FormState) -> AnyView {
    let approval =
        (rights.approval_needed && !rights.approve).then(|| view! { <p class="note">{t(m::APPROVAL_HINT)}</p> });
    let role = roles(&rights.roles, Role::Viewer, &form);
    view! {
        <Panel id="h-invite" title=t(m::INVITE)>
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

/// The choice of a role.
pub fn roles(roles: &[Role], selected: Role, form: &FormState) -> AnyView {
    let options = roles.iter().rev().map(|role| (role.code().to_owned(), t(role.text()).to_owned())).collect();
    view! {
        <SelectField name="role" label=t(m::ROLE) options=options selected=selected.code().to_owned() form=form.clone()/>
        <p class="note">{t(m::ROLE_HINT)}</p>
    }
    .into_any()
}
