"""Memory: what has been worked out from an opened snapshot is kept with it, and goes when it goes."""

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

Asked, Answer = ParamSpec("Asked"), TypeVar("Answer")
# The answers of each function, the one used last at the end.
Memory = dict[Callable, OrderedDict[Any, Any]]


class Remembers(Protocol):
    """An opened snapshot: it never changes, so its answers stay true as long as it is open."""

    memory: Memory


Kept = TypeVar("Kept", bound=Remembers)
# Sessions share an opened snapshot. An answer may be worked out twice at once, which does no harm.
_LOCK = Lock()


def remembered(
    most: int,
) -> Callable[[Callable[Concatenate[Kept, Asked], Answer]], Callable[Concatenate[Kept, Asked], Answer]]:
    """A decorator: the function, whose first argument is a Store, answers again from that store's memory, which keeps
    the `most` answers used last. The other arguments must be hashable; nobody may change an answer."""

    def decorate(work: Callable[Concatenate[Kept, Asked], Answer]) -> Callable[Concatenate[Kept, Asked], Answer]:
        @wraps(work)
        def answer(store: Kept, *args: Asked.args, **named: Asked.kwargs) -> Answer:
            kept, asked = store.memory.setdefault(work, OrderedDict()), (args, tuple(sorted(named.items())))
            with _LOCK:
                if asked in kept:
                    kept.move_to_end(asked)
                    return kept[asked]
            found = work(store, *args, **named)
            with _LOCK:
                kept[asked] = found
                while len(kept) > most:
                    kept.popitem(last=False)
            return found

        return answer

    return decorate
