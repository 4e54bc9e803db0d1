/* What is written on a phone waits here, one storage key a thing, until an answer of 2xx names its key. It is sent again
   after 0.4 s, doubling to 15 s, any time within that (full jitter); what the server refuses asks the person. */
room.outbox = (function () {
  "use strict";

  const FIRST = 400, LONGEST = 15000, PATIENCE = 10000, AGAIN = [408, 425, 429];
  const main = document.querySelector("main[data-room]");
  const { keep, kept, forget, names } = room.store, listeners = [];
  let busy = false, again = false, failures = 0, timer = null, renewed = 0;

  const prefix = main ? `room/${main.dataset.room}/out/` : "";
  const things = () => (main ? names(prefix).map(kept).filter(Boolean) : []);
  const tell = (what, thing, told) => listeners.forEach((listener) => listener(what, thing, told));

  /* thing: {key, seq, method, path, body}; the newer one of a key takes the place of the older. */
  function put(thing) {
    keep(prefix + thing.key, thing);
    tell("waits", thing);
    flush();
  }

  function drop(key) {
    forget(prefix + key);
    tell("gone", { key });
  }

  async function ask(thing, unsent) {
    const stop = new AbortController(), late = setTimeout(() => stop.abort(), PATIENCE);
    const headers = { "Content-Type": "application/json", "X-CSRFToken": main.dataset.token, "X-Unsent": unsent };
    const body = thing.body && JSON.stringify({ ...thing.body, seq: thing.seq });
    try {
      const response = await fetch(main.dataset.home + thing.path, { method: thing.method, headers, body, redirect: "manual", signal: stop.signal });
      return { status: response.status, wait: Number(response.headers.get("Retry-After")) || 0, told: await response.json().catch(() => null) };
    } catch (unreachable) {
      return { status: 0, wait: 0, told: null };
    } finally {
      clearTimeout(late);
    }
  }

  /* A phone that is not known any more, or whose page is too old to be believed, comes in again under its own key. */
  async function renew() {
    if (Date.now() - renewed < 60000) return false;
    renewed = Date.now();
    try {
      const page = new DOMParser().parseFromString(await (await fetch(main.dataset.home)).text(), "text/html");
      const field = page.querySelector("[name=csrfmiddlewaretoken]"), me = kept(`room/${main.dataset.room}/me`);
      if (field) main.dataset.token = field.value;
      if (field && !page.querySelector("main[data-room]") && me) return (await ask({ method: "PUT", path: "me/", body: me }, things().length)).status < 300;
      return Boolean(field);
    } catch (unreachable) {
      return true;
    }
  }

  /* Sends one thing; true where the next one may go at once. */
  async function send(thing) {
    const { status, wait, told } = await ask(thing, things().length - 1);
    /* Another tab may have put other words in its place, under the same number. */
    const isSame = JSON.stringify(kept(prefix + thing.key)) === JSON.stringify(thing);
    if (status >= 200 && status < 300 && told && told.key === thing.key) {
      if (isSame) forget(prefix + thing.key);
      if (isSame) tell("sent", thing, told);
      return true;
    }
    if (status === 403 && (await renew())) return later(0);
    if (status >= 400 && status < 500 && !AGAIN.includes(status)) {
      if (isSame) keep(prefix + thing.key, { ...thing, no: (told && told.sentence) || main.dataset.no });
      tell("no", { ...thing, no: (told && told.sentence) || main.dataset.no }, { status, ...told });
      return true;
    }
    return later(wait * 1000);
  }

  function later(least) {
    const most = Math.min(LONGEST, FIRST * 2 ** failures++);
    clearTimeout(timer);
    timer = setTimeout(flush, least + Math.random() * most);
    tell("later");
    return false;
  }

  async function flush() {
    if (!main || busy) return void (again = true);
    [busy, again] = [true, false];
    for (const thing of things().filter((one) => !one.no)) {
      if (!(await send(thing))) break;
      failures = 0;
    }
    busy = false;
    if (again && !failures) flush();
  }

  function kick() {
    failures = 0;
    clearTimeout(timer);
    flush();
  }

  if (main) {
    ["online", "pageshow"].forEach((name) => window.addEventListener(name, kick));
    document.addEventListener("visibilitychange", () => document.hidden || kick());
  }
  return { put, drop, things, kick, listen: (listener) => listeners.push(listener) };
})();
