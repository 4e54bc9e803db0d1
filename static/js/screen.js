/* The room's screen, and a phone that reads along: follows the workshop, keeps what it shows while the connection is lost, counts down. */
(function () {
  "use strict";

  const QUIET = 15000;
  const root = document.querySelector("[data-live]");
  const draw = window.ScreenDraw(root);
  const controls = document.querySelector("[data-pages]");
  const pages = controls && window.ScreenPages(root, controls);
  const chip = document.querySelector("[data-chip]"), status = root.querySelector("[data-status]");
  let frame = null, follower = null, told = 0, seen = "", saying = null, offset = 0;

  /* One polite sentence at most in a quarter of a minute: the last one counts. */
  function say(text) {
    clearTimeout(saying);
    saying = setTimeout(() => {
      told = Date.now();
      status.textContent = text;
    }, Math.max(0, told + QUIET - Date.now()));
  }

  function tick() {
    if (!frame) return;
    const left = frame.ends ? Math.max(0, Math.round((frame.ends - Date.now() - offset) / 1000)) : frame.left;
    const known = left !== null && left !== undefined;
    const text = known ? Math.floor(left / 60) + ":" + String(left % 60).padStart(2, "0") : "";
    document.querySelectorAll("[data-clock]").forEach((one) => { if (one.textContent !== text) one.textContent = text; });
    document.querySelectorAll("[data-time]").forEach((one) => { one.hidden = !known; });
    document.querySelectorAll("[data-clock-words]").forEach((one) => {
      const now = !frame.ends ? "stands" : left ? "runs" : "up";
      if (one.dataset.now === now) return;
      if (one.dataset.now === "runs" && now === "up") say(one.dataset.up);
      one.dataset.now = now;
      one.textContent = one.dataset[now];
    });
  }

  function show(next) {
    if (next.kind === "over") next = { ...frame, scene: "over", whole: true, notes: [], groups: [], results: [], ends: null, left: null };
    else if (next.kind !== "screen" || (frame && next.place < frame.place)) return;
    const turn = next.scene + (next.step ? next.step.id : "");
    frame = next;
    if (next.now) offset = next.now - Date.now();
    draw.take(next);
    if (turn !== seen && pages) pages.first();
    if (seen && turn !== seen) say(root.querySelector("[data-heading]").textContent);
    seen = turn;
    if (pages) pages.lay();
    tick();
  }

  /* A small word at the edge: what is shown stays, and is never covered. */
  function link(now) {
    chip.hidden = now === "on" || !now;
    chip.textContent = chip.hidden ? "" : chip.dataset[now].replace("{time}", new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" }));
  }

  show(JSON.parse(document.getElementById("frame").textContent));
  setInterval(tick, 500);
  window.Live.follow({ url: root.dataset.live, again: root.dataset.liveAgain, onFrame: show, onLink: link, beat: 5 });
})();
