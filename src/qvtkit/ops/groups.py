"""Groups, seats, and the changes of people."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qvtkit.errors import RefusedError
from qvtkit.issues import Position, issue
from qvtkit.method.cadrage import regles
from qvtkit.method.composition import Repertoire, rappels
from qvtkit.model.groupe import Groupe, Siege
from qvtkit.model.kinds import KINDS
from qvtkit.ops import records, trades
from qvtkit.ops.outcome import Outcome
from qvtkit.store.edit import SetValue
from qvtkit.store.project import read_resource, referential
from qvtkit.text import fold, listed, slugify

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from qvtkit.issues import Issue
    from qvtkit.method.composition import Rappel
    from qvtkit.model.projet import Projet

_FEW = 2
"""Pieces of advice shown after a change: the others wait in `group show`."""


def resolve(projet: Projet, typed: str) -> str:
    """Return the id of the group that *typed* names."""
    return records.existing(projet, "groupe", typed, "de groupe", "Pour les voir : qvtkit group list")


def add(projet: Projet, group_id: str, data: Mapping[str, Any], day: dt.date) -> Outcome:
    """Create a group; a delegation of a known form gets the seats of that form. Advice is as of *day*."""
    given = dict(data)
    form = records.parse(Groupe, given).forme
    if form and not given.get("sieges"):
        given["sieges"] = preset_seats(str(form), projet.dossier.etablissement.type)
    name = given.get("nom") or group_id
    created = records.create(
        projet, "groupe", group_id, given, f"Groupe « {name} » créé.",
        (f"qvtkit group member add {group_id}", f"qvtkit group show {group_id}"),
    )  # fmt: skip
    return _advised(projet, created, group_id, records.parse(Groupe, given), day)


def preset_seats(form: str, kind: str | None = None) -> list[dict[str, Any]]:
    """Return the seats of a form of delegation, empty where the form has none.

    In a médico-social establishment (its type, *kind*), the third place goes to a trade where the form says so.
    """
    known = referential("delegations").get(form, {})
    sector = referential("types-etablissement").get(kind or "", {}).get("secteur")
    seats = (known.get("sieges_medico_social") if sector == "medico-social" else None) or known.get("sieges") or []
    return [dict(seat) for seat in seats] if isinstance(seats, list) else []


def usual_rules() -> dict[str, str]:
    """Return the working rules to propose, each with its source."""
    return {rule["texte"]: rule["source"] for rule in read_resource("composition.yaml")["regles_de_travail"]}


def advice(projet: Projet, group_id: str, group: Groupe, day: dt.date) -> tuple[Rappel, ...]:
    """Return what `templates/composition.yaml` advises for a group as it is on *day*."""
    known = Repertoire(regles(projet).textes, projet.source.referential("metiers"))
    return rappels(group_id, group, day, read_resource("composition.yaml")["reperes"], known)


def _advised(projet: Projet, outcome: Outcome, group_id: str, group: Groupe, day: dt.date) -> Outcome:
    """Return *outcome* with the first pieces of advice: reminders, which refuse nothing."""
    told = advice(projet, group_id, group, day)[:_FEW]
    reminders = (issue("conseil-composition", texte=each.texte, commande=each.commande) for each in told)
    return replace(outcome, issues=(*outcome.issues, *reminders))


def edit(projet: Projet, group_id: str, data: Mapping[str, Any]) -> Outcome:
    """Change rubriques of a group."""
    given = {**data, **({"regles": listed(data["regles"])} if "regles" in data else {})}
    edits = records.set_edits("groupe", given)
    return records.edit(projet, "groupe", group_id, edits, f"Groupe « {group_id} » modifié.")


def member_add(projet: Projet, group_id: str, data: Mapping[str, Any], day: dt.date) -> Outcome:
    """Add a seat to a group. Advice is as of *day*."""
    data, said = _with_trade(projet, data)
    seat, group = records.parse(Siege, data), projet.groupes[group_id]
    taken = {existing.id for existing in group.sieges}
    seat = seat.model_copy(update={"id": seat.id or free_seat_id(seat, taken)})
    if seat.id in taken:
        raise RefusedError.of("siege-en-double", id=seat.id)
    added = records.edit(
        projet, "groupe", group_id, [records.append_edit("groupe", "sieges", seat)],
        f"Siège « {seat.id} » ({seat_label(seat)}) ajouté.", (f"qvtkit group show {group_id}",),
    )  # fmt: skip
    added = replace(added, issues=(*said, *added.issues))
    return _advised(projet, added, group_id, group.model_copy(update={"sieges": (*group.sieges, seat)}), day)


def _with_trade(projet: Projet, data: Mapping[str, Any]) -> tuple[Mapping[str, Any], tuple[Issue, ...]]:
    """Return *data* with the code of the trade that was typed, and what to say of it."""
    if not data.get("metier"):
        return data, ()
    codes, said = trades.understood(projet, [str(data["metier"])])
    return {**data, "metier": next(iter(codes), None)}, said


def member_edit(projet: Projet, group_id: str, seat: Siege, data: Mapping[str, Any]) -> Outcome:
    """Complete or correct a seat; only what *data* names changes."""
    data, said = _with_trade(projet, data)
    typed = records.parse(Siege, data)
    rank = projet.groupes[group_id].sieges.index(seat)
    order = tuple(Siege.model_fields)
    new = {key: getattr(typed, key) for key in data}
    edits = [SetValue(("sieges", rank, key), None if value == "" else value, order) for key, value in new.items()]
    edited = records.edit(
        projet, "groupe", group_id, edits, f"Siège « {seat.id} » modifié.", (f"qvtkit group show {group_id}",)
    )
    return replace(edited, issues=(*said, *edited.issues))


def seat_label(seat: Siege) -> str:
    """Return how a seat is named to people: the function, else the trade, else the collège."""
    if seat.fonction:
        return seat.fonction
    return seat.metier or (seat.colleges[0].libelle if seat.colleges else "sans fonction")


def free_seat_id(seat: Siege, taken: set[str | None]) -> str:
    """Return a short id that no seat of the group has."""
    base = slugify(seat.metier or seat.fonction or (seat.colleges[0] if seat.colleges else "siege"))[:20].strip("-")
    if base not in taken:
        return base
    return next(name for n in range(2, 1000) if (name := f"{base}-{n}") not in taken)


def find_seat(projet: Projet, group_id: str, typed: str) -> Siege:
    """Return the seat of the group that *typed* names, by id or by function (the open one first).

    Raises RefusedError with the seats that exist.
    """
    seats = projet.groupes[group_id].sieges
    wanted = fold(typed)
    matching = [s for s in seats if wanted in {fold(s.id or ""), fold(s.fonction), fold(s.nom) or None}]
    if matching:
        return next((seat for seat in matching if seat.fin is None), matching[-1])
    known = ", ".join(f"{seat.id} ({seat_label(seat)})" for seat in seats)
    raise RefusedError.of(
        "introuvable", quoi="de siège", id=typed, conseil=f" Sièges : {known}." if known else "",
        commande=f"qvtkit group show {group_id}",
    )  # fmt: skip


def same_person(projet: Projet, seat: Siege, except_group: str) -> list[tuple[str, Siege]]:
    """Return the open seats of other groups held, it seems, by the same person."""
    found = []
    for group_id, group in projet.groupes.items():
        for other in group.sieges:
            named = bool(seat.nom) and fold(other.nom) == fold(seat.nom)
            alike = bool(seat.fonction) and fold(other.fonction) == fold(seat.fonction)
            if group_id != except_group and other.fin is None and (named or alike):
                found.append((group_id, other))
    return found


def member_end(projet: Projet, seats: Sequence[tuple[str, Siege]], data: Mapping[str, Any]) -> Outcome:
    """End the mandate of each of *seats* (group, seat): `fin`, `motif_fin`."""
    end = records.parse(Siege, {key: data.get(key) for key in ("fin", "motif_fin")})
    changes = []
    for group_id, seat in seats:
        _require_open(group_id, seat)
        change, _ = records.edited(projet, "groupe", group_id, _end_edits(projet, group_id, seat, end))
        changes.append(change)
    label = seat_label(seats[0][1])
    suite = tuple(f"qvtkit group member replace {group} {seat.id}" for group, seat in seats)
    return Outcome(
        racine=projet.racine, kind="siege", message=f"Mandat terminé : {label}.", changes=tuple(changes),
        data={"sieges": [{"groupe": group, "id": seat.id} for group, seat in seats]}, suite=suite,
    )  # fmt: skip


def _require_open(group_id: str, seat: Siege) -> None:
    if seat.fin is not None:
        raise RefusedError.of(
            "deja-dans-etat", Position(KINDS["groupe"].path(group_id)), quoi=f"Le siège « {seat.id} »", etat="terminé",
            conseil=f"Pour le pourvoir : qvtkit group member replace {group_id} {seat.id}",
        )  # fmt: skip


def _end_edits(projet: Projet, group_id: str, seat: Siege, end: Siege) -> list[SetValue]:
    rank = projet.groupes[group_id].sieges.index(seat)
    edits = [SetValue(("sieges", rank, "fin"), end.fin)]
    if end.motif_fin:
        edits.append(SetValue(("sieges", rank, "motif_fin"), end.motif_fin))
    return edits


def member_replace(projet: Projet, seats: Sequence[tuple[str, Siege]], data: Mapping[str, Any]) -> Outcome:
    """Replace the holder of each of *seats*: the old seat gets an end, a new one succeeds it.

    *data* holds `fin` and `motif_fin` of the old, `debut`, `fonction`, `nom` of the new.
    """
    end = records.parse(Siege, {key: data.get(key) for key in ("fin", "motif_fin")})
    start = records.parse(Siege, {key: data.get(key) for key in ("debut", "fonction", "nom")})
    changes, created = [], []
    for group_id, seat in seats:
        taken = {other.id for other in projet.groupes[group_id].sieges}
        new = successor(seat, start, taken)
        edits: list[Any] = [] if seat.fin else list(_end_edits(projet, group_id, seat, end))
        edits.append(records.append_edit("groupe", "sieges", new))
        change, _ = records.edited(projet, "groupe", group_id, edits)
        changes.append(change)
        created.append({"groupe": group_id, "ancien": seat.id, "nouveau": new.id})
    return Outcome(
        racine=projet.racine, kind="siege", data={"sieges": created}, changes=tuple(changes),
        message=f"{seat_label(seats[0][1])} : remplacement enregistré.",
        suite=(
            *(f"qvtkit group show {group}" for group, _ in seats),
            "qvtkit export passation   la page à remettre à la personne qui arrive",
        ),
    )  # fmt: skip


def successor(seat: Siege, start: Siege, taken: set[str | None]) -> Siege:
    """Return the seat that succeeds *seat*: same collèges, trade and powers, new holder."""
    base = (seat.id or "siege").rstrip("0123456789").rstrip("-") or "siege"
    new_id = next(name for n in range(2, 1000) if (name := f"{base}-{n}") not in taken)
    return seat.model_copy(
        update={
            "id": new_id, "remplace": seat.id, "debut": start.debut, "fin": None, "motif_fin": "",
            "fonction": start.fonction or seat.fonction, "nom": start.nom, "porte_parole_reconnu": None,
        }
    )  # fmt: skip
