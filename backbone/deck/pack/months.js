// Months: where a scene plays, its map and its number go from the first month to the last by themselves.

// In milliseconds: a month, and how long the first one waits for the map to stand.
const MONTH = 650, STANDING = 1300;
const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
const ease = (t) => (t < 0.5 ? 4 * t ** 3 : 1 - (2 - 2 * t) ** 3 / 2);

class Months {
  // The months of a scene on the map that stands there; `done` puts everything back as the scene itself has it.
  constructor(said, map, ink, done) {
    Object.assign(this, { said, map, ink, done, at: 0, held: false });
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
      const shown = this.look(code, part < 0.5 ? month : month + 1);
      shape.setAttribute("fill", shown?.[0] ? this.ink(shown[0]) : "none");
    }
    const now = Math.round(this.at);
    this.month.textContent = this.said.months[now];
    if (this.number) this.number.textContent = this.said.numbers[now] || "–";
  }
}
