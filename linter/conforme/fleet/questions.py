"""Ready questions on a store, asked in SQL of its Parquet files with DuckDB; each can be copied as it is into any tool that speaks SQL."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from conforme.fleet.parquet import Missing
from conforme.fleet.store import Store
from conforme.fleet.tables import TABLES

DAYS = 30
# By evidence and attestation, weakest first; what has no rank is said apart (report contract, diff).
_RANK = """
CASE {0} WHEN 'contradicted' THEN 0 WHEN 'not-shown' THEN 1 WHEN 'partial' THEN 2 WHEN 'attested' THEN 3 WHEN 'declared' THEN 4
         WHEN 'demonstrated' THEN 5 END
"""
_LOST = f"""
SELECT b.organisation, b.service, b.practice, a.verdict AS before, b.verdict AS now
FROM practices a JOIN practices b USING (service, standard, practice)
WHERE a.run = $previous AND b.run = $last AND {_RANK.format("a.verdict")} >= 2
  AND (coalesce({_RANK.format("b.verdict")} < {_RANK.format("a.verdict")}, false) OR b.verdict IN ('not-applicable', 'to-attest'))
ORDER BY ALL
"""
_GAINED = f"""
SELECT b.organisation, b.service, b.practice, a.verdict AS before, b.verdict AS now
FROM practices a JOIN practices b USING (service, standard, practice)
WHERE a.run = $previous AND b.run = $last AND {_RANK.format("b.verdict")} >= 2
  AND coalesce({_RANK.format("a.verdict")}, 0) < {_RANK.format("b.verdict")}
ORDER BY ALL
"""
_ENDING = """
SELECT what, organisation, service, repository, about, role, ends, state
FROM signed
WHERE run = $last AND state IN ('active', 'expiring', 'unused', 'valid') AND try_cast(ends AS DATE) <= date + CAST($days AS INTEGER)
ORDER BY ends, what, organisation, service, repository, about, role
"""
_REGISTERS = """
SELECT register, organisation, service, repository, path, max(changed) AS changed,
       date_diff('day', CAST(max(changed) AS DATE), any_value(date)) AS days
FROM evidence
WHERE run = $last AND register IS NOT NULL AND try_cast(changed AS DATE) IS NOT NULL
GROUP BY ALL
ORDER BY changed, register, service, repository, path
LIMIT 200
"""
_LICENCES = """
SELECT coalesce(value, '') AS licence, count(DISTINCT service) AS services, count(DISTINCT (service, repository)) AS repositories
FROM evidence
WHERE run = $last AND kind LIKE '%licence%' AND strength <> 'indicative'
GROUP BY ALL
ORDER BY services DESC, licence
"""
_NEVER = """
SELECT r.rule, r.title_fr, r.title_en, r.role, r.effort, count(s.rule) AS judged
FROM rules r LEFT JOIN results s ON s.rule = r.rule AND s.run = r.run AND s.outcome <> 'not-applicable'
WHERE r.run = $last AND r.lifecycle = 'stable'
  AND NOT EXISTS (SELECT 1 FROM results p WHERE p.run = $last AND p.rule = r.rule AND p.outcome = 'pass')
GROUP BY ALL
ORDER BY r.rule
"""
_NOT_EXAMINED = """
SELECT organisation, service, repository, why, coalesce(detail, '') AS detail
FROM repositories
WHERE run = $last AND status = 'not-examined'
ORDER BY ALL
"""
QUESTIONS: Mapping[str, str] = {
    "lost": _LOST,
    "gained": _GAINED,
    "ending": _ENDING,
    "registers": _REGISTERS,
    "licences": _LICENCES,
    "never-passed": _NEVER,
    "not-examined": _NOT_EXAMINED,
}


class Answer(NamedTuple):
    columns: list[str]
    rows: list[tuple[Any, ...]]


class NoRun(Exception):
    """There are not enough runs in the store for that question."""


def ask(store: Store, name: str, days: int = DAYS) -> Answer:
    """The answer to a ready question on the last run (or the two last); raises NoRun, Missing, KeyError."""
    sql, runs = QUESTIONS[name], store.runs()
    if len(runs) < (2 if "$previous" in sql else 1):
        raise NoRun
    given = {"last": runs[-1], "previous": runs[-2] if len(runs) > 1 else "", "days": days}
    wanted = {key: value for key, value in given.items() if f"${key}" in sql}
    session = connect(store, runs[-2:])
    found = session.execute(sql, wanted)
    return Answer([column[0] for column in found.description], found.fetchall())


def connect(store: Store, runs: Sequence[str]) -> Any:
    """A DuckDB session, in memory, in which each table of these runs is a view."""
    try:
        import duckdb
    except ImportError as error:
        raise Missing(str(error)) from error
    session = duckdb.connect(config={"autoinstall_known_extensions": False, "autoload_known_extensions": False})
    for table in TABLES:
        files = [os.path.join(store.folder(run), f"{table}.parquet") for run in runs]
        session.read_parquet(files, union_by_name=True).create_view(table)
    return session
