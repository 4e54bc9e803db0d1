/* Small courtesies: focus goes to what must be put right, and characters are counted. Every page works without. */
(function () {
  "use strict";

  const REFUSED = ".error-summary, .hint.refused";
  const counted = new WeakMap();

  /* A fragment that autosave put in place never takes the focus from what somebody is typing. */
  function focusSummary(root) {
    const summary = root.matches(REFUSED) ? root : root.querySelector(REFUSED);
    if (summary && !summary.closest("[data-saved]")) summary.focus();
  }

  function showCount(field, line) {
    const left = Number(line.dataset.limit) - Array.from(field.value).length;
    line.textContent = (left < 0 ? line.dataset.over : line.dataset.left).replace("%s", Math.abs(left));
    line.classList.toggle("count-over", left < 0);
  }

  function watchCounts(root) {
    root.querySelectorAll("[data-count]").forEach((line) => {
      const field = document.getElementById(line.dataset.count);
      if (!field || counted.get(line) === field) return;
      counted.set(line, field);
      let wait;
      field.addEventListener("input", () => {
        clearTimeout(wait);
        wait = setTimeout(() => showCount(field, line), 400);
      });
      showCount(field, line);
    });
  }

  function take(root) {
    focusSummary(root);
    watchCounts(root);
  }

  take(document.body);
  new MutationObserver((changes) => {
    changes.forEach((change) => change.addedNodes.forEach((node) => node.nodeType === 1 && take(node)));
  }).observe(document.body, { childList: true, subtree: true });
})();
