/* Pages of lists that hold more than their room: ScreenPages(root, buttons) gives lay(), to be called when something changed.
   Nothing is made smaller. A list is set in columns that go on to the side; a page is what its box shows of them. */
(function () {
  "use strict";

  const STAYS = 12000;

  window.ScreenPages = function (root, controls) {
    const lists = [...root.querySelectorAll("[data-list]")];
    const words = document.querySelector("[data-words]").dataset;
    const toggle = controls.querySelector("[data-turning]");
    let page = 0, pages = 1, turning = true, since = Date.now();

    function of(list) {
      const gap = parseFloat(getComputedStyle(list).columnGap) || 0;
      const wide = list.clientWidth + gap;
      return list.clientWidth ? { wide, n: Math.max(1, Math.round((list.scrollWidth + gap) / wide)) } : { wide: 0, n: 1 };
    }

    function say(element, n, all) {
      element.textContent = all > 1 ? words.page.replace("{n}", n).replace("{all}", all) : "";
    }

    function lay() {
      const sizes = lists.map(of);
      pages = Math.max(...sizes.map((one) => one.n));
      page = ((page % pages) + pages) % pages;
      lists.forEach((list, at) => {
        const mine = page % sizes[at].n, head = list.parentElement.querySelector("[data-turn]");
        list.scrollLeft = mine * sizes[at].wide;
        if (head) say(head, mine + 1, sizes[at].n);
      });
      controls.hidden = pages < 2;
      say(controls.querySelector("[data-turn]"), page + 1, pages);
    }

    function go(by) {
      page += by;
      since = Date.now();
      lay();
    }

    function stop(now) {
      turning = !now;
      toggle.setAttribute("aria-pressed", String(now));
      since = Date.now();
    }

    const KEYS = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 };
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      if (event.key in KEYS && pages > 1) {
        event.preventDefault();
        go(KEYS[event.key]);
      } else if (event.key === "p") stop(turning);
    });
    controls.querySelectorAll("[data-go]").forEach((button) => {
      button.addEventListener("click", () => go(Number(button.dataset.go)));
    });
    toggle.addEventListener("click", () => stop(turning));
    window.addEventListener("resize", lay);
    if (document.fonts) document.fonts.ready.then(lay);
    setInterval(() => { if (turning && pages > 1 && Date.now() - since >= STAYS) go(1); }, 500);
    document.documentElement.classList.add("paged");
    return { lay, first() { page = 0; since = Date.now(); } };
  };
})();
