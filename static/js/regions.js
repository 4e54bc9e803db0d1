/* Regions of a page that are read again from the server and put in place where they differ; the focus stays where it was.
   One in which somebody types, ticks or drags stays as it is; where a page has a line for that (#meanwhile), it says so. */
(function () {
  "use strict";

  const PARTS = "[data-region][id]";
  const NOT_SHOWN = "input[name=key], input[name=csrfmiddlewaretoken], input[name=seen]";
  const FIELDS = "textarea, select, input:not([type=hidden])";
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
    copy.querySelectorAll("[draggable]").forEach((one) => one.removeAttribute("draggable"));
    copy.querySelectorAll("[class='']").forEach((one) => one.removeAttribute("class"));
    copy.querySelectorAll("[role=status], .follow").forEach((one) => (one.textContent = ""));
    return copy;
  }

  function pressedIn(part) {
    return [...part.querySelectorAll("input[name=key]")].some((input) => used.has(input.value));
  }

  function isChanged(field) {
    if (field.matches("[type=checkbox], [type=radio]")) return field.checked !== field.defaultChecked;
    if (!field.matches("select")) return field.value !== field.defaultValue;
    const first = Math.max(0, [...field.options].findIndex((one) => one.defaultSelected));
    return field.selectedIndex !== first;
  }

  const changedIn = (part) => [...part.querySelectorAll(FIELDS)].filter(isChanged);

  /* What somebody types or ticks, or has and not sent, stays. */
  function isTyping(part) {
    const field = document.activeElement;
    const isIn = part.contains(field) && field.matches(FIELDS);
    return isIn || Boolean(part.querySelector("[data-busy]")) || changedIn(part).length > 0;
  }

  /* Takes what was typed and ticked along; false where typed words would have no field any more. */
  function carry(old, fresh) {
    const pairs = changedIn(old).map((one) => [one, one.id && fresh.querySelector(`#${CSS.escape(one.id)}`)]);
    if (pairs.some(([one, same]) => !same && !one.matches("select, [type=checkbox], [type=radio]"))) return false;
    pairs.filter(([, same]) => same).forEach(([one, same]) => Object.assign(same, one.matches("[type=checkbox], [type=radio]") ? { checked: one.checked } : { value: one.value }));
    return true;
  }

  /* True where it is held back, since somebody is at work in it. */
  function place(old, fresh, isWanted) {
    if (bare(old).isEqualNode(bare(fresh)) && !pressedIn(old)) return false;
    if (isTyping(old) && !(isWanted && carry(old, fresh))) return true;
    const reach = "a[href], button, summary, [tabindex]";
    const at = [...old.querySelectorAll(reach)].indexOf(document.activeElement);
    const sign = at >= 0 && document.activeElement.dataset.sign;
    const open = [...old.querySelectorAll("details[open][id]")].map((one) => one.id);
    const said = old.querySelector(".follow"), room = fresh.querySelector(".follow");
    if (said && room) room.replaceWith(said);
    old.replaceWith(fresh);
    open.forEach((id) => document.getElementById(id)?.setAttribute("open", ""));
    if (at < 0) return false;
    const again = (sign && fresh.querySelector(`[data-sign="${sign}"]`)) || fresh.querySelectorAll(reach)[at];
    (again || document.getElementById("main")).focus({ preventScroll: true });
    return false;
  }

  /* With `isWanted` what is at work in takes along what was typed and ticked. */
  async function readAgain(isWanted) {
    asked = Date.now();
    let answer;
    try {
      answer = await fetch(location.pathname + location.search, { headers: { Accept: "text/html" } });
    } catch {
      return;
    }
    if (answer.status >= 500) return;
    if (!answer.ok || answer.redirected) return changedIn(document).length ? null : location.reload();
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const held = [...document.querySelectorAll(`${PARTS}, .strip`)].filter((old) => {
      const same = old.id ? fresh.getElementById(old.id) : fresh.querySelector(".strip");
      return same && place(old, document.adoptNode(same), isWanted);
    });
    const line = document.querySelector("#meanwhile > *");
    if (line) line.hidden = !held.length;
    document.title = fresh.title;
    document.dispatchEvent(new Event("regions"));
  }

  /* At most once a second, or in so many milliseconds, however much is told. */
  function changed(between = 1000) {
    if (waits) return;
    const wait = Math.max(0, asked + between - Date.now());
    waits = setTimeout(() => {
      waits = null;
      readAgain();
    }, wait);
  }

  window.Regions = { changed, readAgain, used };
})();
