// The ground of maps: outlines of places, and the same Albers projection as on the screen.

const RADIANS = Math.PI / 180, PARALLELS = [25, 47];
const CONE = (Math.sin(PARALLELS[0] * RADIANS) + Math.sin(PARALLELS[1] * RADIANS)) / 2;
const FAR = Math.cos(PARALLELS[0] * RADIANS) ** 2 + 2 * CONE * Math.sin(PARALLELS[0] * RADIANS);

// Plane coordinates (earth radii, y up from the pole) of a point, `lon` counted from the meridian.
function plane(lon, lat) {
  const radius = Math.sqrt(FAR - 2 * CONE * Math.sin(lat * RADIANS)) / CONE, turn = CONE * lon * RADIANS;
  return [radius * Math.sin(turn), -radius * Math.cos(turn)];
}

// How a frame of a map stands in a box of pixels: where points are, how much the earth is enlarged, what it shows.
function framed(geo, box) {
  const meridian = geo.projection.rotation.lon, [west, east] = geo.lonaxis.range, [south, north] = geo.lataxis.range;
  const low = plane(0, south)[1], high = plane(Math.max(Math.abs(west - meridian), Math.abs(east - meridian)), north)[1];
  const left = plane(west - meridian, south)[0], right = plane(east - meridian, south)[0];
  const scale = Math.min(box.width / (right - left), box.height / (high - low));
  const [x0, y0] = plane(geo.center.lon - meridian, geo.center.lat);
  const middle = [box.left + box.width / 2, box.top + box.height / 2];
  const at = (lon, lat) => {
    const [x, y] = plane(lon - meridian, lat);
    return [middle[0] + (x - x0) * scale, middle[1] + (y0 - y) * scale];
  };
  const wide = Math.min(box.width, (right - left) * scale), tall = Math.min(box.height, (high - low) * scale);
  const shown = { left: middle[0] - wide / 2, top: middle[1] - tall / 2, width: wide, height: tall };
  // What may be seen in the whole of the box: the frame, and as much again on each side.
  const around = [[west, east], [south, north]].map(([from, to]) => [2 * from - to, 2 * to - from]);
  return { at, scale, shown, around, centre: [geo.center.lon, geo.center.lat] };
}

// The rings of a place, each a row of longitudes and latitudes in turn, and the ends of both; read once.
const known = new Map();
function rings(layer, code) {
  const name = `${layer} ${code}`;
  if (!known.has(name)) {
    const found = (PACK.shapes[layer]?.[code] ?? "").split(" ").filter(Boolean).map(ring);
    const ends = [0, 1].map((side) => found.flatMap((one) => one.filter((_, n) => n % 2 === side)).reduce(([low, high], at) => [Math.min(low, at), Math.max(high, at)], [Infinity, -Infinity]));
    known.set(name, { found, ends });
  }
  return known.get(name);
}

// One ring: steps of a ten-thousandth of a degree, five bits a sign.
function ring(written) {
  const found = [];
  let at = [0, 0], n = 0;
  for (let k = 0; k < written.length;) {
    let value = 0, shift = 0, bits;
    do {
      bits = written.charCodeAt(k++) - 63;
      value |= (bits & 31) << shift;
      shift += 5;
    } while (bits & 32);
    at[n % 2] += value & 1 ? ~(value >> 1) : value >> 1;
    found.push(at[n % 2] / 10000);
    n += 1;
  }
  return found;
}

// The outline of a place on a frame, "" where it lies outside. Points closer than a third of a pixel to the one before are
// left out.
function outline(layer, code, frame) {
  const { found, ends } = rings(layer, code);
  if (ends.some(([low, high], side) => high < frame.around[side][0] || low > frame.around[side][1])) return "";
  let out = "";
  for (const one of found) {
    let before = null;
    for (let n = 0; n < one.length; n += 2) {
      const [x, y] = frame.at(one[n], one[n + 1]);
      if (before && n < one.length - 2 && Math.abs(x - before[0]) + Math.abs(y - before[1]) < 0.35) continue;
      out += `${before ? "L" : "M"}${x.toFixed(1)},${y.toFixed(1)}`;
      before = [x, y];
    }
    out += "Z";
  }
  return out;
}
