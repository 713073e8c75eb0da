use super::api::{Network, NetworkEffect, NetworkPage, NetworkPerson, NetworksFake, RefusedPerson};
use super::messages as m;
use super::scope::Scope;
use crate::error::AppError;
use crate::permission::Role;
use crate::tests::Visit;
use crate::tests::samples::at;
use unimock::{MockFn, matching};

fn network(id: &str) -> Network {
    let (cidr, note) = (format!("203.0.113.{id}"), "本社".to_owned());
    Network { id: id.to_owned(), cidr, note, added: Some(at(20)), here: false, altered: false }
}

fn page(networks: Vec<Network>) -> NetworkPage {
    NetworkPage {
        person: None,
        scope: Scope::Off,
        networks,
        without: None,
        ip: "203.0.113.1".to_owned(),
        lifted_until: None,
        may_edit: true,
        effect: None,
        refused: vec![],
    }
}

fn effect() -> NetworkEffect {
    let refused = RefusedPerson {
        name: "小山内 のぞみ".to_owned(),
        email: "nozomi@takasakiya.example.jp".to_owned(),
        times: 3,
        last: at(20),
        ip: "198.51.100.7".to_owned(),
    };
    NetworkEffect { sign_ins: 1200, cut: false, refused: vec![refused], refusal: None }
}

#[test]
fn the_list_says_where_one_is_and_what_is_forged() {
    let here = Network { here: true, ..network("1") };
    let altered = Network { altered: true, added: None, ..network("2") };
    let asked = NetworksFake::networks.some_call(matching!(None, _)).returns(Ok(page(vec![here, altered])));
    let shown = Visit::to("/security/networks").by(Role::Owner).show(asked);
    let listed = shown.texts("[aria-labelledby=h-networks] tbody th");
    assert!(listed[0].contains(m::HERE.en) && listed[1].contains("Altered"), "{listed:?}");
    let removes = ["/security/networks?without=1", "/security/networks?without=2"];
    assert_eq!(shown.attributes("[aria-labelledby=h-networks] tbody a", "href"), removes);
    let asked = NetworksFake::networks.some_call(matching!(None, _)).returns(Ok(page(vec![])));
    let shown = Visit::to("/security/networks").by(Role::Owner).in_japanese().show(asked);
    assert_eq!((shown.text("h1"), shown.text(".empty-title")), (m::TITLE.ja.into(), m::NONE.ja.into()));
    let closed = NetworkPage { may_edit: false, ..page(vec![network("1")]) };
    let asked = NetworksFake::networks.some_call(matching!(None, _)).returns(Ok(closed));
    assert_eq!(Visit::to("/security/networks").by(Role::Administrator).show(asked).count("main form"), 0);
}

#[test]
fn the_effect_is_shown_before_a_change_and_none_that_locks_out_can_be_made() {
    let own = m::OWN.with(&[("ip", &"203.0.113.1")]);
    for (refusal, added) in [(None, ""), (Some(m::SCOPE_EMPTY.into()), ""), (Some(own), "203.0.113.1")] {
        let may = usize::from(refusal.is_none());
        let seen = NetworkPage { effect: Some(NetworkEffect { refusal, ..effect() }), ..page(vec![network("1")]) };
        let tries = NetworksFake::try_networks.some_call(matching!(_)).returns(Err(AppError::Preview));
        let asked = NetworksFake::networks
            .some_call(matching!((None, proposal) if proposal.scope.as_deref() == Some("everyone")))
            .returns(Ok(seen));
        let sent = Visit::sending("/security/networks/try", &[("scope", "everyone")]).by(Role::Owner);
        let shown = sent.show((tries, asked));
        assert!(shown.text("[aria-labelledby=h-effect]").contains("1,200"), "{}", shown.body);
        assert_eq!(shown.text("[aria-labelledby=h-effect] tbody th"), "小山内 のぞみ");
        assert_eq!(shown.count("[aria-labelledby=h-effect] form[action='/security/networks']"), may);
        assert_eq!(shown.attribute("#network", "value"), added, "the own address, where that comes first");
        assert!(shown.body.find("h-scope") < shown.body.find("h-effect"), "the effect follows its form");
    }
}

#[test]
fn a_network_is_removed_once_its_effect_was_seen() {
    let person = NetworkPerson { id: "7".into(), name: "小山内 のぞみ".into(), email: "n@example.jp".into() };
    let seen = NetworkPage {
        person: Some(person),
        without: Some(network("1")),
        effect: Some(NetworkEffect { refused: vec![], ..effect() }),
        ..page(vec![network("1")])
    };
    let asked = NetworksFake::networks
        .some_call(matching!((Some("7"), proposal) if proposal.without.as_deref() == Some("1")))
        .returns(Ok(seen));
    let shown = Visit::to("/members/7/networks?without=1").by(Role::Owner).show(asked);
    assert_eq!((shown.text("h1"), shown.values("network")[0].as_str()), ("IP allowlist for 小山内 のぞみ".into(), "1"));
    assert!(shown.text("main").contains(m::OWN_OFF.en), "no limits are in force");
    assert_eq!(shown.attribute("[aria-labelledby=h-effect] a", "href"), "/members/7/networks");
}
