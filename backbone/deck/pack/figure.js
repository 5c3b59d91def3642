// Figures: what the screen gives to its own library, drawn as one SVG in any size.

// The type that a table counts its columns in, and how much closer than on a page they may stand.
const LETTER = 13, CLOSE = 0.74;

// Draws a figure in a box of the page, as large as `scale` says; comes back with its first map, if it has one.
function picture(figure, home, most, ink, marks) {
  const scale = Math.min(most, home.clientWidth / wholly(figure));
  const width = home.clientWidth / scale, height = home.clientHeight / scale, layout = figure.layout;
  const svg = draw("svg", { viewBox: `0 0 ${width} ${height}`, width: home.clientWidth, height: home.clientHeight }, home);
  const look = { size: layout.font.size, ink, layout }, room = { width, height, margin: layout.margin };
  marks.begin(svg, scale);
  if (layout.geo) {
    const { l, r, t, b } = layout.margin;
    const plot = { left: l, top: t, width: width - l - r, height: height - t - b };
    const lies = draw("g", {}, svg), first = maps(figure, plot, look, svg, marks);
    remarks(layout, {}, plot, look, lies, svg);
    return first;
  }
  const { axes, plot, ground } = charts(figure, room, look, svg, marks);
  remarks(layout, axes, plot, look, ground, svg);
  return null;
}

// How wide a figure of words alone must be, so that no column runs into the next: its axis counts pixels of usual type.
function wholly({ data, layout }) {
  return data.length && data.every((trace) => trace.mode === "text") ? (CLOSE * layout.xaxis.range[1] * layout.font.size) / LETTER : 0;
}

// The shapes and the words that lie beside the data: legends, lines, names.
function remarks(layout, axes, plot, look, below, over) {
  const shared = layout.template?.layout ?? {}, front = draw("g", { "pointer-events": "none" }, over);
  for (const [n, one] of (layout.shapes ?? []).entries()) {
    const shape = { ...shared.shapedefaults, ...one, line: { ...shared.shapedefaults?.line, ...one.line } };
    form(shape, axes, plot, look, shape.layer === "below" ? below : front).setAttribute("data-shape", n);
  }
  for (const [n, one] of (layout.annotations ?? []).entries()) {
    const note = { ...shared.annotationdefaults, ...one, font: { ...shared.annotationdefaults?.font, ...one.font } };
    const across = { left: "start", center: "middle", right: "end" }[note.xanchor ?? "center"];
    const x = end(note.x, note.xref ?? "x", axes, plot, true) + (note.xshift ?? 0), y = end(note.y, note.yref ?? "y", axes, plot, false) - (note.yshift ?? 0);
    write(note.text, x, y, { font: note.font, across, down: note.yanchor ?? "middle" }, look, front).setAttribute("data-note", n);
  }
}

// Where an end of a shape or a note is, by what it refers to: the paper, or an axis.
function end(value, ref, axes, plot, across) {
  if (ref === "paper") return across ? plot.left + plot.width * value : plot.top + plot.height * (1 - value);
  const one = axes[ref];
  return one.pixel(typeof value === "string" || one.layout.type === "date" ? one.position(value) : value);
}

function form(shape, axes, plot, look, parent) {
  const looks = { fill: shape.fillcolor ? look.ink(shape.fillcolor) : "none", opacity: shape.opacity, ...stroke({ width: 0, ...shape.line, color: look.ink(shape.line.color ?? "none") }) };
  const one = (value, side) => {
    const across = side === "x", ref = shape[`${side}ref`] ?? side;
    if (shape[`${side}sizemode`] !== "pixel") return end(value, ref, axes, plot, across);
    return end(shape[`${side}anchor`] ?? 0, ref, axes, plot, across) + (across ? value : -value);
  };
  if (shape.type === "path") {
    const d = shape.path.replace(/(-?[\d.]+),(-?[\d.]+)/g, (_, x, y) => `${one(Number(x), "x")},${one(Number(y), "y")}`);
    return draw("path", { d, ...looks }, parent);
  }
  const [x0, x1, y0, y1] = [one(shape.x0, "x"), one(shape.x1, "x"), one(shape.y0, "y"), one(shape.y1, "y")];
  if (shape.type === "line") return draw("line", { x1: x0, x2: x1, y1: y0, y2: y1, ...looks }, parent);
  if (shape.type === "circle") return draw("ellipse", { cx: (x0 + x1) / 2, cy: (y0 + y1) / 2, rx: Math.abs(x1 - x0) / 2, ry: Math.abs(y1 - y0) / 2, ...looks }, parent);
  return draw("rect", { x: Math.min(x0, x1), y: Math.min(y0, y1), width: Math.abs(x1 - x0), height: Math.abs(y1 - y0), ...looks }, parent);
}
