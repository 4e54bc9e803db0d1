/* Draws the frames of a room's screen in the places of its page: ScreenDraw(root) gives take(frame). What somebody wrote is text
   and nothing else. A note keeps its element, so that a frame of one note costs one note. */
(function () {
  "use strict";

  /* Longer words are set at 24 px on a screen of 1080, so that a note is never cut in two by a page. Longer questions are smaller too. */
  const TALL = 140, LONG = 90;

  window.ScreenDraw = function (root) {
    const lists = Object.fromEntries([...root.querySelectorAll("[data-list]")].map((list) => [list.dataset.list, list]));
    const every = (name, then) => document.querySelectorAll("[" + name + "]").forEach(then);
    const { bar, heap, line, make, named } = window.ScreenParts;
    let notes = new Map(), groups = new Map(), scene = "";

    /* ---------- notes and their groups ---------- */

    /* Where a note stands now; newest first. */
    function home(note) {
      if (scene === "reveal") return lists[note.quadrant || "loose"];
      if (scene !== "group") return null;
      const group = groups.get(note.group);
      return (group || alone).element.lastElementChild;
    }

    const alone = { element: heap(null) };

    function place(note) {
      const list = home(note);
      if (!list) return note.element.remove();
      let after = list.firstElementChild;
      while (after && Number(after.dataset.id) >= note.id) after = after.nextElementSibling;
      if (note.element.parentNode !== list || note.element.nextSibling !== after) list.insertBefore(note.element, after);
    }

    function keep(note) {
      const known = notes.get(note.id);
      if (note.gone) {
        if (known) known.element.remove();
        return notes.delete(note.id);
      }
      const element = known ? known.element : make("li");
      element.textContent = note.text;
      element.classList.toggle("tall", note.text.length > TALL);
      element.dataset.id = note.id;
      element.dir = "auto";
      notes.set(note.id, { ...note, element });
    }

    function keepGroup(group) {
      const known = groups.get(group.id);
      if (known) known.element.remove();
      groups.delete(group.id);
      if (!group.gone) groups.set(group.id, { ...group, element: heap(group) });
    }

    function arrange(all, changed, regrouped) {
      const sorted = [...groups.values()].sort((one, other) => one.n - other.n);
      const grouped = scene === "group" && (all || regrouped);
      if (grouped) lists.heaps.replaceChildren(...sorted.map((one) => one.element), alone.element);
      const moved = all || grouped ? notes.values() : changed.map((one) => notes.get(one.id)).filter(Boolean);
      for (const note of moved) place(note);
      alone.element.hidden = !alone.element.lastElementChild.children.length;
      return sorted;
    }

    /* ---------- results ---------- */

    function results(frame) {
      const found = (frame.results || []).filter((one) => groups.has(one.group));
      const most = Math.max(1, ...found.map((one) => one.marks));
      const tied = (result) => found.filter((one) => one.rank === result.rank).length > 1;
      lists.bars.replaceChildren(...found.map((one) => bar(one, groups.get(one.group), most, tied(one))));
      every("data-none", (one) => { one.hidden = found.length > 0; });
    }

    /* ---------- all of it ---------- */

    function counts(frame) {
      const told = { ...frame, budget: frame.vote && frame.vote.budget };
      every("data-n", (one) => { one.textContent = told[one.dataset.n] ?? one.textContent; });
      every("data-budget", (one) => { one.hidden = !frame.vote; });
      every("data-quadrant", (one) => { one.textContent = (frame.quadrants || {})[one.dataset.quadrant] || 0; });
      every("data-count", (one) => { one.textContent = lists[one.dataset.count].children.length; });
    }

    function parts(frame) {
      const heading = root.querySelector("[data-heading]"), step = frame.step || {};
      heading.textContent = heading.dataset[scene] || step.asked || heading.dataset.lobby;
      heading.classList.toggle("long", heading.textContent.length > LONG);
      every("data-in", (one) => { one.hidden = !one.dataset.in.split(" ").includes(scene); });
      const asked = (step.quadrants || []).length ? step.quadrants : ["strength", "weakness", "opportunity", "threat"];
      every("data-asked", (one) => { one.hidden = !asked.includes(one.dataset.asked); });
      document.body.dataset.scene = scene;
    }

    function take(frame) {
      const turned = frame.scene !== scene || frame.whole;
      scene = frame.scene;
      if (frame.whole) [notes, groups] = [new Map(), new Map()];
      if (turned) for (const list of Object.values(lists)) list.replaceChildren();
      if (turned) alone.element.lastElementChild.replaceChildren();
      (frame.groups || []).forEach(keepGroup);
      (frame.notes || []).forEach(keep);
      const sorted = arrange(turned, frame.notes || [], (frame.groups || []).length > 0);
      if (scene === "vote") lists.ballot.replaceChildren(...((frame.vote || {}).groups || sorted).map((one) => line(...named(one))));
      results(frame);
      parts(frame);
      counts(frame);
      const loose = lists.loose.children.length > 0, fields = [...notes.values()].some((one) => one.quadrant);
      every("data-loose", (one) => { one.hidden = !loose; });
      every("data-fields", (one) => { one.hidden = loose && !fields; });
    }

    return { take };
  };
})();
