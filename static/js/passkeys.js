// Passkeys: shows what needs this script, hands the forms to allauth's own script, and says in the
// page's words when the browser or its owner declined. Without it, passwords and codes still work.
document.addEventListener("DOMContentLoaded", () => {
  const parts = document.querySelectorAll("[data-passkey]");
  if (!window.PublicKeyCredential) {
    for (const hint of document.querySelectorAll("[data-passkey-missing]")) hint.hidden = false;
    return;
  }
  for (const hint of document.querySelectorAll("[data-passkey-missing]")) hint.hidden = true;
  const forms = window.allauth.webauthn.forms;
  const start = { add: forms.signupForm, authenticate: forms.authenticateForm, login: forms.loginForm };
  for (const part of parts) {
    const kind = part.dataset.passkey;
    const ids = { credential: part.querySelector("[name=credential]").id, data: "js_data" };
    ids[kind === "add" ? "signup" : kind] = part.querySelector("button").id;
    start[kind]({ ids });
    part.hidden = false;
  }
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    for (const note of document.querySelectorAll("[data-passkey-failed]")) {
      note.hidden = false;
      note.focus();
    }
  });
});
