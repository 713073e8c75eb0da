// For the sign-in page of a device that has to wait: the button counts down, and works again at the end. Without this script
// a sentence says how long. See app/src/sign_in/page.rs.

const button = document.querySelector("[data-wait]");
const words = button.textContent;
const end = performance.now() + Number(button.dataset.wait) * 1000;

function tick() {
  const left = Math.ceil((end - performance.now()) / 1000);
  button.disabled = left > 0;
  button.textContent = left > 0 ? button.dataset.words.replace("{n}", String(left)) : words;
  if (left <= 0) clearInterval(timer);
}

const timer = setInterval(tick, 500);
tick();
