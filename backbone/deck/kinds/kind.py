"""A kind of scene: everything in which one differs from the others, whoever shows it."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping, Sequence
from typing import Literal

from backbone.charts import Canvas
from backbone.deck.deck import Scene
from backbone.deck.played import Played
from backbone.pictures.picture import Picture
from backbone.pictures.shown import Shown
from backbone.spoken import Spoken
from backbone.text import Lang, Text
from backbone.view import View

# How a scene is set: large words on a ground of their own, large words, words beside what they tell of, or one picture
# with one sentence.
Form = Literal["cover", "closing", "story", "picture"]
# The forms that have no picture.
WORDS: tuple[Form, ...] = ("cover", "closing")
# Where in a deck a new one goes.
Stands = Literal["first", "between", "last"]


class Kind(ABC):
    """What a kind of scene is called, how it is set, where in a deck it stands, and which keys of a file (beside its
    words) say what it is of. *Add to deck* on one of its `pages` makes a scene of it. What no method says, such a scene
    has not."""

    name: Text
    form: Form
    stands: Stands = "between"
    keys: tuple[str, ...] = ()
    pages: Collection[str] = ()

    @abstractmethod
    def shown(self, of: Played, scene: Scene, canvas: Canvas) -> tuple[Shown, str]:
        """A scene without faults as it is seen, and what stands small on it: basis, as of and sources; "" where it
        shows no number of its own. Unanswerable, with a sentence, where the data do not answer it."""

    def faults(self, of: Played, scene: Scene) -> Sequence[Text]:
        """What keeps a scene from being shown, beside what in its file was not understood."""
        return ()

    def own(self, of: Played, scene: Scene, canvas: Canvas) -> Spoken:
        """What stands on a scene without faults where nobody wrote a caption: the data's own sentence, for a story the
        record's words."""
        return Spoken("")

    def picture(self, of: Played, scene: Scene, canvas: Canvas) -> tuple[Picture, str] | None:
        """The picture of a scene in the size of a page, and what it says where that has no figure; None of words."""
        return None

    def playing(self, of: Played, scene: Scene, lang: Lang) -> View | None:
        """The question whose months go by on a scene without faults; None where none do."""
        return None

    def line(self, of: Played, scene: Scene, lang: Lang) -> str:
        """What names a scene in a list: what was written on it in that language."""
        return scene.title(lang) or scene.caption(lang)

    def subject(self, of: Played, scene: Scene, lang: Lang) -> tuple[str, str]:
        """What a scene shows, and of where; "" of the whole programme, and of words."""
        return self.name(lang), ""

    def address(self, scene: Scene) -> tuple[str, Mapping[str, str]] | None:
        """The page (its id) and what to ask it to see what a scene shows; None where no page does."""
        return None

    def asked(self, view: View, more: Mapping[str, str]) -> dict[str, str]:
        """What a scene asks that shows the question of one of its pages, `more` of which stands in its address alone;
        the language is the reader's."""
        return {name: value for name, value in view.params().items() if name != "lang"}


class Large(Kind):
    """A scene of large words."""

    keys = ("title",)

    def __init__(self, name: Text, form: Form, stands: Stands) -> None:
        self.name, self.form, self.stands = name, form, stands

    def shown(self, of: Played, scene: Scene, canvas: Canvas) -> tuple[Shown, str]:
        """The title, and the caption line by line."""
        lang = canvas.lang
        bare = Picture(scene.kind, View(lang=lang))
        return Shown("", Spoken(scene.title.either(lang)), "", bare, told=tuple(scene.caption(lang).splitlines())), ""
