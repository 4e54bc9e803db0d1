/* Dragging on the board does what the Move buttons do: it sends the same form. Without script the buttons stay. */
(function () {
  "use strict";

  const matrix = document.getElementById("matrix");
  if (!matrix) return;
  let held = null;

  function button(entry, quad) {
    return entry.querySelector(`.move button[value="${quad.dataset.quadrant}"]`);
  }

  function quadUnder(event) {
    const quad = event.target.closest(".quad");
    return held && quad && button(held, quad) ? quad : null;
  }

  function mark(quad) {
    matrix.querySelectorAll(".quad-over").forEach((other) => other !== quad && other.classList.remove("quad-over"));
    if (quad) quad.classList.add("quad-over");
  }

  function free() {
    matrix.querySelectorAll("[data-entry]").forEach((entry) => {
      entry.draggable = true;
    });
  }

  free();
  document.addEventListener("regions", free);
  matrix.addEventListener("dragstart", (event) => {
    held = event.target.closest("[data-entry]");
    if (!held) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", held.dataset.entry);
  });
  matrix.addEventListener("dragover", (event) => {
    const quad = quadUnder(event);
    mark(quad);
    if (quad) event.preventDefault();
  });
  matrix.addEventListener("drop", (event) => {
    const quad = quadUnder(event);
    if (!quad) return;
    event.preventDefault();
    const chosen = button(held, quad);
    chosen.form.requestSubmit(chosen);
  });
  matrix.addEventListener("dragend", () => {
    held = null;
    mark(null);
  });
})();
