// The script of all pages. It starts the islands of a page when somebody uses one, and improves elements that work
// without it: menus that close, a drawer that the keyboard can leave, dialogs in older browsers.
// Its own tag names the other files: <script type="module" src="…boot.js" data-glue="…frontend.js" data-wasm="…wasm">.
import "./session.js";

import "./keys.js";

import "./pick.js";

const NARROW = matchMedia("(width < 48rem)");

// A page fades into the next one (base.css). The browser ends a fade early, such as on a second click, and rejects promises
// for which nobody waits.
function fade({ viewTransition }) {
  const { ready, updateCallbackDone, finished } = viewTransition ?? {};
  for (const step of [ready, updateCallbackDone, finished]) step?.catch(() => {});
}
addEventListener("pageswap", fade);
addEventListener("pagereveal", fade);
fade({ viewTransition: document.activeViewTransition });

// Islands. The order and the calls are those of leptos' own `hydration/island_script.js` (0.8.23): the outer island
// first, then the islands in it; an island inside another's children first runs what the other left on
// them. The server renames the elements: `leptos-island` there is `sekisho-island` here (SL-19).
async function hydrate(node, glue, parents) {
  if (node.localName === "sekisho-island") {
    const island = glue[node.dataset.component];
    if (island) {
      parents.at(-1)?.();
      await island(node);
    } else {
      console.error(`no island is called ${node.dataset.component}`);
    }
  }
  const inner = node.localName === "sekisho-children" ? [...parents, node.$$on_hydrate] : parents;
  for (const child of [...node.children]) await hydrate(child, glue, inner);
}

async function startIslands() {
  const { glue: glueUrl, wasm } = document.querySelector("script[data-glue]").dataset;
  Object.assign(globalThis, { __RESOLVED_RESOURCES: [], __SERIALIZED_ERRORS: [], __INCOMPLETE_CHUNKS: [] });
  const glue = await import(glueUrl);
  await glue.default({ module_or_path: wasm });
  glue.hydrate();
  await hydrate(document.body, glue, []);
  document.documentElement.dataset.islands = "ready";
}

// The WASM is several times as large as the rest of a page, and most visits do not need it. So it is loaded on intent.
// `data-wake` on an element in an island says what counts as intent: "focus": the element is touched or gets the focus
// (until then it works as far as HTML does, and the island takes over what was typed); "password": a password field gets
// the focus; "now": the page opens. An element with `data-wake` that needs a script is hidden without one.
let waking = null;

function wake() {
  waking ??= startIslands().then(answerHeldKeys, (error) => {
    waking = null;
    console.error("the islands did not start", error);
  });
}

function wakeFor({ target }) {
  if (waking || !(target instanceof Element)) return;
  const password = target.matches('input[type="password"]') && document.querySelector('[data-wake="password"]');
  if (password || target.closest('[data-wake="focus"]')) wake();
}

// Holds keys that choose something in a list until the list can answer.
const HELD = ["ArrowDown", "ArrowUp", "Enter"];
const held = [];

function holdKey(event) {
  const ready = document.documentElement.dataset.islands === "ready";
  if (ready || !waking || event.isComposing || !HELD.includes(event.key)) return;
  if (!event.target.closest('[data-wake="focus"] [role="combobox"]')) return;
  event.preventDefault();
  held.push(event);
}

// Runs after the islands have taken over what was typed, which they do in their first effects.
const answerHeldKeys = () =>
  setTimeout(() => {
    for (const event of held.splice(0)) event.target.dispatchEvent(new KeyboardEvent(event.type, event));
  });

// Menus: <details class="menu"> closes on a click elsewhere and on Escape, which returns the focus.
function closeMenus(except) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (menu.contains(except)) continue;
    if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
    menu.open = false;
  }
}

// The drawer is `:target`, so it opens without this script. With it, the page behind is inert while it is
// open, and Escape or a click beside it closes it and returns the focus to the button that opened it.
const drawer = () => (NARROW.matches ? document.querySelector(".shell-side:target") : null);

function drawerMoved() {
  const open = drawer();
  for (const part of document.querySelectorAll(".shell > :not(.shell-side)")) part.inert = Boolean(open);
  open?.querySelector("a")?.focus();
}

function closeDrawer() {
  const { scrollX, scrollY } = window;
  location.hash = "main";
  scrollTo(scrollX, scrollY);
  drawerMoved();
  document.querySelector(".shell-burger")?.focus({ preventScroll: true });
}

// Dialogs: <button commandfor="…" command="show-modal"> opens one without this script, if the browser supports it.
function openDialog(target) {
  const button = target.closest?.('button[command="show-modal"]');
  if (button && !("commandForElement" in button)) document.getElementById(button.getAttribute("commandfor"))?.showModal();
}

// Regions that scroll sideways are a tab stop, so that the keyboard can scroll them; with this script only while there is
// something to scroll. The one that has the focus keeps it.
const widths = new ResizeObserver((entries) => {
  for (const region of new Set(entries.map(({ target }) => target.closest(".tbl-wrap")))) {
    if (region !== document.activeElement) region.tabIndex = region.scrollWidth > region.clientWidth ? 0 : -1;
  }
});
for (const region of document.querySelectorAll(".tbl-wrap[tabindex]")) {
  widths.observe(region);
  if (region.firstElementChild) widths.observe(region.firstElementChild);
}

// Buttons that take something from the page: <button data-copy="text">, which says so in a role=status behind it;
// <button data-save="text" data-file="name.txt">; <button data-print>. See app/src/kit/copy.rs.
function sayBeside(button) {
  const said = button.nextElementSibling ?? document.createElement("span");
  said.className = "copy-said";
  said.setAttribute("role", "status");
  said.textContent = "";
  button.after(said);
  return said;
}

async function copyText(button) {
  const { copy, said, failed } = button.dataset;
  const beside = sayBeside(button);
  const copied = await navigator.clipboard.writeText(copy).then(() => true, () => false);
  beside.toggleAttribute("data-is-failed", !copied);
  // Screen readers announce what comes into an element that was there before.
  setTimeout(() => (beside.textContent = copied ? said : failed), 100);
}

function saveText({ dataset }) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([dataset.save], { type: "text/plain" }));
  link.download = dataset.file;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

function takeFromPage(target) {
  const button = target.closest?.("[data-copy], [data-save], [data-print]");
  if (button?.dataset.copy) copyText(button);
  else if (button?.dataset.save) saveText(button);
  else if (button) print();
}
const takers = `[data-save], [data-print]${navigator.clipboard ? ", [data-copy]" : ""}`;
for (const button of document.querySelectorAll(takers)) button.hidden = false;

document.addEventListener("click", ({ target }) => {
  closeMenus(target);
  openDialog(target);
  takeFromPage(target);
  const open = drawer();
  if (open && !open.contains(target)) closeDrawer();
});
document.addEventListener("focusin", wakeFor);
document.addEventListener("pointerdown", wakeFor);
document.addEventListener("keydown", holdKey, true);
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.isComposing) return;
  closeMenus(null);
  if (drawer()) closeDrawer();
});
addEventListener("hashchange", drawerMoved);
NARROW.addEventListener("change", drawerMoved);
drawerMoved();
for (const part of document.querySelectorAll("[data-wake][hidden]")) part.hidden = false;
// A field that is only needed where those elements cannot work becomes optional, and its hint says why: the second field of a
// new password beside the switch that shows the first one.
for (const part of document.querySelectorAll("[data-spare]")) {
  const [input, hint] = [part.querySelector("input"), document.getElementById(part.dataset.spare)];
  input.required = false;
  input.setAttribute("aria-describedby", hint.id);
  part.querySelector(".field-must")?.remove();
  hint.hidden = false;
}
if (document.querySelector('[data-wake="now"]')) wake();
else if (document.activeElement) wakeFor({ target: document.activeElement });
