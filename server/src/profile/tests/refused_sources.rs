//! The loader refuses values without a source, sources without a value, and sources that are no statement.

use super::broken::sl;
use super::*;

#[test]
fn a_value_without_a_source() {
    let name = "social-login-manager";
    let text = text(name).replace("SL-19 = [\"tls.hide_versions\"]\n", "");
    let errors = Profile::parse("my.toml", &text).expect_err("a value without a source");
    let line = text[..text.find("hide_versions").expect("the value")].matches('\n').count() + 1;
    let expected = format!(
        "my.toml:{line}: tls.hide_versions has no source: name it in [sources], under a statement or `default`"
    );
    assert_eq!(errors.iter().map(ToString::to_string).collect::<Vec<_>>(), [expected]);
}

#[test]
fn a_source_without_a_value() {
    let old = "SL-19 = [\"tls.hide_versions\"]";
    sl(old, "SL-19 = [\"tls.hide_versions\", \"tls.colour\"]", "SL-19 names `tls.colour`, which has no value");
    sl(old, "SL-19 = [\"tls.hide_versions\",\n  @\"tls.hide\"]", "names `tls.hide`");
    sl(old, "SL-19 = [\"tls.hide_versions\", \"uptime\"]", "names `uptime`, which has no value of its own");
    sl(old, "SL-19 = [\"tls.hide_versions\", \"tls.required\"]", "`tls.required` has two sources: SL-17 and SL-19");
}

#[test]
fn a_source_that_is_no_statement() {
    let old = "SL-19 = [\"tls.hide_versions\"]";
    sl(old, "SL-21 = [\"tls.hide_versions\"]", "unknown statement ID SL-21");
    sl(old, "MS-19 = [\"tls.hide_versions\"]", "MS-19 is not a statement of document 000, whose IDs start with SL-");
    sl(old, "SL-18 = [\"tls.hide_versions\"]", "SL-18 is about people or premises");
}

#[test]
fn attestations() {
    let old = "id = \"waf\"\nstatement = \"SL-14\"\n";
    sl(old, "id = \"waf\"\n@statement = \"SL-13\"\n", "SL-13 is enforced: set a value");
    sl(old, "id = \"waf\"\n@statement = \"DS-14\"\n", "DS-14 is not a statement of document 000");
    sl(old, "@id = \"nat\"\nstatement = \"SL-14\"\n", "`nat` appears twice");
}
