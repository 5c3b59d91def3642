// What the browser does for every page: it says in which language the page is, and in it what Streamlit says in English,
// holds together what no line parts, follows links without loading the page anew, goes to the place that is searched for,
// and tells when the system turns light or dark.

// How long the app is at rest before what it shows is taken for its answer, in milliseconds.
const SETTLED = 300;

let visited = "", together;

export default ({ data, parentElement, setTriggerValue }) => {
  document.documentElement.lang = data.lang;
  if (!together) hold(document.body, (together = new RegExp(data.together, "g")));
  parentElement.closest(".st-key-page")?.setAttribute("data-told", ""); // for whoever waits for it
  if (data.visit && data.visit !== visited) go((visited = data.visit, data.to));
  const dark = matchMedia("(prefers-color-scheme: dark)");
  // Streamlit's listener repaints the page in the same moment; the run is asked for after it, and knows the new tone.
  const turned = () => setTimeout(() => setTriggerValue("turned", dark.matches ? "dark" : "light"));
  dark.addEventListener("change", turned);
  return () => dark.removeEventListener("change", turned);
};

// Streamlit answers a step through the history with the page and the question of the address; so it does this one.
function go(address) {
  history.pushState({}, "", address);
  dispatchEvent(new PopStateEvent("popstate"));
}

// Where the reader last went by a step or a link. What the server still said of a press before that can have changed the
// address since, and not the page: then the address is set right. Nothing is asked anew, which could undo a press.
let went = performance.getEntriesByType("navigation")[0].name, waiting;
addEventListener("popstate", () => {
  went = location.href;
  clearTimeout(waiting); // the rest that is waited out is that before this step
});
const app = document.querySelector(".stApp"), atRest = () => app.dataset.testScriptState === "notRunning";
const settle = () => {
  clearTimeout(waiting);
  if (atRest()) waiting = setTimeout(rested, SETTLED);
};
function rested() {
  const shown = went && document.querySelector(".stApp [data-shown], .menu [aria-current]")?.href;
  if (shown && went !== location.href && asks(shown) !== asks(location.href)) history.replaceState({}, "", shown);
  went = "";
}
// The page and the question of an address; that a passport is open is beside the question.
function asks(address) {
  const url = new URL(address);
  url.searchParams.delete("passport");
  url.searchParams.sort();
  return url.pathname + url.searchParams;
}
new MutationObserver(settle).observe(app, { attributeFilter: ["data-test-script-state"] });
settle();

// A line that was cut and is there again may lead to another worker, which has shown nothing yet and would take the next
// press for what has stood there all along. So the page is asked for anew; where the worker is the same, it is no other.
const connected = () => app.dataset.testConnectionState === "CONNECTED";
let line = connected();
new MutationObserver(() => {
  const cut = !line;
  line = connected();
  if (line && cut) dispatchEvent(new PopStateEvent("popstate"));
}).observe(app, { attributeFilter: ["data-test-connection-state"] });

// The links of our own texts. Streamlit has answered those that it made before they come by here.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.(".stApp a[href]");
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  if (link.getAttribute("href") === "#content") {
    event.preventDefault();
    const to = document.querySelector(".place-marks [tabindex='0']") ?? document.querySelector(".stMain h1");
    if (to?.tagName === "H1") to.tabIndex = -1;
    to?.focus();
  } else if (link.closest("[data-ways], .place-marks") && link.origin === location.origin) {
    event.preventDefault();
    go(link.href);
  }
});

// On paper a picture is scaled to the sheet: what was drawn for a window may have no room there.
const drawn = () => document.querySelectorAll(".js-plotly-plot .main-svg");
addEventListener("beforeprint", () => drawn().forEach((svg) => {
  svg.setAttribute("viewBox", `0 0 ${svg.getAttribute("width")} ${svg.getAttribute("height")}`);
  svg.setAttribute("preserveAspectRatio", "xMinYMin");
}));
addEventListener("afterprint", () => drawn().forEach((svg) => svg.removeAttribute("viewBox")));

// A table is painted for the screen. From a dark one its light words on dark are printed as ink on paper.
const INK = [22, 38, 43];
addEventListener("beforeprint", () => document.querySelectorAll("[data-testid=stDataFrame]").forEach((grid) => {
  const [painted, ...above] = grid.querySelectorAll("canvas"); // its heads are painted above it
  if (!painted?.width) return;
  const copy = Object.assign(document.createElement("canvas"), { width: painted.width, height: painted.height });
  const pen = copy.getContext("2d");
  for (const one of [painted, ...above]) if (one.width && one.height) pen.drawImage(one, 0, 0);
  const said = pen.getImageData(0, 0, copy.width, copy.height), dots = said.data;
  const light = (n) => 0.3 * dots[n] + 0.59 * dots[n + 1] + 0.11 * dots[n + 2];
  let least = 255, most = 0;
  for (let n = 0; n < dots.length; n += 4) [least, most] = [Math.min(least, light(n)), Math.max(most, light(n))];
  const paper = light(4 * (copy.width * (copy.height >> 1) + 2));
  if (paper > 128 || most === least) return;
  for (let n = 0; n < dots.length; n += 4) {
    const part = (light(n) - least) / (most - least);
    INK.forEach((ink, k) => (dots[n + k] = 255 - (255 - ink) * part));
  }
  pen.putImageData(said, 0, 0);
  const picture = Object.assign(new Image(), { src: copy.toDataURL(), className: "table-on-paper" });
  picture.style.width = painted.style.width || `${painted.clientWidth}px`;
  grid.after(picture);
}));
addEventListener("afterprint", () => document.querySelectorAll(".table-on-paper").forEach((picture) => picture.remove()));

// Streamlit speaks English, to readers and to screen readers: its words are said in the reader's language. They come with
// the styles of the page (`ui/translation.py`), which are sent once.
let written = "", words = [];
const made = new WeakMap(); // of a text or an element: what stood there, and what we made of it
const NAMES = ["ariaLabel", "title", "placeholder"];
const NAMED = "[aria-label], [title], input[placeholder]";
const TEXTS = ".stFileUploader, #portal, [data-testid=stSelectboxVirtualDropdown], [data-live-announcer], [role=dialog]";

function ours(theirs) {
  for (const [pattern, own] of words) {
    const [before, after] = pattern.split("{}");
    if (after === undefined ? theirs !== pattern : !(theirs.startsWith(before) && theirs.endsWith(after))) continue;
    return own.replace("{}", () => theirs.slice(before.length, theirs.length - after.length));
  }
  return theirs;
}

// What we said before is made anew of what Streamlit said, as the reader's language may be another now.
function say(node, name) {
  const now = node[name], known = made.get(node)?.[name];
  if (!now) return;
  const theirs = known?.own === now ? known.theirs : now, own = ours(theirs);
  if (own === now) return;
  node[name] = own;
  made.set(node, { ...made.get(node), [name]: { theirs, own } });
}

function speak() {
  const styled = getComputedStyle(document.documentElement).getPropertyValue("--theirs");
  if (styled !== written) words = JSON.parse(JSON.parse((written = styled) || '"[]"'));
  for (const one of document.querySelectorAll(NAMED)) for (const name of NAMES) say(one, name);
  for (const box of document.querySelectorAll(TEXTS)) {
    const texts = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
    for (let text; (text = texts.nextNode()); ) say(text, "data");
  }
}

// Who comes by key goes on where he is: into a menu that he has opened, which stands at the end of the page, and on the
// button that was off while it made a file.
let byKey = false, off;
const entered = new WeakSet();
addEventListener("keydown", (event) => {
  byKey = true;
  // What a menu holds comes from the server: who is faster stays in it.
  const at = document.activeElement, menu = at.matches("[data-testid=stPopoverBody]");
  if (event.key === "Tab" && menu && !at.querySelector("button:enabled, input, a[href]")) event.preventDefault();
}, true);
addEventListener("pointerdown", () => (byKey = false), true);
addEventListener("focusin", () => (off = undefined));
addEventListener("focusout", ({ target }) => (off = target.disabled ? target : undefined));
function lead() {
  const at = document.activeElement;
  if (off && !off.disabled && at === document.body) off.focus();
  for (const menu of document.querySelectorAll("[data-testid=stPopoverBody]")) {
    if (entered.has(menu)) continue;
    entered.add(menu);
    if (!byKey || at.ariaExpanded !== "true") continue;
    menu.tabIndex = -1; // else it takes no focus
    menu.focus();
  }
}

// Enter in the search goes to the first place of the list, once the list is of what stands in the field.
addEventListener("keydown", ({ target, key }) => {
  const field = target.closest?.(".st-key-place-search input");
  if (!field || key !== "Enter") return;
  let left = 200;
  const listed = () => document.querySelector("[data-listed]")?.dataset.listed === field.value;
  const go = () => {
    const first = document.querySelector(".st-key-found button");
    if (first && listed()) first.click();
    else if (left-- > 0) setTimeout(go, 50);
  };
  go();
}, true);

// Each run names the files anew, and any reader's run may have the names before forgotten: a press that met a run gets
// no file. It is made once more, when the page is at rest; only then is it said that the file could not be made.
addEventListener("click", ({ isTrusted, target }) => {
  const button = isTrusted && target.closest?.(".stDownloadButton");
  if (!button) return;
  const press = () => button.querySelector("button")?.click();
  const watch = new MutationObserver(() => {
    const wrong = button.querySelector("[data-testid=stDownloadButtonError]");
    if (!wrong) return;
    watch.disconnect();
    wrong.dataset.anew = "";
    wrong.style.display = "none";
    if (atRest()) return press();
    const rest = new MutationObserver(() => atRest() && (rest.disconnect(), press()));
    rest.observe(app, { attributeFilter: ["data-test-script-state"] });
  });
  watch.observe(button, { subtree: true, childList: true });
}, true);

// What no line parts (`punctuation.py`) is held together before it is seen, in whatever text it comes: by spaces at which
// no line breaks, and around Chinese signs and after a dash by a sign that is not seen.
const TEXT = "[data-testid=stMarkdownContainer], [data-testid=stCaptionContainer], .stHtml", NO_TEXT = "code, style, script";
const BREAKS = /(?<=[-–⺀-\uffff])(?=.)|(?<=.)(?=[⺀-\uffff])/g;
const whole = (piece) => piece.replaceAll(" ", "\u00a0").replace(BREAKS, "\u2060");

function hold(within) {
  const inside = (within.nodeType === Node.TEXT_NODE ? within.parentElement : within)?.closest?.(TEXT);
  for (const one of inside ? [within] : within.querySelectorAll?.(TEXT) ?? []) {
    const texts = document.createNodeIterator(one, NodeFilter.SHOW_TEXT);
    for (let text; (text = texts.nextNode()); ) {
      if (text.parentElement?.closest(NO_TEXT)) continue;
      const held = text.data.replace(together, whole).replaceAll(" ·", "\u00a0·"); // no line begins with the dot
      if (held !== text.data) text.data = held;
    }
  }
}

new MutationObserver((changes) => {
  if (!together) return;
  for (const { target, type, addedNodes } of changes) {
    if ("ownerSVGElement" in target) continue; // a picture's
    for (const changed of type === "childList" ? addedNodes : [target]) hold(changed);
  }
}).observe(document.body, { subtree: true, childList: true, characterData: true });

// Who copies has the text as it was written.
document.addEventListener("copy", (event) => {
  const said = `${getSelection()}`;
  if (!/[\u2060\u00a0]/.test(said)) return;
  event.clipboardData.setData("text/plain", said.replaceAll("\u2060", "").replaceAll("\u00a0", " "));
  event.preventDefault();
});

let due;
// Not in every frame: while a page is drawn the browser has better things to do.
const later = window.requestIdleCallback?.bind(window) ?? setTimeout;
const soon = () => (due ??= later(() => (due = undefined, speak(), lead()), { timeout: 200 }));
new MutationObserver(soon).observe(document.body, { subtree: true, childList: true, characterData: true });
soon();
