/* What is typed and not yet saved, kept on this device: one draft a form, under the person and the form's own key. */
window.workbook = window.workbook || {};

workbook.drafts = (function () {
  "use strict";

  const PREFIX = "draft/";
  const SENT = "sent";
  const NEVER = ["csrfmiddlewaretoken"];
  /* What the page puts into its form itself: no words of the writer. */
  const OURS = ["revision", "key", "cites"];

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

  function drop(form) {
    localStorage.removeItem(name(form));
  }

  function keep(form) {
    return write(form, { values: values(form) });
  }

  /* The workbook that a page is of, as its address begins. */
  function place() {
    return location.pathname.split("/", 3).join("/");
  }

  /* Sent by the form itself: whether it arrived is seen on the next page of this tab. */
  function sent(form) {
    if (keep(form)) sessionStorage.setItem(SENT, JSON.stringify([name(form), place()]));
  }

  /* A form that was saved leads on to a page of its workbook; one that was not is answered at once, or leads elsewhere,
     or nowhere. Revisions do not tell: somebody else may have saved meanwhile. Gives the name of a draft that did not arrive. */
  function unarrived() {
    const [page] = performance.getEntriesByType("navigation");
    const [last, from] = JSON.parse(sessionStorage.getItem(SENT)) || [null, null];
    sessionStorage.removeItem(SENT);
    if (!last || !page || page.redirectCount === 0 || place() !== from) return last;
    localStorage.removeItem(last);
    return null;
  }

  const failed = unarrived();

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

  /* Brings a draft back into its form, with the revision it was written on; true if it held words the page does not have.
     A page that gives words back because they were not saved has them, and they stay on the device. */
  function restore(form) {
    const draft = read(form);
    if (!draft) return false;
    const words = (pairs) => JSON.stringify(pairs.filter(([key]) => !OURS.includes(key)).map(([key, value]) => [key, value.trim()]));
    if (words(draft.values) === words(values(form))) {
      if (name(form) !== failed) drop(form);
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
