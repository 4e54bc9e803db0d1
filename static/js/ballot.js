/* Votes on a phone: minus and plus, the whole ballot each time with its number, sent as it is given. */
(function () {
  "use strict";

  const main = document.querySelector("main[data-room]"), outbox = room.outbox, MOST = 2;
  if (!main) return;
  /* The marks that this page showed last as sent or counted. */
  let last = "";

  const form = () => document.getElementById("ballot");
  const inputs = () => Array.from(form().querySelectorAll("input[data-group]"));
  const number = (input) => Math.min(MOST, Math.max(0, Math.floor(Number(input.value)) || 0));
  const given = () => inputs().reduce((sum, input) => sum + number(input), 0);
  const key = () => `ballot-${form().dataset.step}`;

  function say(sentence) {
    const line = form().querySelector(".no");
    line.hidden = !sentence;
    line.querySelector("span").textContent = sentence || "";
  }

  function draw() {
    const budget = Number(form().dataset.budget), left = Math.max(0, budget - given()), of = form().querySelector(".of");
    of.textContent = of.dataset.of.replace("%s", left);
    form().querySelector(".dots").replaceChildren(...Array.from({ length: budget }, (_, at) => {
      const dot = document.createElement("i");
      dot.className = at < budget - left ? "on" : "";
      return dot;
    }));
    form().querySelectorAll("[data-by]").forEach((button) => {
      const n = number(button.parentNode.querySelector("input"));
      button.hidden = false;
      button.disabled = button.dataset.by === "1" ? n >= MOST || !left : !n;
    });
  }

  function marksNow() {
    const marks = {};
    inputs().forEach((input) => number(input) && (marks[input.dataset.group] = number(input)));
    return marks;
  }

  function fill(marks) {
    last = JSON.stringify(marks);
    inputs().forEach((input) => (input.value = marks[input.dataset.group] || 0));
    draw();
  }

  function send() {
    const seq = Number(form().dataset.seq) + 1, marks = marksNow();
    last = JSON.stringify(marks);
    form().dataset.seq = seq;
    form().querySelector(".votes-state").dataset.where = "phone";
    say("");
    outbox.put({ key: key(), seq, method: "PUT", path: `ballots/${form().dataset.step}/`, body: { marks } });
  }

  function show() {
    if (!form()) return;
    const waiting = outbox.things().find((one) => one.key === key());
    const button = form().querySelector("[type=submit]");
    button.hidden = true;
    if (waiting) {
      form().dataset.seq = Math.max(waiting.seq, Number(form().dataset.seq));
      form().querySelector(".votes-state").dataset.where = "phone";
      fill(waiting.body.marks);
    } else fill(marksNow());
  }

  outbox.listen((what, thing, told) => {
    if (!thing || !thing.path || !thing.path.startsWith("ballots/")) return;
    const isHere = form() && thing.key === key();
    if (what === "sent" && isHere) {
      form().querySelector(".votes-state").dataset.where = "saved";
      form().dataset.seq = Math.max(told.ballot.seq, Number(form().dataset.seq));
      if (JSON.stringify(told.ballot.marks) !== last) fill(told.ballot.marks);
      say(told.sentence);
    }
    if (what !== "no") return;
    outbox.drop(thing.key);
    if (!isHere) return room.say(thing.no);
    say(thing.no);
    if (told.status === 409) fill((told.ballot || { marks: {} }).marks);
    form().querySelector(".votes-state").dataset.where = told.status === 409 && told.ballot ? "saved" : "";
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("#ballot [data-by]");
    if (!button) return;
    const input = button.parentNode.querySelector("input"), other = button.parentNode.querySelector(`[data-by="${-button.dataset.by}"]`);
    input.value = number(input) + Number(button.dataset.by);
    draw();
    if (button.disabled && !other.disabled) other.focus();
    send();
  });
  document.addEventListener("change", (event) => {
    if (!event.target.closest("#ballot input[data-group]")) return;
    const others = given() - number(event.target);
    event.target.value = Math.min(number(event.target), Math.max(0, Number(form().dataset.budget) - others));
    draw();
    send();
  });
  document.addEventListener("submit", (event) => {
    if (event.target !== form()) return;
    event.preventDefault();
    send();
  });

  room.ballot = { show };
})();
