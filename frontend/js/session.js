// The end of the session, and what is typed until then. The dialog of `shell/session_dialog.rs` opens five minutes before the
// session ends, and says so when it has ended; the page asks the server for nothing by itself. A form that was changed and
// not sent is not lost by leaving the page, and the language switch brings it along.

const WARNS = 5 * 60 * 1000;
const SECOND = 1000;
const dialog = document.getElementById("session");

// What was changed on this page. Forms that only search are not asked about.
const touched = new Set();
let sending = false;

const hidden = (name, value) => Object.assign(document.createElement("input"), { type: "hidden", name, value });
const isSecret = ({ type, autocomplete }) => ["password", "file"].includes(type) || autocomplete === "one-time-code";

function isChanged(control) {
  if (["checkbox", "radio"].includes(control.type)) return control.checked !== control.defaultChecked;
  if (control.options) {
    const chosen = [...control.options].findIndex((option) => option.defaultSelected);
    return control.selectedIndex !== Math.max(chosen, 0);
  }
  return !["hidden", "submit", "button"].includes(control.type) && control.value !== control.defaultValue;
}
const isDirty = (form) => form.isConnected && [...form.elements].some(isChanged);
const dirtyForm = () => [...touched].reverse().find(isDirty);

function typedIn({ target, isTrusted }) {
  const form = target.form;
  if (isTrusted && form?.method === "post" && form.closest("main, dialog")) touched.add(form);
}

// The fields of a form as it would be sent, without secrets. The server takes secrets out as well.
function fieldsOf(form) {
  const secret = new Set([...form.elements].filter(isSecret).map(({ name }) => name));
  const fields = [...new FormData(form)].filter(([name]) => !secret.has(name));
  return new URLSearchParams(fields).toString();
}

// The switch brings the changed form along. A refused form has its fields there already, and may have been changed since.
function bringAlong(languages) {
  const form = dirtyForm();
  if (!form) return;
  const to = form.getAttribute("action");
  const { sent_to: sentTo, typed } = languages.elements;
  if (!sentTo) languages.append(hidden("sent_to", to), hidden("typed", fieldsOf(form)));
  else if (sentTo.value === to) typed.value = fieldsOf(form);
  sending = true;
}

function submitted({ target, defaultPrevented }) {
  if (defaultPrevented) return;
  if (target.matches("form.shell-opt")) bringAlong(target);
  sending ||= touched.has(target);
  // The question comes before the request begins. A download leaves the page as it is.
  setTimeout(() => (sending = false), SECOND);
}

document.addEventListener("input", typedIn);
document.addEventListener("change", typedIn);
document.addEventListener("submit", submitted);
addEventListener("beforeunload", (event) => {
  if (!sending && dirtyForm()) event.preventDefault();
});

// A session: who, and when it ends without further pages and in any case. Other tabs tell each other what they know.
function watch() {
  const { who } = dialog.dataset;
  const channel = "BroadcastChannel" in globalThis ? new BroadcastChannel("sekisho-session") : null;
  let idleAt;
  let lastAt;
  let shown = "";
  let dismissed = false;
  let composing = false;
  let timer;

  const one = (selector) => dialog.querySelector(selector);
  const isOn = (element, kind) => element.dataset.when.split(" ").includes(kind);

  function show(kind) {
    if (shown !== kind) {
      shown = kind;
      dismissed = false;
      for (const part of dialog.querySelectorAll("[data-when]")) part.hidden = !isOn(part, kind);
      one("[data-failed]").hidden = true;
    }
    if (dismissed || dialog.open) return;
    dialog.showModal();
    one(".dialog-acts .btn--primary:not([hidden])")?.focus();
  }

  function hide() {
    shown = "";
    dismissed = false;
    if (dialog.open) dialog.close();
  }

  function tell(left) {
    const seconds = Math.ceil(left / SECOND);
    one("[data-time]").textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  }

  function look() {
    clearTimeout(timer);
    if (shown === "other") return;
    const left = Math.min(idleAt, lastAt) - Date.now();
    if (left > WARNS) {
      hide();
      timer = setTimeout(look, left - WARNS);
    } else if (composing) {
      // A dialog would take the word that is being written.
      timer = setTimeout(look, SECOND);
    } else if (left > 0) {
      tell(left);
      show(lastAt <= idleAt ? "last" : "idle");
      timer = setTimeout(look, SECOND);
    } else {
      show("over");
    }
  }

  function learn(idle, last) {
    idleAt = idle;
    lastAt = last;
    look();
  }

  function learnFrom({ idle, left }) {
    learn(Date.now() + Number(idle) * SECOND, Date.now() + Number(left) * SECOND);
    channel?.postMessage({ who, idleAt, lastAt });
  }

  async function extend(event) {
    event.preventDefault();
    one("[data-failed]").hidden = true;
    try {
      const answer = await fetch(event.target.getAttribute("action"), { method: "POST", body: new URLSearchParams() });
      const tag = /<dialog[^>]*id="session"[^>]*>/.exec(await answer.text())?.[0] ?? "";
      const value = (name) => new RegExp(`data-${name}="([^"]*)"`).exec(tag)?.[1];
      if (value("who") === who) learnFrom({ idle: value("idle"), left: value("left") });
      else if (tag) show("other");
      else if (new URL(answer.url).pathname === "/sign-in") show("over");
      else throw new Error(`${answer.status}`);
    } catch {
      one("[data-failed]").hidden = false;
    }
  }

  channel?.addEventListener("message", ({ data }) => {
    if (data.who !== who) return show("other");
    if (shown === "other") shown = "";
    learn(Math.max(idleAt, data.idleAt), Math.max(lastAt, data.lastAt));
  });
  dialog.addEventListener("submit", extend);
  // The event of a dialog that closes comes later, when the next second may have shown it again: a click is noted at once.
  const dismiss = () => (dismissed = Boolean(shown) && !dialog.open);
  dialog.addEventListener("close", dismiss);
  for (const button of dialog.querySelectorAll("[data-close]")) {
    button.addEventListener("click", () => {
      dialog.close();
      dismiss();
    });
  }
  document.addEventListener("compositionstart", () => (composing = true));
  document.addEventListener("compositionend", () => (composing = false));
  document.addEventListener("visibilitychange", look);
  addEventListener("pageshow", look);
  learnFrom(dialog.dataset);
}

if (dialog) watch();
