// Rows that are ticked for one action (app/src/kit/pick.rs): the box in the head of the table ticks all rows of this page, and
// the bar below says how many are ticked and does nothing before one is. Without this script the box is hidden, and the style counts.

function follow(label) {
  const all = label.querySelector("input");
  const form = document.getElementById(all.dataset.pickAll);
  const boxes = [...(form?.elements ?? [])].filter((box) => box.matches(".pick"));
  if (boxes.length === 0) return;
  const acts = form.querySelectorAll("button");
  const said = form.querySelector(".pick-count");
  const words = said.textContent;
  const space = document.documentElement.lang === "ja" ? "" : " ";
  said.toggleAttribute("data-is-counted", true);
  const show = () => {
    const n = boxes.filter((box) => box.checked).length;
    all.checked = n === boxes.length;
    all.indeterminate = n > 0 && n < boxes.length;
    for (const act of acts) act.disabled = n === 0;
    said.textContent = n > 0 ? `${n}${space}${words}` : "";
  };
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    show();
  });
  for (const box of boxes) box.addEventListener("change", show);
  // Browsers give ticks back to a page that is opened again.
  addEventListener("pageshow", show);
  show();
  label.hidden = false;
}

for (const label of document.querySelectorAll(".pick-all")) follow(label);
