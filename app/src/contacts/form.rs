use super::api::Contact;
use super::kinds::ContactKind;
use super::messages as m;
use crate::kit::{Check, Checks, ErrorSummary, Field, FieldKind, PostForm, SelectField};
use crate::page::FormState;
use crate::text::{Lang, lang, t};
use leptos::prelude::*;

/// The form of a new contact.
pub fn add(form: FormState) -> AnyView {
    let email = view! { <Field name="email" label=t(m::EMAIL) kind=FieldKind::AnothersEmail hint=t(m::EMAIL_HINT) form=form.clone() required=true/> };
    view! {
        <section class="panel" aria-labelledby="h-add">
            <div class="panel-head panel-head--pad"><h2 id="h-add">{t(m::ADD)}</h2></div>
            <ErrorSummary form=form.clone()/>
            <PostForm action="/contacts">
                {name("", &form)}
                {email}
                {telephone("", &form)}
                {choices(&ContactKind::ALL, lang().tag(), form)}
                <button class="btn btn--primary u-mt" type="submit">{t(m::ADD_SUBMIT)}</button>
            </PostForm>
        </section>
    }
    .into_any()
}

/// The form of an existing contact.
pub fn change(contact: &Contact, form: FormState) -> AnyView {
    let (id, errors) = (contact.id.clone(), form.clone());
    let (name, telephone) = (name(&contact.name, &form), telephone(&contact.telephone, &form));
    let choices = choices(&contact.kinds, &contact.language, form);
    view! {
        <section class="panel" aria-labelledby="h-change">
            <div class="panel-head panel-head--pad"><h2 id="h-change">{t(m::CHANGE)}</h2></div>
            <ErrorSummary form=errors/>
            <PostForm action="/contacts/change">
                <input type="hidden" name="id" value=id/>
                {name}
                {telephone}
                {choices}
                <button class="btn btn--primary u-mt" type="submit">{t(m::SAVE)}</button>
            </PostForm>
        </section>
    }
    .into_any()
}

fn name(value: &str, form: &FormState) -> AnyView {
    let value = value.to_owned();
    view! { <Field name="name" label=t(m::NAME) kind=FieldKind::Text value=value hint=t(m::NAME_HINT) form=form.clone() required=true/> }
        .into_any()
}

fn telephone(value: &str, form: &FormState) -> AnyView {
    let value = value.to_owned();
    view! { <Field name="telephone" label=t(m::TELEPHONE) kind=FieldKind::AnothersTelephone value=value hint=t(m::TELEPHONE_HINT) form=form.clone()/> }
        .into_any()
}

fn choices(kinds: &[ContactKind], language: &str, form: FormState) -> AnyView {
    let typed = |kind: ContactKind| form.typed.iter().any(|(name, value)| name == "kinds" && value == kind.code());
    let ticked = |kind| if form.came_back() { typed(kind) } else { kinds.contains(&kind) };
    let check =
        |kind: ContactKind| Check { value: kind.code().into(), words: t(kind.text()).into(), ticked: ticked(kind) };
    let checks = ContactKind::ALL.into_iter().map(check).collect();
    let languages = [(Lang::Ja, m::JAPANESE), (Lang::En, m::ENGLISH)];
    let languages = languages.into_iter().map(|(lang, text)| (lang.tag().to_owned(), t(text).to_owned())).collect();
    view! {
        <Checks name="kinds" label=t(m::KINDS) hint=t(m::KINDS_HINT) checks=checks form=form.clone()/>
        <SelectField name="language" label=t(m::LANGUAGE) options=languages selected=language.to_owned() form=form/>
    }
    .into_any()
}
