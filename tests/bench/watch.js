// Says on every frame after a press what the page shows: when its map first looks different, and when all of it is whole.
// It runs in every page that the benchmark drives, the same in each; only `whole` is told by whoever serves the page.
(() => {
  const whole = WHOLE, drawn = MAP_DRAWN;
  const map = () => document.querySelector(".st-key-map .js-plotly-plot");
  const plots = () => [...document.querySelectorAll(".js-plotly-plot")];

  // What each place looks like: the colour of its area, the colour and the width of its symbol.
  const looks = (plot) => {
    const found = new Map();
    if (!plot || getComputedStyle(plot).visibility === "hidden") return found;
    for (const area of plot.querySelectorAll("g.geo.geo path.choroplethlocation"))
      found.set(`area ${area.__data__?.loc}`, getComputedStyle(area).fill);
    for (const group of plot.querySelectorAll("g.geo.geo g.trace.scattergeo")) {
      const codes = group.__data__?.[0].trace.customdata;
      if (codes) group.querySelectorAll("path.point").forEach((mark, i) => {
        const width = Math.round(2 * mark.getBoundingClientRect().width);
        found.set(`symbol ${[codes[i]].flat()[0]}`, `${getComputedStyle(mark).fill} ${width}`);
      });
    }
    return found;
  };
  // Streamlit draws a new chart twice: out of sight in a size of its own, then as large as its place.
  const placed = (plot) => {
    const drawing = plot.querySelector(".main-svg")?.getBoundingClientRect(), place = plot.getBoundingClientRect();
    const fits = drawing && Math.abs(drawing.width - place.width) < 2 && Math.abs(drawing.height - place.height) < 2;
    return fits && getComputedStyle(plot).visibility !== "hidden";
  };
  const differs = (before, now) => [...now].some(([place, look]) => before.has(place) && before.get(place) !== look);

  addEventListener("pointerdown", () => { window.pressedAt = performance.now(); }, true);

  // Keeps what is drawn now; `watched` then gets the milliseconds from the last press. Where `everywhere`, another figure
  // in any chart will do for whole, else it is the map's.
  window.watch = (everywhere) => {
    const before = looks(map()), data = plots().map((plot) => plot.data), said = { first: null, whole: null };
    window.watched = said;
    window.pressedAt = null;
    const another = (plot) => plot?.data && !data.includes(plot.data);
    const look = () => {
      if (window.watched !== said) return;
      if (window.pressedAt !== null) {
        const took = performance.now() - window.pressedAt, plot = map();
        if (said.first === null) {
          const now = looks(plot);
          if (differs(before, now) || (another(plot) && now.size)) said.first = took;
        }
        const changed = everywhere ? plots().some(another) : another(plot) && drawn("map");
        if (changed && whole() && plots().every(placed)) said.whole = took;
      }
      if (said.whole === null) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  };
})();
