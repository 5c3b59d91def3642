// What the browser does for every page: it says in which language the page is, follows links without loading the page
// anew, and tells when the system turns light or dark.

// How long the app is at rest before what it shows is taken for its answer, in milliseconds.
const SETTLED = 300;

let visited = "";

export default ({ data, setTriggerValue }) => {
  document.documentElement.lang = data.lang;
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
// address since, and not the page: then it is asked for the address anew.
let went = performance.getEntriesByType("navigation")[0].name;
addEventListener("popstate", () => (went = location.href));
const app = document.querySelector(".stApp"), atRest = () => app.dataset.testScriptState === "notRunning";
const settle = () => atRest() && setTimeout(() => {
  if (!atRest() || !went) return;
  if (went !== location.href) dispatchEvent(new PopStateEvent("popstate"));
  else went = "";
}, SETTLED);
new MutationObserver(settle).observe(app, { attributeFilter: ["data-test-script-state"] });
settle();

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
