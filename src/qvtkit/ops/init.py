"""Create a project folder: from answers, or from a worked example."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qvtkit.errors import FileSystemError, RefusedError, UsageError
from qvtkit.model.dossier import Dossier
from qvtkit.model.groupe import Groupe
from qvtkit.model.kinds import KINDS
from qvtkit.ops import groups, records
from qvtkit.ops.next import suivant
from qvtkit.ops.outcome import Outcome
from qvtkit.ops.schemas import schema_files
from qvtkit.resources import examples, path
from qvtkit.store import render
from qvtkit.store.changes import Change, new_file, validated
from qvtkit.store.edit import SetValue, apply_edits
from qvtkit.store.files import reason
from qvtkit.store.project import load, referential
from qvtkit.store.reader import read_text_file
from qvtkit.text import closest, did_you_mean, is_reserved, slugify

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

_FIRST = 3
"""Things to do told at the creation: `next` tells the others."""
SKELETONS = ("cadrage", "etat-des-lieux", "bilan", "suites")
"""Records of a new project that are there from the start, empty, so that anyone can fill them by hand."""


def types() -> list[tuple[str, str]]:
    """Return the types of establishment: code, label."""
    return [(code, str(body["libelle"])) for code, body in referential("types-etablissement").items()]


def suggested_form(kind: str) -> str:
    """Return the form of delegation suggested for a type of establishment."""
    return str(referential("types-etablissement").get(kind, {}).get("delegation") or "trinome")


def require_free(folder: Path) -> None:
    """Raise RefusedError where *folder* already holds something, and say what; UsageError for an impossible name."""
    name = folder.name
    if is_reserved(name) or name != name.rstrip(" .") or re.search(r'[<>:"|?*\x00-\x1f]', name):
        message = f"« {name} » ne peut pas être le nom d’un dossier sous Windows."
        raise UsageError.of("valeur-option", option="DOSSIER", message=message, remede="Par exemple : projet-qvt")
    try:
        if not folder.exists():
            return
        if not folder.is_dir():
            raise RefusedError.of("dossier-occupe", dossier=str(folder), contenu="c’est un fichier")
        names = sorted(
            entry.name for entry in folder.iterdir() if not (entry.name.startswith(".") or _is_hollow(entry))
        )
    except OSError as error:
        raise FileSystemError.of("lecture-impossible", fichier=str(folder), raison=reason(error)) from error
    if names:
        shown = ", ".join(names[:8]) + ("…" if len(names) > 8 else "")  # noqa: PLR2004
        raise RefusedError.of("dossier-occupe", dossier=str(folder), contenu=shown)


def _is_hollow(entry: Path) -> bool:
    """Tell whether *entry* is a folder without any file, as a creation that the disk refused leaves some."""
    return entry.is_dir() and not entry.is_symlink() and all(each.is_dir() for each in entry.rglob("*"))


def create(folder: Path, data: Mapping[str, Any], form: str, uid: str, day: dt.date) -> Outcome:
    """Return the outcome that creates a new project in *folder*.

    *data* holds the rubriques of `etablissement`, `demarche` and the first cluster; *form* is the
    form of the delegation, whose seats are laid out; empty for none.
    """
    require_free(folder)
    require_type(data.get("etablissement", {}).get("type"))
    whole = {
        "format": 1,
        "etablissement": data.get("etablissement", {}),
        "clusters": [data["cluster"]] if data.get("cluster") else [],
        "demarche": {
            **data.get("demarche", {}), "uid": uid,
            "phases": [{"phase": "conception", "debut": data.get("debut") or day.isoformat()}],
        },
        "confidentialite": {"seuil": 10, "identites": "fonctions"},
    }  # fmt: skip
    dossier = records.parse(Dossier, whole)
    delegation = _delegation(form, dossier.etablissement.type) if form else None
    changes = [
        _record("dossier", "", dossier), *_skeletons(),
        *([_record("groupe", "delegation", delegation)] if delegation else []), *_journal(day), *_support(),
    ]  # fmt: skip
    name = dossier.etablissement.nom
    where = str(folder)
    return Outcome(
        racine=where, kind="init", message=f"Le projet « {name} » est prêt dans {where}.",
        data={"dossier": where, "uid": uid, "projet": records.as_json(dossier)}, changes=tuple(changes),
    )  # fmt: skip


def require_type(typed: str | None) -> None:
    """Raise UsageError for a type that is not in the shipped list, with the one that was meant."""
    known = dict(types())
    if typed and slugify(typed) not in known:
        hint = closest(typed, [*known, *known.values()])
        code = next((code for code, label in known.items() if hint in {code, label}), None)
        advice = did_you_mean(code)
        message = f"« {typed} » n’est pas un type d’établissement connu.{advice}"
        raise UsageError.of("valeur-option", option="--type", message=message, remede=f"Types : {', '.join(known)}")


def next_steps(folder: Path, day: dt.date) -> tuple[str, ...]:
    """Return the next commands of the project that was just created: the first ones that `next` gives."""
    found = suivant(load(folder), day).conseils[:_FIRST]
    told = (f"{each.commande}  {each.quoi[:1].lower()}{each.quoi[1:]}" for each in found)
    return (*_enter(folder), *told, "qvtkit next  voir pourquoi, et la suite")


def _enter(folder: Path) -> tuple[str, ...]:
    quoted = f'"{folder}"' if " " in str(folder) else str(folder)
    return () if folder.resolve() == Path.cwd() else (f"cd {quoted}",)


def _record(kind: str, record_id: str, record: Any) -> Change:
    file = KINDS[kind].path(record_id)
    return new_file(file, render.record(record, records.header(file, kind)))


def _skeletons() -> list[Change]:
    return [_record(kind, "", KINDS[kind].model()) for kind in SKELETONS]


def _delegation(form: str, kind: str | None) -> Groupe:
    seats = groups.preset_seats(form, kind)
    data = {"nom": "Délégation au cluster", "roles": ["delegation"], "forme": form, "sieges": seats}
    return records.parse(Groupe, data)


def _journal(day: dt.date) -> list[Change]:
    fact = {
        "date": day.isoformat(),
        "type": "fait",
        "texte": "Création du dossier de la démarche",
        "phase": "conception",
    }
    journal = validated(KINDS["journal"].model, {"faits": [fact]})
    return [_record("journal", "", journal)]


def _support() -> list[Change]:
    """Schemas for editors, and a page that says what the folder is."""
    readme = path("projet", "LISEZ-MOI.md").read_text(encoding="utf-8")
    return [new_file("LISEZ-MOI.md", readme), *(new_file(file, text) for file, text in schema_files().items())]


def example_names() -> list[str]:
    """Return the names of the worked examples."""
    return sorted(folder.name for folder in examples().iterdir() if (folder / "qvt.yaml").is_file())


def example_lines() -> list[tuple[str, str]]:
    """Return the worked examples: name, and the title of the page that presents each."""
    return [(name, _heading(examples() / name / "README.md") or name) for name in example_names()]


def _heading(file: Path) -> str:
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    return next((line.removeprefix("# ").strip() for line in lines if line.startswith("# ")), "")


def from_example(folder: Path, name: str, uid: str) -> Outcome:
    """Return the outcome that copies a worked example into *folder*, under a uid of its own."""
    require_free(folder)
    if name not in example_names():
        hint = closest(name, example_names())
        advice = did_you_mean(hint)
        raise UsageError.of(
            "introuvable",
            quoi="d’exemple",
            id=name,
            conseil=advice,
            commande="Exemples : " + " ; ".join(f"{key} ({title})" for key, title in example_lines()),
        )
    source = examples() / name
    changes = [_copied(source, file) for file in sorted(source.rglob("*")) if file.is_file()]
    changes = [_with_uid(source, uid) if change.file == "qvt.yaml" else change for change in changes]
    changes += [new_file(file, text) for file, text in schema_files().items()]
    return Outcome(
        racine=str(folder), kind="init", message=f"L’exemple « {name} » est copié dans {folder}.",
        data={"dossier": str(folder), "uid": uid, "exemple": name}, changes=tuple(changes),
        suite=(*_enter(folder), "qvtkit status", "qvtkit check", "qvtkit export fiche"),
    )  # fmt: skip


def _copied(source: Path, file: Path) -> Change:
    raw = file.read_bytes()
    return Change(file.relative_to(source).as_posix(), None, raw)


def _with_uid(source: Path, uid: str) -> Change:
    read = read_text_file(source, "qvt.yaml")
    assert read is not None  # noqa: S101 (our own file)
    return new_file("qvt.yaml", apply_edits(read[1], [SetValue(("demarche", "uid"), uid)], read[0].newline))
