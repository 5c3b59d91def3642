// The map answers a press at once: it is painted with what the server has told beforehand, and its names and legend
// are dimmed until the new map has been drawn. Colours and sizes come from the groups that the new map is drawn from.

const MAP = ".st-key-map .js-plotly-plot";
const OTHER = ".";
// How long a new map may take to stand there once the app is at rest, in milliseconds: where none comes, the press was
// taken back, or chose what was chosen already, and the map is as it was.
const PATIENCE = 500;

// The plot that is painted, how each of its marks was, and how it was left by us.
let plot = null, was = new Map(), left = new Map();
// Whether a pointer is down: whoever holds the months still has not chosen yet.
let down = false;
for (const kind of ["pointerdown", "pointerup", "pointercancel"])
  document.addEventListener(kind, (event) => (down = event.type === "pointerdown"), true);
let questions = null, months = null, near = () => {};

export default ({ data, setStateValue }) => {
  if (data.months) months = data.months;
  if (!data.questions) return;
  questions = data.questions;
  near = (asked) => setStateValue("near", asked);
  answers.observe(document.querySelector(".stApp"), { attributeFilter: ["data-test-script-state"] });
};

const answers = new MutationObserver(soon);

let waits = 0;
function soon() {
  clearTimeout(waits);
  waits = setTimeout(() => {
    if (down) soon();
    else if (plot && document.querySelector(".stApp").dataset.testScriptState === "notRunning") restore();
  }, PATIENCE);
}

function asked() {
  const address = new URLSearchParams(location.search);
  return (name) => address.get(name) ?? questions.default[name];
}

// -- what is pressed ---------------------------------------------------------------------------------------------------

document.addEventListener("click", (event) => {
  if (!questions || !document.querySelector(MAP)) return;
  const now = asked(), said = event.target.textContent.trim();
  const option = event.target.closest?.("[role=option]") && document.querySelector(".st-key-indicator [aria-expanded=true]");
  if (option && said in questions.indicators) paint(questions, `${questions.indicators[said]}.${now("period")}`);
  const period = event.target.closest?.(".st-key-period [role=radio]");
  if (period) paint(questions, `${now("indicator")}.${questions.periods[period.textContent.trim()]}`);
}, true);

// Who comes near the months may want them.
for (const kind of ["pointerover", "focusin"]) {
  document.addEventListener(kind, (event) => {
    if (!questions || !event.target.closest?.(".st-key-as-of")) return;
    const now = asked(), of = `${now("indicator")}.${now("period")}`;
    if (months?.of !== of) near(of);
    watch(event.target.closest(".st-key-as-of").querySelector("input"));
  }, true);
}

let watched = null;
const moves = new MutationObserver(([change]) => {
  const now = asked(), month = months?.names[change.target.getAttribute("aria-valuetext")];
  if (month && months.of === `${now("indicator")}.${now("period")}`) paint(months, month);
});

function watch(slider) {
  if (!slider || slider === watched) return;
  moves.disconnect();
  moves.observe((watched = slider), { attributeFilter: ["aria-valuetext"] });
}

// -- painting ----------------------------------------------------------------------------------------------------------

function paint(table, row) {
  const here = document.querySelector(MAP), letters = table.rows[row];
  if (!here || !letters) return;
  if (here !== plot) [plot, was, left] = [here, new Map(), new Map()];
  const looks = new Map(table.places.map((code, n) => [code, letters[n] !== OTHER && table.looks[letters.charCodeAt(n) - 48]]));
  plot.classList.add("painted");
  // The inset of the sea shows land only.
  for (const map of plot.querySelectorAll("g.geo:not(.geo2)")) {
    // Of areas of one place the last lies on top; the ones below are the ground.
    const areas = new Map([...map.querySelectorAll("path.choroplethlocation")].map((area) => [area.__data__.loc, area]));
    for (const [code, area] of areas) {
      const look = looks.get(code);
      if (look) keep(area).style.fill = look[0] || "none";
    }
    for (const symbol of map.querySelectorAll("g.scattergeo path.point")) {
      const look = looks.get(symbol.__data__.data);
      if (!look) continue;
      const [area, colour, edge, size, opacity] = look, r = size / 2;
      keep(symbol).setAttribute("d", `M${r},0A${r},${r} 0 1,1 0,${-r}A${r},${r} 0 0,1 ${r},0Z`);
      // In an inset areas are large enough to do without.
      const hidden = area && map.classList.contains("geo3");
      Object.assign(symbol.style, { fill: colour, stroke: edge, opacity: hidden ? 0 : opacity });
    }
  }
  for (const mark of was.keys()) left.set(mark, look(mark));
  soon();
}

function look(mark) {
  return [mark.getAttribute("style"), mark.getAttribute("d")];
}

function keep(mark) {
  if (!was.has(mark)) was.set(mark, look(mark));
  return mark;
}

function restore() {
  for (const [mark, [style, d]] of was) {
    if (`${look(mark)}` !== `${left.get(mark)}`) continue; // plotly has drawn it since
    mark.setAttribute("style", style);
    if (d) mark.setAttribute("d", d);
  }
  plot.classList.remove("painted");
  [plot, was, left] = [null, new Map(), new Map()];
}
