"""What never changes while it is served, and Streamlit works out anew at every run: the theme, read option by option,
and the pages, each looked for on the disk. It is worked out once; who changes either starts the server again."""

from copy import copy
from functools import cache, wraps
from typing import Any

from streamlit.navigation import page as pages
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session


@cache
def settle() -> None:
    """From now on the theme and the pages are those that were first asked for; Streamlit has no setting for it. Once a
    process."""
    read, found = app_session._populate_theme_msg, cache(pages._create_page)

    @cache
    def theme(section: str) -> CustomThemeConfig:
        read(filled := CustomThemeConfig(), section)
        return filled

    @wraps(read)
    def told(message: CustomThemeConfig, section: str = "theme") -> None:
        if (kept := theme(section)).ByteSize():  # what is empty is not there
            message.MergeFrom(kept)

    @wraps(pages._create_page)
    def page(*of: Any, **more: Any) -> pages.Page:
        return copy(found(*of, **more))  # whether it may be run is noted on it, in each run

    setattr(app_session, read.__name__, told)
    setattr(pages, found.__name__, page)
