// The script of all pages. It starts the islands of a page, and improves elements that work without it: menus that
// close, a drawer that the keyboard can leave, dialogs in older browsers.
// Its own tag names the other files: <script type="module" src="…boot.js" data-glue="…frontend.js" data-wasm="…wasm">.

const NARROW = matchMedia("(width < 48rem)");

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
  if (!document.querySelector("sekisho-island")) return;
  const { glue: glueUrl, wasm } = document.querySelector("script[data-glue]").dataset;
  Object.assign(globalThis, { __RESOLVED_RESOURCES: [], __SERIALIZED_ERRORS: [], __INCOMPLETE_CHUNKS: [] });
  const glue = await import(glueUrl);
  await glue.default({ module_or_path: wasm });
  glue.hydrate();
  await hydrate(document.body, glue, []);
  document.documentElement.dataset.islands = "ready";
}

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

document.addEventListener("click", ({ target }) => {
  closeMenus(target);
  openDialog(target);
  const open = drawer();
  if (open && !open.contains(target)) closeDrawer();
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.isComposing) return;
  closeMenus(null);
  if (drawer()) closeDrawer();
});
addEventListener("hashchange", drawerMoved);
NARROW.addEventListener("change", drawerMoved);
drawerMoved();
startIslands().catch((error) => console.error("the islands did not start", error));
