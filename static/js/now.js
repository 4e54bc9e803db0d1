/* Who else has this workbook open, and what others change, without reload. Every ten seconds a small address is asked; where
   somebody changed something, the page is read again and its parts [data-live] are put in place. A part in which somebody
   types is never moved: it gets a line that says who changed it, and shows what stands now when asked. */
(function () {
  "use strict";

  const FIRST = 3000, ASKS = 10000, BEATS = 20000, QUIET = 15000, LEEWAY = 5000;
  const FIELDS = "textarea, select, input:not([type=hidden])";
  const NOT_SHOWN = "input[name=key], input[name=csrfmiddlewaretoken], [data-saved], [data-live-note]";
  const root = document.querySelector("[data-now]");
  if (!root) return;
  const line = root.querySelector("[data-here-now]"), status = root.querySelector("[role=status]");
  const known = new Set();
  /* opened: when this page was asked for, by the clock of the server. */
  let mark = "", opened = 0, beaten = 0, spoken = 0, unsaid = null;

  function token() {
    return JSON.parse(document.body.getAttribute("hx-headers"))["x-csrftoken"];
  }

  function beat() {
    if (Date.now() - beaten < BEATS) return;
    beaten = Date.now();
    const body = new URLSearchParams({ place: root.dataset.place });
    fetch(root.dataset.here, { method: "POST", body, headers: { "X-CSRFToken": token(), "HX-Request": "true" } }).catch(() => (beaten = 0));
  }

  /* At most one sentence in fifteen seconds is read out; the last one counts. */
  function say(sentence) {
    const wait = Math.max(0, spoken + QUIET - Date.now());
    const isWaiting = unsaid !== null;
    unsaid = sentence;
    if (isWaiting) return;
    setTimeout(() => {
      [status.textContent, spoken, unsaid] = [unsaid, Date.now(), null];
    }, wait);
  }

  function bare(part) {
    const copy = part.cloneNode(true);
    copy.querySelectorAll(NOT_SHOWN).forEach((node) => node.remove());
    copy.querySelectorAll("[data-watched]").forEach((form) => form.removeAttribute("data-watched"));
    copy.querySelectorAll("details").forEach((one) => one.removeAttribute("open"));
    copy.normalize();
    return copy.innerHTML.replace(/\s+/g, " ");
  }

  function begun(field) {
    if (field.type === "radio" || field.type === "checkbox") return field.checked === field.defaultChecked;
    return field.options ? true : field.value === field.defaultValue;
  }

  function isTyping(part) {
    const field = document.activeElement;
    const isIn = part.contains(field) && field.matches(FIELDS);
    return isIn || part.querySelector(".conflict") !== null || !Array.from(part.querySelectorAll(FIELDS)).every(begun);
  }

  function theirs(part, fresh) {
    const list = document.createElement("div");
    list.className = "slip mt-2";
    fresh.querySelectorAll("textarea[id], input[type=text][id], input[type=number][id]").forEach((field) => {
      const mine = document.getElementById(field.id);
      if (!mine || mine.defaultValue === field.defaultValue || !field.defaultValue) return;
      const text = document.createElement("blockquote");
      text.textContent = field.defaultValue;
      list.append(text);
    });
    return list.childElementCount ? list : null;
  }

  function note(part, fresh, sentence) {
    part.querySelector(":scope > [data-live-note]")?.remove();
    const told = document.createElement("div"), said = document.createElement("p"), show = document.createElement("button");
    told.dataset.liveNote = "";
    told.className = "hint mb-3";
    said.className = "mb-0";
    show.type = "button";
    show.className = "btn btn-quiet";
    show.textContent = root.dataset.show;
    said.append(`${sentence} `);
    told.append(said);
    const stands = theirs(part, fresh);
    if (stands) said.append(show);
    show.addEventListener("click", () => show.replaceWith(stands));
    part.append(told);
  }

  function place(old, fresh, told) {
    if (bare(old) === bare(fresh)) return;
    const mine = told.find((one) => one.what.split(" ").includes(old.id));
    if (isTyping(old)) return mine && note(old, fresh, mine.said);
    const open = Array.from(old.querySelectorAll("details[open][id]"), (one) => one.id);
    const at = Array.from(old.querySelectorAll("a[href], button, summary")).indexOf(document.activeElement);
    old.replaceWith(fresh);
    open.forEach((id) => document.getElementById(id)?.setAttribute("open", ""));
    if (at >= 0) fresh.querySelectorAll("a[href], button, summary")[at]?.focus({ preventScroll: true });
    if (window.htmx) window.htmx.process(fresh);
  }

  /* What answers a form may stand at an address that only takes forms, so only a page that was asked for is read again. */
  async function readAgain(told) {
    say(told[0].said);
    if (root.dataset.again === undefined) return;
    const answer = await fetch(location.pathname + location.search, { headers: { Accept: "text/html" } });
    if (!answer.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (page.body.dataset.person !== document.body.dataset.person) return;
    document.querySelectorAll("[data-live][id]").forEach((old) => {
      const fresh = page.getElementById(old.id);
      if (fresh) place(old, document.adoptNode(fresh), told);
    });
    document.dispatchEvent(new Event("regions"));
  }

  async function ask() {
    if (document.hidden) return;
    beat();
    try {
      const answer = await fetch(root.dataset.now, { headers: mark ? { "If-None-Match": mark } : {}, redirect: "manual" });
      if (answer.status !== 200) return;
      mark = answer.headers.get("ETag") || "";
      if (!opened) opened = performance.timeOrigin + (Date.parse(answer.headers.get("Date")) - Date.now() || 0);
      const { here, changes } = await answer.json();
      line.textContent = here.length ? `${line.dataset.words} ${here.join("; ")}` : "";
      line.parentNode.hidden = !here.length;
      const told = changes.filter((one) => !known.has(one.id) && one.at > opened - LEEWAY);
      told.forEach((one) => known.add(one.id));
      if (told.length) await readAgain(told);
    } catch (unreachable) {
      mark = "";
    }
  }

  document.addEventListener("visibilitychange", ask);
  setInterval(ask, ASKS);
  /* The page is there first, and whoever only passes by is not told of. */
  setTimeout(ask, FIRST);
})();
