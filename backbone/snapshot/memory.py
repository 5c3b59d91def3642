"""What has been worked out from an opened snapshot is kept with it and freed with it."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from threading import Lock
from typing import Any, Protocol, TypeVar, cast

Work = TypeVar("Work", bound=Callable[..., Any])
Answer = TypeVar("Answer")
# The answers of each function, or of several that share a name, the one used last at the end.
Memory = dict[Callable[..., Any] | str, OrderedDict[Any, Any]]
# Sessions share an opened snapshot. An answer may be worked out twice at once, which does no harm.
_LOCK = Lock()


class Remembers(Protocol):
    """Anything with a memory: an opened snapshot. It never changes, so an answer stays true as long as it is open."""

    memory: Memory


def remembered(most: int, together: str = "") -> Callable[[Work], Work]:
    """A decorator for functions whose first argument is a Store: the store keeps the `most` answers used last, of this
    function or, with `together`, of all functions of that name, and gives them again. The other arguments must be
    hashable, and no caller may change an answer."""

    def decorate(work: Work) -> Work:
        @wraps(work)
        def answer(store: Remembers, *args: Any, **named: Any) -> Any:
            question = (work, args, tuple(sorted(named.items())))
            return recalled(store, together or work, most, question, lambda: work(store, *args, **named))

        return cast(Work, answer)

    return decorate


def recalled(
    store: Remembers, kind: Callable[..., Any] | str, most: int, question: Hashable, work: Callable[[], Answer]
) -> Answer:
    """The answer to `question`, worked out where the store has none: of each kind it keeps the `most` used last."""
    kept = store.memory.setdefault(kind, OrderedDict())
    with _LOCK:
        if question in kept:
            kept.move_to_end(question)
            return cast(Answer, kept[question])
    found = work()
    with _LOCK:
        kept[question] = found
        while len(kept) > most:
            kept.popitem(last=False)
    return found
