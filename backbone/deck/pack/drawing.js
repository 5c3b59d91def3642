// Drawing: elements of SVG and HTML, words with the little markup that figures have, and their colours.

const SVG = document.querySelector("svg").namespaceURI;

function draw(kind, attributes, parent) {
  const made = document.createElementNS(SVG, kind);
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined && value !== null) made.setAttribute(name, value);
  parent?.append(made);
  return made;
}

function element(kind, name, parent, text) {
  const made = document.createElement(kind);
  if (name) made.className = name;
  if (text !== undefined) made.textContent = text;
  parent?.append(made);
  return made;
}

// Words of a figure as lines of runs: <b>, <i>, <br> and a coloured <span> are known; everything else is text.
const MARKUP = /(<br>|<\/?b>|<\/?i>|<span style="color:[^"]*">|<\/span>)/;
function runs(text) {
  const lines = [[]], now = { bold: false, colour: null };
  for (const part of String(text).split(MARKUP)) {
    const coloured = /^<span style="color:([^"]*)">$/.exec(part);
    if (part === "<br>") lines.push([]);
    else if (part === "<b>" || part === "</b>") now.bold = part === "<b>";
    else if (coloured || part === "</span>") now.colour = coloured?.[1] ?? null;
    else if (part && part !== "<i>" && part !== "</i>") lines.at(-1).push({ ...now, text: plain(part) });
  }
  return lines;
}

function plain(text) {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&nbsp;", "\u00a0").replaceAll("&amp;", "&");
}

// The lines of a text without its markup.
function lines(text) {
  return runs(text).map((line) => line.map((run) => run.text).join("").trim()).filter(Boolean);
}

const ruler = document.createElement("canvas").getContext("2d");
function wide(text, size, bold = false) {
  ruler.font = `${bold ? 600 : 400} ${size}px ${FONT}`;
  return Math.max(0, ...runs(text).map((line) => line.reduce((sum, run) => sum + ruler.measureText(run.text).width, 0)));
}

const LEADING = 1.3;
// Writes words with their anchor at a point, in a font of the figure that `look` is of: `across` is start, middle or end,
// `down` is top, middle or bottom, `halo` the colour around the letters.
function write(text, x, y, { font = {}, across = "start", down = "middle", halo, bold }, look, parent) {
  const size = font.size ?? look.size, found = runs(text), high = size * LEADING;
  const above = { top: 0.78 * high, middle: 0.28 * high - ((found.length - 1) * high) / 2, bottom: -0.24 * high - (found.length - 1) * high }[down];
  const made = draw("text", { "font-size": size, fill: look.ink(font.color ?? look.layout.font.color), "text-anchor": across, "font-weight": bold ? 600 : null }, parent);
  if (halo) for (const [name, value] of Object.entries({ stroke: look.ink(halo), "stroke-width": size / 4, "paint-order": "stroke", "stroke-linejoin": "round" })) made.setAttribute(name, value);
  found.forEach((line, n) => line.forEach((run, k) => {
    const at = k ? {} : { x, y: y + above + n * high };
    draw("tspan", { ...at, fill: run.colour && look.ink(run.colour), "font-weight": run.bold ? 600 : null }, made).textContent = run.text;
  }));
  return made;
}

// The outline of a mark `d` wide around a point.
function symbol(kind, x, y, d) {
  const r = d / 2, turned = (n, of, far) => {
    const angle = (Math.PI * 2 * n) / of - Math.PI / 2;
    return `${(x + far * Math.cos(angle)).toFixed(1)},${(y + far * Math.sin(angle)).toFixed(1)}`;
  };
  const arm = r * 0.4;
  switch (kind) {
    case "diamond": return `M${x},${y - 1.3 * r}L${x + 1.3 * r},${y}L${x},${y + 1.3 * r}L${x - 1.3 * r},${y}Z`;
    case "square": return `M${x - r},${y - r}h${d}v${d}h${-d}Z`;
    case "triangle-up": return `M${x},${y - r}L${x + 1.15 * r},${y + r}H${x - 1.15 * r}Z`;
    case "triangle-down": return `M${x},${y + r}L${x + 1.15 * r},${y - r}H${x - 1.15 * r}Z`;
    case "cross": return `M${x - arm},${y - r}h${2 * arm}v${r - arm}h${r - arm}v${2 * arm}h${arm - r}v${r - arm}h${-2 * arm}v${arm - r}h${arm - r}v${-2 * arm}h${r - arm}Z`;
    case "star": return `M${Array.from({ length: 10 }, (_, n) => turned(n, 10, n % 2 ? 0.55 * r : 1.3 * r)).join("L")}Z`;
    case "line-ns": return `M${x},${y - 1.4 * r}V${y + 1.4 * r}`;
    default: return `M${x - r},${y}a${r},${r} 0 1 1 ${d},0a${r},${r} 0 1 1 ${-d},0Z`;
  }
}

const DASHES = { dash: [9, 9], dot: [3, 3] };
function stroke(line = {}, size = 1) {
  const width = line.width ?? 2;
  const dash = DASHES[line.dash]?.map((long) => (long * Math.max(1, width)) / 1.5).join(" ");
  return { stroke: width ? line.color : "none", "stroke-width": width * size, "stroke-dasharray": dash };
}

// The points of a line of a figure, as the path of its parts: what is missing ends a part.
function path(xs, ys, at) {
  let pen = false, out = "";
  xs.forEach((x, n) => {
    if (x === null || ys[n] === null) return void (pen = false);
    const [left, top] = at(x, ys[n]);
    out += `${pen ? "L" : "M"}${left.toFixed(1)},${top.toFixed(1)}`;
    pen = true;
  });
  return out;
}

// What each point of a trace has of its own, or all of them alike.
const of = (value, n) => (Array.isArray(value) ? value[n] : value);

// What a figure says of a point on hover, line by line.
function told(trace, n) {
  if (trace.hoverinfo === "skip" || trace.hoverinfo === "none") return [];
  const template = of(trace.hovertemplate, n);
  if (!template) return lines(of(trace.hovertext ?? trace.text ?? "", n) ?? "");
  return lines(template.replace(/<extra>.*/s, "").replace(/%\{(\w+)(?:\[(\d+)\])?(?::([^}]*))?\}/g, (_, name, k, form) => {
    const value = k === undefined ? of(trace[name], n) : of(trace[name], n)?.[Number(k)];
    if (value === null || value === undefined) return "";
    if (form === ",") return Number(value).toLocaleString("en-US");
    return form ? Number(value).toFixed(Number(/\.(\d)f/.exec(form)?.[1] ?? 0)) : value;
  }));
}
