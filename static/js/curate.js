/* One page a section: the order by handle and by arrow keys, opening and closing all, and a warning before words are lost.
   Moving changes the page and the numbers in it, and nothing else: it is saved with everything that was typed. */
(function () {
  "use strict";

  const group = document.querySelector("[data-section]");
  if (!group) return;
  const form = group.closest("form"), said = document.getElementById("said"), unsaved = document.getElementById("unsaved");
  let dirty = false, sending = false;

  const items = () => Array.from(group.querySelectorAll(".wb-item[data-code]"));

  function changed() {
    dirty = true;
    if (unsaved) unsaved.hidden = false;
  }

  function told(words, values) {
    said.textContent = words.replace(/%\((\w+)\)s/g, (_all, name) => values[name]);
  }

  const place = (item) => items().indexOf(item);

  const numbered = (item) => item.querySelector("input[name$='-position']");

  function number() {
    items().forEach((item, at) => {
      numbered(item).value = at + 1;
      item.querySelector(".wb-no").textContent = `${group.dataset.section}.${at + 1}`;
    });
  }

  const tell = (item) => told(group.dataset.moved, { code: item.dataset.code, place: place(item) + 1, all: items().length });

  /* Puts an item before or after another, and numbers all; what had the focus keeps it. */
  function put(item, other, after) {
    const focused = document.activeElement;
    if (after) other.after(item);
    else other.before(item);
    number();
    changed();
    if (item.contains(focused)) focused.focus();
  }

  function step(item, by) {
    const other = items()[place(item) + by];
    if (!other) {
      told(group.dataset.ends, { code: item.dataset.code });
      return;
    }
    put(item, other, by > 0);
    tell(item);
    document.activeElement.scrollIntoView({ block: "nearest" });
  }

  /* ---------- dragging, by mouse, finger or pen ---------- */

  const EDGE = 80, PACE = 14;
  let held = null, from = 0, scroll = 0, y = 0;

  function under() {
    const all = items(), at = all.indexOf(held);
    const middle = (item) => {
      const box = item.getBoundingClientRect();
      return box.top + box.height / 2;
    };
    const above = all.slice(0, at).find((item) => y < middle(item));
    const below = all.slice(at + 1).reverse().find((item) => y > middle(item));
    if (above) put(held, above, false);
    else if (below) put(held, below, true);
  }

  function glide() {
    if (!held) return;
    if (y < EDGE) window.scrollBy(0, -PACE);
    else if (y > window.innerHeight - EDGE) window.scrollBy(0, PACE);
    under();
    scroll = requestAnimationFrame(glide);
  }

  function letGo() {
    if (!held) return;
    cancelAnimationFrame(scroll);
    held.classList.remove("wb-held");
    if (place(held) !== from) tell(held);
    held = null;
  }

  items().forEach((item) => {
    const handle = item.querySelector(".wb-handle");
    if (!handle) return;
    handle.hidden = false;
    handle.addEventListener("keydown", (event) => {
      const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (!by) return;
      event.preventDefault();
      step(item, by);
    });
    handle.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      event.preventDefault();
      handle.focus();
      held = item;
      from = place(item);
      y = event.clientY;
      item.classList.add("wb-held");
      scroll = requestAnimationFrame(glide);
    });
  });
  document.addEventListener("pointermove", (event) => {
    if (held) y = event.clientY;
  });
  ["pointerup", "pointercancel"].forEach((name) => document.addEventListener(name, letGo));

  /* ---------- buttons ---------- */

  form.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const item = button.closest(".wb-item"), by = { _up: -1, _down: 1 }[button.name];
    if (by && item) {
      event.preventDefault();
      step(item, by);
    } else if (button.dataset.all) {
      group.querySelectorAll(".wb-prompt").forEach((each) => (each.open = button.dataset.all === "open"));
    }
  });
  /* A page that comes back faulty has the rows where they were saved, and the order that was asked for in its numbers. */
  if (document.querySelector("[data-unsaved], .errornote:not(.wb-problem)")) {
    const last = group.querySelector(".wb-item:not([data-code])");
    items().sort((one, other) => numbered(one).value - numbered(other).value).forEach((item) => last.before(item));
    number();
    changed();
  }
  group.querySelectorAll(".wb-bar p, .wb-how").forEach((part) => (part.hidden = false));

  /* ---------- words not saved yet ---------- */

  form.addEventListener("input", changed);
  form.addEventListener("submit", () => (sending = true));
  window.addEventListener("pageshow", () => (sending = false));
  window.addEventListener("beforeunload", (event) => {
    if (dirty && !sending) event.preventDefault();
  });
  const back = document.querySelector(".wb-meanwhile");
  if (back) back.focus();
})();
