// The map answers a press at once: it is painted with what the server has told beforehand, and its names and legend
// are dimmed until the new map has been drawn. Colours and sizes come from the groups that the new map is drawn from.

const MAP = ".st-key-map .js-plotly-plot";
// The letter of a place that is not there yet; the first of those that count the looks.
const NONE = ".", FIRST = 48;
// How long a new map may take to stand there once the app is at rest, in milliseconds: where none comes, the press was
// taken back, or chose what was chosen already, and the map is as it was.
const PATIENCE = 500;

// The plot that is painted, how each of its marks was, and the colour that we left.
let plot = null, was = new Map(), left = new Map();
// Whether a pointer is down: whoever holds the months still has not chosen yet.
let down = false;
for (const kind of ["pointerdown", "pointerup", "pointercancel"])
  document.addEventListener(kind, (event) => (down = event.type === "pointerdown"), true);
// What the server has told: the names of what can be picked, and the paint of each question and of each month, with what
// it is the paint of.
const told = { names: null, questions: null, months: null };
let near = () => {};

export default ({ data, setStateValue }) => {
  const [own] = Object.keys(told).filter((name) => data[name]);
  const said = (told[own] = own === "names" ? data : data[own]);
  if (own === "names") {
    near = (asked) => setStateValue("near", asked);
    answers.observe(document.querySelector(".stApp"), { attributeFilter: ["data-test-script-state"] });
  }
  // On another page there is another map.
  return () => told[own] === said && (told[own] = null);
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

// What the address asks: the code of an indicator, a period or a month.
function asked(name) {
  return new URLSearchParams(location.search).get(name) ?? told.names.default[name];
}

// What the paint must be of, to be that of the map that stands there after a press.
const OF = { questions: () => asked("as_of"), months: () => `${asked("indicator")}.${asked("period")}` };

function press(table, row) {
  if (told[table]?.of === OF[table]()) paint(told[table], row);
}

// -- what is pressed ---------------------------------------------------------------------------------------------------

const INDICATOR = ".st-key-indicator", PERIOD = ".st-key-period", AS_OF = ".st-key-as-of";

document.addEventListener("click", ({ target }) => {
  if (!told.names || !document.querySelector(MAP)) return;
  const { indicator, period } = told.names.names, said = target.textContent.trim();
  const option = target.closest?.("[role=option]") && document.querySelector(`${INDICATOR} [aria-expanded=true]`);
  if (option && said in indicator) press("questions", `${indicator[said]}.${asked("period")}`);
  const year = target.closest?.(`${PERIOD} [role=radio]`)?.textContent.trim();
  if (year) press("questions", `${asked("indicator")}.${period[year]}`);
}, true);

// Who comes near a picker may want what it leads to.
for (const kind of ["pointerover", "focusin"]) {
  document.addEventListener(kind, ({ target }) => {
    const table = target.closest?.(AS_OF) ? "months" : target.closest?.(`${INDICATOR}, ${PERIOD}`) ? "questions" : "";
    if (!told.names || !table) return;
    if (told[table]?.of !== OF[table]()) near(OF[table]());
    if (table === "months") watch(target.closest(AS_OF).querySelector("input"));
  }, true);
}

let watched = null;
const moves = new MutationObserver(([change]) => {
  const month = told.names?.names.as_of[change.target.getAttribute("aria-valuetext")];
  if (month) press("months", month);
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
  const looks = new Map(table.places.map((code, n) => [code, letters[n] !== NONE && table.looks[letters.charCodeAt(n) - FIRST]]));
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
  for (const mark of was.keys()) left.set(mark, mark.style.fill);
  soon();
}

// The outline of an area is plotly's alone: it changes with the frame.
function keep(mark) {
  const { fill, stroke, opacity } = mark.style;
  if (!was.has(mark)) was.set(mark, [{ fill, stroke, opacity }, mark.matches(".point") && mark.getAttribute("d")]);
  return mark;
}

function restore() {
  for (const [mark, [style, d]] of was) {
    if (mark.style.fill !== left.get(mark)) continue; // plotly has drawn it since
    Object.assign(mark.style, style);
    if (d) mark.setAttribute("d", d);
  }
  plot.classList.remove("painted");
  [plot, was, left] = [null, new Map(), new Map()];
}
