/* A button beside a field that copies what stands in it. Without script the field is marked and copied by hand. */
(function () {
  "use strict";

  /* Only pages served over https may write to the clipboard; a laptop at a workshop serves plain http. */
  async function copied(field) {
    field.focus();
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      return true;
    } catch (refused) {
      return document.execCommand("copy");
    }
  }

  document.querySelectorAll("[data-copy]").forEach((button) => {
    const field = document.getElementById(button.dataset.copy);
    const told = document.getElementById(`${button.dataset.copy}_copied`);
    button.hidden = false;
    button.addEventListener("click", async () => {
      told.textContent = (await copied(field)) ? button.dataset.copied : button.dataset.byHand;
    });
  });
})();
