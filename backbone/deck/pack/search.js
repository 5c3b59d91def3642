// Search: a county by what people type, ranked as the dashboard ranks it: its name, 汉字, pinyin, initials or code.

const KIND = new RegExp(PACK.search.kind);
const SIMPLIFIED = new Map(PACK.search.traditional.flatMap(([simplified, traditional]) => [...traditional].map((sign) => [sign, simplified])));

// Lower case letters, digits and simplified 汉字 only, half as wide, accents gone.
function folded(text) {
  const kept = [...text.normalize("NFKD").toLowerCase()].filter((sign) => /[\p{L}\p{N}]/u.test(sign));
  return kept.map((sign) => SIMPLIFIED.get(sign) ?? sign).join("");
}

// How well a place answers: 0 exactly, 1 its start, 2 its initials' start, 3 a part; null not at all.
function rank(typed, { words, initials }) {
  if (words.includes(typed) || typed === initials) return 0;
  if (words.some((word) => word.startsWith(typed))) return 1;
  if (initials.startsWith(typed)) return 2;
  return words.some((word) => word.includes(typed)) ? 3 : null;
}

// The counties that a typed text means, best first.
function find(text, lang, most = 8) {
  const typed = PACK.search.successors[folded(text)] ?? folded(text);
  for (const said of new Set([typed, typed.replace(KIND, "")])) {
    if (!said) continue;
    const hits = PACK.search.places.map((place) => [rank(said, place), place]).filter(([how]) => how !== null);
    const order = ([how, place]) => [how, lang === "en" ? place.en : place.words[3], place.code];
    hits.sort((one, other) => compared(order(one), order(other)));
    if (hits.length) return hits.slice(0, most).map(([, place]) => place.code);
  }
  return [];
}

function compared(one, other) {
  const n = one.findIndex((part, k) => part !== other[k]);
  return n < 0 ? 0 : one[n] < other[n] ? -1 : 1;
}
