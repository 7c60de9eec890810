"""A repository that holds several services: each sees its own folders and what is common, never its neighbours'."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from conforme.catalog import Catalog
from conforme.fleet import auditing
from conforme.fleet.job import Job, Settings, pack, unpack
from fleet import fleets

FILES = {
    "LICENCE": fleets.LICENCE,
    "services/guichet/docs/adr/0001-choix.md": "# Choix\n\n## Statut\n\nAcceptée\n\n## Contexte\n\nIl faut une base.\n\n## Décision\n\nPostgreSQL.\n",
    "services/guichet/README.md": "# Guichet\n\nDemander un permis.\n",
    "services/permis/docs/adr/0001-langue.md": "# Langue\n\n## Statut\n\nAcceptée\n\n## Contexte\n\nDeux langues.\n\n## Décision\n\nLe français.\n",
}
MANIFEST = """nom: Tout
parties:
- {id: guichet, chemin: services/guichet, nature: interface}
- {id: permis, chemin: services/permis, nature: api}
"""


def audited(path: Path, cards: Catalog, parts: tuple[str, ...] = (), neighbours: tuple[str, ...] = ()) -> dict[str, Any]:
    job = Job("o/s", "r", str(path), auditing.state_of(str(path)), parts=parts, neighbours=neighbours)
    return unpack(pack(auditing.audit(job, Settings(fleets.DATE), cards)))


def folders(kept: dict[str, Any]) -> set[str]:
    return {"/".join(str(item["path"]).split("/")[:2]) for item in kept["evidence"] if item["path"]}


@pytest.mark.parametrize("manifest", ["", MANIFEST])
@pytest.mark.parametrize("named", [("services/guichet", "services/permis"), ("guichet", "permis")])
def test_a_service_sees_its_own_part_and_what_is_common(tmp_path: Path, cards: Catalog, manifest: str, named: tuple[str, str]) -> None:
    if not manifest and "/" not in named[0]:
        pytest.skip("ids are those of a manifest")
    path = fleets.bare(tmp_path / "mono.git", FILES | ({"conformite/service.yaml": manifest} if manifest else {}))
    mine, theirs = audited(path, cards, named[:1], named[1:]), audited(path, cards, named[1:], named[:1])

    assert "LICENCE" in folders(mine) & folders(theirs)
    assert "services/permis" not in folders(mine) and "services/guichet" not in folders(theirs)
    assert "services/permis" in folders(theirs)
    assert {item["part"] for item in mine["results"]} <= {"", "guichet"}
    assert {item["part"] for item in theirs["results"]} <= {"", "permis"}


def test_the_key_tells_what_was_asked_apart(tmp_path: Path) -> None:
    path = fleets.bare(tmp_path / "mono.git", FILES)
    state = auditing.state_of(str(path))
    settings = Settings(fleets.DATE)
    jobs = [Job("o/s", "r", str(path), state), Job("o/s", "r", str(path), state, parts=("a",)), Job("o/s", "r", str(path), state, phase="beta")]
    assert len({job.key(settings, "rules") for job in jobs}) == 3
    assert jobs[0].key(settings, "rules") == Job("o/t", "r2", "/elsewhere", state).key(settings, "rules")
    assert jobs[0].key(settings, "rules") != jobs[0].key(settings, "others")
    assert jobs[0].key(settings, "rules") == jobs[0].key(Settings("2027-01-01", seconds=1.0), "rules")
    assert Job("o/s", "r", str(tmp_path), None).key(settings, "rules") is None
