// From scene to scene: a map begins where the last one stood and flies to its own view, symbols grow from the size that
// they had. Where a scene plays, its months go by: the map that stands there is painted month by month.

// In milliseconds: a flight, a scene without one, a month, how long a play waits after the flight.
const FLIGHT = 800, FADE = 250, MONTH = 650, SOON = 500;
// Two points of the country: where a map shows them says how it lies.
const HERE = [100, 28], THERE = [115, 36];
const still = matchMedia("(prefers-reduced-motion: reduce)");

// What can play, the scene that was turned to, and whether its months have begun. Either may come first: this code and
// `show.js` are fetched apart.
let plays = {}, turned = null, begun = false;
export default ({ data }) => {
  plays = data.plays;
  if (!turned) document.dispatchEvent(new Event("stage-asked"));
  else if (!begun && !turned.detour && plays[turned.scene]) begin(turned.scene, pictureIn(turned.to));
};

document.addEventListener("stage-turned", ({ detail }) => {
  if (play?.scene !== detail.scene) begun = false;
  turned = detail;
  flight?.end();
  if (detail.detour) pause();
  else if (play?.scene !== detail.scene) stop();
  const picture = pictureIn(detail.to);
  if (picture && !still.matches) flight = new Flight(detail.from && pictureIn(detail.from), picture);
  if (detail.detour) return;
  if (play?.scene === detail.scene) play.paused || resume();
  else if (plays[detail.scene]) begin(detail.scene, pictureIn(detail.to));
});

// The picture of a slot; nothing where it has none.
function pictureIn(there) {
  return there?.querySelector("[class*=st-key-picture-]");
}

const ease = (t) => (t < 0.5 ? 4 * t ** 3 : 1 - (2 - 2 * t) ** 3 / 2);
const mix = (a, b, t) => a + (b - a) * t;

// -- flight ------------------------------------------------------------------------------------------------------------

let flight = null;

class Flight {
  constructor(before, after) {
    this.after = after;
    const now = lies(after), then = before && lies(before);
    if (!now) {
      after.animate([{ opacity: 0 }, { opacity: 1 }], FADE);
      this.end = () => {};
      return;
    }
    this.before = then ? before : null;
    // As complex numbers: what the new map shows at z, the old one showed at p z + q.
    const [p, q] = then ? similarity(now, then) : [[1, 0], [0, 0]], size = Math.hypot(...p);
    const was = then ? sizes(before) : new Map(), is = sizes(after);
    this.maps = [{ layers: layersOf(after), p, q, marks: marks(after, (code, r) => [was.get(code) ?? 0, r]) }];
    if (then) {
      const back = inverse(p, q);
      // The old map flies along: what it becomes is what the new one began as.
      this.maps.push({ layers: layersOf(before), p: back[0], q: back[1], leaves: true, marks: marks(before, (code, r) => [r, is.get(code) ?? r]) });
      before.style.visibility = "visible";
      before.classList.add("flying");
    }
    this.size = size;
    after.classList.add("flying");
    this.began = performance.now();
    this.step = this.step.bind(this);
    this.step(this.began);
  }

  step(at) {
    const t = Math.min(1, Math.max(0, (at - this.began) / FLIGHT)), part = ease(t);
    if (t === 1) return this.end();
    for (const map of this.maps) {
      const come = map.leaves ? part : 1 - part;
      const [a, b] = [mix(1, map.p[0], come), mix(0, map.p[1], come)], [x, y] = [map.q[0] * come, map.q[1] * come];
      for (const layer of map.layers) layer.setAttribute("transform", `matrix(${a} ${b} ${-b} ${a} ${x} ${y})`);
      const scale = Math.hypot(a, b);
      for (const { mark, at: [mx, my], sizes: [from, to], r } of map.marks) {
        mark.setAttribute("transform", `translate(${mx},${my}) scale(${r ? mix(from, to, part) / r / scale : 1})`);
      }
    }
    this.after.style.opacity = Math.min(1, 0.15 + t * 2.2);
    if (this.before) this.before.style.opacity = Math.max(0, 1 - t * 1.6);
    this.next = requestAnimationFrame(this.step);
  }

  end() {
    cancelAnimationFrame(this.next);
    for (const { layers, marks } of this.maps) {
      for (const layer of layers) layer.removeAttribute("transform");
      for (const { mark, at } of marks) mark.setAttribute("transform", `translate(${at})`);
    }
    for (const one of [this.after, this.before]) {
      one?.classList.remove("flying");
      if (one) one.style.opacity = one.style.visibility = "";
    }
    flight = null;
  }
}

// Where a picture's map shows the two points; nothing where it has no map, or one that is not drawn yet.
function lies(picture) {
  const plot = picture.querySelector(".js-plotly-plot"), map = plot?._fullLayout?.geo?._subplot;
  const [here, there] = [HERE, THERE].map((point) => map?.projection?.(point));
  return here && there && ![...here, ...there].some(Number.isNaN) ? [here, there] : null;
}

const times = ([a, b], [c, d]) => [a * c - b * d, a * d + b * c];
const less = ([a, b], [c, d]) => [a - c, b - d];
const over = (z, [c, d]) => times(z, [c / (c * c + d * d), -d / (c * c + d * d)]);

function similarity([a, b], [c, d]) {
  const p = over(less(d, c), less(b, a));
  return [p, less(c, times(p, a))];
}

function inverse(p, q) {
  const back = over([1, 0], p);
  return [back, times(back, [-q[0], -q[1]])];
}

function layersOf(picture) {
  return [...picture.querySelectorAll("g.geo.geo > g")].filter((layer) => layer.childElementCount);
}

// The symbols of the main map; the radius of one is the first number of its path.
function points(picture) {
  return [...picture.querySelectorAll("g.geo.geo path.point")].filter((mark) => mark.__data__ && mark.getAttribute("transform"));
}

const radius = (mark) => parseFloat(mark.getAttribute("d").slice(1)) || 0;

function codeOf(mark) {
  return [mark.__data__.data].flat()[0];
}

function sizes(picture) {
  return new Map(points(picture).map((mark) => [codeOf(mark), radius(mark)]));
}

function marks(picture, grows) {
  return points(picture).map((mark) => {
    const r = radius(mark), at = mark.getAttribute("transform").match(/-?[\d.]+(e-?\d+)?/g).slice(0, 2).map(Number);
    return { mark, at, r, sizes: grows(codeOf(mark), r) };
  });
}

// -- the months --------------------------------------------------------------------------------------------------------

let play = null;
// plotly draws a picture anew where the stage gets another size: then it is painted again, also while it stands still.
const redrawn = new MutationObserver(() => {
  play.legend = play.counted = undefined;
  paint(play.at);
});

// The months of a scene from the first on; its words and its map are as they were at the end.
function begin(scene, picture) {
  if (!picture) return;
  begun = true;
  const words = picture.closest("[class*=st-key-scene-]").querySelector(".show-words");
  play = { scene, picture, words, said: plays[scene], month: words.querySelector(".show-month"), number: words.querySelector(".show-number") };
  play.place = words.querySelector(".show-place");
  play.last = [play.number, play.place].map((one) => one?.textContent ?? "");
  play.was = new Map();
  play.at = 0;
  for (const one of [words, picture]) one.classList.add("growing");
  paint(0);
  redrawn.observe(picture, { childList: true, subtree: true });
  if (still.matches) return stop();
  resume(SOON + FLIGHT);
}

function resume(wait = 0) {
  clearTimeout(play.waits);
  play.paused = false;
  const own = play;
  play.waits = setTimeout(() => {
    own.since = performance.now() - (own.at % 1) * MONTH;
    own.from = Math.floor(own.at);
    own.next = requestAnimationFrame(tick);
  }, wait);
}

function pause() {
  if (!play) return;
  clearTimeout(play.waits);
  cancelAnimationFrame(play.next);
}

// Everything as the scene itself has it.
function stop() {
  if (!play) return;
  pause();
  redrawn.disconnect();
  for (const [mark, [style, d]] of play.was) {
    Object.assign(mark.style, style);
    if (d) mark.setAttribute("d", d);
  }
  count(play.said.months.length - 1);
  [play.number, play.place].forEach((one, n) => one && (one.textContent = play.last[n]));
  if (play.month) play.month.textContent = "";
  for (const one of [play.words, play.picture]) one.classList.remove("growing");
  play = null;
}

function tick(now) {
  if (!play || play.paused) return;
  play.at = Math.max(play.from, play.from + (now - play.since) / MONTH);
  if (play.at >= play.said.months.length - 1) return stop();
  paint(play.at);
  play.next = requestAnimationFrame(tick);
}

// Space: from the first month where nothing plays, else pause or go on.
document.addEventListener("stage-plays", (event) => {
  const { scene } = event.detail;
  if (!plays[scene]) return;
  event.preventDefault();
  if (play?.scene !== scene) begin(scene, pictureIn(document.querySelector(`[data-scene="${scene}"]`).closest("[class*=st-key-scene-]")));
  else if (play.paused) resume();
  else {
    play.paused = true;
    pause();
  }
});

// The map between two months: symbols grow from the one to the other, areas turn to the later one halfway.
function paint(at) {
  const { picture, said } = play, n = Math.floor(at), part = ease(at - n);
  const rows = [said.rows[n], said.rows[Math.min(n + 1, said.rows.length - 1)]];
  const index = (play.index ??= new Map(said.places.map((code, k) => [code, k])));
  const look = (code, row) => (index.has(code) && rows[row][index.get(code)] >= 0 ? said.looks[rows[row][index.get(code)]] : null);
  for (const mark of picture.querySelectorAll("g.geo:not(.geo2) path.point")) {
    const code = mark.__data__ && codeOf(mark);
    if (!index.has(code)) continue;
    const [from, to] = [look(code, 0), look(code, 1)], shown = part < 0.5 ? from ?? to : to ?? from;
    const r = mix(from?.[3] ?? 0, to?.[3] ?? 0, part) / 2;
    keep(mark).setAttribute("d", r > 0.2 ? `M${r},0A${r},${r} 0 1,1 0,${-r}A${r},${r} 0 0,1 ${r},0Z` : "M0,0Z");
    if (shown) Object.assign(mark.style, { fill: shown[1], stroke: shown[2] });
  }
  for (const map of picture.querySelectorAll("g.geo:not(.geo2)")) {
    const areas = new Map([...map.querySelectorAll("path.choroplethlocation")].map((area) => [area.__data__.loc, area]));
    for (const [code, area] of areas) {
      if (!index.has(code) || !said.looks.some((one) => one[0])) continue;
      keep(area).style.fill = look(code, part < 0.5 ? 0 : 1)?.[0] || said.outside;
    }
  }
  const month = Math.round(at);
  if (play.month) play.month.textContent = said.months[month];
  if (play.number) play.number.textContent = said.numbers[month];
  if (play.place && said.scopes[month]) play.place.textContent = said.scopes[month];
  count(month);
  redrawn.takeRecords(); // what was written here
}

// The legend counts the places of the month, and its bars are as high as that.
function count(month) {
  if (play.counted === month) return;
  play.counted = month;
  play.legend ??= legend(play);
  const most = (at) => Math.max(1, ...play.legend.filter((one) => one.bar !== undefined).map((one) => Number(one.rows[at])));
  const last = play.said.months.length - 1, high = (one, at) => (play.said.bar * Number(one.rows[at])) / Math.max(most(last), most(at));
  for (const one of play.legend) {
    const text = one.words.querySelector("text");
    if (text.textContent !== one.rows[month]) text.textContent = one.rows[month];
    if (one.bar === undefined) {
      if (one.swatch) one.swatch.style.opacity = one.rows[month] ? "" : 0;
      continue;
    }
    const more = month === last ? 0 : high(one, month) - high(one, last);
    text.setAttribute("transform", `translate(0,${-more})`);
    const { y, height } = one.bar ? one.bar.getBBox() : {};
    if (!height) continue; // it has none, or is not laid out yet
    const part = (height + more) / height;
    one.bar.setAttribute("transform", `translate(0,${(y + height) * (1 - part)}) scale(1,${part})`);
  }
}

// What the legend of a picture counts: the words, the swatch of a state or the bar of a class (null where it has none),
// and what stands there in each month. A class that is painted has its colour in the bar, one of symbols a bar above.
function legend({ picture, said }) {
  const plot = picture.querySelector(".js-plotly-plot"), { annotations = [], shapes = [] } = plot?.layout ?? {};
  const drawn = (layer, n) => plot.querySelector(`.${layer} [data-index="${n}"]`);
  return annotations.flatMap(({ name }, n) => {
    const rows = said.legend[name], words = rows && drawn("infolayer", n), at = shapes.findIndex((one) => one.name === name);
    if (!words) return [];
    const swatch = drawn("shapelayer", at);
    if (!/^\d+$/.test(rows.at(-1))) return [{ rows, words, swatch }];
    const over = shapes[at]?.type === "rect" ? at : rows.at(-1) !== "0" ? at + 1 : -1;
    return [{ rows, words, bar: drawn("shapelayer", over) }];
  });
}

function keep(mark) {
  const { fill, stroke } = mark.style;
  if (!play.was.has(mark)) play.was.set(mark, [{ fill, stroke }, mark.matches(".point") && mark.getAttribute("d")]);
  return mark;
}
