"""A scene about a family of the public record: its pseudonym, where it lives, what happened, what public schemes paid
and the project added, and who wrote about it."""

from backbone.boundaries import MAP_NOTE
from backbone.charts import Canvas
from backbone.periods import date_name
from backbone.pictures import area
from backbone.pictures.scene import Shown
from backbone.pictures.sheet import SOURCE
from backbone.places import in_province
from backbone.punctuation import clauses, dotted, labelled, sentence
from backbone.record.published import VISITED, Story
from backbone.spoken import Spoken
from backbone.text import Lang, Text
from backbone.view import View

WROTE = Text("{who}, “{title}”", "{who}《{title}》")


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
