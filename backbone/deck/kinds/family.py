"""A scene about a family of the public record: its pseudonym, where it lives, what happened, what public schemes paid
and the project added, and who wrote about it."""

from collections.abc import Sequence

from backbone import places
from backbone.boundaries import MAP_NOTE
from backbone.charts import Canvas
from backbone.deck.deck import Scene
from backbone.deck.kinds.kind import Kind
from backbone.deck.played import Played
from backbone.periods import date_name
from backbone.pictures import area
from backbone.pictures.sheet import SOURCE
from backbone.pictures.shown import Shown
from backbone.places import in_province
from backbone.punctuation import clauses, dotted, labelled, sentence
from backbone.record.published import VISITED, Story
from backbone.record.record import Record
from backbone.spoken import Spoken
from backbone.text import Lang, Text, repeated
from backbone.view import View

WROTE = Text("{who}, “{title}”", "{who}《{title}》")
NO_STORY = Text("The public record has no case “{asked}”.", "公开记录中没有个案“{asked}”。")


class OfFamily(Kind):
    """The case `story` of the public record."""

    name = Text("Family", "家庭")
    form = "story"
    keys = ("story",)

    def faults(self, of: Played, scene: Scene) -> Sequence[Text]:
        """That the record has no such case."""
        return () if _known(of.record, scene) else (NO_STORY.filled(asked=repeated(scene.story) or "–"),)

    def shown(self, of: Played, scene: Scene, canvas: Canvas) -> tuple[Shown, str]:
        """What the record tells, or the caption; it needs no data."""
        story, lang = _story(of, scene), canvas.lang
        return shown(story, scene.caption(lang), canvas), rests(story, lang)

    def own(self, of: Played, scene: Scene, canvas: Canvas) -> Spoken:
        """The paragraphs of the record."""
        return Spoken("\n".join(told(_story(of, scene), canvas.lang)))

    def line(self, of: Played, scene: Scene, lang: Lang) -> str:
        """The name of the family."""
        story = _known(of.record, scene)
        return story.title(lang) if story else scene.caption(lang)

    def subject(self, of: Played, scene: Scene, lang: Lang) -> tuple[str, str]:
        """Where the family lives."""
        story = _known(of.record, scene)
        return self.name(lang), places.get(story.adcode).name(lang) if story else ""


def _known(record: Record, scene: Scene) -> Story | None:
    return next((one for one in record.stories if one.story_id == scene.story), None)


def _story(of: Played, scene: Scene) -> Story:
    story = _known(of.record, scene)
    assert story is not None, "faults come first"
    return story


def shown(story: Story, caption: str, canvas: Canvas) -> Shown:
    """The scene of a family; a caption stands in the place of the record's own words."""
    lang = canvas.lang
    notes = (sentence(VISITED(lang), lang) if story.visited else "", story.note(lang) if story.note else "")
    return Shown(
        place=in_province(story.adcode)(lang),
        sentence=Spoken(story.title(lang)),
        when="" if story.year.endswith("?") else story.when(lang),
        picture=area.setting(View(lang=lang, place=story.adcode), canvas),
        notes=tuple(filter(None, notes)),
        told=tuple(caption.splitlines()) or told(story, lang),
    )


def told(story: Story, lang: Lang) -> tuple[str, ...]:
    """What the record tells of a family, and of what was paid: its paragraphs."""
    return tuple(words(lang) for words in (story.summary, story.relief) if words)


def rests(story: Story, lang: Lang) -> str:
    """Who wrote of a family, and where the boundaries of its map come from."""
    source, when = story.source, date_name(story.source.published, lang)
    said = clauses((WROTE(lang, who=source.publisher(lang), title=source.title(lang)), when), lang)
    return dotted((labelled(SOURCE(lang), said, lang), MAP_NOTE(lang)))
