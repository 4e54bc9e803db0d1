/* Forms with data-autosave save themselves: when a field is left, and every ten seconds while somebody types.
   The server answers with a fragment for [data-saved]: the saved line (200), both texts (409), what is wrong (422) or the way
   to sign in (401). What finds no answer may have arrived or not: the very same is sent again until there is one. */
(function () {
  "use strict";

  const EVERY = 10000, SLOW = 400, PATIENCE = 10000;
  const FINAL = [200, 409, 422], AGAIN = [408, 425, 429];
  const { drafts, renew, patience } = workbook;

  function autosave(form) {
    const region = form.querySelector("[data-saved]"), tries = patience();
    let dirty = false, busy = false, again = false, stopped = false, waiting = false, timer = null, pressed = null;

    function say(word, failed) {
      const line = region && region.querySelector(".saved");
      if (!line) return;
      line.textContent = line.dataset[word];
      line.classList.remove("saved-ok");
      line.classList.toggle("saved-no", Boolean(failed));
    }

    function show(html) {
      if (!region || !html.trim()) return;
      region.innerHTML = html;
      if (window.htmx) window.htmx.process(region);
    }

    function later(delay = EVERY) {
      if (!timer && !stopped) timer = setTimeout(save, delay);
    }

    /* Not saved, and worth another try: at once when the page is looked at again, else a little later each time. */
    function retry(word, failed) {
      [dirty, waiting] = [true, true];
      say(word, failed);
    }

    async function signIn(response) {
      if (!region.querySelector("[data-signed-out]")) show(await response.text());
      retry("out", true);
    }

    /* 403: the token of this page is of a session that is over. */
    async function comeBack() {
      const who = await renew();
      if (who === "same") tries.reset();
      if (who === "other") stopped = true;
      retry(who === "other" ? "other" : who === "out" ? "out" : "unknown", true);
    }

    async function settle(response) {
      const { status } = response;
      if (FINAL.includes(status)) show(await response.text());
      if (response.ok && !dirty) drafts.drop(form);
      if (response.ok && dirty) say("unsaved");
      if (status === 409) stopped = true;
      if (FINAL.includes(status)) return tries.reset();
      if (status === 401) await signIn(response);
      else if (status === 403) await comeBack();
      else retry(status >= 500 || AGAIN.includes(status) ? "unknown" : "no", true);
    }

    async function send() {
      const stop = new AbortController(), late = setTimeout(() => stop.abort(), PATIENCE);
      const headers = { "HX-Request": "true", "X-Autosave": "1" };
      const sent = { method: "POST", body: new FormData(form), headers, redirect: "manual", signal: stop.signal };
      try {
        await settle(await fetch(form.getAttribute("action") || location.href, sent));
      } catch (unreachable) {
        retry(stop.signal.aborted ? "unknown" : "kept");
      }
      clearTimeout(late);
    }

    async function save() {
      clearTimeout(timer);
      timer = null;
      if (!form.isConnected) return;
      again = busy;
      if (!dirty || busy || stopped) return;
      const slow = setTimeout(say, waiting ? PATIENCE : SLOW, "saving");
      [busy, dirty, waiting] = [true, false, false];
      await send();
      clearTimeout(slow);
      busy = false;
      if (pressed && !stopped) press();
      else if (waiting) later(tries.next());
      else if (again) save();
      else if (dirty) later();
      pressed = null;
    }

    function wake(event) {
      if (event.type === "visibilitychange" && document.hidden) return;
      tries.reset();
      save();
    }

    function press() {
      form.requestSubmit(pressed !== true && form.contains(pressed) ? pressed : null);
    }

    function touched(event) {
      if (event.target.closest("[data-saved]")) return;
      dirty = true;
      say(drafts.keep(form) ? "unsaved" : "no");
      later();
    }

    form.addEventListener("input", touched);
    form.addEventListener("change", save);
    ["online", "pageshow"].forEach((name) => window.addEventListener(name, wake));
    document.addEventListener("visibilitychange", wake);
    form.addEventListener("submit", (event) => {
      /* A button pressed while the form saves itself waits, or the writer would meet their own words as a conflict. */
      if (busy) {
        event.preventDefault();
        pressed = event.submitter || true;
        return;
      }
      if (navigator.onLine) {
        drafts.sent(form);
        stopped = true;
        return;
      }
      event.preventDefault();
      drafts.keep(form);
      retry("kept");
      later(tries.next());
    });
    if (drafts.restore(form)) {
      dirty = true;
      say("kept");
      save();
    }
  }

  function take(root) {
    root.querySelectorAll("form[data-autosave]:not([data-watched])").forEach((form) => {
      form.dataset.watched = "";
      autosave(form);
    });
  }

  take(document);
  new MutationObserver((changes) => {
    changes.forEach((change) => change.addedNodes.forEach((node) => node.nodeType === 1 && take(node.parentNode || node)));
  }).observe(document.body, { childList: true, subtree: true });
})();
