// Passkeys: asks the browser for one and puts its answer into the form, which is then sent like any other.
"use strict";

(() => {
  const { browserSupportsWebAuthn, startAuthentication, startRegistration } = window.SimpleWebAuthnBrowser;

  const task = async (form) => {
    const token = new URLSearchParams({ csrf_token: form.elements.csrf_token.value });
    const answer = await fetch(form.dataset.challenge, { method: "POST", body: token });
    if (!answer.ok) throw new Error(answer.statusText);
    return { optionsJSON: await answer.json() };
  };

  const ask = async (form) => {
    const start = form.dataset.passkey === "new" ? startRegistration : startAuthentication;
    form.elements.credential.value = JSON.stringify(await start(await task(form)));
    form.submit();
  };

  const ready = (form) => {
    form.querySelector("button").disabled = false;
    form.querySelector("[data-unable]").hidden = true;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!form.reportValidity()) return;
      const trouble = form.querySelector("[role=alert]");
      trouble.hidden = true;
      ask(form).catch(() => { trouble.hidden = false; });
    });
  };

  if (browserSupportsWebAuthn()) document.querySelectorAll("form[data-passkey]").forEach(ready);
})();
