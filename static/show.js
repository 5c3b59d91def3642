// A deck on a stage: keys and clicker. A step turns at once to the neighbour that stands there drawn and hidden, and the
// server hears of it. Black and white are the browser's alone. How it moves from scene to scene stands in flight.js.

// In milliseconds: how long a digit waits for the next, and a letter for a second; how long the only place that is found
// waits for more; how long a scene may take to be drawn before it is shown as it is; after how long the server is asked
// again; how long the stage rests before its neighbours are drawn.
const NEXT_DIGIT = 1200, NEXT_LETTER = 1200, ONLY_ONE = 450, PATIENCE = 4000, AGAIN = 3000, REST = 250;
const STEPS = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1 };

const root = document.documentElement;
// What the server said last, and how it is told; what is asked for, and the number of the press that asked it.
let said = null, tell = () => {}, seek = () => {}, want = {}, press = 0;
// The slot that is turned to.
let slot = "";

export default ({ data, setTriggerValue, setStateValue }) => {
  if (data.part === "search") {
    seek = (typed) => setStateValue("sought", typed);
    return () => {};
  }
  if (data.part === "found") {
    list(data);
    return () => {};
  }
  if (data.part === "wishes") {
    wished = data;
    obey();
    return () => {};
  }
  const first = said === null;
  said = data;
  root.lang = data.lang;
  tell = (more = {}) => setTriggerValue("asked", { ...want, press, done, shade: shaded(), help: !!layer && !layer.help.hidden, ...more });
  // Only the answer to the last press says what is to be seen: what was asked since the others is on its way.
  if (first || data.press === press) want = { scene: data.scene, tone: data.tone, detour: data.detour };
  press = Math.max(press, data.press);
  if (first) begin();
  follow();
  turn();
  if (data.kiosk && first) walkOn();
  return () => {
    if (said !== data) return;
    said = null;
    end();
  };
};

// -- coming and going --------------------------------------------------------------------------------------------------

let heard = null, layer = null;

function begin() {
  heard = new AbortController();
  const listen = { capture: true, signal: heard.signal };
  document.addEventListener("keydown", keyed, listen);
  document.addEventListener("stage-asked", () => slot && turned(), listen); // `flight.js` came later
  document.addEventListener("pointerup", () => setTimeout(hearken), listen);
  addEventListener("popstate", stepped, listen);
  document.addEventListener("pointerdown", touched, listen);
  document.addEventListener("pointerup", swept, listen);
  document.addEventListener("pointermove", (event) => event.pointerType === "mouse" && offer(), listen);
  layer = make("div", "show-layer", document.body);
  for (const part of ["shade", "digits", "help"]) {
    layer[part] = make("div", `show-${part}`, layer);
    layer[part].hidden = true;
  }
  layer.find = make("div", "show-find", layer);
  layer.field = make("input", "", layer.find);
  Object.assign(layer.field, { type: "text", autocomplete: "off", spellcheck: false, ariaLabel: said.labels.find });
  layer.list = make("ol", "", layer.find);
  layer.field.addEventListener("input", typed);
  layer.field.addEventListener("compositionend", typed);
  bar();
  if (!said.kiosk) hearken();
}

// The field hears every key, so that an input method can compose characters in it; a finger calls it up by a button.
function hearken() {
  if (!matchMedia("(pointer: coarse)").matches) layer?.field.focus({ preventScroll: true });
}

function end() {
  heard.abort();
  for (const late of [walking, turning, resting, lost, digitsEnd, letterEnd, flies, toned]) clearTimeout(late);
  layer.remove();
  layer = null;
  delete root.dataset.slot;
  for (const name of ["help", "hand"]) delete root.dataset[name];
  slot = "";
}

// -- presenters --------------------------------------------------------------------------------------------------------

// The run of a show is kept in this tab: whoever loads the page anew goes on with it.
const RUN = "stage-run";
// What presenters wish for by now; of which run a wish was done last, and its number.
let wished = null, done = ["", 0];

// What the tab keeps; within another site it may keep nothing.
function tab(does = (store) => store.getItem(RUN)) {
  try {
    return does(sessionStorage);
  } catch {
    return null;
  }
}

function follow() {
  const kept = tab();
  if (said.run) tab((store) => store.setItem(RUN, said.run));
  else if (kept) {
    tab((store) => store.removeItem(RUN));
    tell({ run: kept });
  }
  obey();
}

const WISHES = {
  step: (by) => go(want.scene + Number(by)),
  place: (code) => ask({ detour: code }),
  back: () => want.detour && ask({ detour: "" }),
  shade: (colour) => shaded() !== colour && shade(colour, false),
};

// Does each wish once, as a key is done, and says which was the last.
function obey() {
  if (!said || !wished || wished.run !== said.run) return;
  if (done[0] !== wished.run) done = [wished.run, 0];
  const due = wished.wishes.filter(([number]) => number > done[1]), before = press;
  for (const [number, what, value] of due) {
    done = [wished.run, number];
    WISHES[what]?.(value);
  }
  if (due.length && press === before) tell();
}

// A step of history is answered by the page itself; what is told meanwhile must not undo it.
function stepped() {
  const asks = new URLSearchParams(location.search);
  if (!location.pathname.endsWith("/show") || asks.get("present")) return;
  want = { scene: Math.min(Math.max(Number(asks.get("scene")) || 1, 1), said.last), detour: asks.get("detour") ?? "", tone: asks.get("dress") ?? "dark" };
  clearTimeout(resting);
}

// -- turning to a scene ------------------------------------------------------------------------------------------------

let turning = 0;

// Turns to what is wanted as soon as it stands in its slot, drawn.
function turn() {
  clearTimeout(turning);
  const began = performance.now();
  const look = () => {
    if (!said) return;
    const to = want.detour ? "detour" : `${want.scene % said.held.length}`, there = slotOf(to);
    const own = want.detour ? `[data-place="${want.detour}"]` : `[data-scene="${want.scene}"]`;
    if (!there?.querySelector(own) || !(drawn(there) || performance.now() - began > PATIENCE)) {
      turning = setTimeout(look, 16);
      return;
    }
    document.dispatchEvent(new Event("stage-fit"));
    if (slot !== to || showing !== own) show(to, own);
    rest();
  };
  look();
}

let showing = "";

function show(to, own) {
  const from = slot && slot !== to ? slotOf(slot) : null;
  root.dataset.slot = slot = to;
  showing = own;
  turned(from);
}

function turned(from = null) {
  document.dispatchEvent(new CustomEvent("stage-turned", { detail: { from, to: slotOf(slot), scene: want.scene, detour: want.detour } }));
}

function slotOf(name) {
  return document.querySelector(`.st-key-scene-${name}`);
}

const atRest = () => document.querySelector(".stApp").dataset.testScriptState === "notRunning";

// Whether what is in a slot can be seen: its picture has its marks.
function drawn(there) {
  const picture = there.querySelector("[class*=st-key-picture-]");
  if (!picture) return !there.querySelector(".show-view");
  const plot = picture.querySelector(".js-plotly-plot");
  const areas = plot?.data?.some((trace) => trace.type === "choropleth") ? "path.choroplethlocation" : "path, rect.bg";
  return !!plot?.querySelector(".main-svg") && !!plot.querySelector(areas);
}

// Once the stage is at rest the server draws the neighbours.
let resting = 0;
function rest() {
  clearTimeout(resting);
  const near = [want.scene - 1, want.scene + 1, want.scene + 2].filter((n) => n >= 1 && n <= said.last);
  if (want.detour || near.every((n) => said.held.includes(n))) return;
  resting = setTimeout(() => {
    if (atRest()) tell({ rested: true });
    else rest();
  }, REST);
}

function go(scene) {
  const to = Math.min(Math.max(scene, 1), said.last);
  if (to !== want.scene || want.detour) ask({ scene: to, detour: "" });
}

function ask(change) {
  want = { ...want, ...change };
  press += 1;
  clearTimeout(resting);
  tell();
  clearTimeout(lost);
  lost = setTimeout(insist, AGAIN);
  turn();
}

// What was lost on the way is said again.
let lost = 0;
function insist() {
  if (!said || said.press >= press) return;
  if (atRest()) tell();
  lost = setTimeout(insist, AGAIN);
}

// -- keys --------------------------------------------------------------------------------------------------------------

let digits = "", digitsEnd = 0;

function keyed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.key === "Process") return;
  walkOn(RESTS);
  const does = deed(event.key);
  if (!does) return;
  event.preventDefault();
  event.stopPropagation();
  does();
}

// What a key does; nothing for one that is none of ours, and for a letter that is typed.
function deed(key) {
  if (!layer.help.hidden) return ["Tab", "Enter", "Shift"].includes(key) ? null : () => help(false);
  const letter = key.length === 1 && /\p{L}/u.test(key), small = key.toLowerCase();
  // A command's letter that waits unseen for a second: another key, or the same again, is one of its own.
  if (layer.find.classList.contains("unseen") && (!letter || small === layer.field.value.toLowerCase())) forget();
  if (layer.field.value) return searching(key);
  if (letter && !(small in COMMANDS)) return () => begun(key);
  if (!layer.shade.hidden && !["b", "w", ".", ","].includes(small) && !(key in STEPS)) return () => shade("");
  if (/^[0-9]$/.test(key)) return () => digit(key);
  if (key === "Enter" && digits) return jump;
  if (want.detour && (key in STEPS || ["Escape", "Backspace", " "].includes(key))) return () => ask({ detour: "" });
  if (key in STEPS) return () => (shade(""), go(want.scene + STEPS[key]));
  if (letter) return () => (COMMANDS[small](), begun(key, true));
  return OTHERS[key];
}

const OTHERS = {
  " ": () => playing() || go(want.scene + 1),
  Home: () => go(1),
  End: () => go(said.last),
  Escape: () => leave(),
  ".": () => shade("black"),
  ",": () => shade("white"),
  "?": () => help(true),
  "？": () => help(true),
};
// Letters that do something at once, and take it back where a second letter makes a name of them.
const COMMANDS = {
  b: () => shade("black"),
  w: () => shade("white"),
  l: () => {
    toneBefore = want.tone;
    toned = setTimeout(() => ask({ tone: other() }), ONLY_ONE);
  },
};
// When L is done, and the tone before it.
let toned = 0, toneBefore = "";
const other = () => (want.tone === "dark" ? "light" : "dark");

// A name has begun: what its first letter did is taken back, also where the second was slow to come.
function takeBack() {
  clearTimeout(toned);
  if (toneBefore && want.tone !== toneBefore) ask({ tone: toneBefore });
  toneBefore = "";
  shade("");
}

// Where the months go by, they start or stop.
function playing() {
  return !document.dispatchEvent(new CustomEvent("stage-plays", { cancelable: true, detail: { scene: want.scene } }));
}

function digit(key) {
  digits = (digits + key).slice(-5);
  layer.digits.textContent = digits;
  layer.digits.hidden = false;
  clearTimeout(digitsEnd);
  digitsEnd = setTimeout(jump, NEXT_DIGIT);
}

function jump() {
  clearTimeout(digitsEnd);
  const to = Number(digits);
  digits = "";
  layer.digits.hidden = true;
  if (to) go(to);
}

// The same again takes it away. Whoever looks on is told.
function shade(colour, told = true) {
  const before = shaded(), now = colour === before ? "" : colour;
  layer.shade.hidden = !now;
  layer.shade.dataset.shade = now;
  if (told && now !== before && said.run) tell();
}

function shaded() {
  return layer?.shade.dataset.shade ?? "";
}

// The server puts the ways to a presenter view below the keys.
function help(open) {
  if (open === !layer.help.hidden) return;
  layer.help.hidden = !open;
  root.toggleAttribute("data-help", open);
  tell();
  if (!open) return;
  const table = make("dl", "", null);
  for (const [key, what] of said.help) {
    make("dt", "", table, key);
    make("dd", "", table, what);
  }
  layer.help.replaceChildren(table);
}

// As a link is followed: the address of the deck, with a step of history (static/page.js).
function leave() {
  if (said.kiosk) return;
  history.pushState({}, "", said.out);
  dispatchEvent(new PopStateEvent("popstate"));
}

// -- to a place, and back ----------------------------------------------------------------------------------------------

let letterEnd = 0, flies = 0, answers = null, chosen = 0;
// What the server found last: it answers no second time to the same letters.
let known = {};
// Whether Enter was pressed before the places were there.
let entered = false;

// A first letter: it stands in the field, and waits there for the second; a command's letter waits unseen.
function begun(letter, unseen = false) {
  layer.field.value = letter;
  layer.field.focus({ preventScroll: true });
  typed();
  layer.find.classList.toggle("unseen", unseen);
  clearTimeout(letterEnd);
  // Twice: a browser that was busy meanwhile hears the second letter first.
  letterEnd = setTimeout(() => (letterEnd = setTimeout(forget, REST)), NEXT_LETTER);
}

function typed() {
  const now = layer.field.value.trim();
  clearTimeout(flies);
  [answers, chosen, entered] = [null, 0, false];
  layer.list.replaceChildren();
  layer.find.classList.toggle("open", !!now);
  layer.find.classList.remove("unseen");
  clearTimeout(letterEnd);
  if ([...now].length < 2 && !/\p{Script=Han}/u.test(now)) return;
  takeBack();
  if (known.typed === now) list(known);
  else seek(now);
}

function forget() {
  toneBefore = "";
  layer.field.value = "";
  typed();
}

// The places that the server found for what stands in the field.
function list(found) {
  known = found;
  if (!layer || !found.typed || found.typed !== layer.field.value.trim()) return;
  answers = found.found;
  layer.list.replaceChildren(...answers.map(([, label]) => make("li", "", null, label)));
  if (!answers.length) make("li", "none", layer.list, found.nothing);
  choose(0);
  if (entered) fly();
  else if (answers.length === 1) flies = setTimeout(fly, ONLY_ONE);
}

function choose(n) {
  chosen = Math.min(Math.max(n, 0), Math.max(0, (answers ?? []).length - 1));
  [...layer.list.children].forEach((one, k) => one.classList.toggle("chosen", k === chosen && !!answers.length));
}

function fly() {
  const to = answers?.[chosen]?.[0];
  forget();
  if (to) ask({ detour: to });
}

function searching(key) {
  if (key === "Escape") return forget;
  if (key === "Enter") return () => (answers ? fly() : (entered = true));
  if (key === "ArrowDown") return () => choose(chosen + 1);
  if (key === "ArrowUp") return () => choose(chosen - 1);
  if (key in STEPS) return () => (forget(), go(want.scene + STEPS[key]));
  return null; // the field takes it
}

// -- hands and kiosks --------------------------------------------------------------------------------------------------

// In milliseconds: how long the buttons stay after the pointer has moved, and a kiosk stands still after a hand. In
// pixels: what is a sweep.
const STAYS = 2500, RESTS = 60_000, SWEEP = 40;
const BUTTONS = {
  before: ["M15 5l-7 7 7 7", () => go(want.scene - 1)],
  next: ["M9 5l7 7-7 7", () => go(want.scene + 1)],
  find: ["M10.5 4a6.5 6.5 0 1 0 0 13a6.5 6.5 0 0 0 0-13M15.5 15.5l5 5", () => layer.field.focus()],
  tone: ["M12 3a9 9 0 1 0 0 18zM12 3a9 9 0 0 1 0 18", () => ask({ tone: other() })],
  full: ["M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5", () => (document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen())],
  keys: ["M9 9a3 3 0 1 1 4 2.8c-.8.4-1 1-1 2M12 17.5v.5", () => help(layer.help.hidden)],
  leave: ["M5 5l14 14M19 5L5 19", () => leave()],
};
let walking = 0, offered = 0, down = null;

function bar() {
  layer.bar = make("div", "show-bar", layer);
  for (const [name, [path, does]] of Object.entries(BUTTONS)) {
    if (said.kiosk && name === "leave") continue;
    const button = make("button", "", layer.bar);
    button.ariaLabel = button.title = said.labels[name];
    button.innerHTML = `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${path}"/></svg>`;
    button.addEventListener("click", does);
  }
}

function offer() {
  layer.bar.classList.add("offered");
  root.dataset.hand = "";
  clearTimeout(offered);
  offered = setTimeout(() => {
    layer?.bar.classList.remove("offered");
    delete root.dataset.hand;
  }, STAYS);
}

function touched(event) {
  walkOn(RESTS);
  down = event.pointerType === "mouse" || layer.bar.contains(event.target) ? null : [event.clientX, event.clientY];
}

// A finger that sweeps goes on or back; one that taps calls up the buttons.
function swept(event) {
  if (!down) return;
  const [x, y] = [event.clientX - down[0], event.clientY - down[1]];
  down = null;
  if (Math.abs(x) > SWEEP && Math.abs(x) > Math.abs(y)) want.detour ? ask({ detour: "" }) : go(want.scene - Math.sign(x));
  else offer();
}

// A kiosk goes from scene to scene by itself, and begins anew after the last.
function walkOn(after = said.kiosk * 1000) {
  clearTimeout(walking);
  if (!said?.kiosk) return;
  walking = setTimeout(() => {
    help(false);
    shade("", true);
    forget();
    go((want.scene % said.last) + 1);
    walkOn();
  }, after);
}

function make(kind, name, parent, text) {
  const made = document.createElement(kind);
  if (name) made.className = name;
  if (text) made.textContent = text;
  parent?.append(made);
  return made;
}
