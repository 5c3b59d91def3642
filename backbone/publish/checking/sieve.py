"""A sieve over a column of a million different texts: which of them are worth reading one by one. It works on the whole
column at once, and lets through too many rather than too few."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

_DATE = "(19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])"
_IDENTITY = f"[1-8][0-9]{{5}}{_DATE}[0-9]{{3}}[0-9Xx]"
_OLD = "[1-8][0-9]{5}[3-9][0-9](0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])[0-9]{3}"
_PHONE = "1[3-9][0-9]{9}"
_LANDLINE = r"0[0-9]{2,3}[ )\-]+[2-8][0-9]{6,7}"
_CARD = "[34569][0-9]{15,18}"
# One run of digits, and nothing between them: what can be judged a whole column at a time.
_ONE_RUN = r"^[^0-9]*(?P<run>[0-9]{17}[Xx]|[0-9]{11,19})[^0-9]*$"
_GAP = r"[\s.,()\-_/~*]"
_ALONE = f"^(0|00)?(86)?{_PHONE}$|^{_OLD}$"
_WEIGHTS = np.array([7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2])
_CHECK_DIGITS = np.frombuffer(b"10X98765432", np.uint8)
_CALLED = "(?i:tel|phone|mobile)"
# What is no number, point or code: words, or two Latin words that may be a name.
_WORDY = r"[^\x00-\x7f]|\b[A-Z][A-Za-z]+(,? |\. ?)[A-Z]"


def numbered(values: pa.Array) -> pa.Array:
    """The texts that may hold a personal number: some hold none."""
    values = values.filter(pc.match_substring_regex(values, r"[^\x00-\x7f]|[0-9]([^0-9]*[0-9]){6}"))
    ascii_ = pc.string_is_ascii(values)
    foreign = values.filter(pc.invert(ascii_))
    values = values.filter(ascii_)
    called = pc.match_substring_regex(values, _CALLED)
    run = pc.struct_field(pc.extract_regex(values, _ONE_RUN), "run")
    alone = pc.and_(pc.is_valid(run), pc.invert(called))
    several = values.filter(pc.invert(alone))
    together = pc.replace_substring_regex(several, _GAP, "")
    landline = pc.match_substring_regex(several, _LANDLINE)
    number = pc.match_substring_regex(together, f"{_PHONE}|{_IDENTITY}|{_OLD}|{_CARD}|[Ee][+]1")
    loose = pc.or_(pc.or_(number, landline), called.filter(pc.invert(alone)))
    return pa.concat_arrays([foreign, several.filter(loose), values.filter(alone).filter(_judged(run.filter(alone)))])


def wordy(values: pa.Array) -> pa.Array:
    """The texts with words in them that may be those of a person."""
    return values.filter(pc.match_substring_regex(values, _WORDY))


def _judged(runs: pa.Array) -> pa.Array:
    """Which of these runs of digits may be a personal number."""
    alone = pc.match_substring_regex(runs, _ALONE)
    lengths = pc.binary_length(runs).to_numpy(zero_copy_only=False)
    dated = pc.match_substring_regex(runs, _IDENTITY).to_numpy(zero_copy_only=False)
    hit = alone.to_numpy(zero_copy_only=False) | (dated & (lengths != 18))
    for length in range(16, 20):
        at = np.flatnonzero(lengths == length)
        if len(at):
            digits = _digits(runs.take(pa.array(at)), length)
            hit[at] |= _luhn(digits)
            if length == 18:
                hit[at] |= dated[at] & _is_checked(digits)
    return pa.array(hit)


def _digits(runs: pa.Array, length: int) -> np.ndarray:
    """Runs of one length as rows of their characters."""
    return np.array(runs.to_pylist(), dtype=f"S{length}").view(np.uint8).reshape(-1, length)


def _is_checked(runs: np.ndarray) -> np.ndarray:
    """Which rows end as an identity number does, or in the noughts of a spreadsheet."""
    checked = _CHECK_DIGITS[((runs[:, :17] - 48) @ _WEIGHTS) % 11]
    last = np.where(runs[:, 17] == ord("x"), ord("X"), runs[:, 17])
    return (last == checked) | (runs[:, 16:] == ord("0")).all(axis=1)


def _luhn(runs: np.ndarray) -> np.ndarray:
    """Which rows begin and end as bank cards do."""
    doubled = (runs[:, ::-1].astype(np.int64) - 48) * (1 + np.arange(runs.shape[1]) % 2)
    total = np.where(doubled > 9, doubled - 9, doubled).sum(axis=1)
    return np.isin(runs[:, 0], np.frombuffer(b"34569", np.uint8)) & (total % 10 == 0)
