/* What a room's screen is made of: elements of frames, with marks copied from the page and words that stand in it. */
(function () {
  "use strict";

  const words = () => document.querySelector("[data-words]").dataset;
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (gap, name) => values[name]);

  function make(tag, name, text) {
    const made = document.createElement(tag);
    if (name) made.className = name;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function mark(quadrant) {
    const found = quadrant && document.querySelector("template[data-mark=" + quadrant + "]");
    return found ? [found.content.cloneNode(true)] : [];
  }

  function named(group) {
    const title = make("span", "serif", group.title);
    title.dir = "auto";
    return [make("span", "n", group.n), ...mark(group.quadrant), title];
  }

  function line(...parts) {
    const made = make("li");
    made.append(...parts);
    return made;
  }

  function heap(group) {
    const section = make("section", group ? "heap" : "heap heap-alone");
    section.append(make("h2"), make("ul", "rows"));
    if (group) section.firstElementChild.append(...named(group));
    else section.firstElementChild.textContent = words().alone;
    return section;
  }

  function bar(result, group, most, tied) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const rect = svg.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "rect"));
    const told = { class: "bar", viewBox: "0 0 100 4", preserveAspectRatio: "none", "aria-hidden": "true" };
    for (const [name, value] of Object.entries(told)) svg.setAttribute(name, value);
    rect.setAttribute("width", Math.round((100 * result.marks) / most));
    rect.setAttribute("height", 4);
    const rank = make("span", "rank", result.marks ? result.rank : "–"), what = make("span", "what"), n = make("span", "marks-n", result.marks);
    if (tied && result.marks) rank.append(make("span", "tied", words().shared));
    what.append(...named(group));
    n.append(make("span", "visually-hidden", " " + words().marks));
    const made = line(rank, what, n, svg);
    if (result.voters) made.append(make("span", "spread", fill(words().spread, result)));
    return made;
  }

  window.ScreenParts = { bar, heap, line, make, named };
})();
