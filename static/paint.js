// The map answers a press at once: it is painted with what the server has told beforehand, and its names and legend
// are dimmed until the new map has been drawn. Colours and sizes come from the groups that the new map is drawn from.

const MAP = ".st-key-map .js-plotly-plot";
// The digits of a place's code.
const CODE = /\d{6}/g;
// How long a new map may take to stand there once the app is at rest, in milliseconds: where none comes, the press was
// taken back, or chose what was chosen already, and the map is as it was.
const PATIENCE = 500;

// The plot that is painted, how each of its marks was, and the colour that we left.
let plot = null, was = new Map(), left = new Map();
// Whether a pointer is down: whoever holds the months still has not chosen yet.
let down = false;
for (const kind of ["pointerdown", "pointerup", "pointercancel"])
  document.addEventListener(kind, (event) => (down = event.type === "pointerdown"), true);
// What the server has told: the names of what can be picked, the paint of all questions, and what each picker leads to,
// each with what it is the paint of.
const told = { names: null, questions: null, indicator: null, period: null, as_of: null };
// Asks for a table; what was asked for last, and by which map's paint: the server has not forgotten it.
let near = () => {}, sought = "", seeker = null;

export default ({ data, parentElement, setStateValue }) => {
  const own = Object.keys(told).filter((name) => data[name]);
  const said = own.map((name) => (told[name] = name === "names" ? data : spread(data[name])));
  if (data.names) {
    if (seeker !== parentElement) [seeker, sought] = [parentElement, ""];
    near = (asked) => asked !== sought && setStateValue("near", (sought = asked));
    answers.observe(document.querySelector(".stApp"), { attributeFilter: ["data-test-script-state"] });
  }
  // Whoever waits for it sees that this is known now.
  (parentElement.getRootNode().host ?? parentElement).closest("[class*=st-key-paint]")?.setAttribute("data-told", "");
  // On another page there is another map.
  return () => own.forEach((name, n) => told[name] === said[n] && (told[name] = null));
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
const OF = {
  questions: () => asked("as_of"),
  indicator: () => `${asked("as_of")}.${asked("period")}`,
  period: () => `${asked("as_of")}.${asked("indicator")}`,
  as_of: () => `${asked("indicator")}.${asked("period")}`,
};

// The table of what a picker leads to: its own, or that of all questions, which knows no months.
const LEADS = { indicator: ["indicator", "questions"], period: ["period", "questions"], as_of: ["as_of"] };
const fitting = (picker) => LEADS[picker].find((name) => told[name]?.of === OF[name]());

function press(picker, row) {
  const table = fitting(picker);
  if (table) paint(told[table], row);
}

// A table with its rows whole: one that is shorter than there are places says what it changes in the one before.
function spread({ places, rows, none, first, ...more }) {
  const codes = places.match(CODE) ?? [], whole = {}, at = (letter) => letter.charCodeAt(0) - first.charCodeAt(0);
  let row = [...none.repeat(codes.length)];
  for (const [name, said] of Object.entries(rows)) {
    row = said.length === codes.length ? [...said] : [...row];
    if (said.length < codes.length) for (let n = 0; n < said.length; n += 2) row[at(said[n])] = said[n + 1];
    whole[name] = row.map((letter) => letter !== none && more.looks[at(letter)]);
  }
  return { ...more, codes, rows: whole };
}

// -- what is pressed ---------------------------------------------------------------------------------------------------

const PICKERS = { indicator: ".st-key-indicator", period: ".st-key-period", as_of: ".st-key-as-of" };

document.addEventListener("click", ({ target }) => {
  if (!told.names || !document.querySelector(MAP)) return;
  const { indicator, period } = told.names.names, said = target.textContent.trim();
  const option = target.closest?.("[role=option]") && document.querySelector(`${PICKERS.indicator} [aria-expanded=true]`);
  if (option && said in indicator) press("indicator", `${indicator[said]}.${asked("period")}`);
  const year = target.closest?.(`${PICKERS.period} [role=radio]`)?.textContent.trim();
  if (year) press("period", `${asked("indicator")}.${period[year]}`);
}, true);

// Who comes near a picker may want what it leads to.
for (const kind of ["pointerover", "focusin"]) {
  document.addEventListener(kind, ({ target }) => {
    const picker = Object.keys(PICKERS).find((name) => target.closest?.(PICKERS[name]));
    if (!told.names || !picker) return;
    if (!fitting(picker)) near(`${picker} ${OF[picker]()}`);
    if (picker === "as_of") watch(target.closest(PICKERS.as_of).querySelector("input"));
  }, true);
}

let watched = null;
const moves = new MutationObserver(([change]) => {
  const month = told.names?.names.as_of[change.target.getAttribute("aria-valuetext")];
  if (month) press("as_of", month);
});

function watch(slider) {
  if (!slider || slider === watched) return;
  moves.disconnect();
  moves.observe((watched = slider), { attributeFilter: ["aria-valuetext"] });
}

// -- painting ----------------------------------------------------------------------------------------------------------

function paint(table, row) {
  const here = document.querySelector(MAP), own = table.rows[row];
  if (!here || !own) return;
  if (here !== plot) [plot, was, left] = [here, new Map(), new Map()];
  const looks = new Map(table.codes.map((code, n) => [code, own[n]]));
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
