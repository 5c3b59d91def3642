// The sign-in service sends everybody back to the first page. What was asked before is kept meanwhile, in this tab
// alone; and whoever comes back without being signed in is told so.

const ASKED = "asked-before-sign-in", BEGUN = "sign-in-begun";
// Once for each time the page is fetched: every sign-in fetches it anew.
const returned = sessionStorage.getItem(BEGUN) !== null;
sessionStorage.removeItem(BEGUN);
let told = false, pressed = "0";

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
  // Whoever tries again comes to what was asked at first.
  if (!returned) sessionStorage.setItem(ASKED, here);
  if (returned && !told) setTriggerValue("returned", true);
  told = true;
  if (data.stays) sessionStorage.removeItem(BEGUN);
  // The page is left only now that this is written down, however soon the button was pressed.
  const again = data.pressed !== "0" && data.pressed !== pressed;
  pressed = data.pressed;
  if (!again) return;
  sessionStorage.setItem(BEGUN, "1");
  setTriggerValue("ready", true);
}
