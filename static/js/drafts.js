/* What is typed and not yet saved, kept on this device: one draft a form, under the person and the form's own key. */
window.workbook = window.workbook || {};

workbook.drafts = (function () {
  "use strict";

  const PREFIX = "draft/";
  const NEVER = ["csrfmiddlewaretoken"];

  function name(form) {
    return `${PREFIX}${document.body.dataset.person}/${form.dataset.autosave}`;
  }

  function values(form) {
    return Array.from(new FormData(form)).filter(([key, value]) => !NEVER.includes(key) && typeof value === "string");
  }

  /* A device without room or leave to store keeps nothing; the page works on. */
  function write(form, draft) {
    try {
      localStorage.setItem(name(form), JSON.stringify(draft));
    } catch (refused) {
      return false;
    }
    return true;
  }

  function read(form) {
    try {
      return JSON.parse(localStorage.getItem(name(form)));
    } catch (unreadable) {
      return null;
    }
  }

  function revision(form) {
    const field = form.querySelector("input[name=revision]");
    return field ? field.value : null;
  }

  function drop(form) {
    localStorage.removeItem(name(form));
  }

  function keep(form) {
    return write(form, { values: values(form), revision: revision(form), sent: false });
  }

  /* Marks a draft as sent by the form itself; whether it arrived is seen on the next page. */
  function sent(form) {
    write(form, { values: values(form), revision: revision(form), sent: true });
  }

  function arrived(form, draft) {
    return draft.sent && (draft.revision === null || draft.revision !== revision(form));
  }

  function fill(form, draft) {
    const waiting = draft.values.map(([key, value]) => ({ key, value }));
    Array.from(form.elements).forEach((field) => {
      if (!field.name || NEVER.includes(field.name) || ["submit", "button", "file"].includes(field.type)) return;
      const ticks = field.type === "radio" || field.type === "checkbox";
      const at = waiting.findIndex((one) => one.key === field.name && (!ticks || one.value === field.value));
      if (ticks) field.checked = at >= 0;
      else if (at >= 0) field.value = waiting[at].value;
      if (at >= 0) waiting.splice(at, 1);
    });
  }

  /* Brings a draft back into its form; true if it held words the page does not have. */
  function restore(form) {
    const draft = read(form);
    if (!draft) return false;
    const words = (pairs) => JSON.stringify(pairs.filter(([key]) => key !== "revision").map(([key, value]) => [key, value.trim()]));
    if (arrived(form, draft) || words(draft.values) === words(values(form))) {
      drop(form);
      return false;
    }
    fill(form, draft);
    return true;
  }

  function ours() {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  }

  /* Signing out empties the device, after a warning where words would be lost. */
  document.addEventListener("submit", (event) => {
    const question = event.target.dataset.clearsDrafts;
    if (question === undefined) return;
    if (ours().length && !window.confirm(question)) event.preventDefault();
    else ours().forEach((key) => localStorage.removeItem(key));
  });

  return { keep, sent, drop, restore };
})();
