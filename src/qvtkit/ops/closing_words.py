"""The close as a person types it: one line an item of a list, « => » between its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qvtkit.errors import UsageError
from qvtkit.issues import issue
from qvtkit.model.base import field_by_fold
from qvtkit.model.codes import College, EtatEvenement
from qvtkit.model.dates import DateSouple
from qvtkit.model.perennisation import Visa
from qvtkit.ops import records
from qvtkit.ops.experiments import known_ids
from qvtkit.text import fold

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from qvtkit.model.projet import Projet

ARROWS = ("=>", "→", "⇒")
SEPARATOR = " => "
PARTS: dict[str, tuple[str, ...]] = {
    "reussites": ("texte",),
    "difficultes": ("texte", "reponse_apportee"),
    "enseignements": ("texte",),
    "integration": ("projet", "comment"),
}
"""The rubriques of an item of each list, in the order in which one types them."""
INSIDE: dict[str, tuple[str, str]] = {
    "a_retenir_reussite": ("a_retenir", "reussite"), "a_retenir_difficulte": ("a_retenir", "difficulte"),
    "a_retenir_conseil": ("a_retenir", "conseil"),
    "pilote": ("pilote", "fonction"), "groupe": ("pilote", "groupe"),
    "heures": ("moyens", "heures"), "euros": ("moyens", "euros"), "precision": ("moyens", "precision"),
}  # fmt: skip
"""Where the rubriques that a person gives by one word stand in the records."""


def nested(projet: Projet, answers: Mapping[str, Any], day: dt.date) -> dict[str, Any]:
    """Return the data of the records that *answers* (by one word each, lists as lines) give.

    An item that stays keeps what is not typed: the opinions on a success, the state of an action.
    Raises UsageError for a signature or an action that cannot be understood.
    """
    data: dict[str, Any] = {}
    for key, value in inside(answers).items():
        if key in PARTS:
            data[key] = [_item(projet, key, line) for line in _lines(value)]
        elif key == "actions":
            data[key] = [_action(projet, line) for line in _lines(value)]
        elif key == "visa":
            data["visas"] = _signatures(projet, value, day)
        else:
            data[key] = _lines(value) if isinstance(value, list) else value
    return data


def inside(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return *answers* with each rubrique given by one word in its place in the record."""
    data: dict[str, Any] = {}
    for key, value in answers.items():
        if key in INSIDE:
            parent, name = INSIDE[key]
            data.setdefault(parent, {})[name] = value
        else:
            data[key] = value
    return data


def joined(data: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    """Return *data* with *more*, which prevails: a rubrique of « moyens » does not chase the other."""
    whole = dict(data)
    for key, value in more.items():
        both = isinstance(value, dict) and isinstance(whole.get(key), dict)
        whole[key] = {**whole[key], **value} if both else value
    return whole


def from_file(projet: Projet, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the data of a file of answers: the rubriques of the records, whose items may be plain lines."""
    names = {**field_by_fold(type(projet.bilan)), **field_by_fold(type(projet.suites))}
    read = {names.get(fold(str(key)), str(key)): value for key, value in data.items()}
    for key, value in read.items():
        if isinstance(value, list) and (key in PARTS or key == "actions"):
            read[key] = [_of_line(projet, key, item) if isinstance(item, str) else item for item in value]
    return read


def _of_line(projet: Projet, key: str, line: str) -> dict[str, Any]:
    return _action(projet, line) if key == "actions" else _item(projet, key, line)


def _lines(value: Iterable[str]) -> list[str]:
    return [line.strip() for line in value if line.strip()]


def parts(line: str) -> list[str]:
    """Return the parts of a line."""
    for arrow in ARROWS[1:]:
        line = line.replace(arrow, ARROWS[0])
    return [part.strip() for part in line.split(ARROWS[0])]


def _item(projet: Projet, key: str, line: str) -> dict[str, Any]:
    names = PARTS[key]
    typed = parts(line) if len(names) > 1 else [line]
    first, rest = typed[0], typed[1:]
    if not first:
        raise _nameless(key, line)
    given = {names[0]: first} | ({names[1]: SEPARATOR.strip().join(rest)} if rest else {})
    return {**_known(projet, key, names[0], first), **given}


def _nameless(key: str, line: str) -> UsageError:
    message = "il n’y a rien avant la flèche."
    error = UsageError.of("valeur-option", option=f'--{key} "{line}"', message=message,
                          remede="Écrivez d’abord de quoi il s’agit, puis => et la suite.")  # fmt: skip
    assert isinstance(error, UsageError)  # noqa: S101
    return error


def _known(projet: Projet, key: str, name: str, text: str) -> dict[str, Any]:
    """Return what the files already say of the item that *text* names."""
    holder = projet.bilan if key in type(projet.bilan).model_fields else projet.suites
    found = next((item for item in getattr(holder, key) if fold(getattr(item, name)) == fold(text)), None)
    return dict(found.as_file()) if found else {}


def _action(projet: Projet, line: str) -> dict[str, Any]:
    """Return an action: its title, then in any order its date, its state, the problem that it answers."""
    title, *rest = parts(line)
    if not title:
        raise _nameless("actions", line)
    given: dict[str, Any] = {"titre": title}
    for part in filter(None, rest):
        given |= _told_of_action(projet, line, part)
    return {"etat": EtatEvenement.PREVU, **_known(projet, "actions", "titre", title), **given}


def _told_of_action(projet: Projet, line: str, part: str) -> dict[str, Any]:
    state = next((each for each in EtatEvenement if fold(part) in {fold(each), fold(each.libelle)}), None)
    if state:
        return {"etat": state}
    try:
        return {"echeance": DateSouple.parse(part)}
    except ValueError:
        if fold(part) in {fold(key) for key in projet.problemes}:
            return {"probleme": problem_of(projet, part)}
    message = f"« {part} » n’est ni une date, ni un état, ni un problème du projet."
    raise UsageError.of(
        "valeur-option", option=f'--actions "{line}"', message=message,
        remede=f'Par exemple : --actions "Lancer une autre action => juin 2017". {known_ids(projet, "probleme")}',
    )  # fmt: skip


def problem_of(projet: Projet, typed: str) -> str:
    """Return the id of the problem that *typed* names."""
    return records.existing(projet, "probleme", typed, "de problème", known_ids(projet, "probleme"))


def _signatures(projet: Projet, typed: Iterable[str], day: dt.date) -> list[dict[str, Any]]:
    """Return the signatures: those of the file, and « collège=date » (today where no date is given)."""
    dates = {visa.college: visa.date for visa in projet.bilan.visas if visa.college}
    for text in typed:
        word, _, date = text.partition("=")
        given = {"college": word.strip(), "date": date.strip() or DateSouple.of(day)}
        try:
            visa = records.parse(Visa, given)
        except UsageError as error:
            raise UsageError(*(_of_signature(found, text) for found in error.issues)) from error
        dates[visa.college or College.DIRECTION] = visa.date
    return [{"college": college, "date": date} for college, date in dates.items()]


def _of_signature(found: Any, text: str) -> Any:
    message = found.message.partition(" : ")[2] or found.message
    return issue(
        "valeur-option", option=f"--visa {text}", message=message, remede="Par exemple : --visa direction=28/03/2017"
    )
