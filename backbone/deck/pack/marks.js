// Marks: what is pointed at says what it is, and leads to its county.

// A mark answers a pointer this far from its edge, in pixels of the screen; over a bar only where it is touched.
const REACH = 18, TOUCH = 2;

class Marks {
  constructor(home, tip, open) {
    Object.assign(this, { home, tip, open, spots: [], areas: new Map(), told: null });
    // A picture inside of another answers for itself.
    const hear = (kind, then) => home.addEventListener(kind, (event) => (event.stopPropagation(), then(event)));
    hear("pointermove", (event) => event.pointerType === "mouse" && this.tell(this.at(event), event));
    hear("pointerleave", (event) => event.pointerType === "mouse" && this.tell(null));
    hear("pointerup", (event) => this.press(event));
  }

  begin(svg, scale) {
    Object.assign(this, { svg, scale, spots: [], areas: new Map() });
    this.tell(null);
  }

  spot(x, y, r, code, said) {
    if (said.length) this.spots.push({ x, y, r, code, said });
  }

  area(shape, code, said, isBar = false) {
    this.areas.set(shape, { code, said, isBar });
  }

  // What a point on the screen means: what is said of the area it lies in, else of the nearest mark.
  at(event) {
    const here = this.areas.get(event.target), box = this.svg?.getBoundingClientRect();
    if (!box) return null;
    const own = here?.code && this.spots.find((spot) => spot.code === here.code);
    if (own) return own;
    const [x, y] = [(event.clientX - box.left) / this.scale, (event.clientY - box.top) / this.scale];
    const reach = (here?.isBar && here.said.length ? TOUCH : REACH) / this.scale;
    let nearest = null, least = Infinity;
    for (const spot of this.spots) {
      const far = Math.hypot(spot.x - x, spot.y - y) - spot.r;
      if (far < least && far <= reach) [nearest, least] = [spot, far];
    }
    return nearest ?? (here?.said.length ? { ...here } : null);
  }

  // A press of the mouse opens. The first tap tells, the second on the same place opens.
  press(event) {
    const mark = this.at(event), known = mark && this.told?.code === mark.code;
    if (mark && PROFILES.has(mark.code) && (event.pointerType === "mouse" || known)) this.open(mark.code);
    else this.tell(mark, event);
  }

  tell(mark, event) {
    this.told = mark;
    this.home.classList.toggle("leads", !!mark && PROFILES.has(mark.code));
    this.tip.hidden = !mark;
    if (!mark) return;
    const [strong, ...rest] = mark.said;
    this.tip.replaceChildren();
    element("strong", "", this.tip, strong);
    for (const line of rest) element("span", "", this.tip, line);
    const { offsetWidth: wide, offsetHeight: high } = this.tip;
    const left = event.clientX > innerWidth / 2 ? event.clientX - wide - 16 : event.clientX + 16;
    this.tip.style.left = `${Math.max(4, Math.min(left, innerWidth - wide - 4))}px`;
    this.tip.style.top = `${Math.max(4, Math.min(event.clientY - high / 2, innerHeight - high - 4))}px`;
  }
}
