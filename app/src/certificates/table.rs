use super::api::{Certificate, CertificateState, SubjectAndIssuer};
use super::messages as m;
use crate::kit::{
    Altered, AlteredNotice, Badge, Cell, Column, Copy, List, NoRows, Notice, PostButton, Tone, Unreadable, date_time,
};
use crate::text::{Text, t, tw};
use leptos::prelude::*;

/// A person's certificates. If they may be revoked, `revoke` is the path of the post.
pub fn list(certificates: Vec<Certificate>, revoke: Option<&'static str>, hint: Text) -> AnyView {
    let open = revoke.is_some() && certificates.iter().any(|one| one.state == CertificateState::Altered);
    let altered = certificates
        .iter()
        .any(Certificate::is_altered)
        .then(|| view! { <AlteredNotice can=open.then_some(m::REVOKE)/> });
    let columns = Column::all([
        (m::SUBJECT, "tbl-wide"),
        (m::FINGERPRINT, "tbl-wide"),
        (m::UNTIL, "tbl-when"),
        (m::STATE, ""),
        (m::ACTS, "tbl-acts"),
    ]);
    let rows = certificates.into_iter().map(|one| row(one, revoke)).collect();
    view! {
        <section class="panel" aria-labelledby="h-list">
            <div class="panel-head panel-head--pad"><h2 id="h-list">{t(m::LIST)}</h2></div>
            {altered}
            <List name=t(m::LIST) columns=columns rows=rows none=NoRows { title: m::NONE, hint }/>
        </section>
    }
    .into_any()
}

/// The notice if the console is not configured to receive certificates.
pub fn not_accepted(accepted: bool) -> Option<AnyView> {
    (!accepted).then(|| view! { <Notice tone=Tone::Info><p>{t(m::NOT_ACCEPTED)}</p></Notice> }.into_any())
}

fn row(one: Certificate, revoke: Option<&'static str>) -> Vec<Cell> {
    let state = state(&one);
    let until = (!one.is_altered()).then(|| date_time(&one.until));
    let subject = one.named.as_ref().map_or(&one.fingerprint, |named| &named.subject);
    let label = format!("{} {subject}", t(m::REVOKE));
    let copy = view! { <Copy text=one.fingerprint.clone() label=t(m::FINGERPRINT)/> };
    let id = one.id;
    let over = matches!(one.state, CertificateState::Revoked | CertificateState::AlteredRevoked);
    let revoke = revoke.filter(|_| !over).map(|action| {
        view! {
            <PostButton action=action name="certificate" id=id class="btn btn--small" label=label>{t(m::REVOKE)}</PostButton>
        }
    });
    vec![
        Cell::new(named(one.named)),
        Cell::new(view! { <code class="hash">{one.fingerprint}</code>" "{copy} }),
        Cell::new(until),
        Cell::new(state),
        Cell::new(revoke),
    ]
}

fn named(names: Option<SubjectAndIssuer>) -> AnyView {
    let Some(SubjectAndIssuer { subject, issuer }) = names else { return view! { <Unreadable/> }.into_any() };
    view! { <span class="who"><strong class="name" title=subject.clone()>{subject.clone()}</strong><span>{tw(&m::ISSUED_BY.with(&[("issuer", &issuer)]))}</span></span> }
        .into_any()
}

fn state(one: &Certificate) -> AnyView {
    let (tone, text) = match one.state {
        CertificateState::Good => (Tone::Ok, m::GOOD),
        CertificateState::OutOfTime => (Tone::Warn, m::OUT_OF_TIME),
        CertificateState::Revoked => (Tone::Plain, m::REVOKED),
        CertificateState::Altered => return view! { <Altered/> }.into_any(),
        CertificateState::AlteredRevoked => {
            return view! { <Badge tone=Tone::Plain text=t(m::REVOKED)/>" "<Altered/> }.into_any();
        }
    };
    view! { <Badge tone=tone text=t(text)/> }.into_any()
}
