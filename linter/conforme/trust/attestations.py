"""Attestations: what no machine sees, vouched for by a role of an organisation until a day. They fill what was not seen, nothing else."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from conforme.cards import Standard
from conforme.model import Limit, digest, quote
from conforme.repo import Repo
from conforme.report import Attestation
from conforme.trust.entries import Entry, entries
from conforme.trust.policy import Policy

REGISTER = "attestations"
REQUIRED = ("action", "statement", "role", "organisation", "date", "valid_until", "link")
NOTICE = datetime.timedelta(days=30)
VALID = ("valid", "expiring")


def read(
    repo: Repo, standards: Iterable[Standard], date: datetime.date, policy: Policy, inherited: bool = False
) -> tuple[list[Attestation], list[Limit]]:
    """The attestations of a repository, each with its state on `date`; `inherited`: it is the organisation's, for all its services."""
    found, limits = entries(repo, REGISTER, "attestation", REQUIRED)
    known = [(standard.id, action.id) for standard in standards for practice in standard.practices for action in practice.actions]
    return [_attestation(entry, repo, known, date, policy, inherited) for entry in found], limits


def vouched(attestations: Iterable[Attestation]) -> frozenset[str]:
    """The actions (`standard:number`) for which a valid attestation stands."""
    return frozenset(item.target for item in attestations if item.state in VALID)


def _attestation(entry: Entry, repo: Repo, known: list[tuple[str, str]], date: datetime.date, policy: Policy, inherited: bool) -> Attestation:
    text = entry.record.text
    target = next((f"{standard}:{action}" for standard, action in known if _names(text("action"), standard, action)), "")
    state, data = _state(entry, repo, target, date, policy)
    return Attestation(
        id=quote(text("id")) or digest("attestation/1", text("action"), text("role"), text("organisation"), text("date"))[:12],
        target=target,
        action=text("action"),
        statement=text("statement"),
        role=text("role"),
        organisation=text("organisation"),
        date=text("date"),
        valid_until=text("valid_until"),
        commit=text("commit"),
        link=text("link"),
        location=entry.record.at(),
        inherited=inherited,
        state=state,
        data=data,
    )


def _names(written: str, standard: str, action: str) -> bool:
    named, _, number = written.strip().rpartition(":")
    major, _, minor = number.partition(".")
    if named not in ("", standard) or not (major.isascii() and major.isdigit() and minor.isascii() and minor.isdigit()):
        return False
    return f"{int(major)}.{int(minor)}" == action


def _state(entry: Entry, repo: Repo, target: str, date: datetime.date, policy: Policy) -> tuple[str, dict[str, object]]:
    """Why the attestation does not hold, worst first, or how it holds."""
    said, until = entry.day("date"), entry.day("valid_until")
    if entry.record.text("action") and not target:
        return "unknown-action", {"action": quote(entry.record.text("action"))}
    if entry.lacking or said is None or until is None:
        lacking = entry.lacking or tuple(name for name in ("date", "valid_until") if entry.day(name) is None)
        return "incomplete", {"fields": ", ".join(lacking)}
    if said > date:
        return "not-yet", {"date": said.isoformat()}
    if until < date:
        return "expired", {"date": until.isoformat()}
    if not policy.attests(target):
        return "refused", {}
    if policy.attestation_days is not None and (until - said).days > policy.attestation_days:
        return "too-long", {"days": (until - said).days, "bound": policy.attestation_days}
    commit = _commit(repo, entry.record.text("commit").strip())
    if commit:
        return commit, {"commit": quote(entry.record.text("commit"))}
    return ("expiring" if until - date <= NOTICE else "valid"), {"date": until.isoformat()}


def _commit(repo: Repo, written: str) -> str:
    """What is wrong with the commit that was looked at: it is not one of this snapshot's past, or no history can tell; "" when it is one."""
    if not written or (repo.snapshot.commit or "").startswith(written):
        return ""
    if any(commit.id.startswith(written) for commit in repo.history.commits()):
        return ""
    return "other-commit" if repo.history.known and repo.history.complete else "unknown-commit"
