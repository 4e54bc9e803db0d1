/* Regions of a page that are read again from the server and put in place where they differ; the focus stays where it was. */
(function () {
  "use strict";

  const PARTS = "[data-region][id]";
  const NOT_SHOWN = "input[name=key], input[name=csrfmiddlewaretoken]";
  const used = new Set(); // keys of buttons that were pressed: their regions are put in place even where they are the same
  let asked = 0;
  let waits = null;

  function bare(node) {
    const copy = node.cloneNode(true);
    copy.querySelectorAll(NOT_SHOWN).forEach((input) => input.setAttribute("value", ""));
    copy.querySelectorAll(".clock").forEach((clock) => {
      clock.textContent = "";
      clock.className = "clock";
      clock.dataset.now = "";
    });
    copy.querySelectorAll("details").forEach((one) => one.removeAttribute("open"));
    return copy;
  }

  function pressedIn(part) {
    return [...part.querySelectorAll("input[name=key]")].some((input) => used.has(input.value));
  }

  /* What somebody types, or has typed and not sent, stays. */
  function isTyping(part) {
    const field = document.activeElement;
    const isIn = part.contains(field) && field.matches("textarea, select, input:not([type=hidden])");
    return isIn || [...part.querySelectorAll("textarea")].some((one) => one.value !== one.defaultValue);
  }

  function place(old, fresh) {
    if (isTyping(old) || (bare(old).isEqualNode(bare(fresh)) && !pressedIn(old))) return;
    const reach = "a[href], button, summary, [tabindex]";
    const at = [...old.querySelectorAll(reach)].indexOf(document.activeElement);
    const sign = at >= 0 && document.activeElement.dataset.sign;
    const open = [...old.querySelectorAll("details[open][id]")].map((one) => one.id);
    old.replaceWith(fresh);
    open.forEach((id) => document.getElementById(id)?.setAttribute("open", ""));
    if (at < 0) return;
    const again = (sign && fresh.querySelector(`[data-sign="${sign}"]`)) || fresh.querySelectorAll(reach)[at];
    (again || document.getElementById("main")).focus({ preventScroll: true });
  }

  async function readAgain() {
    asked = Date.now();
    let answer;
    try {
      answer = await fetch(location.pathname + location.search, { headers: { Accept: "text/html" } });
    } catch {
      return;
    }
    if (!answer.ok || answer.redirected) return location.reload();
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    document.querySelectorAll(`${PARTS}, .strip`).forEach((old) => {
      const same = old.id ? fresh.getElementById(old.id) : fresh.querySelector(".strip");
      if (same) place(old, document.adoptNode(same));
    });
    document.title = fresh.title;
    document.dispatchEvent(new Event("regions"));
  }

  /* At most once a second, however much is told. */
  function changed() {
    if (waits) return;
    const wait = Math.max(0, asked + 1000 - Date.now());
    waits = setTimeout(() => {
      waits = null;
      readAgain();
    }, wait);
  }

  window.Regions = { changed, readAgain, used };
})();
