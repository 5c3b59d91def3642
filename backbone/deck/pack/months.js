// Months: where a scene plays, its map and its number go from the first month to the last by themselves.

// In milliseconds: a month, and how long the first one waits for the map to stand.
const MONTH = 650, STANDING = 1300;
const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
const ease = (t) => (t < 0.5 ? 4 * t ** 3 : 1 - (2 - 2 * t) ** 3 / 2);

class Months {
  // The months of a scene on the map that stands there; `done` puts everything back as the scene itself has it.
  constructor(said, map, ink, done) {
    Object.assign(this, { said, map, ink, done, at: 0, held: false, legend: legend(said) });
    this.index = new Map(said.places.map((code, n) => [code, n]));
    this.number = $("said").querySelector(".number");
    this.month = element("p", "month", null);
    $("said").prepend(this.month);
    document.body.classList.add("growing");
    this.paint();
    this.waits = setTimeout(() => this.go(), STANDING);
  }

  go() {
    this.since = performance.now() - this.at * MONTH;
    const tick = (now) => {
      this.at = Math.max(0, (now - this.since) / MONTH);
      if (this.at >= this.said.months.length - 1) return this.done();
      this.paint();
      this.next = requestAnimationFrame(tick);
    };
    this.next = requestAnimationFrame(tick);
  }

  // Holds the months, or lets them go on.
  turn() {
    this.held = !this.held;
    if (this.held) this.rest();
    else this.go();
  }

  rest() {
    clearTimeout(this.waits);
    cancelAnimationFrame(this.next);
  }

  end() {
    this.rest();
    document.body.classList.remove("growing");
  }

  look(code, month) {
    const { rows, looks } = this.said, n = rows[Math.min(month, rows.length - 1)][this.index.get(code)];
    return n >= 0 ? looks[n] : null;
  }

  // The map between two months: symbols grow from the one to the other, areas turn halfway.
  paint() {
    const month = Math.floor(this.at), part = ease(this.at - month);
    for (const { code, shape, x, y } of this.map.symbols) {
      if (!this.index.has(code)) continue;
      const [from, to] = [this.look(code, month), this.look(code, month + 1)], shown = part < 0.5 ? from ?? to : to ?? from;
      const size = (from?.[3] ?? 0) * (1 - part) + (to?.[3] ?? 0) * part;
      shape.setAttribute("d", size > 0.4 ? symbol("circle", x, y, size) : "M0,0");
      if (shown) for (const [name, value] of [["fill", shown[1]], ["stroke", shown[2]]]) shape.setAttribute(name, this.ink(value));
    }
    for (const { code, shape } of this.map.areas) {
      if (!this.index.has(code) || !this.said.looks.some((one) => one[0])) continue;
      const fill = this.look(code, part < 0.5 ? month : month + 1)?.[0] || this.said.outside;
      shape.setAttribute("fill", fill === "none" ? fill : this.ink(fill));
    }
    const now = Math.round(this.at);
    this.month.textContent = this.said.months[now];
    if (this.number) this.number.textContent = this.said.numbers[now] || "–";
    this.count(now);
  }

  // The legend counts the places of the month, and its bars are as high as that.
  count(month) {
    const most = (at) => Math.max(1, ...this.legend.filter((one) => one.bar).map((one) => Number(one.rows[at])));
    const last = this.said.months.length - 1, top = Math.max(most(last), most(month));
    for (const { rows, words, swatch, bar } of this.legend) {
      words.querySelector("tspan").textContent = rows[month];
      if (swatch) swatch.style.opacity = rows[month] ? "" : 0;
      if (!bar) continue;
      const high = (at) => (this.said.bar * Number(rows[at])) / top, more = month === last ? 0 : high(month) - high(last);
      words.setAttribute("transform", `translate(0,${-more})`);
      const { y, height } = bar.getBBox(), part = (height + more) / height;
      bar.setAttribute("transform", `translate(0,${(y + height) * (1 - part)}) scale(1,${part})`);
    }
  }
}

// What the legend of the picture counts: the words, the swatch of a state or the bar of a class, and what stands there in
// each month. A class that is painted has its colour in the bar, one of symbols a bar above.
function legend(said) {
  const one = PACK.scenes[state.scene - 1][state.lang], { annotations = [], shapes = [] } = PACK.figures[one.figure].layout;
  const drawn = (kind, n) => $("picture").querySelector(`[data-${kind}="${n}"]`);
  return annotations.flatMap(({ name }, n) => {
    const rows = said.legend[name], words = rows && drawn("note", n), at = shapes.findIndex((shape) => shape.name === name);
    if (!words) return [];
    if (!/^\d+$/.test(rows.at(-1))) return [{ rows, words, swatch: drawn("shape", at) }];
    return [{ rows, words, bar: drawn("shape", shapes[at]?.type === "rect" ? at : rows.at(-1) === "0" ? -1 : at + 1) }];
  });
}
