// The sign-in service sends everybody back to the first page. What was asked before is kept meanwhile, in this tab
// alone; and whoever comes back without being signed in is told so.

const ASKED = "asked-before-sign-in", BEGUN = "sign-in-begun";
// Once for each time the page is fetched: every sign-in fetches it anew.
const returned = sessionStorage.getItem(BEGUN) !== null;
sessionStorage.removeItem(BEGUN);
let told = false;

export default function ({ data, setTriggerValue }) {
  const here = location.pathname + location.search;
  if (data.signed === "in") {
    const asked = sessionStorage.getItem(ASKED);
    sessionStorage.removeItem(ASKED);
    if (returned && asked && asked !== here) {
      history.replaceState(null, "", asked);
      dispatchEvent(new PopStateEvent("popstate", { state: null }));
    }
    return;
  }
  if (returned && !told) setTriggerValue("returned", true);
  if (!returned) sessionStorage.setItem(ASKED, here);
  told = true;
  const begin = (event) => event.target.closest?.(".st-key-sign-in") && sessionStorage.setItem(BEGUN, "1");
  document.addEventListener("click", begin, true);
  return () => document.removeEventListener("click", begin, true);
}
