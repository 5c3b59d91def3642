// Keys, buttons and fingers: what moves the stage.

const ask = $("ask"), field = $("typed"), list = $("found"), help = $("help");
// How long a digit waits for the next, and the letter of the tone for a second one, in milliseconds.
const NEXT = 800, SOON = 450;
let digits = "", waiting = 0, toning = 0, toneBefore = "", letter = "", since = 0;

const back = () => show({ county: "" });
const step = (by) => (state.county ? back() : show({ scene: state.scene + by }));
const other = { lang: () => LANGS[(LANGS.indexOf(state.lang) + 1) % LANGS.length], tone: () => (state.tone === "dark" ? "light" : "dark") };
const cover = (colour) => show({ cover: state.cover === colour ? "" : colour });

const STEPS = new Set(["ArrowRight", "ArrowDown", "PageDown", "ArrowLeft", "ArrowUp", "PageUp"]);
const KEYS = {
  ArrowRight: () => step(1), ArrowDown: () => step(1), PageDown: () => step(1), " ": () => months() || step(1), Enter: () => step(1),
  ArrowLeft: () => step(-1), ArrowUp: () => step(-1), PageUp: () => step(-1), Backspace: () => step(-1),
  Home: () => show({ scene: 1, county: "" }), End: () => show({ scene: LAST, county: "" }),
  Escape: () => state.county && back(),
  b: () => cover("black"), ".": () => cover("black"), w: () => cover("white"), ",": () => cover("white"),
  "?": () => explain(true), "/": () => search(""),
  "=": () => show({ lang: other.lang() }), l: () => (toneBefore = state.tone, toning = setTimeout(() => show({ tone: other.tone() }), SOON)),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (help.open) return void (event.key.length > 1 || event.key === "?" || event.key === " " ? (explain(false), event.preventDefault()) : 0);
  if (!ask.hidden) return void typing(event);
  // What a Chinese keyboard is composing has no key of its own; the letter on it has.
  const key = event.key === "Process" && /^Key[A-Z]$/.test(event.code) ? event.code[3].toLowerCase() : event.key;
  if (event.target.closest?.("button") && (key === "Enter" || key === " ")) return;
  const low = key.length === 1 ? key.toLowerCase() : key;
  const does = deed(key, low);
  if (!does) return;
  does();
  event.preventDefault();
});

// What a key does. B, W and L do something at once, and take it back where a second letter makes a name of them.
function deed(key, low) {
  const begun = performance.now() - since < NEXT ? letter : "", covered = state.cover;
  letter = "";
  if (/^\p{L}$/u.test(key)) {
    if (begun && (low !== begun || !covered)) return () => (clearTimeout(toning), show({ cover: "", tone: begun === "l" ? toneBefore : state.tone }), search(begun + low));
    if (!KEYS[low]) return () => (show({ cover: "" }), search(low));
    [letter, since] = [low, performance.now()];
  } else if (covered && !STEPS.has(key) && !".,".includes(key)) return () => show({ cover: "" });
  if (/^\d$/.test(key)) return () => jump(key);
  return KEYS[low] && (() => (STEPS.has(key) && covered && show({ cover: "" }), KEYS[low]()));
}

// A number of one digit jumps at once where no longer one begins with it, else when no other follows.
function jump(digit) {
  digits += digit;
  clearTimeout(waiting);
  const go = () => {
    const to = Number(digits);
    digits = "";
    if (to >= 1 && to <= LAST) show({ scene: to, county: "", cover: "" });
  };
  if (Number(digits) * 10 > LAST) go();
  else waiting = setTimeout(go, NEXT);
}

function explain(open) {
  if (open) help.showModal();
  else help.close();
}

// -- a county by typing ----------------------------------------------------------------------------------------------

function search(begun) {
  ask.hidden = false;
  field.value = begun;
  field.focus();
  offer();
}

function leave() {
  ask.hidden = true;
  field.blur();
}

function offer() {
  const typed = field.value, codes = find(typed, state.lang);
  list.replaceChildren();
  for (const code of codes) {
    const row = element("li", "", list), one = element("button", "", row);
    const { names, province } = PROFILES.get(code);
    element("strong", "", one, names[state.lang]);
    element("span", "", one, ` ${province[state.lang]}`);
    one.type = "button";
    one.addEventListener("click", () => go(code));
  }
  if (!codes.length && typed.trim()) element("li", "none", list, words("none"));
  choose(0);
}

function choose(n) {
  const rows = [...list.querySelectorAll("button")];
  rows.forEach((row, k) => row.setAttribute("aria-current", String(k === Math.max(0, Math.min(n, rows.length - 1)))));
}

function go(code) {
  leave();
  show({ county: code, cover: "" });
}

function typing(event) {
  const rows = [...list.querySelectorAll("button")], at = rows.findIndex((row) => row.getAttribute("aria-current") === "true");
  if (event.isComposing) return;
  if (event.key === "Escape") leave();
  else if (event.key === "Enter") rows[at]?.click();
  else if (event.key === "ArrowDown" || event.key === "ArrowUp") choose(at + (event.key === "ArrowDown" ? 1 : -1));
  else return;
  event.preventDefault();
}
field.addEventListener("input", offer);
ask.addEventListener("submit", (event) => event.preventDefault());

// -- buttons and fingers ---------------------------------------------------------------------------------------------

const BUTTONS = {
  previous: () => step(-1), next: () => step(1), seek: () => search(""), full: () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen?.()),
  tongue: KEYS["="], dress: () => show({ tone: other.tone() }), explain: () => explain(true), closing: () => explain(false), away: leave, back,
};
for (const [id, then] of Object.entries(BUTTONS)) $(id)?.addEventListener("click", then);

// What the buttons and the list of keys say, in the language of the stage.
function dressed() {
  for (const one of document.querySelectorAll("[data-says]")) {
    const said = words(one.dataset.says);
    if (one.matches("button.sign")) one.title = one.ariaLabel = said;
    else one.textContent = said;
  }
  field.placeholder = words("type");
  $("back").hidden = !state.county;
}

let touched = null;
document.addEventListener("touchstart", (event) => (touched = event.touches.length === 1 ? event.touches[0] : null), { passive: true });
document.addEventListener("touchend", (event) => {
  const to = event.changedTouches[0];
  if (!touched || !ask.hidden || help.open) return;
  const [x, y] = [to.clientX - touched.clientX, to.clientY - touched.clientY];
  if (Math.abs(x) > 60 && Math.abs(x) > 2 * Math.abs(y)) step(x < 0 ? 1 : -1);
});
document.addEventListener("click", () => state.cover && show({ cover: "" }));

let sized = 0;
addEventListener("resize", () => {
  cancelAnimationFrame(sized);
  sized = requestAnimationFrame(() => show());
});
addEventListener("hashchange", () => (read(), show()));

read();
// Words are measured once their letters are there.
document.fonts.load(`16px ${FONT}`).then(() => show(), () => show());
