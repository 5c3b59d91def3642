// The marks of a map answer to pointer, touch, key and screen reader. They are read from the figure that stands in the
// same container, so that nothing is sent twice: what plotly would say of a mark on hover is what it says here.

// A mark answers a pointer this far from its edge, in pixels: a target is never smaller than 24.
const REACH = 18;
const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
// What plotly would do with a press that a mark has answered.
const PRESSES = ["mousemove", "mousedown", "mouseup", "click", "touchstart", "touchend"];
// Whoever opened a place by key goes on by key: its own map takes the focus.
const BY_KEY = "opened-by-key";
// A press is said of several times in a moment, in milliseconds: what was found at its point is looked for once.
const MOMENT = 300;

export default function ({ parentElement, data }) {
  const marks = (parentElement.marks ??= new Marks(parentElement));
  marks.update(data);
  return () => marks.leave();
}

class Marks {
  constructor(parent) {
    // The container of the picture; the component is one of its children and takes no room.
    this.home = parent.closest(".stVerticalBlock");
    this.home.style.position = "relative";
    this.layer = element("div", "place-marks", parent);
    this.layer.setAttribute("role", "group");
    this.ring = element("div", "place-ring", this.layer);
    this.tip = element("div", "place-tip", this.layer);
    // Not on "click": that of the tap that made it come up under the finger would open at once.
    this.tip.addEventListener("pointerup", () => this.told && this.open(this.told));
    this.links = new Map();
    this.heard = new AbortController();
    const listen = { capture: true, signal: this.heard.signal };
    this.home.addEventListener("pointermove", (event) => this.point(event), listen);
    // A finger leaves whenever it is lifted; what it asked for stays.
    this.home.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && this.tell(null), { signal: this.heard.signal });
    this.home.addEventListener("pointerup", (event) => this.press(event), listen);
    for (const kind of PRESSES) this.home.addEventListener(kind, (event) => this.answered(event), { ...listen, passive: true });
    document.addEventListener("pointerdown", (event) => {
      if (!this.home.contains(event.target)) this.tell(null);
    }, { signal: this.heard.signal });
    this.layer.addEventListener("keydown", (event) => this.walk(event));
    this.layer.addEventListener("focusin", (event) => this.tell(this.read().get(event.target.dataset.place)));
    this.layer.addEventListener("focusout", () => this.tell(null));
    this.soon = 0;
    const again = () => {
      this.known = null;
      cancelAnimationFrame(this.soon);
      this.soon = requestAnimationFrame(() => this.place());
    };
    document.addEventListener("scroll", () => (this.known = null), { ...listen, passive: true });
    this.sizes = new ResizeObserver(again);
    this.sizes.observe(this.home);
    // A figure that is drawn anew, or another in its place, changes nothing but nodes that plotly made.
    this.redraws = new MutationObserver((changes) => {
      if (changes.some((change) => !this.layer.contains(change.target))) again();
    });
    this.redraws.observe(this.home, { childList: true, subtree: true });
    this.again = again;
    this.tell(null);
  }

  update(data) {
    this.said = data;
    this.again();
  }

  leave() {
    this.heard.abort();
    this.sizes.disconnect();
    this.redraws.disconnect();
    cancelAnimationFrame(this.soon);
    this.layer.remove();
  }

  open(mark) {
    if (!this.links.has(mark.code)) this.place(); // a press may come before the links have been laid
    this.links.get(mark.code).dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, detail: 1 }));
  }

  // The marks of the figure by their code: where each is on screen (all of its places, where an inset shows it again),
  // how large, and what is said of it.
  read() {
    const found = new Map();
    const plot = this.home.querySelector(".js-plotly-plot");
    if (!plot?._fullLayout || !plot._fullData) return found;
    const box = plot.getBoundingClientRect();
    for (const trace of plot._fullData) {
      if (trace.type !== "scattergeo" || !trace.customdata || trace.visible !== true) continue;
      const map = plot._fullLayout[trace.geo]._subplot, frame = framed(plot, trace.geo);
      trace.customdata.forEach((own, i) => {
        const at = map?.projection?.([trace.lon[i], trace.lat[i]]);
        if (!at || !within(at, frame)) return; // a neighbour whose centre lies beyond the frame is not drawn
        const code = [own].flat()[0], size = trace.marker.size;
        const mark = found.get(code) ?? { code, lines: lines(trace, i), seen: [] };
        mark.seen.push({ x: box.left + at[0], y: box.top + at[1], r: (size.length ? size[i] : size) / 2 });
        found.set(code, mark);
      });
    }
    return found;
  }

  // The mark that a point on screen means: that of the area it lies in, else the one with the nearest centre.
  at(left, top) {
    const x = Math.floor(left), y = Math.floor(top), now = performance.now(), { known } = this; // of a mouse they are whole
    if (known && known.x === x && known.y === y && now - known.now < MOMENT) return known.mark;
    const mark = this.meant(x, y);
    this.known = { x, y, now, mark };
    return mark;
  }

  meant(x, y) {
    const found = this.read();
    for (const shape of document.elementsFromPoint(x, y)) {
      if (!this.home.contains(shape)) continue;
      const area = shape.classList.contains("choroplethlocation") && found.get(shape.__data__?.loc);
      if (area) return area;
    }
    let nearest = null, least = Infinity;
    for (const mark of found.values()) {
      for (const spot of mark.seen) {
        const far = Math.hypot(spot.x - x, spot.y - y);
        if (far < least && far <= spot.r + REACH) [nearest, least] = [mark, far];
      }
    }
    return nearest;
  }

  point(event) {
    if (event.pointerType !== "mouse" || !this.onFigure(event)) return;
    const mark = this.at(event.clientX, event.clientY);
    this.home.classList.toggle("place-over", !!mark);
    if (mark) event.stopPropagation();
    if (mark?.code !== this.told?.code) this.tell(mark);
  }

  // A press of the mouse opens. The first tap tells, the second on the same place opens.
  press(event) {
    if (!this.onFigure(event) || event.button) return;
    const mark = this.at(event.clientX, event.clientY);
    const known = this.told?.code === mark?.code;
    if (mark && (event.pointerType === "mouse" || known)) this.open(mark);
    else this.tell(mark, event.pointerType !== "mouse");
  }

  // Keeps from plotly what a mark has answered.
  answered(event) {
    const touch = event.touches?.[0] ?? event.changedTouches?.[0] ?? event;
    if (this.onFigure(event) && this.at(touch.clientX, touch.clientY)) event.stopPropagation();
  }

  onFigure(event) {
    return !!event.target.closest?.(".js-plotly-plot");
  }

  tell(mark, tapped = false) {
    this.told = mark ?? null;
    this.ring.hidden = this.tip.hidden = !mark;
    if (!mark) return;
    const [strong, ...rest] = mark.lines;
    this.tip.replaceChildren(element("strong", "", null, strong), ...rest.map((line) => element("span", "", null, line)));
    const origin = this.layer.getBoundingClientRect(), spot = mark.seen[mark.seen.length - 1];
    set(this.ring, spot.x - origin.left, spot.y - origin.top, Math.max(24, 2 * spot.r + 8));
    this.tip.classList.toggle("place-tapped", tapped);
    if (tapped) {
      // Under a finger it stands at the foot of the screen, where it covers no other place.
      this.tip.append(element("em", "", null, this.said.again));
      this.tip.style.left = this.tip.style.top = "";
      return;
    }
    // Beside the mark, on the side that has more room.
    const left = spot.x > window.innerWidth / 2;
    const at = left ? spot.x - this.tip.offsetWidth - spot.r - 8 : spot.x + spot.r + 8;
    this.tip.style.left = `${Math.max(4, Math.min(at, window.innerWidth - this.tip.offsetWidth - 4)) - origin.left}px`;
    this.tip.style.top = `${Math.max(4, spot.y - this.tip.offsetHeight / 2) - origin.top}px`;
  }

  // One link a mark, in the order of the figure; only one of them is a stop of the Tab key.
  place() {
    const found = this.read();
    if (!found.size) return;
    this.layer.setAttribute("aria-label", this.said.map.replace("{n}", found.size));
    const origin = this.layer.getBoundingClientRect(), asks = this.question();
    for (const [code, link] of this.links) {
      if (!found.has(code)) {
        link.remove();
        this.links.delete(code);
      }
    }
    for (const mark of found.values()) {
      let link = this.links.get(mark.code);
      if (!link) {
        link = element("a", "", this.layer);
        link.tabIndex = -1;
        link.dataset.place = mark.code;
        // A press of Enter has no place on the screen.
        link.addEventListener("click", (event) => {
          event.detail || sessionStorage.setItem(BY_KEY, mark.code);
          link.setAttribute("href", this.way(mark.code));
        });
        this.links.set(mark.code, link);
      }
      const way = this.way(mark.code, asks);
      if (link.getAttribute("href") !== way) link.setAttribute("href", way);
      const said = mark.lines.join(this.said.comma);
      if (link.ariaLabel !== said) link.ariaLabel = said;
      set(link, mark.seen[0].x - origin.left, mark.seen[0].y - origin.top, 24);
    }
    const all = [...this.links.values()];
    if (!all.some((link) => link.tabIndex === 0)) all[0].tabIndex = 0;
    this.follow();
    const focused = all.find((link) => link === document.activeElement);
    // What is told moves with its mark, and says what the figure says now.
    if (focused) this.tell(found.get(focused.dataset.place));
    else if (this.told) this.tell(found.get(this.told.code), this.tip.classList.contains("place-tapped"));
  }

  // The menu's own link to the page that shows a place: it has the question already.
  question() {
    const to = [...document.querySelectorAll(".menu a")].find((link) => link.pathname.endsWith(`/${this.said.to}`));
    return new URL(to?.href ?? this.said.to, location.href);
  }

  // The address of a place, with this question.
  way(code, asks = this.question()) {
    asks.searchParams.set("place", code);
    return asks.pathname + asks.search;
  }

  // Takes the focus over from the map on which this place was opened by key.
  follow() {
    const code = sessionStorage.getItem(BY_KEY);
    if (!code || document.activeElement !== document.body) return;
    sessionStorage.removeItem(BY_KEY);
    this.stop(code);
  }

  stop(code) {
    const next = this.links.get(code) ?? [...this.links.values()][0];
    for (const link of this.links.values()) link.tabIndex = link === next ? 0 : -1;
    next.focus({ preventScroll: true });
  }

  walk(event) {
    const own = event.target.dataset.place, found = this.read(), here = found.get(own);
    if (!here) return;
    let next = null;
    if (event.key in ARROWS) next = toward(here, found, ARROWS[event.key]);
    else if (event.key === "Home") next = [...found.values()][0];
    else if (event.key === "End") next = [...found.values()].at(-1);
    else return;
    event.preventDefault();
    event.stopPropagation();
    if (next) this.stop(next.code);
  }
}

// The frame of a map in its figure: left, right, top and bottom.
function framed(plot, geo) {
  const { l, t, w, h } = plot._fullLayout._size, { x, y } = plot._fullLayout[geo].domain;
  return [l + w * x[0], l + w * x[1], t + h * (1 - y[1]), t + h * (1 - y[0])];
}

function within([x, y], [left, right, top, bottom]) {
  return x >= left && x <= right && y >= top && y <= bottom;
}

// The nearest mark in a direction: what lies aside counts as farther.
function toward(here, found, [dx, dy]) {
  let next = null, least = Infinity;
  for (const mark of found.values()) {
    const x = mark.seen[0].x - here.seen[0].x, y = mark.seen[0].y - here.seen[0].y;
    const ahead = x * dx + y * dy, aside = Math.abs(x * dy + y * dx);
    if (mark === here || ahead <= 0 || aside > 2 * ahead) continue;
    const far = Math.hypot(ahead, 2 * aside);
    if (far < least) [next, least] = [mark, far];
  }
  return next;
}

// What plotly says of a mark on hover, line by line, as plain words.
function lines(trace, i) {
  const template = [trace.hovertemplate].flat()[0] || "%{text}";
  const value = (name) => (Array.isArray(trace[name]) ? trace[name][i] : trace[name]) ?? "";
  const said = template.replace(/<extra>.*/s, "").replace(/%\{(\w+)\}/g, (_, name) => value(name));
  return said.split("<br>").map((line) => line.replace(/<[^>]+>/g, "").trim()).filter(Boolean);
}

function element(kind, name, parent, text) {
  const made = document.createElement(kind);
  if (name) made.className = name;
  if (text) made.textContent = text;
  parent?.append(made);
  return made;
}

function set(made, x, y, size) {
  const now = `${x - size / 2} ${y - size / 2} ${size}`;
  if (made.at === now) return; // nothing is laid out anew for what stays
  made.at = now;
  Object.assign(made.style, { left: `${x - size / 2}px`, top: `${y - size / 2}px`, width: `${size}px`, height: `${size}px` });
}
