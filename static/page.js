// Says in which language the page is, and tells when the system turns light or dark.

export default ({ data, setTriggerValue }) => {
  document.documentElement.lang = data.lang;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  // Streamlit's listener repaints the page in the same moment; the run is asked for after it, and knows the new tone.
  const turned = () => setTimeout(() => setTriggerValue("turned", dark.matches ? "dark" : "light"));
  dark.addEventListener("change", turned);
  return () => dark.removeEventListener("change", turned);
};
