/* "I have finished": said once a step, and on its way it waits in the outbox as a note does. */
(function () {
  "use strict";

  const main = document.querySelector("main[data-room]"), outbox = room.outbox;
  if (!main) return;

  const form = () => document.getElementById("finish");
  const isHere = (thing) => form() && thing.key === `finished-${form().dataset.step}`;

  function draw(on) {
    const isIn = form().contains(document.activeElement), buttons = form().querySelectorAll("button");
    buttons[0].hidden = on;
    form().querySelector(".f-said").hidden = !on;
    if (isIn) buttons[Number(on)].focus();
  }

  document.addEventListener("submit", (event) => {
    if (event.target !== form()) return;
    event.preventDefault();
    const { step } = form().dataset, on = Boolean(event.submitter && event.submitter.name);
    draw(on);
    if (on) room.say(form().querySelector("strong").textContent);
    outbox.put({ key: `finished-${step}`, seq: Date.now(), method: on ? "PUT" : "DELETE", path: `finished/${step}/` });
  });
  outbox.listen((what, thing) => {
    if (what !== "no" || !thing.path.startsWith("finished/")) return;
    outbox.drop(thing.key);
    if (isHere(thing)) draw(false);
  });

  room.finished = {
    show() {
      const waiting = outbox.things().find(isHere);
      if (waiting) draw(waiting.method === "PUT");
    },
  };
})();
