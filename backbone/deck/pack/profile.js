// Profiles: every county of the programme, its main numbers with their basis, where it lies, and its months.

const PROFILES = new Map(PACK.counties.map((one) => [one.code, one]));

// A county as a scene of its own.
function profile(code, lang) {
  const one = PROFILES.get(code);
  return { ...one[lang], plate: (home, ink) => plate(one, lang, home, ink) };
}

// The numbers of a county: what each is, its value, and what it rests on.
function table(one, parent) {
  const made = element("table", "", parent);
  element("caption", "", made, one.caption);
  for (const [what, value, basis] of one.rows) {
    const row = element("tr", "", made);
    element("th", "", row, what).scope = "row";
    element("td", "", row, value);
    element("td", "basis", row, basis);
  }
}

// The map of a county in its province, and its months below.
function plate(one, lang, home, ink) {
  const where = element("div", "where", home), months = element("div", "months", home);
  const look = { size: 22, ink, layout: { font: { color: PACK.palette.ink } } };
  if (one[lang].figure !== undefined) {
    element("p", "heading", months, one[lang].heading);
    const own = new Marks(element("div", "chart", months), $("tip"), () => {});
    picture(PACK.figures[one[lang].figure], own.home, scale(), ink, own);
  }
  return land(one, lang, where, look);
}

// The counties of the province, those of the programme shaded, this one in the strongest colour.
function land(one, lang, home, look) {
  const factor = scale(), width = home.clientWidth / factor, height = home.clientHeight / factor, { palette } = PACK, ink = look.ink;
  const svg = draw("svg", { viewBox: `0 0 ${width} ${height}`, width: home.clientWidth, height: home.clientHeight }, home);
  marks.begin(svg, factor);
  const box = { left: 0, top: 0, width, height }, frame = framed(one.frame, box);
  const ground = draw("g", {}, svg), over = draw("g", { "pointer-events": "none" }, svg), layer = one.layer;
  const codes = Object.keys(PACK.shapes[layer]), line = { "stroke-linejoin": "round", "fill-rule": "evenodd" };
  for (const code of Object.keys(PACK.shapes.provinces)) {
    const d = outline("provinces", code, frame);
    if (d) draw("path", { d, fill: ink(palette.land), stroke: ink(palette.rule), "stroke-width": 2, ...line }, ground);
  }
  for (const code of codes) {
    const inside = PROFILES.has(code), own = code === one.code, d = outline(layer, code, frame);
    if (!d) continue;
    const fill = own ? palette.accent : inside ? palette.land_in_programme : palette.land;
    const shape = draw("path", { d, fill: ink(fill), stroke: ink(palette.rule), "stroke-width": 1, ...line }, ground);
    const said = inside ? [PROFILES.get(code).names[lang]] : [PACK.others[code].names[lang], PACK.words[lang].outside];
    marks.area(shape, code, said);
  }
  const names = draw("g", {}, over), known = (code) => PROFILES.get(code) ?? PACK.others[code];
  for (const code of [one.code, ...codes.filter((code) => code !== one.code).sort((a, b) => PROFILES.has(b) - PROFILES.has(a))]) {
    const [x, y] = frame.at(...known(code).at), font = PROFILES.has(code) ? {} : { color: palette.quiet };
    if (x < 0 || y < 0 || x > width || y > height) continue;
    write(known(code).short[lang], x, y, { font, across: "middle", halo: PROFILES.has(code) ? palette.paper : palette.land, bold: code === one.code }, look, names).setAttribute("data-name", "");
  }
  apart(names, box);
  return { ...frame, group: [ground, over], box };
}
