// The page of an export: compares a file with the original's SHA-256 without sending it, and reads the record of downloads
// again after a download.

// The whole file is read into memory: a larger one is checked by a command.
const LARGEST = 512 * 1024 * 1024;
const drop = document.querySelector("[data-check]");

function say(words, stamp) {
  for (const mark of drop.querySelectorAll("[data-stamp]")) mark.hidden = mark.dataset.stamp !== stamp;
  drop.querySelector("[data-said]").textContent = words;
}

async function check(file) {
  const { check: wanted, checking, same, other, large } = drop.dataset;
  drop.querySelector("[data-named]").textContent = file.name;
  if (file.size > LARGEST) return say(large);
  say(checking);
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
  const found = Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
  if (found === wanted) say(same, "same");
  else say(other, "other");
}

// Browsers hash only where the page came by TLS or from this machine.
if (drop && globalThis.crypto?.subtle) {
  const input = drop.querySelector("input");
  drop.hidden = false;
  input.addEventListener("change", () => input.files[0] && check(input.files[0]));
  for (const kind of ["dragenter", "dragover"]) {
    drop.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.classList.add("is-over");
    });
  }
  drop.addEventListener("dragleave", () => drop.classList.remove("is-over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("is-over");
    const [file] = event.dataTransfer.files;
    if (file) check(file);
  });
}

// A download is recorded before its first byte is sent, a moment after the click.
const WAITS = [600, 1500, 4000];

async function readAgain() {
  for (const wait of WAITS) {
    await new Promise((resolve) => setTimeout(resolve, wait));
    const shown = document.getElementById("downloads");
    const answer = await fetch(location.href, { redirect: "error" });
    if (!answer.ok) return;
    const now = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("downloads");
    if (!shown || !now) return;
    const rows = (record) => record.querySelectorAll("tbody tr").length;
    if (rows(now) !== rows(shown)) return shown.replaceChildren(...now.childNodes);
  }
}

document.addEventListener("click", ({ target }) => {
  if (target.closest?.("a[data-file]")) readAgain().catch(() => {});
});
