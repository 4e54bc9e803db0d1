/* Keys 0, 1 and 2 set the mark of the crossing that has the focus; arrows do without, as radios do anywhere. */
(function () {
  "use strict";

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !/^[012]$/.test(event.key)) return;
    const radio = event.target.closest('.tri input[type="radio"], .pair input[type="radio"]');
    if (!radio) return;
    const meant = radio.closest("fieldset").querySelector(`input[type="radio"][value="${event.key}"]`);
    event.preventDefault();
    meant.checked = true;
    meant.focus();
    meant.dispatchEvent(new Event("change", {bubbles: true}));
  });
})();
