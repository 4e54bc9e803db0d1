/* Keys made on a phone, and what it keeps: in its storage, or in memory where that is refused or full. */
window.room = window.room || {};

room.store = (function () {
  "use strict";

  const memory = {};
  let refused = false;

  /* A UUID of version 7 (RFC 9562); randomUUID is missing on plain http. */
  function newKey() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    for (let at = 5, time = Date.now(); at >= 0; at--, time = Math.floor(time / 256)) bytes[at] = time % 256;
    [bytes[6], bytes[8]] = [(bytes[6] & 15) | 112, (bytes[8] & 63) | 128];
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  }

  /* Storage that is refused or full: memory, and the page says so. */
  function keep(name, value) {
    try {
      localStorage.setItem(name, JSON.stringify(value));
      delete memory[name];
    } catch (full) {
      [refused, memory[name]] = [true, value];
    }
  }

  function kept(name) {
    try {
      return name in memory ? memory[name] : JSON.parse(localStorage.getItem(name));
    } catch (unreadable) {
      return null;
    }
  }

  function forget(name) {
    delete memory[name];
    try {
      localStorage.removeItem(name);
    } catch (refusing) {
      refused = true;
    }
  }

  /* The names of all that is kept under a beginning, in the order in which they were made. */
  function names(prefix) {
    let stored = [];
    try {
      stored = Object.keys(localStorage);
    } catch (refusing) {
      refused = true;
    }
    return Array.from(new Set(stored.concat(Object.keys(memory)))).filter((name) => name.startsWith(prefix)).sort();
  }

  try {
    localStorage.setItem("room/try", "1");
    localStorage.removeItem("room/try");
  } catch (full) {
    refused = true;
  }
  return { newKey, keep, kept, forget, names, refused: () => refused };
})();
