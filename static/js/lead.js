/* The page of whoever leads: its buttons are sent without a new page, its keys, its clock. */
(function () {
  "use strict";

  const page = document.querySelector("[data-leads]");
  const said = document.getElementById("lead-said");
  const { changed, readAgain, used } = window.Regions;
  const GIVE_BACK = [401, 403, 503]; // signed out, an old form, a busy database: these pages hold the words
  let ahead = 0; // what the clock of the server is before ours, in milliseconds

  function say(text, isWrong) {
    said.classList.toggle("saved-no", Boolean(isWrong));
    said.textContent = text;
  }

  /* ---------- buttons ---------- */

  const tried = new Map(); // by key, what was sent under it last

  /* What a form says beside its key: said otherwise it is another press, even if nobody knows whether the first arrived. */
  function words(form) {
    return JSON.stringify([...new FormData(form)].filter(([name]) => name !== "key" && name !== "csrfmiddlewaretoken"));
  }

  /* What came in place of an answer: a page, which gives back what was typed where it is sent as a page is. */
  function asPage(form, answer) {
    const typed = form.querySelector("textarea");
    if (!typed || !typed.value.trim()) return location.reload();
    if (GIVE_BACK.includes(answer.status)) return form.submit();
    say(page.dataset.notSent, true);
  }

  async function press(form) {
    const button = form.querySelector("[type=submit]");
    const key = form.elements.key;
    if (tried.has(key.value) && tried.get(key.value) !== words(form)) key.value = anew();
    tried.set(key.value, words(form));
    button.setAttribute("aria-disabled", "true");
    try {
      const sent = { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } };
      const answer = await fetch(form.action, sent);
      if (answer.redirected || !(answer.headers.get("Content-Type") || "").includes("json")) return asPage(form, answer);
      const told = await answer.json();
      say(told.sentence || "", !answer.ok);
      used.add(key.value);
      if (form.hasAttribute("data-empties")) {
        key.value = anew();
        if (answer.ok) form.querySelector("textarea").value = "";
      }
      await readAgain();
    } catch {
      say(page.dataset.notSent, true); // the key stays: pressed again it is the same press
    } finally {
      button.removeAttribute("aria-disabled");
    }
  }

  /* A key of version 4; randomUUID is missing on plain http. */
  function anew() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-press]")) return;
    event.preventDefault();
    if (form.querySelector("[aria-disabled=true]")) return;
    press(form);
  });

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const button = [...page.querySelectorAll("[data-sign]")].find((one) => one.dataset.sign === event.key.toLowerCase());
    if (!button) return;
    event.preventDefault();
    button.click();
  });

  /* ---------- the clock ---------- */

  function tick() {
    const clock = document.querySelector(".clock[data-ends]");
    if (!clock || !clock.dataset.ends) return;
    const left = Math.round((Number(clock.dataset.ends) - Date.now() - ahead) / 1000);
    const over = left < 0 ? "+" : "";
    clock.textContent = `${over}${Math.floor(Math.abs(left) / 60)}:${String(Math.abs(left) % 60).padStart(2, "0")}`;
    clock.classList.toggle("clock-out", left < 0);
  }

  function heed(frame) {
    if (frame.now) ahead = frame.now - Date.now();
    if (frame.kind === "leader" || frame.kind === "state") changed();
    if (frame.kind === "over") location.reload();
  }

  document.addEventListener("regions", tick);
  const first = document.querySelector(".clock[data-now]");
  if (first) ahead = Number(first.dataset.now) - Date.now();
  setInterval(tick, 250);
  const { live, liveAgain } = page.dataset;
  if (live) window.Live.follow({ url: live, again: liveAgain, beat: 5, onFrame: heed, onLink() {} });
})();
