// The stage: which scene is shown, in which language and tone, and what is away from it.

const LANGS = PACK.langs, LAST = PACK.scenes.length;
const $ = (id) => document.getElementById(id);
const state = { scene: 1, lang: LANGS[0], tone: "dark", county: "", cover: "" };
const marks = new Marks($("picture"), $("tip"), (code) => show({ county: code }));
let before = null, playing = null;

const words = (key) => PACK.words[state.lang][key];

// The address keeps where one is, so that a reload comes back there.
function read() {
  const said = new URLSearchParams(location.hash.slice(1));
  const scene = Number(said.get("scene"));
  if (scene >= 1 && scene <= LAST) state.scene = Math.floor(scene);
  if (LANGS.includes(said.get("lang"))) state.lang = said.get("lang");
  if (said.get("tone") === "light") state.tone = "light";
  if (PROFILES.has(said.get("county"))) state.county = said.get("county");
}

function keep() {
  const said = new URLSearchParams({ scene: state.scene, lang: state.lang, ...(state.tone === "light" && { tone: "light" }), ...(state.county && { county: state.county }) });
  try {
    history.replaceState(null, "", `#${said}`);
  } catch {
    // Some browsers let no file do so: then a reload begins anew.
  }
}

// Starts the months of a scene, or holds them; whether it has any.
function months() {
  const one = PACK.scenes[state.scene - 1][state.lang];
  if (state.county || !one.months) return false;
  if (playing) playing.turn();
  else play(one, before);
  return true;
}

// Shows what has changed. A map begins where the one before it stood.
function show(changes = {}) {
  const known = { ...state };
  Object.assign(state, changes);
  state.scene = Math.min(LAST, Math.max(1, state.scene));
  document.documentElement.lang = state.lang === "zh" ? "zh-Hans" : "en";
  document.documentElement.dataset.tone = state.tone;
  document.documentElement.dataset.cover = state.cover;
  dressed();
  const one = state.county ? profile(state.county, state.lang) : PACK.scenes[state.scene - 1][state.lang];
  tell(one);
  playing?.end();
  playing = null;
  const drawn = paint(one, known.scene !== state.scene || known.county !== state.county);
  if (known.scene !== state.scene && !state.county && !still()) play(one, drawn);
  keep();
}

// Lets the months of a scene go by, where it has any.
function play(one, drawn) {
  if (one.months && drawn) playing = new Months(one.months, drawn, inked(), () => show());
}

// Everything that is said beside the picture.
function tell(one) {
  const said = $("said");
  said.replaceChildren();
  const kind = state.county ? "county" : PACK.scenes[state.scene - 1].kind;
  document.body.dataset.kind = one.faults?.length ? "fault" : kind;
  for (const fault of one.faults ?? []) element("p", "sentence", said, fault);
  const [lead, number, after] = one.sentence ?? [];
  for (const [name, text] of [
    ["place", one.place], ["sentence", lead], [number?.length > 8 ? "number long" : "number", number], ["sentence", after],
    ...(one.told ?? []).map((paragraph) => ["told", paragraph]), ...(one.facts ?? []).map((fact) => ["fact", fact]),
    ["when", one.when],
  ]) if (text) parts(text, element("p", name, said));
  if (one.rows) table(one, said);
  if (one.notes) element("p", "notes", said, whole(one.notes));
  if (one.rests) parts(one.rests, element("p", "rests", said));
  fit(said);
  $("count").textContent = state.county ? "" : `${state.scene} / ${LAST}`;
  document.title = `${PACK.title[state.lang]} · ${state.county ? one.place : state.scene}`;
}

// A number stays with the Chinese unit that follows it.
const whole = (text) => text.replace(/(\d) (?=\p{Script=Han})/gu, "$1\u00a0");

// A line of parts breaks between two of them, not within one; a dot is seen where the part before it stands in its line.
const DOT = " · ";
function parts(text, line) {
  const found = whole(text).split(DOT);
  if (found.length < 2) return line.append(...found);
  const all = element("span", "parts", line);
  found.forEach((part, n) => {
    const one = element("span", "part", all);
    if (n) element("span", "dot", one, DOT.trim());
    one.append(part);
    all.append(" ");
  });
}

// Words that are too many for the height of the window are set smaller, as far as they can still be read.
const SMALLER = 0.94, SMALLEST = 0.45;
function fit(said) {
  let part = 1;
  do said.style.setProperty("--fit", part);
  while (said.scrollHeight > said.clientHeight + 1 && (part *= SMALLER) > SMALLEST);
}

// Pictures are drawn for a stage of this height (backbone/pictures/scene.py), and scaled to the window's.
// Below the words on a phone they are no smaller than this part of it; beside them they are what the words are.
const HEIGHT = 940, WIDTH = 1000, BELOW = 0.5, BESIDE = 0.3, upright = matchMedia("(max-aspect-ratio: 1/1)");
function scale() {
  const home = $("picture");
  return Math.max(upright.matches ? BELOW : BESIDE, Math.min(home.clientHeight / HEIGHT, home.clientWidth / WIDTH));
}

// What makes the colours of dark pictures those of the tone.
const inked = () => (state.tone === "light" ? (colour) => PACK.colours[colour] ?? colour : (colour) => colour);

function paint(one, moved) {
  const home = $("picture");
  home.replaceChildren();
  home.setAttribute("aria-label", one.title ?? "");
  home.hidden = one.figure === undefined && !one.plate;
  if (home.hidden || !home.clientWidth || !home.clientHeight) return void ((before = null), marks.begin(null, 1));
  const own = state.tone === "light" && one.light !== undefined, ink = own ? (colour) => colour : inked();
  const drawn = one.plate ? one.plate(home, ink) : picture(PACK.figures[own ? one.light : one.figure], home, scale(), ink, marks);
  if (moved && drawn && before) fly(before, drawn);
  return (before = drawn);
}

// Lets a map come from where the one before it stood.
function fly(from, to) {
  if (still()) return;
  const [x, y] = from.at(...to.centre), k = from.scale / to.scale;
  if (!Number.isFinite(x + y + k) || k > 40 || k < 0.025) return;
  const middle = [to.box.left + to.box.width / 2, to.box.top + to.box.height / 2];
  const start = `translate(${x}px, ${y}px) scale(${k}) translate(${-middle[0]}px, ${-middle[1]}px)`;
  const [land, over] = to.group;
  land.animate([{ transform: start }, { transform: "none" }], { duration: 700, easing: "cubic-bezier(.3,0,.2,1)" });
  over.animate([{ opacity: 0 }, { opacity: 0, offset: 0.7 }, { opacity: 1 }], { duration: 900 });
}
