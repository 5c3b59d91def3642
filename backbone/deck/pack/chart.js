// Charts: the lines, marks and bars of a figure on its axes.

// Draws the charts of a figure in a room of pixels, and comes back with its axes by name and the room inside of them.
function charts(figure, room, look, parent, marks) {
  const layout = figure.layout, drawn = figure.data.filter((trace) => trace.type === "scatter" || trace.type === "bar");
  const axes = {};
  for (const name of Object.keys(layout).filter((key) => /^[xy]axis\d*$/.test(key))) axes[name.replace("axis", "")] = axis(name, layout, drawn);
  const plot = inner(axes, room, look);
  for (const one of Object.values(axes)) {
    const [from, to] = one.layout.domain ?? [0, 1];
    one.pixel = one.across
      ? (value) => plot.left + plot.width * (from + (to - from) * one.part(value))
      : (value) => plot.top + plot.height * (1 - from - (to - from) * one.part(value));
  }
  const below = draw("g", {}, parent), clip = draw("clipPath", { id: "clip-plot" }, draw("defs", {}, parent));
  draw("rect", { x: plot.left, y: plot.top, width: plot.width, height: plot.height }, clip);
  const ground = draw("g", {}, parent), inside = draw("g", { "clip-path": "url(#clip-plot)" }, parent), over = draw("g", {}, parent);
  for (const one of Object.values(axes)) ticks(one, plot, look, below);
  for (const trace of drawn) {
    const x = axes[trace.xaxis ?? "x"], y = axes[trace.yaxis ?? "y"];
    if (trace.type === "bar") bars(trace, x, y, layout, look, inside, over, marks);
    else points(trace, x, y, look, inside, over, marks);
  }
  return { axes, plot, ground };
}

function axis(name, layout, drawn) {
  const own = layout[name], short = name.replace("axis", ""), across = name[0] === "x";
  const here = drawn.filter((trace) => (trace[`${name[0]}axis`] ?? name[0]) === short);
  const values = here.flatMap((trace) => trace[name[0]] ?? []).filter((value) => value !== null);
  const words = own.type === "category" || (!own.type && values.some((value) => typeof value === "string" && isNaN(value)));
  const names = words ? [...new Set([...(own.categoryarray ?? []), ...values])] : [];
  const position = (value) => {
    if (words) return typeof value === "number" ? value : names.indexOf(value);
    if (own.type === "log") return Math.log10(value);
    return own.type === "date" ? Date.parse(value) : Number(value);
  };
  const range = (own.range ?? (words ? [-0.5, names.length - 0.5] : reach(here, name[0], values, own))).map((end) => (own.type === "date" ? Date.parse(end) : end));
  const part = (at) => (at - range[0]) / (range[1] - range[0]);
  return { layout: own, across, words, names, position, range, short, part };
}

// How far an axis goes that does not say it: from nothing, where bars stand on it, to a little beyond the highest.
function reach(here, side, values, own) {
  const numbers = values.map(Number), bars = here.some((trace) => trace.type === "bar");
  const low = bars || own.rangemode === "tozero" ? Math.min(0, ...numbers) : Math.min(...numbers), high = Math.max(...numbers);
  const edge = (high - low || 1) * 0.055;
  return [low === 0 ? 0 : low - edge, high + edge];
}

// The room inside of the axes: their names and titles have theirs beside it.
function inner(axes, room, look) {
  const need = { left: 0, right: 0, top: 0, bottom: 0 };
  for (const one of Object.values(axes)) {
    const own = one.layout;
    if (own.visible === false || own.automargin === false) continue;
    const size = own.tickfont?.size ?? look.size, shows = own.showticklabels !== false;
    const title = own.title?.text ? (own.title.font?.size ?? look.size) * LEADING + (own.title.standoff ?? 0) : 0;
    if (one.across) need.bottom = Math.max(need.bottom, (shows ? size * 1.5 : 0) + title);
    else if (shows) {
      const side = own.side === "right" ? "right" : "left";
      need[side] = Math.max(need[side], Math.max(0, ...labels(one).map(([, text]) => wide(text, size))) + 6);
    }
  }
  const left = Math.max(room.margin.l, need.left), right = Math.max(room.margin.r, need.right);
  const top = Math.max(room.margin.t, need.top), bottom = Math.max(room.margin.b, need.bottom);
  return { left, top, width: Math.max(10, room.width - left - right), height: Math.max(10, room.height - top - bottom) };
}

// The marks of an axis: where each is, and what it says.
function labels(one) {
  const own = one.layout;
  if (own.tickvals) return own.tickvals.map((value, n) => [one.position(value), String(own.ticktext?.[n] ?? value)]);
  if (one.words) return one.names.map((name, n) => [n, String(name)]);
  const [low, high] = [...one.range].sort((a, b) => a - b), rough = (high - low) / (own.nticks ?? 6);
  const power = 10 ** Math.floor(Math.log10(rough)), step = [1, 2, 5, 10].find((lead) => lead * power >= rough) * power;
  const found = [];
  for (let n = Math.ceil(low / step); n * step <= high + step / 1e6; n += 1) {
    const value = Number((n * step).toPrecision(10));
    found.push([value, `${value.toLocaleString("en-US").replace("-", "−")}${own.ticksuffix ?? ""}`]);
  }
  return found;
}

function ticks(one, plot, look, parent) {
  const own = one.layout, font = own.tickfont ?? {}, size = font.size ?? look.size;
  if (own.visible === false) return;
  const found = labels(one).filter(([at]) => one.part(at) >= -0.001 && one.part(at) <= 1.001);
  for (const [at, text] of found) {
    const pixel = one.pixel(at);
    if (own.showgrid) {
      const line = one.across ? { x1: pixel, x2: pixel, y1: plot.top, y2: plot.top + plot.height } : { x1: plot.left, x2: plot.left + plot.width, y1: pixel, y2: pixel };
      draw("line", { ...line, stroke: look.ink(own.gridcolor), "stroke-width": 1 }, parent);
    }
    if (own.showticklabels === false) continue;
    if (one.across) write(text, pixel, plot.top + plot.height + 4, { font, across: "middle", down: "top" }, look, parent);
    else if (own.side === "right") write(text, plot.left + plot.width, pixel, { font }, look, parent);
    else write(text, plot.left - 3, pixel, { font, across: "end" }, look, parent);
  }
  if (own.title?.text && one.across) {
    const shows = own.showticklabels === false ? 0 : size * 1.5, top = plot.top + plot.height + shows + (own.title.standoff ?? 0) / 2;
    write(own.title.text, plot.left + plot.width / 2, top, { font: { ...font, ...own.title.font }, across: "middle", down: "top" }, look, parent);
  }
}

function bars(trace, x, y, layout, look, inside, over, marks) {
  const flat = trace.orientation === "h", long = flat ? x : y, row = flat ? y : x;
  const lengths = flat ? trace.x : trace.y, rows = flat ? trace.y : trace.x;
  rows.forEach((code, n) => {
    if (lengths[n] === null) return;
    const base = of(trace.base, n) ?? 0, thick = of(trace.width, n) ?? 1 - (layout.bargap ?? 0.2), middle = row.position(code);
    const [a, b] = [long.pixel(base), long.pixel(base + lengths[n])], [c, d] = [row.pixel(middle - thick / 2), row.pixel(middle + thick / 2)];
    const ends = [Math.min(a, b), Math.abs(b - a)], sides = [Math.min(c, d), Math.abs(d - c)];
    const [along, aside] = flat ? [ends, sides] : [sides, ends];
    const colour = of(trace.marker?.color, n) ?? "none", clear = colour.startsWith("rgba"), line = trace.marker?.line ?? {};
    const made = draw("rect", {
      x: along[0], width: along[1], y: aside[0], height: aside[1], fill: clear ? "transparent" : look.ink(colour), opacity: trace.marker?.opacity ?? trace.opacity,
      stroke: of(line.width, n) ? look.ink(of(line.color, n)) : null, "stroke-width": of(line.width, n),
    }, inside);
    marks.area(made, [of(trace.customdata, n) ?? ""].flat()[0], told(trace, n), true);
    const text = of(trace.text, n), place = of(trace.textposition, n);
    if (!text || !flat || !["outside", "inside", "auto"].includes(place)) return;
    const font = { size: of(trace.textfont?.size, n), color: of(trace.textfont?.color, n) };
    const back = lengths[n] < 0, out = place !== "inside", at = out ? b + (back ? -4 : 4) : b - (back ? -6 : 6);
    write(text, at, aside[0] + aside[1] / 2, { font, across: out === back ? "end" : out ? "start" : "end" }, look, over).setAttribute("pointer-events", "none");
  });
}

function points(trace, x, y, look, inside, over, marks) {
  const at = (a, b) => [x.pixel(x.position(a)), y.pixel(y.position(b))], mode = trace.mode ?? "lines";
  const d = path(trace.x, trace.y, at);
  if (trace.fill === "toself" || trace.fill === "tonexty") draw("path", { d: `${d}Z`, fill: look.ink(trace.fillcolor), opacity: trace.opacity, "pointer-events": "none" }, inside);
  if (mode.includes("lines") && d) {
    draw("path", { d, fill: "none", opacity: trace.opacity, "pointer-events": "none", "stroke-linejoin": "round", ...stroke({ ...trace.line, color: look.ink(trace.line?.color) }) }, inside);
  }
  trace.x.forEach((value, n) => {
    if (value === null || trace.y[n] === null) return;
    const [left, top] = at(value, trace.y[n]), marker = trace.marker ?? {}, size = of(marker.size, n) ?? 6;
    if (mode.includes("markers") && marker.opacity !== 0) {
      const line = marker.line ?? {}, colour = of(marker.color, n) ?? trace.line?.color;
      draw("path", {
        d: symbol(of(marker.symbol, n) ?? "circle", left, top, size), fill: look.ink(colour), opacity: marker.opacity ?? trace.opacity,
        stroke: look.ink(of(line.color, n) ?? "none"), "stroke-width": of(line.width, n) ?? 0, "pointer-events": "none",
      }, over);
      marks.spot(left, top, size / 2, [of(trace.customdata, n) ?? ""].flat()[0], told(trace, n));
    }
    if (mode.includes("text")) {
      const [down, across] = (of(trace.textposition, n) ?? "middle center").split(" "), far = mode.includes("markers") ? size / 2 + 3 : 3;
      const font = { size: of(trace.textfont?.size, n), color: of(trace.textfont?.color, n) };
      const x0 = left + { left: -far, right: far, center: 0 }[across], y0 = top + { top: -far, bottom: far, middle: 0 }[down];
      write(of(trace.text, n), x0, y0, { font, across: ACROSS[across], down: DOWN[down] }, look, over).setAttribute("pointer-events", "none");
    }
  });
}
