/* The page of a phone: follows the room, goes on with it unless somebody is writing, keeps the clock, says what waits. */
(function () {
  "use strict";

  const main = document.querySelector("main[data-room]"), { outbox, store } = room;
  const SPREAD = 1500, BETWEEN = 15000, SLOW = 1500;
  if (!main) return;

  const byId = (id) => document.getElementById(id);
  let offset = Number(main.dataset.now) * 1000 - Date.now(), moving = null, wanted = "", said = 0, words = "", saying = null, waiting = null, taken = 0;

  /* One polite region, a message in 15 s at most; the newest one counts. */
  room.say = (text) => {
    words = text;
    saying = saying || setTimeout(() => {
      [byId("say").textContent, said, saying] = [words, Date.now(), null];
    }, Math.max(0, said + BETWEEN - Date.now()));
  };

  function banner() {
    const line = byId("waiting"), n = outbox.things().filter((one) => !one.no).length;
    line.hidden = !n;
    line.querySelector("span").textContent = [navigator.onLine ? "" : line.dataset.away, n === 1 ? line.dataset.one : line.dataset.many.replace("%s", n)].filter(Boolean).join(" ");
  }

  room.told = () => {
    byId("no-store").hidden = !store.refused();
    clearTimeout(waiting);
    if (navigator.onLine && byId("waiting").hidden) waiting = setTimeout(banner, SLOW);
    else banner();
  };

  function isWriting() {
    const text = byId("box") && byId("box").elements.text.value.trim();
    return Boolean(text) || Boolean(document.querySelector(".change[open]"));
  }

  function clock() {
    document.querySelectorAll("[data-ends]").forEach((line) => {
      const left = Math.ceil((Number(line.dataset.ends) * 1000 - Date.now() - offset) / 1000);
      const text = left > 0 ? `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}` : line.dataset.over;
      if (line.textContent !== text) line.textContent = text;
    });
  }

  const here = () => byId("face").dataset.sign;

  /* Shows the page as the server draws it now; what waits on this phone is put into it again. */
  async function goOn() {
    clearTimeout(moving);
    moving = null;
    const before = taken;
    try {
      const response = await fetch(main.dataset.home);
      const page = new DOMParser().parseFromString(await response.text(), "text/html"), face = page.getElementById("face");
      if (!face) return response.status < 500 ? anew() : soon();
      if (isWriting()) return hold();
      /* What was taken while the page was on its way is not on it. */
      if (before !== taken) return soon();
      room.notes.save();
      document.title = page.title;
      byId("face").replaceWith(face);
      Object.assign(main.dataset, { token: page.querySelector("main").dataset.token });
      byId("went-on").hidden = true;
      show();
      room.say(face.querySelector("h1").textContent);
    } catch (unreachable) {
      soon();
    }
  }

  function soon() {
    moving = moving || setTimeout(goOn, Math.random() * SPREAD);
  }

  /* Loading the page anew would lose what is in memory alone. */
  function anew() {
    if (!store.refused() || !outbox.things().length) location.reload();
  }

  function hold() {
    if (!byId("went-on").hidden) return;
    byId("went-on").hidden = false;
    room.say(byId("went-on").querySelector("p").textContent);
  }

  function follow(frame) {
    if (frame.now) offset = frame.now - Date.now();
    if (frame.kind === "over") return anew();
    if (frame.kind !== "state") return;
    const line = document.querySelector(".phone-head .clock");
    if (line && frame.ends) line.dataset.ends = frame.ends / 1000;
    wanted = frame.sign;
    if (wanted === here()) return;
    if (isWriting()) hold();
    else soon();
  }

  async function look() {
    try {
      const response = await fetch(`${main.dataset.home}mine/`);
      if (response.ok) room.notes.told((await response.json()).notes);
    } catch (unreachable) {
      return;
    }
  }

  function show() {
    room.notes.show();
    room.ballot.show();
    room.finished.show();
    room.told();
    clock();
  }

  room.added = () => {
    room.say(main.dataset.added);
    if (wanted && wanted !== here()) soon();
  };
  byId("went-on").querySelector("button").addEventListener("click", () => {
    const open = document.querySelector(".change[open]");
    if (open) open.querySelector("form").requestSubmit();
    if (!byId("box") || !byId("box").elements.text.value.trim() || room.notes.add()) goOn();
  });
  outbox.listen((what, thing) => {
    if (what === "sent") taken += 1;
    room.told();
    if (what === "sent" && !thing.path.startsWith("finished/") && !outbox.things().length) room.say(main.dataset.saved);
  });
  window.addEventListener("offline", room.told);
  window.addEventListener("online", room.told);
  document.addEventListener("click", (event) => {
    if (!event.target.closest(".again a")) return;
    event.preventDefault();
    if (isWriting()) hold();
    else goOn();
  });
  setInterval(clock, 500);
  show();
  if (window.Live && main.dataset.live) {
    window.Live.follow({ url: main.dataset.live, again: main.dataset.liveAgain, onFrame: follow, onLink: (link) => link === "on" && (outbox.kick(), look()) });
  }
})();
