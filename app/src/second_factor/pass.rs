//! The recovery codes as a pass (通行手形) such as travellers of the Edo period showed at a gate: to print on A5, to sign and to
//! keep where passports are kept.

use super::api::NewCodes;
use super::messages as m;
use crate::kit::date_time;
use crate::text::t;
use leptos::prelude::*;

/// Whose codes they are.
#[derive(Clone, Debug)]
pub struct Holder {
    pub name: String,
    pub email: String,
    /// Staff have none.
    pub company: Option<String>,
}

/// The pass: the gate, the sentence, the codes in two columns, who holds it, and a place to sign.
#[component]
pub fn Pass(codes: NewCodes, holder: Holder) -> AnyView {
    let NewCodes { codes, made, console, address } = codes;
    let codes = codes.into_iter().map(|code| view! { <li><code>{code}</code></li> }).collect_view();
    let company = holder.company.map(|company| view! { <dt>{t(m::PASS_COMPANY)}</dt><dd>{company}</dd> });
    view! {
        <section class="pass" aria-label=t(m::CODES_TITLE)>
            {gate()}
            <div class="pass-head" aria-hidden="true">
                <p class="pass-kind" lang="ja">"通行手形"</p>
                <p class="pass-sub">{t(m::PASS_SUB)}</p>
            </div>
            <p class="pass-say">{t(m::PASS_SAY)}</p>
            <ul class="codes">{codes}</ul>
            <dl class="pass-facts">
                {company}
                <dt>{t(m::PASS_NAME)}</dt><dd>{holder.name}" "<span class="pass-email">{holder.email}</span></dd>
                <dt>{t(m::PASS_MADE)}</dt><dd>{date_time(&made)}</dd>
                <dt>{t(m::PASS_CONSOLE)}</dt><dd>{console}" "<span class="pass-email">{address}</span></dd>
            </dl>
            <div class="pass-foot">
                <p class="pass-sign">{t(m::PASS_SIGN)}</p>
                <p class="pass-seal" aria-hidden="true" lang="ja">"関所"</p>
            </div>
        </section>
    }
    .into_any()
}

/// The beam on its two posts, above everything else.
fn gate() -> AnyView {
    view! {
        <svg class="pass-gate" viewBox="0 0 320 36" preserveAspectRatio="none" aria-hidden="true">
            <path fill="currentColor" d="M0 10h320v6H0zM22 2h8v34h-8zM290 2h8v34h-8zM30 24h260v2H30z"></path>
        </svg>
    }
    .into_any()
}
