"""A measured series drawn as SVG, with its target; the table beside it says the same in words."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from conforme.reports import exhibits
from conforme.reports.html.context import Context
from conforme.reports.html.markup import Markup, tag, text

WIDTH, HEIGHT, LOW = 320, 150, 100
LEFT, RIGHT, TOP, BOTTOM = 46, 12, 14, 24

Row = dict[str, Any]
Point = tuple[float, float]


def series(page: Context, title: str, rows: Sequence[Row], name: str) -> Markup | None:
    """The drawing; None when fewer than two measures can be placed."""
    measured = taken(page, rows)
    if len({row["date"] for row in measured}) < 2:
        return None
    level = next((row for row in rows if row["what"] == "target" and row["value"] is not None), None)
    scale = _Scale(measured, level)
    said = page.say("html.chart", title=title, first=_at(measured[0]), last=_at(measured[-1]), target=level["text"] if level else "—")
    head = (tag("title", title, id=f"{name}-t"), tag("desc", said, id=f"{name}-d"))
    drawn = (*scale.frame(measured), *(_target(page, scale, level) if level else ()), *_line(scale, measured))
    return tag("svg", *head, *drawn, viewBox=f"0 0 {WIDTH} {HEIGHT}", role="img", aria_labelledby=f"{name}-t {name}-d", class_="chart")


def taken(page: Context, rows: Sequence[Row]) -> list[Row]:
    """The measures up to the day of the report: a later date is a mistake, which a rule tells and the table of values still shows."""
    today = page.report.date.isoformat()
    return [row for row in rows if row["what"] == "measured" and row["value"] is not None and row["date"] <= today]


def _at(row: Row) -> str:
    return f"{row['text']} ({row['date']})"


def day(date: str) -> int:
    """A date as a number of days; the middle of a month or of a year when no more is said; the last day of a month for an impossible one."""
    year, month, number = [*map(int, date.split("-")), 0, 0][:3]
    if not number:
        return datetime.date(year, month or 7, 15 if month else 1).toordinal()
    for last in (number, 30, 29, 28):
        try:
            return datetime.date(year, month, last).toordinal()
        except ValueError:
            continue
    raise ValueError(date)


def timeline(page: Context, title: str, rows: Sequence[Row], name: str) -> Markup | None:
    """What is due along time, with the day of the report: full dots are open, rings are done; None when fewer than two are dated."""
    dated = sorted((row for row in rows if row["date"]), key=lambda row: day(row["date"]))
    if len(dated) < 2:
        return None
    today = page.report.date.isoformat()
    scale = _Scale([{"date": date, "value": 0} for date in (dated[0]["date"], dated[-1]["date"], today)], None)
    late, first, last = (sum(row["past"] for row in dated), dated[0]["date"], dated[-1]["date"])
    said = page.say("html.timeline", count=len(dated), first=first, last=last, late=late)
    head = (tag("title", title, id=f"{name}-t"), tag("desc", said, id=f"{name}-d"))
    base, now = LOW - BOTTOM, scale.x(today)
    label = tag("text", today, x=now, y=TOP - 2, text_anchor="end" if now > WIDTH / 2 else "start", class_="target-label")
    axis = (tag("path", d=f"M{LEFT} {base}H{WIDTH - RIGHT}", class_="axis"), tag("line", x1=now, x2=now, y1=TOP + 2, y2=base, class_="target"), label)
    ends = [tag("text", first, x=scale.x(first), y=LOW - 8), tag("text", last, x=scale.x(last), y=LOW - 8, text_anchor="end")]
    shown = () if abs(scale.x(last) - scale.x(first)) < 140 else ends
    return tag(
        "svg",
        *head,
        *axis,
        *shown,
        *_dots(scale, dated),
        viewBox=f"0 0 {WIDTH} {LOW}",
        role="img",
        aria_labelledby=f"{name}-t {name}-d",
        class_="chart",
    )


def _dots(scale: _Scale, dated: Sequence[Row]) -> list[Markup]:
    """A dot for each, above its neighbour where they would touch."""
    dots: list[Markup] = []
    last, height = -10.0, 0
    for row in dated:
        x = scale.x(row["date"])
        height = height + 1 if x - last < 9 else 0
        last = last if height else x
        y = max(TOP + 8, LOW - BOTTOM - 8 - 10 * height)
        done = row["status"] in exhibits.DONE
        dots.append(tag("circle", tag("title", f"{row['date']} {row['name']}"), cx=x, cy=y, r=4, class_="ring" if done else "dot"))
    return dots


class _Scale:
    """From days and values to places in the drawing."""

    def __init__(self, measured: Sequence[Row], level: Row | None) -> None:
        days = [day(row["date"]) for row in measured]
        values: list[float] = [row["value"] for row in measured] + ([level["value"]] if level else [])
        self.first, self.days = min(days), max(max(days) - min(days), 1)
        self.low: float = min(0.0, *values)
        self.high: float = max(0.0, *values) if max(0.0, *values) > self.low else self.low + 1

    def x(self, date: str) -> float:
        return round(LEFT + (WIDTH - LEFT - RIGHT) * (day(date) - self.first) / self.days, 1)

    def y(self, value: float) -> float:
        return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (value - self.low) / (self.high - self.low), 1)

    def frame(self, measured: Sequence[Row]) -> tuple[Markup, ...]:
        base = HEIGHT - BOTTOM
        axes = tag("path", d=f"M{LEFT} {TOP}V{base}H{WIDTH - RIGHT}", class_="axis")
        labels = [tag("text", _short(value), x=LEFT - 5, y=self.y(value) + 4, text_anchor="end") for value in dict.fromkeys((self.low, self.high))]
        dates = [
            tag("text", measured[0]["date"], x=LEFT, y=HEIGHT - 8),
            tag("text", measured[-1]["date"], x=WIDTH - RIGHT, y=HEIGHT - 8, text_anchor="end"),
        ]
        return axes, *labels, *dates


def _line(scale: _Scale, measured: Sequence[Row]) -> tuple[Markup, ...]:
    points = [(scale.x(row["date"]), scale.y(row["value"])) for row in measured]
    dots = [tag("circle", tag("title", _at(row)), cx=x, cy=y, r=3.5, class_="dot") for row, (x, y) in zip(measured, points, strict=True)]
    return tag("polyline", points=" ".join(f"{x},{y}" for x, y in points), class_="line"), *dots


def _target(page: Context, scale: _Scale, level: Row) -> tuple[Markup, ...]:
    y = scale.y(level["value"])
    label = page.say("html.target-label", target=level["text"][:30])
    above = y - 5 if y > TOP + 12 else y + 13
    line = tag("line", x1=LEFT, x2=WIDTH - RIGHT, y1=y, y2=y, class_="target")
    return line, tag("text", text(label), x=LEFT + 5, y=above, class_="target-label")


def _short(value: float) -> str:
    """A number with few digits: 12, 0.5, 1.2e+06."""
    return f"{value:.4g}"
