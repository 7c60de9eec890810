"""The JSON of the report contract, §5 (schema_version "1"): the whole report, the same bytes for the same input."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from conforme import __version__
from conforme.model import Because, Evidence, Finding, Limit, Location, Result, Snapshot, quote
from conforme.report import Attestation, PolicyNote, PracticeVerdict, Report, Waiver, Weakened
from conforme.reports import exhibits, sentences

SCHEMA_VERSION = "1"


def render(report: Report, lang: str) -> str:
    return dump(document(report, lang))


def dump(value: object) -> str:
    """JSON text in which no pipeline's runner finds a command: `##[` and `##vso[` never stand in it as such."""
    return json.dumps(value, ensure_ascii=False, indent=2).replace("##", "#\\u0023") + "\n"


def document(report: Report, lang: str) -> dict[str, Any]:
    """The report as plain data."""
    whole = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "conforme", "version": __version__},
        "standards": [{"id": standard.id, "version": standard.version} for standard in report.standards],
        "snapshot": snapshot(report.snapshot),
        "date": report.date.isoformat(),
        "lang": lang,
        "phase": report.phase,
        "phase_source": report.phase_source,
        "service": _service(report),
        "parts": [{name: sentences.path(value) for name, value in part.items()} for part in report.service.parts],
        "practices": [_practice(practice, lang) for practice in report.practices],
        "results": [_result(report, result, lang) for result in report.results],
        "evidence": [evidence(item) for item in report.evidence],
        "waivers": [waiver(item, lang) for item in report.waivers],
        "attestations": [_attestation(item, lang) for item in report.attestations],
        "policy": _policy(report.policy),
        "exhibits": exhibits.of(report, lang),
        "limits": [limit(item) for item in report.limits],
        "summary": report.summary(),
    }
    if report.since is not None:
        whole["since"] = {"commit": report.since.commit, "already": sorted(report.since.already)}
    return whole


def waiver(item: Waiver, lang: str) -> dict[str, Any]:
    """A waiver, with its state and the sentence that says it."""
    return {
        "id": item.id,
        "rule": quote(item.rule),
        "part": quote(item.part) if item.part is not None else None,
        "subject": quote(item.subject) if item.subject is not None else None,
        "reason": item.reason or None,
        "explanation": quote(item.explanation),
        "role": quote(item.role),
        "decision": quote(item.decision),
        "date": quote(item.date),
        "expires": quote(item.expires),
        "state": item.state,
        "message": sentences.signed("waiver", item.state, item.data, lang),
        "used": item.used,
        **_place(item.location),
    }


def _attestation(item: Attestation, lang: str) -> dict[str, Any]:
    return {
        "id": item.id,
        "action": item.target.rpartition(":")[2] or quote(item.action),
        "to": item.target or None,
        "statement": quote(item.statement),
        "role": quote(item.role),
        "organisation": quote(item.organisation),
        "date": quote(item.date),
        "valid_until": quote(item.valid_until),
        "commit": quote(item.commit) or None,
        "link": quote(item.link),
        "inherited": item.inherited,
        "valid": item.state in ("valid", "expiring"),
        "state": item.state,
        "message": sentences.signed("attestation", item.state, item.data, lang),
        **_place(item.location),
    }


def _policy(note: PolicyNote) -> dict[str, Any]:
    lowered = [_weakened(item) for item in note.weakened]
    return {"name": quote(note.name) if note.name is not None else None, "digest": note.digest, "weakened": lowered}


def _weakened(item: Weakened) -> dict[str, Any]:
    told = {"ref": quote(item.ref), "part": quote(item.part), "role": quote(item.role)}
    return {"what": item.what, **told, "allowed": item.allowed, **_place(item.location)}


def _place(location: Location) -> dict[str, Any]:
    return {"path": sentences.path(location.path) if location.path is not None else None, "line": location.line}


def snapshot(item: Snapshot) -> dict[str, Any]:
    return {"kind": item.kind, "commit": item.commit, "clean": item.clean, "shallow": item.shallow, "digest": item.digest}


def _service(report: Report) -> dict[str, Any]:
    service = report.service
    return {
        "name": {lang: quote(name) for lang, name in service.name.items()},
        "organisation": quote(service.organisation),
        "fictitious": service.fictitious,
        "manifest": sentences.path(service.manifest) if service.manifest is not None else None,
    }


def _practice(practice: PracticeVerdict, lang: str) -> dict[str, Any]:
    return {
        "id": practice.practice.id,
        "title": practice.practice.title.to(lang),
        "verdict": practice.verdict.value,
        "counts": practice.counts,
        "actions": [
            {
                "id": item.action.id,
                "title": item.action.title.to(lang),
                "reach": item.action.reach,
                "verdict": item.verdict.value,
                "rules": list(item.rules),
            }
            for item in practice.actions
        ],
    }


def _result(report: Report, result: Result, lang: str) -> dict[str, Any]:
    card = report.rules[result.rule]
    return {
        "rule": result.rule,
        "part": sentences.path(result.part),
        "serves": [{"to": serves.to, "need": serves.need, **({"any_of": serves.any_of} if serves.any_of else {})} for serves in card.serves],
        "outcome": result.outcome.value,
        "reason": result.reason.value if result.reason is not None else None,
        "severity": result.severity.value,
        "blocking": result.blocking,
        "role": card.role,
        "effort": card.effort,
        "because": _because(result.because),
        "looked_at": [
            {
                "what": sentences.path(look.what),
                "path": sentences.path(look.path) if look.path is not None else None,
                "saw": sentences.saw(report, card, look, lang),
            }
            for look in result.looked_at
        ],
        "findings": [finding(report, item, lang) for item in result.findings],
        "evidence": list(result.evidence),
    }


def _because(because: Because | None) -> dict[str, Any] | None:
    if because is None:
        return None
    place = because.location
    return {
        "kind": because.kind,
        "ref": because.ref,
        "path": sentences.path(place.path) if place is not None and place.path is not None else None,
        "line": place.line if place is not None else None,
        "reason": quote(because.reason),
        "role": quote(because.role),
    }


def finding(report: Report, item: Finding, lang: str) -> dict[str, Any]:
    """A finding, with its sentence."""
    return {
        "key": item.key,
        "reason": item.reason.value,
        "subject": sentences.subject(item.subject),
        "data": dict(item.data),
        "message": sentences.message(report, item, lang),
        "locations": [
            {"path": sentences.path(place.path) if place.path is not None else None, "line": place.line, "column": place.column}
            for place in item.locations
        ],
        "fingerprint": item.fingerprint,
        "waiver": item.waiver,
    }


def evidence(item: Evidence) -> dict[str, Any]:
    """One evidence, as in `check` and in `evidence`."""
    return {
        "id": item.id,
        "kind": item.kind,
        "path": sentences.path(item.path) if item.path is not None else None,
        "line": item.line,
        "value": quote(item.value) if item.value is not None else None,
        "strength": item.strength.value,
        "content": item.content,
        "changed": item.changed,
        "part": sentences.path(item.part),
        "found_by": item.found_by,
    }


def limit(item: Limit) -> Mapping[str, Any]:
    return {
        "what": item.what,
        "path": sentences.path(item.path) if item.path is not None else None,
        "rules": list(item.rules),
        "measured": item.measured,
        "bound": item.bound,
        **({"detail": item.detail} if item.detail else {}),
    }
