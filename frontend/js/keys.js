// The keys of the console: Ctrl+K or ⌘+K (palette), `?` (help), `/` (search field, or else the palette), `g` and a letter (pages), `j` and `k`
// (rows of a list). People can switch them off (<html data-keys="off">, WCAG 2.1.4). None works while an input method is
// composing, and single letters not inside fields or dialogs.

const RECENT = "sekisho.pages";
const MOST_RECENT = 5;
/** Milliseconds between `g` and its letter. */
const SOON = 1500;
const TYPING = 'input:not([type="checkbox"]), textarea, select, [contenteditable="true"]';
const SEARCH = 'main input[type="search"], main input[name="q"]';
const ROWS = "main .tbl:not(.diff) > tbody > tr:not(.tbl-detail), main .list > li";
/** What opens a row, the best first. No button that sends a form: Enter opens, and changes nothing. */
const OPENERS = ["th a[href]", ".tbl-more summary", "a[href]", "summary, button[commandfor]"];

let led = -Infinity;

function openDialog(id, event) {
  const dialog = document.getElementById(id);
  if (!dialog) return;
  event.preventDefault();
  if (!dialog.open) dialog.showModal();
}

function openPage(letter, event) {
  const link = [...document.querySelectorAll(".nav-link[data-key]")].find(({ dataset }) => dataset.key === letter);
  if (!link) return;
  event.preventDefault();
  link.click();
}

function focusSearch(event) {
  const field = document.querySelector(SEARCH);
  if (!field) {
    openDialog("palette", event);
    return;
  }
  event.preventDefault();
  field.focus();
  field.select();
}

const opener = (row) =>
  OPENERS.flatMap((part) => [...row.querySelectorAll(part)]).find((part) => part.checkVisibility?.() ?? true);

// Moves the focus to what opens the next or the previous row. At the ends of the page's lists it stays.
function moveRow(step, event) {
  const rows = [...document.querySelectorAll(ROWS)].filter(opener);
  if (rows.length === 0) return;
  event.preventDefault();
  const here = document.activeElement;
  const at = rows.findLastIndex((row) => row.compareDocumentPosition(here) & Node.DOCUMENT_POSITION_FOLLOWING);
  const back = rows[at]?.contains(here) ? at - 1 : at;
  const row = rows[step > 0 ? at + 1 : back];
  if (row) opener(row).focus({ focusVisible: true });
}

function pressed(event) {
  const { key, target } = event;
  if (document.documentElement.dataset.keys === "off" || event.isComposing || event.keyCode === 229 || event.altKey) return;
  if (event.ctrlKey || event.metaKey) {
    if (key.toLowerCase() === "k" && !event.shiftKey) openDialog("palette", event);
    return;
  }
  if (target.closest?.(TYPING) || document.querySelector("dialog[open]")) return;
  const follows = event.timeStamp - led < SOON;
  led = -Infinity;
  if (follows) openPage(key.toLowerCase(), event);
  else if (key === "g") led = event.timeStamp;
  else if (key === "/") focusSearch(event);
  else if (key === "j" && !event.shiftKey) moveRow(1, event);
  else if (key === "k" && !event.shiftKey) moveRow(-1, event);
  else if (key === "?") openDialog("help-keys", event);
}

// The palette names the key of the keyboard at hand.
function nameKeys() {
  if (!/Mac|iPhone|iPad/.test(navigator.platform)) return;
  // The text node stays: the palette's code takes it over.
  for (const key of document.querySelectorAll("kbd[data-apple]")) key.firstChild.data = key.dataset.apple;
}

// The pages opened last come first in the palette. Their addresses stay in this tab: pages of the palette alone, which say
// nothing about a customer, and none after the person signs out.
function rememberPage() {
  const lines = document.getElementById("palette-lines");
  if (!lines) return;
  const recent = JSON.parse(sessionStorage.getItem(RECENT) ?? "[]").filter((path) => path !== location.pathname);
  lines.dataset.recent = recent.join(" ");
  if (!lines.dataset.lines.split("\n").includes(location.pathname)) return;
  sessionStorage.setItem(RECENT, JSON.stringify([location.pathname, ...recent].slice(0, MOST_RECENT)));
}

document.addEventListener("keydown", pressed);
// An act in the palette presses a button of the page.
document.addEventListener("click", (event) => {
  const act = event.target.closest?.('.palette a[href^="#press-"]');
  if (!act) return;
  event.preventDefault();
  document.getElementById(act.getAttribute("href").slice("#press-".length))?.click();
});
document.addEventListener("submit", ({ target }) => {
  if (target.getAttribute("action") === "/sign-out") sessionStorage.removeItem(RECENT);
});
nameKeys();
rememberPage();
