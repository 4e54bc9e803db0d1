/* Typing in a sheet: Enter goes to the next line, and after the last one asks for more. Without script it asks for more. */
(function () {
  "use strict";

  const lines = Array.from(document.querySelectorAll(".sheet-lines input"));

  lines.forEach((line, place) => {
    line.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing) {
        return;
      }
      event.preventDefault();
      const next = lines[place + 1] || line.form.querySelector("button[name=more]");
      if (next) {
        next.focus();
      }
    });
  });
})();
