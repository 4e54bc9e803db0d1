/* The box and the list of what was written on this phone. Text is kept 300 ms after a key press; Add moves it to the outbox. */
(function () {
  "use strict";

  const main = document.querySelector("main[data-room]"), { outbox, store } = room, PAUSE = 300;
  const join = document.querySelector("form[data-join]");
  const { value, words } = room.places;
  let timer = null, typed = false, mine = false;

  /* A phone that comes in twice is one phone: its key stays on it. */
  if (join && !main) {
    const known = store.kept(`room/${join.dataset.join}/me`);
    join.elements.key.value = known ? known.key : store.newKey();
  }
  document.addEventListener("submit", ({ target: form }) => {
    if (form.dataset.join) store.keep(`room/${form.dataset.join}/me`, Object.fromEntries(["key", "who", "name"].filter((one) => form.elements[one]).map((one) => [one, form.elements[one].value])));
  });
  if (!main) return;

  const DRAFT = `room/${main.dataset.room}/box`;
  const box = () => document.getElementById("box");
  const find = (key) => document.querySelector(`.note[data-key="${CSS.escape(key)}"]`);

  function count() {
    const left = document.getElementById("text-left"), n = box() && 280 - box().elements.text.value.length;
    if (left) left.textContent = n === 1 ? left.dataset.one : left.dataset.many.replace("%s", n);
  }

  /* Another tab may keep a draft: it is forgotten only where this one kept or showed it. */
  function forget() {
    if (mine) store.forget(DRAFT);
    mine = false;
  }

  function save() {
    const form = box();
    if (!form || !typed) return;
    if (!form.elements.text.value.trim()) return forget();
    mine = true;
    store.keep(DRAFT, { step: value(form, "step"), text: form.elements.text.value, ...room.places.of(form) });
    room.told();
  }

  function restore() {
    const draft = store.kept(DRAFT), form = box();
    if (draft && form && !form.elements.text.value) {
      form.elements.text.value = draft.text;
      mine = true;
      if (draft.step === value(form, "step")) room.places.NAMES.forEach((name) => form.elements[name] && draft[name] && (form.elements[name].value = draft[name]));
      if (form.closest("details")) form.closest("details").open = true;
    }
    count();
  }

  /* Puts what stands in the box into the outbox; false where there is nothing, or its place is missing. */
  function add() {
    const form = box(), line = document.getElementById("no-place");
    if (!form || !words(form.elements.text.value)) return false;
    const missing = room.places.missing(form);
    [line.hidden, line.textContent] = [!missing, line.dataset[missing] || ""];
    if (missing) {
      form.querySelector({ side: "[name=ours]", twin: "[name=twin_text]", place: "[type=radio]" }[missing]).focus();
      return false;
    }
    const notes = room.places.notes(form);
    clearTimeout(timer);
    forget();
    form.reset();
    ["text", "twin_text"].forEach((name) => form.elements[name] && (form.elements[name].value = ""));
    count();
    notes.forEach((note) => {
      const key = store.newKey();
      outbox.put({ key, seq: 1, method: "PUT", path: `notes/${key}/`, ...note });
    });
    return true;
  }

  function change(form, isBack) {
    const li = form.closest(".note"), key = li.dataset.key, text = words(form.elements.text.value);
    const seq = Number(li.dataset.seq) + 1, quadrant = li.dataset.quadrant;
    if (!isBack && !text) return form.elements.text.focus();
    li.dataset.seq = seq;
    form.closest("details").open = false;
    li.querySelector("summary").focus();
    const body = { step: Number(value(form, "step")), text, quadrant };
    outbox.put(isBack ? { key, seq, method: "DELETE", path: `notes/${key}/?seq=${seq}` } : { key, seq, method: "PUT", path: `notes/${key}/`, body, quadrant });
  }

  function made(key) {
    const list = document.querySelector("#mine .mine");
    if (!list) return null;
    list.prepend(document.getElementById("new-note").content.cloneNode(true));
    list.firstElementChild.dataset.key = key;
    document.getElementById("mine").hidden = false;
    return list.firstElementChild;
  }

  /* Shows a note as it stands: its words, its place, where it is; `no` is why it was refused. */
  function show(key, { text, quadrant, seq, where, late, no }) {
    const li = find(key) || made(key);
    if (!li) return;
    const mark = quadrant && document.querySelector(`template[data-mark="${quadrant}"]`);
    Object.assign(li.dataset, { where, seq, quadrant: quadrant || "" });
    li.querySelector(".m").replaceChildren(mark ? mark.content.cloneNode(true) : "");
    li.querySelector(".t").textContent = text;
    li.querySelector(".of").textContent = `: ${text}`;
    li.querySelector(".late").hidden = !late;
    li.querySelector(".no").hidden = !no;
    li.querySelector(".no span").textContent = no || "";
    const details = li.querySelector("details");
    if (!details.open) details.querySelector("textarea").value = text;
    if (no) details.open = true;
  }

  function waits(thing) {
    if (!thing.path || !thing.path.startsWith("notes/")) return;
    const li = find(thing.key);
    if (thing.method === "DELETE") {
      if (li) [li.hidden, li.querySelector(".no").hidden, li.querySelector(".no span").textContent] = [!thing.no, !thing.no, thing.no || ""];
      return;
    }
    show(thing.key, { ...thing.body, quadrant: thing.quadrant, seq: thing.seq, where: "phone", no: thing.no });
  }

  outbox.listen((what, thing, told) => {
    /* What another tab overtook goes once more, as the newest of all. */
    if (what === "sent" && told.older && thing.path.startsWith("notes/")) return outbox.put({ ...thing, seq: told.older + 1, path: thing.path.replace(/\d+$/, told.older + 1) });
    if (what === "waits" || what === "no") waits(thing);
    if (what === "sent" && thing.method === "DELETE" && find(thing.key)) find(thing.key).remove();
    if (what === "sent" && thing.method === "PUT" && told.where) show(thing.key, told);
  });
  document.addEventListener("input", (event) => {
    if (!box() || !box().contains(event.target)) return;
    count();
    typed = true;
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target, isChange = form.closest(".change");
    if (form !== box() && !isChange) return;
    event.preventDefault();
    if (isChange) change(form, event.submitter && event.submitter.value === "back");
    else if (add()) room.added();
    else if (!form.elements.text.value.trim()) form.elements.text.focus();
  });
  window.addEventListener("pagehide", save);

  room.notes = { add, save, show: () => { restore(); outbox.things().forEach(waits); }, told: (notes) => notes.forEach((note) => find(note.key) && !outbox.things().some((one) => one.key === note.key) && show(note.key, note)) };
})();
