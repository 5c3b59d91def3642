"""Memory: what has been worked out from an opened snapshot is kept with it, and goes when it goes."""

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import Any, Protocol, TypeVar, cast

Work = TypeVar("Work", bound=Callable[..., Any])
# The answers of each function, or of several that share a name, the one used last at the end.
Memory = dict[Callable[..., Any] | str, OrderedDict[Any, Any]]
# Sessions share an opened snapshot. An answer may be worked out twice at once, which does no harm.
_LOCK = Lock()


class Remembers(Protocol):
    """An opened snapshot: it never changes, so its answers stay true as long as it is open."""

    memory: Memory


def remembered(most: int, together: str = "") -> Callable[[Work], Work]:
    """A decorator: the function, whose first argument is a Store, answers again from that store's memory, which keeps
    the `most` answers used last; of all functions that are remembered `together`, where they are. The other arguments
    must be hashable; nobody may change an answer."""

    def decorate(work: Work) -> Work:
        @wraps(work)
        def answer(store: Remembers, *args: Any, **named: Any) -> Any:
            kept = store.memory.setdefault(together or work, OrderedDict())
            question = (work, args, tuple(sorted(named.items())))
            with _LOCK:
                if question in kept:
                    kept.move_to_end(question)
                    return kept[question]
            found = work(store, *args, **named)
            with _LOCK:
                kept[question] = found
                while len(kept) > most:
                    kept.popitem(last=False)
            return found

        return cast(Work, answer)

    return decorate
