// For pages that create or use a passkey: passes the request in the form's `data-options` to the device, and posts the
// answer like any form. See app/src/passkeys/new_page.rs.

const form = document.getElementById("passkey");
const [field, note, button] = ["input", "[role=alert]", "button"].map((part) => form.querySelector(part));
const { act, options, aborted, unsupported } = form.dataset;

const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

/** As WebAuthn's `parse…OptionsFromJSON`, which not every browser has yet. */
function parsed(asked) {
  const named = (list) => list?.map((one) => ({ ...one, id: bytes(one.id) }));
  const key = { ...asked, challenge: bytes(asked.challenge) };
  if (asked.user) key.user = { ...asked.user, id: bytes(asked.user.id) };
  if (asked.excludeCredentials) key.excludeCredentials = named(asked.excludeCredentials);
  if (asked.allowCredentials) key.allowCredentials = named(asked.allowCredentials);
  return key;
}

/** As WebAuthn's `toJSON`. */
function told(credential) {
  const parts = ["attestationObject", "clientDataJSON", "authenticatorData", "signature", "userHandle"];
  const answered = parts.filter((part) => credential.response[part]);
  const response = Object.fromEntries(answered.map((part) => [part, text(credential.response[part])]));
  return { id: credential.id, rawId: text(credential.rawId), type: credential.type, response, extensions: {} };
}

function say(words) {
  note.textContent = words;
  note.hidden = !words;
}

async function ask() {
  say("");
  button.disabled = true;
  try {
    const credential = await navigator.credentials[act]({ publicKey: parsed(JSON.parse(options)) });
    field.value = JSON.stringify(told(credential));
    form.submit();
  } catch {
    // Cancelled, timed out, or no such passkey: browsers hide the difference on purpose.
    say(aborted);
    button.disabled = false;
    button.focus();
  }
}

document.getElementById("passkey-script").hidden = true;
if (window.PublicKeyCredential) {
  button.disabled = false;
  button.addEventListener("click", ask);
  button.focus();
} else {
  say(unsupported);
}
