"""AppTest runs with the app's own settings, except that a fault says what it was."""

import os

os.environ["STREAMLIT_CLIENT_SHOW_ERROR_DETAILS"] = "full"
