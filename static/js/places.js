/* Where a note belongs: where its two questions lead, and the twin of what both helps and hurts. */
room.places = (function () {
  "use strict";

  const LEADS = { helpsours: "strength", hurtsours: "weakness", helpstheirs: "opportunity", hurtstheirs: "threat" };
  const NAMES = ["helps", "ours", "quadrant", "twin_text"];
  const value = (form, name) => (form.elements[name] ? form.elements[name].value : "");
  const words = (text) => text.trim().replace(/\s+/g, " ");
  const of = (form) => Object.fromEntries(NAMES.map((name) => [name, value(form, name)]));

  /* What is missing before it can be sent: "side", "twin" (its words, for no twin) or "place"; "" where nothing is. */
  function missing(form) {
    const { helps, ours, quadrant, twin_text } = of(form);
    if (helps === "both") return ours ? "" : "side";
    if (words(twin_text)) return "twin";
    return form.querySelector("[name=quadrant][type=radio]") && !quadrant && !LEADS[helps + ours] ? "place" : "";
  }

  /* The notes that stand in the box, as they are sent and with the place they are shown at: one, or two that are twins. */
  function notes(form) {
    const { helps, ours, quadrant, twin_text } = of(form), step = Number(value(form, "step")), text = words(form.elements.text.value);
    if (helps !== "both") return [{ body: { step, text, helps, ours, quadrant }, quadrant: quadrant || LEADS[helps + ours] || "" }];
    const own = quadrant || LEADS[`helps${ours}`], other = LEADS[(["strength", "opportunity"].includes(own) ? "hurts" : "helps") + ours];
    return [[text, own], [words(twin_text) || text, other]].map(([said, at]) => ({ body: { step, text: said, quadrant: at }, quadrant: at }));
  }

  return { NAMES, missing, notes, of, value, words };
})();
