"""AppTest runs with the app's own settings, except that a fault says what it was."""

from streamlit import config

config.set_option("client.showErrorDetails", "full")
