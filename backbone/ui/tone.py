"""Light or dark: a figure's colours are drawn in on the server, so a change of the system's own asks for it anew."""

import streamlit as st

# Streamlit's listener repaints the page in the same moment; the run is asked for after it, and knows the new tone.
TURNED = """export default ({ setTriggerValue }) => {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const turned = () => setTimeout(() => setTriggerValue("turned", dark.matches ? "dark" : "light"));
  dark.addEventListener("change", turned);
  return () => dark.removeEventListener("change", turned);
}"""
_listener = st.components.v2.component("tone", js=TURNED)


def follow() -> None:
    """Runs the page again when the reader's system turns light or dark."""
    _listener(key="tone", height=0, on_turned_change=lambda: None)
