/* Dragging a note does what the buttons do: it ticks the note and presses one. Without script the buttons stay. */
(function () {
  "use strict";

  const form = document.getElementById("grouping");
  if (!form) return;
  let held = null;

  function count() {
    const many = form.querySelectorAll("[name=notes]:checked, [name=groups]:checked").length;
    const said = document.getElementById("ticked");
    const words = said && (many ? `(${many})` : `(${said.dataset.none})`);
    if (said && said.textContent !== words) said.textContent = words;
  }

  function press(verb) {
    form.requestSubmit(form.querySelector(`[name=verb][value="${verb}"]`));
  }

  function placeUnder(event) {
    return held && event.target.closest("[data-group], [data-note], [data-quadrant]");
  }

  function mark(place) {
    form.querySelectorAll(".over").forEach((other) => other !== place && other.classList.remove("over"));
    if (place) place.classList.add("over");
  }

  function tick(row) {
    const box = row.querySelector("input[type=checkbox]");
    if (box && !box.checked) box.checked = true;
  }

  function drop(place) {
    const group = place.closest("[data-group]");
    const other = place.closest("[data-note]");
    const quadrant = place.closest("[data-quadrant]").dataset.quadrant;
    if (other === held || (group && group.contains(held))) return;
    tick(held);
    if (group) {
      form.elements.to.value = group.dataset.group;
      press("group");
    } else if (other) {
      form.elements.to.value = "";
      tick(other);
      press("group");
    } else if (held.closest("[data-group]")) {
      press("ungroup");
    } else if (quadrant && quadrant !== held.closest("[data-quadrant]").dataset.quadrant) {
      form.elements.quadrant.value = quadrant;
      press("place");
    }
  }

  /* Nothing can be ticked, and so nothing dragged, while the groups are voted on. */
  function begin() {
    form.querySelectorAll("[data-note]").forEach((note) => {
      note.draggable = Boolean(note.querySelector("input:enabled"));
    });
    count();
  }

  function letGo() {
    if (held) held.removeAttribute("data-busy");
    held = null;
    mark(null);
  }

  form.addEventListener("change", count);
  form.addEventListener("dragstart", (event) => {
    held = event.target.closest("[data-note]");
    if (!held) return;
    held.dataset.busy = "";
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", held.dataset.note);
  });
  form.addEventListener("dragover", (event) => {
    const place = placeUnder(event);
    mark(place && place !== held ? place : null);
    if (place) event.preventDefault();
  });
  form.addEventListener("drop", (event) => {
    const place = placeUnder(event);
    if (!place) return;
    event.preventDefault();
    drop(place);
  });
  form.addEventListener("dragend", letGo);
  document.addEventListener("regions", begin);
  begin();
})();
