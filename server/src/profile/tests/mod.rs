//! Checks the content of the five profiles, and what the loader refuses. Other tests show that the program enforces it.

use std::collections::BTreeSet;
use std::path::Path;

use serde::Deserialize;

use super::built_in::TEXTS;
use super::labels::{self, LABELS};
use super::words::DICTIONARY;
use super::*;

mod broken;
mod documents;
mod documents_later;
mod enforced;
mod lead_times;
mod refusals;
mod refused_sources;
mod strictest;

/// A built-in profile.
fn profile(name: &str) -> &'static Profile {
    built_in(name).expect("a built-in profile")
}

/// The text of a built-in profile.
fn text(name: &str) -> &'static str {
    let file = format!("{name}.toml");
    TEXTS.iter().find(|(known, _)| *known == file).map(|(_, text)| *text).expect("a built-in profile")
}

/// Collects the keys of a file whose values are not tables, and lengths such as `{ days = 1 }`.
fn leaves(above: &str, table: &toml::Table, out: &mut Vec<String>) {
    for (name, value) in table {
        let key = if above.is_empty() { name.clone() } else { format!("{above}.{name}") };
        match value {
            toml::Value::Table(table)
                if Length::deserialize(value.clone()).is_err() && Age::deserialize(value.clone()).is_err() =>
            {
                leaves(&key, table, out);
            }
            _ => out.push(key),
        }
    }
}

#[test]
fn every_built_in_profile_parses() {
    for (file, text) in TEXTS {
        if let Err(errors) = Profile::parse(file, text) {
            panic!("{}", errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"));
        }
    }
    assert_eq!(names().iter().filter_map(|name| built_in(name)).count(), 5);
    assert!(built_in("other").is_none());
}

/// Compares the files themselves: a key that only one of the two has counts as a difference.
#[test]
fn profiles_differ_in_every_key_whose_values_do() {
    let table = |name| text(name).parse::<toml::Table>().expect("TOML");
    let mut alone = 0;
    for (one, other) in names().iter().flat_map(|one| names().iter().map(move |other| (one, other))) {
        let (mine, others) = (table(one), table(other));
        let differs = |key: &&str| labels::value(&mine, key) != labels::value(&others, key);
        let expected: Vec<_> = labels::keys().filter(differs).collect();
        let found = profile(one).differences(profile(other));
        let key = |(mine, others): &LineDifference| mine.as_ref().or(others.as_ref()).map(|line| line.key);
        assert_eq!(found.iter().filter_map(key).collect::<Vec<_>>(), expected, "{one}, {other}");
        alone += found.iter().filter(|(mine, others)| mine.is_none() || others.is_none()).count();
    }
    assert!(alone > 0);
}

#[test]
fn every_value_of_every_profile_has_a_label_and_a_source() {
    let head = ["name", "document", "version", "effective", "title", "sources", "attestations"];
    for name in names() {
        let table: toml::Table = text(name).parse().expect("TOML");
        let mut keys = Vec::new();
        leaves("", &table, &mut keys);
        keys.retain(|key| !head.contains(&key.split('.').next().unwrap_or(key)));
        for key in keys {
            assert!(labels::keys().any(|known| known == key), "{name}: {key} has no label");
            assert!(profile(name).source(&key).is_some(), "{name}: {key} has no source");
        }
    }
}

#[test]
fn every_label_is_used_once() {
    let mut seen = BTreeSet::new();
    for label in LABELS {
        assert!(seen.insert(label.key), "{} stands twice", label.key);
        let used = names().iter().any(|name| profile(name).source(label.key).is_some());
        assert!(used, "no profile has {}", label.key);
        assert_ne!(labels::section(label.key).1.en, "Other");
    }
}

#[test]
fn every_statement_is_answered_by_a_value_or_an_attestation() {
    let mut count = 0;
    for profile in names().iter().map(|name| profile(name)) {
        for statement in statements::all_of(&profile.document) {
            count += 1;
            let enforced = profile.lines().iter().any(|line| line.source.id() == statement.id);
            let attested = profile.attestations.iter().any(|attestation| attestation.statement == statement.id);
            assert_eq!((enforced, attested), (!statement.attested, statement.attested), "{}", statement.id);
        }
    }
    assert_eq!(count, 96);
}

#[test]
fn the_table_of_statements_has_every_id() {
    let mut ids: Vec<String> = (1..=19).map(|n| format!("SL-{n}")).collect();
    ids.extend("abcdef".chars().map(|letter| format!("SL-20{letter}")));
    for (prefix, last) in [("MS", 26), ("DS", 16), ("BP", 17), ("WS", 12)] {
        ids.extend((1..=last).map(|n| format!("{prefix}-{n}")));
    }
    for id in &ids {
        assert!(statements::find(id).is_some(), "{id}");
    }
    let known = ["000", "001", "002", "003", "004"].iter().flat_map(|document| statements::all_of(document)).count();
    assert_eq!(ids.len(), known);
}

#[test]
fn a_code_has_the_same_words_everywhere() {
    for (code, words) in DICTIONARY {
        assert_eq!(word(code), Some(*words), "{code}");
    }
}

#[test]
fn lines_put_values_in_plain_words() {
    let line = |name: &str, key: &str| {
        let line = profile(name).lines().into_iter().find(|line| line.key == key).expect(key);
        format!("{} | {} | {}", line.value_ja, line.value_en, line.source.id())
    };
    let sl = "social-login-manager";
    assert_eq!(
        line(sl, "password.max_age_days.members"),
        "90日または3か月のうち早いほう | 90 days or 3 months, whichever is earlier | SL-20b"
    );
    assert_eq!(line(sl, "rate_limits.web_api_per_minute"), "10,000リクエスト/分 | 10,000 requests per minute | SL-12");
    assert_eq!(line(sl, "session.idle_minutes"), "30分 | 30 minutes | default");
    assert_eq!(line(sl, "second_factor.recovery_codes"), "10個 | 10 codes | default");
    assert_eq!(line(sl, "recovery.rpo_minutes"), "7日 | 7 days | SL-11");
    assert_eq!(line(sl, "notices.change.ahead"), "1か月以上前 | at least 1 month | SL-4");
    assert_eq!(line(sl, "quotas.end_users"), "制限なし | unlimited | SL-12");
    assert_eq!(line(sl, "retention.server"), "5年 | 5 years | SL-15");
    assert_eq!(line("managed-saas", "maintenance.monthly.week"), "第4 | 4th | MS-1");
    assert_eq!(line("managed-saas", "maintenance.monthly.day"), "日曜日 | Sunday | MS-1");
    assert_eq!(line("managed-saas", "incident.first_notice_minutes"), "直ちに | immediately | MS-5");
    assert_eq!(
        line("managed-saas", "notices.upgrade.ahead"),
        "事前(期間の定めなし) | in advance, no fixed period | MS-2"
    );
    assert_eq!(line("managed-saas", "response.mean_milliseconds"), "0.5秒 | 0.5 seconds | MS-7");
    assert_eq!(line("dual-server-saas", "response.batch_seconds"), "4時間 | 4 hours | DS-7");
    assert_eq!(line("dual-server-saas", "support.desk.closures"), "12月30日〜1月3日 | December 30 – January 3 | DS-8");
    assert_eq!(line("dual-server-saas", "uptime.slo_percent"), "99 % | 99 % | DS-2");
}

#[test]
fn lines_carry_what_the_statement_says() {
    let lines = profile("managed-saas").lines();
    let line = lines.iter().find(|line| line.key == "backup.generations").expect("a line");
    assert_eq!((line.section, line.section_title.en, line.label.ja), ("backup", "Backups", "世代数"));
    assert!(line.source.text().ja.contains("14世代"));
    assert_eq!(profile("managed-saas").source("tls.hsts_days"), Some(Source::Default));
}

#[test]
fn every_text_value_has_words() {
    // A value that is not a known word is a time, or hours.
    let time = |value: &str| value.bytes().all(|b| b.is_ascii_digit() || b":,. ".contains(&b)) || value.contains('–');
    for line in names().iter().flat_map(|name| profile(name).lines()) {
        let same = line.value_ja == line.value_en && !time(&line.value_en);
        let known = |part: &str| DICTIONARY.iter().any(|(_, words)| words.ja == part && words.en == part);
        let proper =
            line.value_en.split(", ").all(known) || line.value_en.ends_with(" %") || line.value_en.ends_with(" GB");
        assert!(!same || proper, "{}: {}", line.key, line.value_en);
    }
}

#[test]
fn lengths_go_by_the_calendar() {
    let at = |text: &str| text.parse::<chrono::NaiveDateTime>().expect("a time");
    assert_eq!(Length::Months(1).before(at("2027-03-31T09:00:00")), Some(at("2027-02-28T09:00:00")));
    assert_eq!(Length::Years(5).before(at("2028-02-29T00:00:00")), Some(at("2023-02-28T00:00:00")));
    assert_eq!(Length::Days(30).after(at("2026-12-15T00:00:00")), Some(at("2027-01-14T00:00:00")));
}

#[test]
fn show_prints_values_sources_and_attestations() {
    let mut out = String::new();
    profile("social-login-manager").show(&mut out).expect("a string takes it");
    for expected in [
        "ソーシャルログインマネージャー / Social login manager",
        "文書 / document 000",
        "変更期限（メンバー） / Password expires after (members): 90日または3か月のうち早いほう / 90 days or 3 months, whichever is earlier [SL-20b]",
        "無操作でログアウトするまで / Idle timeout: 30分 / 30 minutes [default]",
        "表明事項 / Attested answers",
        "[SL-18]",
    ] {
        assert!(out.contains(expected), "{expected}");
    }
}

#[test]
fn check_reads_a_file_and_says_when_it_cannot() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/profiles/no-such-file.toml");
    let errors = Profile::check(Path::new(path)).expect_err("there is no such file");
    assert!(errors[0].to_string().contains("no-such-file.toml:1: cannot be read"), "{}", errors[0]);
}
