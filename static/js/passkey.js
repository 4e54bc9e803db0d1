/* Forms that take a passkey (data-passkey="get" or "create"): the browser is asked for one, and what it made is sent in
   the hidden field. Without script, or where a browser has none, the other ways of signing in stand beside. */
(function () {
  "use strict";

  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const known = (list) => (list || []).map((each) => ({ ...each, id: bytes(each.id) }));

  /* The options as they came over the wire, with bytes where the browser wants them. */
  function prepared(options) {
    const asked = { ...options, challenge: bytes(options.challenge) };
    if (options.user) {
      asked.user = { ...options.user, id: bytes(options.user.id) };
      asked.excludeCredentials = known(options.excludeCredentials);
    } else {
      asked.allowCredentials = known(options.allowCredentials);
    }
    return asked;
  }

  /* What the browser made, as text. */
  function told(made) {
    const response = { clientDataJSON: text(made.response.clientDataJSON) };
    for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (made.response[part]) response[part] = text(made.response[part]);
    }
    if (made.response.getTransports) response.transports = made.response.getTransports();
    const results = made.getClientExtensionResults();
    return { id: made.id, rawId: text(made.rawId), type: made.type, response, clientExtensionResults: results };
  }

  async function options(form) {
    if (form.dataset.options) return JSON.parse(document.getElementById(form.dataset.options).textContent);
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    return (await answer.json()).request_options;
  }

  async function ask(form) {
    const asked = { publicKey: prepared((await options(form)).publicKey) };
    const made = await navigator.credentials[form.dataset.passkey](asked);
    form.elements.credential.value = JSON.stringify(told(made));
    form.submit();
  }

  document.querySelectorAll("[data-without-script]").forEach((told) => { told.hidden = true; });
  document.querySelectorAll("form[data-passkey]").forEach((form) => {
    const status = form.querySelector("[role=status]");
    form.hidden = false;
    if (!window.PublicKeyCredential) {
      status.textContent = form.dataset.without;
      form.querySelector("[type=submit]").hidden = true;
      return;
    }
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      status.textContent = "";
      ask(form).catch(() => { status.textContent = form.dataset.refused; });
    });
  });
})();
