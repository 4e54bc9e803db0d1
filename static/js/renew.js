/* After a session ran out and somebody signed in again in another tab, this page holds a token of the old session.
   renew() reads the page anew and takes its token: "same" person, "other" person, "out" (signed out still) or "away". */
window.workbook = window.workbook || {};

workbook.renew = (function () {
  "use strict";

  const FIELD = "input[name=csrfmiddlewaretoken]";
  let isOld = false;

  function take(token) {
    document.querySelectorAll(FIELD).forEach((field) => field.setAttribute("value", token));
    document.body.setAttribute("hx-headers", JSON.stringify({ "x-csrftoken": token }));
  }

  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    const { status } = detail.xhr;
    if (status === 401) isOld = true;
    if (status === 403) renew();
  });
  document.addEventListener("visibilitychange", async () => {
    if (isOld && !document.hidden) isOld = (await renew()) !== "same";
  });

  async function renew() {
    let answer, page;
    try {
      answer = await fetch(location.pathname + location.search, { headers: { Accept: "text/html" }, cache: "no-store" });
      page = new DOMParser().parseFromString(await answer.text(), "text/html");
    } catch (unreachable) {
      return "away";
    }
    const person = page.body.dataset.person || "", field = page.querySelector(FIELD);
    if (!person) return answer.ok ? "out" : "away";
    if (person !== document.body.dataset.person) return "other";
    if (!field) return "away";
    take(field.getAttribute("value"));
    return "same";
  }

  return renew;
})();

/* How long to wait before the next try: within 0.4 s, doubling to 15 s, any time within that (full jitter). */
workbook.patience = function () {
  "use strict";

  const FIRST = 400, LONGEST = 15000;
  let failures = 0;
  return {
    next: () => Math.random() * Math.min(LONGEST, FIRST * 2 ** failures++),
    reset: () => (failures = 0),
  };
};
