"""What the browser is told of a page, its language, and what it tells: whether its system turned light or dark. A
figure's colours are drawn in on the server, so a change asks for it anew."""

import streamlit as st

from backbone.text import Lang

# Streamlit's listener repaints the page in the same moment; the run is asked for after it, and knows the new tone.
LANGUAGES = {"en": "en", "zh": "zh-Hans"}
TURNED = """export default ({ data, setTriggerValue }) => {
  document.documentElement.lang = data;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const turned = () => setTimeout(() => setTriggerValue("turned", dark.matches ? "dark" : "light"));
  dark.addEventListener("change", turned);
  return () => dark.removeEventListener("change", turned);
}"""
_listener = st.components.v2.component("tone", js=TURNED)


def follow(lang: Lang) -> None:
    """Says in which language the page is, and runs it again when the reader's system turns light or dark."""
    _listener(key="tone", height=0, data=LANGUAGES[lang], on_turned_change=lambda: None)
