// Maps: the choropleths and the symbols of a figure, each on its frame.

// Draws the maps of a figure; comes back with the frame of the first, from which the next map may start, and with the
// symbols and the painted areas of places, which the months may change.
function maps(figure, plot, look, parent, marks) {
  const found = { symbols: [], areas: [] };
  let first = null;
  for (const name of ["geo", "geo2", "geo3"]) {
    const geo = figure.layout[name];
    if (!geo) continue;
    const [x, y] = [geo.domain.x, geo.domain.y];
    const box = { left: plot.left + x[0] * plot.width, top: plot.top + (1 - y[1]) * plot.height, width: (x[1] - x[0]) * plot.width, height: (y[1] - y[0]) * plot.height };
    const frame = framed(geo, box), shown = frame.shown;
    const clip = `clip-${name}`, edge = { x: shown.left, y: shown.top, width: shown.width, height: shown.height };
    draw("rect", edge, draw("clipPath", { id: clip }, draw("defs", {}, parent)));
    const group = draw("g", { "data-map": name }, parent);
    if (geo.bgcolor && !geo.bgcolor.startsWith("rgba")) draw("rect", { ...edge, fill: look.ink(geo.bgcolor) }, group);
    const land = draw("g", { "clip-path": `url(#${clip})` }, group), moving = draw("g", {}, land);
    for (const trace of figure.data) {
      if (trace.type === "choropleth" && (trace.geo ?? "geo") === name) areas(trace, frame, look, moving, marks, found);
    }
    const over = draw("g", { "clip-path": `url(#${clip})` }, group), spots = draw("g", {}, over), names = draw("g", {}, over);
    for (const trace of figure.data) {
      if (trace.type === "scattergeo" && (trace.geo ?? "geo") === name) places(trace, frame, look, spots, names, marks, found);
    }
    if (geo.showframe) draw("rect", { ...edge, fill: "none", stroke: look.ink(geo.framecolor), "stroke-width": geo.framewidth ?? 1 }, group);
    apart(names, plot);
    first ??= { ...frame, ...found, group: [moving, over], box };
  }
  return first;
}

function areas(trace, frame, look, parent, marks, found) {
  const fill = trace.fill.startsWith("rgba") ? "none" : look.ink(trace.fill), line = trace.marker.line;
  trace.locations.forEach((code, n) => {
    const d = outline(trace.layer, code, frame);
    if (!d) return;
    const said = told(trace, n);
    const made = draw("path", { d, fill, stroke: look.ink(line.color), "stroke-width": line.width, "stroke-linejoin": "round", "fill-rule": "evenodd" }, parent);
    if (fill === "none") made.setAttribute("pointer-events", "none");
    else marks.area(made, code, said);
    if (!said.length && fill !== "none") found.areas.push({ code, shape: made });
  });
}

const ACROSS = { left: "end", center: "middle", right: "start" }, DOWN = { top: "bottom", middle: "middle", bottom: "top" };
function places(trace, frame, look, spots, names, marks, found) {
  if (trace.mode === "lines") {
    const line = draw("path", { d: path(trace.lon, trace.lat, frame.at), fill: "none", ...stroke({ ...trace.line, color: look.ink(trace.line.color) }) }, spots);
    // A line in the colour of words leads to a name, and goes with it.
    if (trace.line.color === look.layout.font.color) line.setAttribute("data-name", "");
    return;
  }
  trace.lon.forEach((lon, n) => {
    if (lon === null) return;
    const [x, y] = frame.at(lon, trace.lat[n]), { left, top, width, height } = frame.shown;
    if (x < left || x > left + width || y < top || y > top + height) return;
    const marker = trace.marker ?? {}, size = of(marker.size, n) ?? 6;
    if (trace.mode.includes("text")) name(trace, n, x, y, size, look, names);
    else if (marker.opacity !== 0) {
      const line = marker.line ?? {}, open = (marker.symbol ?? "").endsWith("-open");
      const made = draw("path", {
        d: symbol((marker.symbol ?? "circle").replace("-open", ""), x, y, size),
        fill: open ? "none" : look.ink(of(marker.color, n)), opacity: marker.opacity,
        stroke: look.ink(of(line.color, n) ?? "none"), "stroke-width": of(line.width, n) ?? 0,
      }, spots);
      made.setAttribute("pointer-events", "none");
      if (trace.customdata) found.symbols.push({ code: [trace.customdata[n]].flat()[0], shape: made, x, y });
    }
    if (trace.customdata) marks.spot(x, y, size / 2, [trace.customdata[n]].flat()[0], told(trace, n));
  });
}

function name(trace, n, x, y, size, look, parent) {
  const [down, across] = (of(trace.textposition, n) ?? "middle center").split(" "), font = trace.textfont ?? {};
  const far = trace.marker ? size / 2 + 3 : 0;
  const sides = { left: -far, right: far, center: 0 }, rises = { top: -far, bottom: far, middle: 0 };
  const halo = /(#[0-9a-f]{6})/i.exec(of(font.shadow, n) ?? "")?.[1], own = { size: of(font.size, n), color: of(font.color, n) };
  write(of(trace.text, n), x + sides[across], y + rises[down], { font: own, across: ACROSS[across], down: DOWN[down], halo }, look, parent).setAttribute("data-name", "");
}

// Names are free at the sizes that the picture was drawn for; at any other the later of two that touch is left out, and one
// that would be cut at the edge of its room.
function apart(names, { left, top, width, height }) {
  const taken = [];
  for (const one of names.querySelectorAll("[data-name]")) {
    const box = one.getBBox(), touches = (other) => box.x < other.x + other.width && other.x < box.x + box.width && box.y < other.y + other.height - 3 && other.y < box.y + box.height - 3;
    const cut = box.x < left || box.y < top || box.x + box.width > left + width || box.y + box.height > top + height;
    if (cut || taken.some(touches)) one.remove();
    else taken.push(box);
  }
}
