// The view that a stage was entered from is kept in this tab: whoever loads the stage anew still comes back to it.

const KEY = "stage-entered";
const anew = performance.getEntriesByType("navigation")[0].type === "reload";

export default ({ data, setTriggerValue }) => {
  if (data.entered) return void sessionStorage.setItem(KEY, location.pathname + data.entered);
  const kept = sessionStorage.getItem(KEY) ?? "", here = `${location.pathname}?`;
  sessionStorage.removeItem(KEY);
  if (anew && kept.startsWith(here)) setTriggerValue("entered", kept.slice(here.length));
};
