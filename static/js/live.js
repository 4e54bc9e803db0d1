/* Follows a workshop: Live.follow({ url, again, onFrame, onLink, beat }) reads the stream at `url` + "stream" from its own
   place, and asks `url` + "delta" now and then where streams do not open. `again` gives another ticket.
   onFrame gets each frame; onLink "on", "slow" (asking now and then) or "off". `beat` are the seconds between two signs of
   life: 15 for phones, 5 for screens and leaders. Gives { stop, now }: now() is the server's time. */
(function () {
  "use strict";

  const OPENS = 5000, SLOWEST = 8000, TRIES = 2, ASKS = 4000, BACK = 60000;
  /* A server that comes back is met by all phones at once: they spread over `beat` fifths of a second. */
  const SPREAD = 200;

  function follow(told) {
    const beat = told.beat || 15, silence = beat * 2500;
    let url = told.url, since = 0, offset = 0, failed = 0, mark = "", link = "";
    let stopped = false, over = false, control = null, wake = null, heard = 0, shut = 0, shutAt = 0;

    function say(now) {
      if (now !== link && told.onLink) told.onLink(now);
      link = now;
    }

    function take(text) {
      const frame = JSON.parse(text);
      if (frame.place !== undefined) since = frame.place;
      if (frame.now) offset = frame.now - Date.now();
      if (frame.kind === "over") over = true;
      told.onFrame(frame);
    }

    function pause(most) {
      return new Promise((done) => {
        const timer = setTimeout(done, most);
        wake = () => { clearTimeout(timer); done(); };
      });
    }

    /* A fetch that gives up: `limit` until it is answered, then `silence` without a byte. */
    async function ask(path, headers) {
      control = new AbortController();
      const limit = setTimeout(() => control.abort(), OPENS);
      try {
        const options = { headers, signal: control.signal, cache: "no-store", credentials: "same-origin" };
        const answer = await fetch(path, options);
        if (answer.status === 401 || answer.status === 403) await renew();
        return answer;
      } finally {
        clearTimeout(limit);
      }
    }

    async function renew() {
      const answer = await fetch(told.again, { headers: { Accept: "application/json" }, credentials: "same-origin" });
      const is_json = (answer.headers.get("content-type") || "").startsWith("application/json");
      if (answer.ok && is_json) url = (await answer.json()).live;
      else if (answer.status === 404) take('{"kind":"over"}');
    }

    async function stream() {
      const answer = await ask(url + "stream?since=" + since, {});
      if (!answer.ok || !answer.body) throw new Error("no stream");
      const reader = answer.body.getReader(), words = new TextDecoder();
      let rest = "";
      heard = Date.now();
      const watch = setInterval(() => Date.now() - heard > silence && control.abort(), 1000);
      try {
        for (;;) {
          const part = await reader.read();
          if (part.done || stopped || over) return;
          heard = Date.now();
          failed = shut = 0;
          say("on");
          const events = (rest + words.decode(part.value, { stream: true })).split("\n\n");
          rest = events.pop();
          for (const event of events)
            for (const line of event.split("\n")) if (line.startsWith("data: ")) take(line.slice(6));
        }
      } finally {
        clearInterval(watch);
        control.abort();
      }
    }

    async function delta() {
      const answer = await ask(url + "delta?since=" + since, mark ? { "If-None-Match": mark } : {});
      if (answer.status === 200) {
        take(await answer.text());
        mark = answer.headers.get("etag") || "";
      } else if (answer.status !== 304) throw new Error("no answer");
      say("slow");
    }

    /* Streams. Where none opens though answers come, twice in a row, it asks instead and tries to stream again every minute;
       where nothing comes at all, it waits longer each time. */
    async function run() {
      while (!stopped && !over) {
        try {
          if (shut < TRIES || Date.now() - shutAt > BACK) await stream();
          else await delta();
        } catch (unreachable) {
          if (!stopped && !over) await instead();
        }
        if (stopped || over) break;
        const most = failed ? Math.min(SLOWEST, beat * SPREAD * 2 ** failed) : shut < TRIES ? beat * SPREAD : ASKS;
        await pause(most * (shut < TRIES || failed ? Math.random() : 0.75 + Math.random() / 2));
      }
      say("off");
    }

    async function instead() {
      try {
        await delta();
        [failed, shut, shutAt] = [0, shut + 1, Date.now()];
      } catch (unreachable) {
        failed += 1;
        say("off");
      }
    }

    function now() {
      return Date.now() + offset;
    }

    /* Back from sleep or from another page: what is open may be dead, so look at once. */
    function back() {
      if (document.visibilityState === "hidden") return;
      if (link === "on" && Date.now() - heard > silence / 2 && control) control.abort();
      if (wake) wake();
    }

    for (const name of ["online", "pageshow"]) window.addEventListener(name, back);
    document.addEventListener("visibilitychange", back);
    run();
    return {
      now,
      stop() {
        stopped = true;
        if (control) control.abort();
        if (wake) wake();
      },
    };
  }

  window.Live = { follow };
})();
