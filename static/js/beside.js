/* Pages beside the one that leads: read again while the room goes on, every few seconds at most. */
(function () {
  "use strict";

  const BETWEEN = 3000;
  const { live, liveAgain } = document.querySelector("[data-follows]").dataset;
  const { changed, readAgain } = window.Regions;

  document.querySelector("#meanwhile button").addEventListener("click", () => {
    document.getElementById("main").focus({ preventScroll: true });
    readAgain(true);
  });
  window.Live.follow({
    url: live,
    again: liveAgain,
    beat: 5,
    onFrame: (frame) => (frame.kind === "leader" || frame.kind === "state") && changed(BETWEEN),
    onLink() {},
  });
})();
