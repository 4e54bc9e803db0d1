/* What somebody types while an answer is on its way stays: when a part of the page is put in its place, the fields in it
   keep what they were given since the form was sent. Words whose field is gone are shown under the messages. */
(function () {
  "use strict";

  const FIELDS = "textarea[id], select[id], input[id]:not([type=hidden], [type=submit], [type=button], [type=file])";
  const sent = new WeakMap();
  const typed = new WeakMap();

  function ticks(field) {
    return field.type === "radio" || field.type === "checkbox";
  }

  function state(field) {
    return ticks(field) ? field.checked : field.value;
  }

  function begun(field) {
    if (ticks(field)) return field.defaultChecked;
    return field.options ? Array.from(field.options).find((one) => one.defaultSelected)?.value ?? field.value : field.defaultValue;
  }

  function fields(root) {
    return Array.from(root.querySelectorAll(FIELDS));
  }

  function caret(field) {
    const has = field === document.activeElement && !ticks(field) && "selectionStart" in field;
    return has ? [field.selectionStart, field.selectionEnd] : null;
  }

  function show(words) {
    const messages = document.getElementById("messages");
    const told = document.createElement("div"), said = document.createElement("p"), text = document.createElement("blockquote");
    told.className = "slip mb-3";
    said.className = "mb-1";
    said.textContent = document.body.dataset.typedMeanwhile;
    text.textContent = words;
    told.append(said, text);
    messages.append(told);
  }

  function putBack({ id, is, at }) {
    const field = document.getElementById(id);
    if (!field) {
      if (typeof is === "string" && is.trim()) show(is);
      return;
    }
    if (state(field) === is) return;
    if (ticks(field)) field.checked = is;
    else field.value = is;
    if (at && field === document.activeElement && field.setSelectionRange) field.setSelectionRange(...at);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  document.addEventListener("htmx:beforeRequest", ({ detail }) => {
    sent.set(detail.xhr, new Map(fields(detail.target).map((field) => [field.id, state(field)])));
  });

  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    const before = sent.get(detail.xhr);
    const changed = fields(detail.target).filter((field) => state(field) !== (before.has(field.id) ? before.get(field.id) : begun(field)));
    typed.set(detail.xhr, changed.map((field) => ({ id: field.id, is: state(field), at: caret(field) })));
  });

  /* A form that saves itself brings its own draft back first. */
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    const kept = typed.get(detail.xhr) || [];
    typed.delete(detail.xhr);
    queueMicrotask(() => kept.forEach(putBack));
  });
})();
