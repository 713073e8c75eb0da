// The form of a new export. Without this script each of its buttons sends the form, and the page comes back.

const form = document.querySelector('form[action="/exports"]');
const matching = document.getElementById("matching");

// A set of columns is ticked in place.
form?.addEventListener("click", (event) => {
  const button = event.target.closest?.("button[data-tick]");
  if (!button) return;
  event.preventDefault();
  const wanted = button.dataset.tick.split(" ");
  for (const box of form.querySelectorAll('input[name="columns"]')) box.checked = wanted.includes(box.value);
});

// The number of rows follows the filter. Only the newest question counts, and an answer that is no page with a number (a refused
// filter, an ended session) leaves no number.
let asked = 0;

async function count() {
  const turn = ++asked;
  const body = new URLSearchParams(new FormData(form));
  body.set("count", "1");
  matching.setAttribute("aria-busy", "true");
  let found = null;
  try {
    const answer = await fetch("/exports/count", { method: "POST", body, redirect: "error" });
    if (answer.ok) found = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("matching");
  } catch {
    found = null;
  }
  if (turn !== asked) return;
  matching.removeAttribute("aria-busy");
  matching.replaceChildren(...(found?.childNodes ?? []));
}

form?.addEventListener("change", ({ target }) => {
  if (matching && ["q", "provider", "prefecture"].includes(target.name)) count();
});
