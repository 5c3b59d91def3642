// Streamlit says in English, and for five seconds, that a file could not be made. The page is told at once, and says why.
export default ({ setTriggerValue }) => {
  let seen = null;
  const watch = new MutationObserver(() => {
    const wrong = document.querySelector("[data-testid=stDownloadButtonError]:not([data-anew])");
    if (wrong && wrong !== seen) setTriggerValue("failed", true);
    seen = wrong;
  });
  watch.observe(document.body, { subtree: true, childList: true });
  return () => watch.disconnect();
};
