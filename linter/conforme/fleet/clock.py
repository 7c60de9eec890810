"""A date that notes until when the answers drawn from it stay the same, so that a repository is not audited again only because a day has passed.

What is compared with it stays true (or false) until a day that can be computed; what is drawn from it in any other way holds for that day alone. The
note lies in memory shared with the children in which finders and rules run, so that nothing that they ask of the date is missed.
"""

from __future__ import annotations

import datetime
import mmap
import operator
import struct
from collections.abc import Callable
from typing import Any

LAST = datetime.date(2099, 12, 31).toordinal()
_HELD = struct.Struct("!i")


class Horizon:
    """Until which day what was asked of a date stays so."""

    def __init__(self, today: datetime.date) -> None:
        self.today = today.toordinal()
        self._kept = mmap.mmap(-1, mmap.PAGESIZE)
        self._kept.write(_HELD.pack(LAST))

    @property
    def last(self) -> datetime.date:
        return datetime.date.fromordinal(self._last)

    @property
    def _last(self) -> int:
        found: int = _HELD.unpack(self._kept[: _HELD.size])[0]
        return found

    def until(self, day: int) -> None:
        """Nothing is known beyond that day."""
        if day < self._last:
            self._kept[: _HELD.size] = _HELD.pack(max(day, self.today))

    def date(self) -> WatchedDate:
        return _date(self, 0)

    def compare(self, test: Callable[[int], bool]) -> bool:
        """`test(today)`, which changes at most once as days pass: the last day with the same answer is noted."""
        answer, low, high = test(self.today), self.today, self._last
        if test(high) is answer:
            return answer
        while low < high:
            middle = (low + high + 1) // 2
            if test(middle) is answer:
                low = middle
            else:
                high = middle - 1
        self.until(low)
        return answer


class _Watched:
    """A value drawn from the date: `_of` gives what it would be on another day. Comparisons are followed; anything else is of today alone."""

    _horizon: Horizon
    _of: Callable[[int], Any]

    def _compared(self, with_: Callable[[Any, Any], bool], other: Any) -> Any:
        if isinstance(other, _Watched):
            return bool(with_(self._today(), other._today()))
        try:
            return self._horizon.compare(lambda day: bool(with_(self._of(day), other)))
        except (TypeError, ValueError, OverflowError):
            self._today()
            return NotImplemented

    def _today(self) -> Any:
        """The plain value; whoever takes it may do anything with it."""
        self._horizon.until(self._horizon.today)
        return self._of(self._horizon.today)

    def __lt__(self, other: Any) -> Any:
        return self._compared(operator.lt, other)

    def __le__(self, other: Any) -> Any:
        return self._compared(operator.le, other)

    def __gt__(self, other: Any) -> Any:
        return self._compared(operator.gt, other)

    def __ge__(self, other: Any) -> Any:
        return self._compared(operator.ge, other)

    def __eq__(self, other: object) -> bool:
        return bool(self._today() == (other._today() if isinstance(other, _Watched) else other))

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self._today())

    def __str__(self) -> str:
        return str(self._today())

    def __repr__(self) -> str:
        return repr(self._today())

    def __format__(self, spec: str) -> str:
        return format(self._today(), spec)

    def __reduce__(self) -> Any:
        return _plain, (self._today(),)

    def __reduce_ex__(self, protocol: Any) -> Any:
        return self.__reduce__()

    def __deepcopy__(self, memo: object) -> Any:
        return self._today()


def _plain(value: Any) -> Any:
    return value


def _of_today(name: str) -> Any:
    def method(self: Any, *args: Any, **options: Any) -> Any:
        return getattr(self._today(), name)(*args, **options)

    return method


class WatchedDate(_Watched, datetime.date):
    """A date in every way. Shifted by days it is still followed; so are its text and its distance to another date."""

    _shift: int

    def isoformat(self) -> str:
        made = WatchedText(self._of(self._horizon.today).isoformat())
        made._horizon, made._of = self._horizon, lambda day: self._of(day).isoformat()
        return made

    def __add__(self, other: datetime.timedelta) -> WatchedDate:
        return _date(self._horizon, self._shift + other.days) if isinstance(other, datetime.timedelta) else NotImplemented

    __radd__ = __add__

    def __sub__(self, other: Any) -> Any:
        if isinstance(other, datetime.timedelta):
            return _date(self._horizon, self._shift - other.days)
        return self._distance(other, 1)

    def __rsub__(self, other: Any) -> Any:
        return self._distance(other, -1)

    def _distance(self, other: Any, sign: int) -> Any:
        if isinstance(other, WatchedDate):
            return sign * (self._today() - other._today())
        if not isinstance(other, datetime.date):
            return NotImplemented
        return _delta(self._horizon, lambda day: sign * (self._of(day) - other))

    @property
    def year(self) -> Any:
        return self._today().year

    @property
    def month(self) -> Any:
        return self._today().month

    @property
    def day(self) -> Any:
        return self._today().day

    ctime, isocalendar, isoweekday, replace = map(_of_today, ("ctime", "isocalendar", "isoweekday", "replace"))
    strftime, timetuple, toordinal, weekday = map(_of_today, ("strftime", "timetuple", "toordinal", "weekday"))


class WatchedDelta(_Watched, datetime.timedelta):
    @property
    def days(self) -> Any:
        made = WatchedNumber(self._of(self._horizon.today).days)
        made._horizon, made._of = self._horizon, lambda day: self._of(day).days
        return made

    __bool__, __abs__, __neg__, __pos__, total_seconds = map(_of_today, ("__bool__", "__abs__", "__neg__", "__pos__", "total_seconds"))
    __add__, __radd__, __sub__, __rsub__ = map(_of_today, ("__add__", "__radd__", "__sub__", "__rsub__"))
    __mul__, __rmul__, __floordiv__, __truediv__ = map(_of_today, ("__mul__", "__rmul__", "__floordiv__", "__truediv__"))
    __mod__, __divmod__ = map(_of_today, ("__mod__", "__divmod__"))
    seconds = property(lambda self: self._today().seconds)


class WatchedNumber(_Watched, int):
    __int__, __index__, __float__, __bool__, __neg__, __abs__ = map(
        _of_today, ("__int__", "__index__", "__float__", "__bool__", "__neg__", "__abs__")
    )
    __add__, __radd__, __sub__, __rsub__ = map(_of_today, ("__add__", "__radd__", "__sub__", "__rsub__"))
    __mul__, __rmul__, __floordiv__, __rfloordiv__ = map(_of_today, ("__mul__", "__rmul__", "__floordiv__", "__rfloordiv__"))
    __truediv__, __rtruediv__, __mod__, __rmod__ = map(_of_today, ("__truediv__", "__rtruediv__", "__mod__", "__rmod__"))
    __divmod__, __round__ = map(_of_today, ("__divmod__", "__round__"))


class WatchedText(_Watched, str):
    """The text of a date: `2026-04-01`. Texts are compared as dates are, since their order is the same."""

    __add__, __getitem__, __contains__, __len__, __iter__ = map(_of_today, ("__add__", "__getitem__", "__contains__", "__len__", "__iter__"))
    split, partition, rpartition, replace, startswith = map(_of_today, ("split", "partition", "rpartition", "replace", "startswith"))
    endswith, encode, strip, join, removeprefix = map(_of_today, ("endswith", "encode", "strip", "join", "removeprefix"))

    def __radd__(self, other: str) -> str:
        return other + str(self._today())


def _date(horizon: Horizon, shift: int) -> WatchedDate:
    def on(day: int) -> datetime.date:
        return datetime.date.fromordinal(day + shift)

    made = datetime.date.__new__(WatchedDate, *on(horizon.today).timetuple()[:3])
    made._horizon, made._of, made._shift = horizon, on, shift
    return made


def _delta(horizon: Horizon, of: Callable[[int], datetime.timedelta]) -> WatchedDelta:
    made = datetime.timedelta.__new__(WatchedDelta, of(horizon.today).days)
    made._horizon, made._of = horizon, of
    return made
