//! What the sign-in page says after it has let nobody in.

use super::api::Ended;
use super::messages as m;
use crate::error::FieldError;
use crate::kit::{ErrorSummary, Notice, SupportDesk, Tone};
use crate::page::FormState;
use crate::text::{Words, lang, t};
use leptos::prelude::*;

/// The name under which a refused form says for how many seconds the device has to wait. No form has such a field.
pub const WAIT: &str = "wait";

/// What comes back to a device that has tried too often: the form as it was typed, with the time to wait.
pub fn waits(seconds: u32, typed: &mut Vec<(String, String)>) -> Vec<FieldError> {
    typed.push((WAIT.to_owned(), seconds.to_string()));
    vec![FieldError::new(WAIT, m::waiting(seconds))]
}

/// The id of the notice that describes both fields.
const NOTICE: &str = "refused";

/// Why nobody came in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SignInRefusal {
    /// The password is right, and nothing lets this person in.
    ShutOut(Ended),
    /// One sentence for an unknown address, a wrong password and a locked account (ASVS 6.3.8).
    Wrong,
    /// The device has tried too often, whatever the address.
    Wait,
    /// A field is empty.
    Fields,
}

impl SignInRefusal {
    pub fn of(form: &FormState) -> Option<SignInRefusal> {
        let ended = [Ended::ShutOut, Ended::Altered].into_iter().find(|why| form.error(why.code()).is_some());
        if let Some(why) = ended {
            return Some(SignInRefusal::ShutOut(why));
        }
        if form.error(WAIT).is_some() {
            return Some(SignInRefusal::Wait);
        }
        let wrong = form.error("email").is_some_and(|words| *words == Words::from(m::REFUSED));
        form.is_refused().then_some(if wrong { SignInRefusal::Wrong } else { SignInRefusal::Fields })
    }

    /// The id of the sentence that describes both fields, if they share one.
    pub fn id(self) -> Option<&'static str> {
        (self == SignInRefusal::Wrong).then_some(NOTICE)
    }
}

/// The notice above the form.
pub fn refusal(form: &FormState, has_address: bool) -> AnyView {
    match SignInRefusal::of(form) {
        None => ().into_any(),
        Some(SignInRefusal::ShutOut(why)) => {
            let told = why_ended(why, has_address);
            view! { <div role="alert" tabindex="-1" id="errors" autofocus>{told}</div> }.into_any()
        }
        Some(SignInRefusal::Wrong) => {
            view! { <div class="errs errs--one" role="alert" id="errors"><p id=NOTICE>{linked(t(m::REFUSED))}</p></div> }
                .into_any()
        }
        Some(SignInRefusal::Wait) => {
            let words = form.error(WAIT).map(|words| words.of(lang()).to_owned());
            view! {
                <div role="alert" tabindex="-1" id="errors" autofocus><Notice tone=Tone::Warn><p>{words}</p></Notice></div>
            }
            .into_any()
        }
        Some(SignInRefusal::Fields) => view! { <ErrorSummary form=form.clone()/> }.into_any(),
    }
}

/// Why a person comes to the page who was inside, or would be if nothing were forged.
pub fn why_ended(ended: Ended, has_address: bool) -> AnyView {
    let words = t(ended.text());
    if ended == Ended::Over {
        return view! { <Notice tone=Tone::Info><p>{words}</p></Notice> }.into_any();
    }
    let ask = has_address.then(|| view! { <p>{t(m::SHUT_OUT_ASK)}<SupportDesk/></p> });
    view! { <Notice tone=Tone::Danger><p>{words}</p>{ask}</Notice> }.into_any()
}

/// The sentence, in which the two things that may be wrong lead to their fields.
fn linked(text: &'static str) -> AnyView {
    let (email, password) = (t(m::REFUSED_EMAIL), t(m::REFUSED_PASSWORD));
    let parts = text.split_once(email).and_then(|(start, rest)| Some((start, rest.split_once(password)?)));
    let Some((start, (between, end))) = parts else { return text.into_any() };
    view! { {start}<a href="#email">{email}</a>{between}<a href="#password">{password}</a>{end} }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentence_names_both_fields_in_both_languages() {
        for (text, email, password) in [
            (m::REFUSED.ja, m::REFUSED_EMAIL.ja, m::REFUSED_PASSWORD.ja),
            (m::REFUSED.en, m::REFUSED_EMAIL.en, m::REFUSED_PASSWORD.en),
        ] {
            let (_, rest) = text.split_once(email).unwrap();
            assert!(rest.contains(password), "{text}");
        }
    }
}
