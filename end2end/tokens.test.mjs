// The colours of style/tokens.css have enough contrast in both themes: text on its background at 4.5:1 or better
// (WCAG 2.2, 1.4.3), edges of controls, marks and focus at 3:1 or better (1.4.11, 2.4.13).
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const css = readFileSync(new URL("../style/tokens.css", import.meta.url), "utf8");
const tokens = new Map([...css.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name, value.trim()]));

/** The colour of a token in a theme, as #rrggbb: follows var() and picks a side of light-dark(). */
function resolve(value, theme) {
  const reference = /^var\((--[\w-]+)\)$/.exec(value);
  if (reference) {
    assert.ok(tokens.has(reference[1]), `${reference[1]} is not defined`);
    return resolve(tokens.get(reference[1]), theme);
  }
  const pair = /^light-dark\((.+),\s*(.+)\)$/.exec(value);
  if (pair) return resolve(pair[theme === "light" ? 1 : 2], theme);
  assert.match(value, /^#[0-9a-f]{6}$/, `not a colour this test can read: ${value}`);
  return value;
}

function luminance(hex) {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const channel = parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(front, ground, theme) {
  const [a, b] = [front, ground].map((name) => luminance(resolve(`var(--c-${name})`, theme)));
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

const grounds = ["bg", "side", "subtle", "hover", "field", "raised"];
const soft = ["accent-soft", "ok-soft", "warn-soft", "danger-soft", "staff-soft"];

/** What is written on what. */
const text = [
  ...["text", "text-strong", "text-muted", "accent", "accent-hover"].map((front) => [front, grounds]),
  ...["text", "text-strong"].map((front) => [front, soft]),
  ["text-muted", ["accent-soft"]],
  ...["ok", "warn", "danger"].map((front) => [front, ["bg", "field", "subtle", "hover", `${front}-soft`]]),
  ["accent", ["accent-soft", "staff-soft"]],
  ["on-accent", ["accent", "accent-hover"]],
  ["on-danger", ["danger-fill", "danger-fill-hover"]],
  ["on-staff", ["staff"]],
  ["staff-line", ["side", "bg"]],
];

/** What must be seen, but is not read. */
const marks = [
  ["border", ["bg", "side", "subtle", "field", "raised"]],
  ["beam", ["bg", "side"]],
  ["accent", ["bg", "side", "bar-track"]],
  ["danger", ["bg", "field", "danger-soft"]],
  ["danger-fill", ["bg", "bar-track"]],
  ["ok", ["bg", "bar-track"]],
  ["warn", ["bg", "bar-track"]],
  ["staff-line", ["bg", "staff-soft"]],
  ["bar", ["bg"]],
  ["bar-down", ["bg"]],
];

for (const theme of ["light", "dark"]) {
  for (const [what, pairs, least] of [
    ["text", text, 4.5],
    ["marks", marks, 3],
  ]) {
    test(`${what}, ${theme}: ${least}:1 or better`, (t) => {
      const found = pairs.flatMap(([front, on]) => on.map((ground) => [contrast(front, ground, theme), front, ground]));
      for (const [ratio, front, ground] of found) {
        assert.ok(ratio >= least, `--c-${front} on --c-${ground}: ${ratio.toFixed(2)}`);
      }
      const [lowest, front, ground] = found.sort((a, b) => a[0] - b[0])[0];
      t.diagnostic(`${found.length} pairs, lowest ${lowest.toFixed(2)}: ${front} on ${ground}`);
    });
  }

  test(`focus, ${theme}: one of its two tones shows on any ground`, () => {
    for (const ground of [...grounds, ...soft, "staff", "accent", "danger-fill"]) {
      const best = Math.max(contrast("focus", ground, theme), contrast("focus-ring", ground, theme));
      assert.ok(best >= 3, `focus on --c-${ground}: ${best.toFixed(2)}`);
    }
  });
}

test("components use the semantic layer only", () => {
  const used = readFileSync(new URL("../style/main.css", import.meta.url), "utf8");
  for (const [, file] of used.matchAll(/@import "(.+?)"/g)) {
    if (file === "tokens.css") continue;
    const body = readFileSync(new URL(`../style/${file}`, import.meta.url), "utf8");
    assert.doesNotMatch(body, /var\(--p-/, `${file} uses the palette`);
    for (const [, name] of body.matchAll(/var\((--[csftr]-[\w-]+)\)/g)) assert.ok(tokens.has(name), `${file}: ${name}`);
  }
});
