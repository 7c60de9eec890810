"""Finds the git tags that mark releases, by the scheme of their names (a version or a date)."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Evidence, Strength, View, hookimpl
from conforme.facts import regex as re
from conforme_plugins.release_tags import _delivered

# Two tags make a scheme; a lone one does when its whole name is a version or a date, not what is left of a component's.
_WHOLE = re.compile(r"(?:v|ver|version|r|rel|release)?[-_./]?\d[\w.+-]{0,60}\Z", re.IGNORECASE)


@hookimpl
def find(view: View) -> Iterator[Evidence]:
    """One evidence for all tags, without a path; `value` is the latest tag.

    Data: `first`, `last` (days, `YYYY-MM-DD`, of the tagged commits), `first_tag`, `count`, `complete` (False when history is cut: there may be older
    ones), `delivered` (days of the latest releases that brought a change). Tags of commits that are dated after the audit are left out.
    """
    history = view.history
    releases = sorted((release for release in history.releases() if release.date <= view.date.isoformat()), key=lambda release: release.date)
    if len(releases) > 1 or (releases and _WHOLE.match(releases[0].name)):
        first, last = releases[0], releases[-1]
        delivered = _delivered.days(history, releases)
        data = {
            "delivered": delivered,
            "first": first.date,
            "first_tag": first.name,
            "last": last.date,
            "count": len(releases),
            "complete": history.complete,
        }
        yield view.evidence(None, value=last.name, strength=Strength.DEMONSTRATED, data=data, changed=last.date)
    elif history.known and not history.complete:
        view.limit("shallow")
    elif not history.known:
        # A copy without its history cannot tell whether its versions were tagged.
        view.limit("no-history")
    else:
        view.saw(None, "lone-tag" if releases else "no-tag")
