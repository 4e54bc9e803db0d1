/* Forms with data-autosave save themselves: when a field is left, and every ten seconds while somebody types.
   The server answers with a fragment for [data-saved]: the saved line (200), both texts (409) or what is wrong (422). */
(function () {
  "use strict";

  const EVERY = 10000;
  const SLOW = 400;
  const drafts = workbook.drafts;

  function autosave(form) {
    const region = form.querySelector("[data-saved]");
    let dirty = false, busy = false, again = false, stopped = false, timer = null, pressed = null;

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

    function later() {
      if (!timer && !stopped) timer = setTimeout(save, EVERY);
    }

    async function settle(response) {
      if (response.ok || response.status === 409 || response.status === 422) show(await response.text());
      if (response.ok && !dirty) drafts.drop(form);
      if (response.ok && dirty) say("unsaved");
      if (response.status === 409) stopped = true;
      if (!response.ok && response.status !== 409 && response.status !== 422) {
        dirty = true;
        say("no", true);
      }
    }

    async function save() {
      clearTimeout(timer);
      timer = null;
      if (!form.isConnected) return;
      again = busy;
      if (!dirty || busy || stopped) return;
      [busy, dirty] = [true, false];
      const slow = setTimeout(() => say("saving"), SLOW);
      try {
        const headers = { "HX-Request": "true", "X-Autosave": "1" };
        const to = form.getAttribute("action") || location.href;
        await settle(await fetch(to, { method: "POST", body: new FormData(form), headers, redirect: "manual" }));
      } catch (unreachable) {
        dirty = true;
        say("kept");
      }
      clearTimeout(slow);
      busy = false;
      if (pressed && !stopped) press();
      else if (again) save();
      else if (dirty) later();
      pressed = null;
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
    window.addEventListener("online", save);
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
      dirty = true;
      drafts.keep(form);
      say("kept");
      later();
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
