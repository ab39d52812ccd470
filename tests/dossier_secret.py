"""A project full of secrets: names, unions, addresses in every text of every kind of record, small groups, quotes.

The models are walked, so that a field added tomorrow is filled too. `fuites` looks for each secret in every byte of a
file, its compressed parts and its metadata included.
"""

from __future__ import annotations

import html
import io
import json
import re
import types
import unicodedata
import zipfile
import zlib
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin

import pikepdf

from qvtkit.model.base import Chemin, Date, Heure, Identifiant, Periode, Record, Texte
from qvtkit.model.codes import Code
from qvtkit.model.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CONNUE = "Zéphyrine Quatremare"
"""Somebody who sits: known to the folder."""
TEXTE = (
    f"Vu avec {CONNUE}, ZÉPHYRINE QUATREMARE, zephyrine quatremare, Z. Quatremare et Mme Quatremare ; chez Mme Wojtkowiak "
    "(résidente) avec le docteur Brzezinska ; écrire à wanda.szczepanik@exemple.fr ou au 06 98 76 54 32 ; le délégué "
    "CFE-CGC, le SNPHARE et la Force ouvrière sont d'accord ; Mmes Quatremare et Podgorska, mme walczak (1 85 05 78 006 084 "
    "36, 06/98/76/54/32), M.Zielinska et les élus C.F.T.C."
)
FONCTION = "Sylvie Trzebiatowska, cadre"
"""What someone types where a function is awaited."""
CITATION = "le chariot violet chante faux à minuit"
_PETITS, _COMPLEMENT, _NUIT = 6123719, 1234577, 7654331
_VEILLE, _VEILLE_SANS_EFFECTIF = 8123459, 9123461
"""Counts that no other figure gives, in measures of groups too small, or that would give one away."""
SECRETS = (
    "quatremare", "zephyrine", "wojtkowiak", "brzezinska", "szczepanik", "trzebiatowska", "98 76 54 32", "98765432",
    "cfe-cgc", "cfecgc", "snphare", "force ouvriere", "chariot violet", str(_PETITS), f"{_PETITS / 7:.0f}",
    str(_COMPLEMENT), f"{_COMPLEMENT / 21:.0f}", str(_NUIT), f"{_NUIT / 9:.0f}", str(_VEILLE), f"{_VEILLE / 6:.0f}",
    str(_VEILLE_SANS_EFFECTIF), "podgorska", "walczak", "zielinska", "185057800608436", "98/76/54/32", "c.f.t.c",
    "inaptitude",
)  # fmt: skip
REUNION = "2016-11-08-copil-quatremare"
IDS = {
    "groupe": "copil-quatremare", "probleme": "idee-quatremare", "experimentation": "essai-quatremare",
    "indicateur": "taux-quatremare", "questionnaire": "enquete-quatremare", "proposition": "p-2016-quatremare",
    "reunion": REUNION, "grille": "grille-quatremare", "seance": "essai-quatremare/2016-11-15",
    "evaluation": "2017-01-20-points-de-vigilance", "correspondance": "tableau-quatremare",
}  # fmt: skip
_CITED = {**IDS, "par": IDS["groupe"], "constats": "constat-quatremare", "outil": "questionnaire", "remplace": "siege-1",
          "source": "questionnaire", "declinaison_de": None, "moment": "fin", "preuve": None}  # fmt: skip
"""What the fields that cite a record cite, so that everything is linked."""
_LEFT_OUT = {("Dossier", "etablissement"), ("Dossier", "clusters"), ("Demarche", "uid"), ("Dossier", "format"),
             ("Comparaison", "source"), ("Comparaison", "url"), ("Indicateur", "declinaison_de"), ("Confidentialite", "identites")}  # fmt: skip
"""Public bodies, machine keys, cited publications: never filtered, by rule."""
_UNREAD = {"apparence"}
"""The look of the establishment: its paths are read as they are, its words are its own."""
_TITLES = frozenset({"nom", "titre", "libelle", "texte"})
_FUNCTIONS = frozenset({"fonction", "qui", "par", "contact", "responsable", "qui_decide"})
_DATES = {
    "debut": "2016-10-03",
    "fin": "2016-12-16",
    "fin_prevue": "2016-12-16",
    "ajoute": "2016-09-20",
    "echeance": "2017-04-10",
}


def creer(racine: Path, *, titres: bool = True, identites: str = "fonctions") -> Path:
    """Write the project under *racine*; without *titres*, names and titles are left out and ids stand for them."""
    for kind in KINDS.values():
        if kind.nom not in _UNREAD:
            record = _remplir(kind.model, titres=titres)
            record = _tuned(kind.nom, record, titres=titres)
            if kind.nom == "dossier":
                record["confidentialite"] = {"seuil": 10, "identites": identites}
            _write(racine / kind.path(IDS.get(kind.nom, "")), record)
    for name, service, who, score in (("tous", "", 61, 300), ("nuit", "nuit", 9, _NUIT), ("cuisine", "cuisine", 21, _COMPLEMENT),
                                      ("jour", "jour", 31, 155)):  # fmt: skip
        _write(racine / f"indicateurs/{name}.yaml", _indicator(service, who, score))
    _write(racine / "indicateurs/veille.yaml", _absences())
    return racine


def _tuned(kind: str, record: dict[str, Any], *, titres: bool) -> dict[str, Any]:
    """Give what the models cannot tell: groups too small, quotes, seats with their name, dates that follow."""
    match kind:
        case "dossier":
            record |= {"format": 1, "etablissement": {"nom": "Résidence des Tilleuls", "type": "ehpad"}}
            record["demarche"] |= {"illustratif": "non", "etat": "active", "uid": "01SECRET"}
        case "groupe":
            seat = {"colleges": ["direction"], "fonction": f"Directrice ({CONNUE})", "nom": CONNUE, "debut": "2016-01"}
            record["sieges"] = [{"id": "siege-1", **seat, "fin": "2017-01", "motif_fin": "inaptitude"}, {"id": "siege-quatremare", **seat,
                                "debut": "2017-02", "remplace": "siege-1"}]  # fmt: skip
            record["roles"] = ["copil", "delegation"]
        case "etat-des-lieux":
            record["outils"] = [{"outil": "questionnaire", "participants": 12, "questionnaire": IDS["questionnaire"]}]
            record["constats"][0] |= {
                "id": "constat-quatremare",
                "texte": f"« {CITATION} », {TEXTE}",
                "source": "questionnaire",
            }
        case "probleme" | "experimentation":
            record["etat"] = "retenu" if kind == "probleme" else "en-cours"
            if kind == "experimentation":
                record["concepteurs"] = [{"fonction": FONCTION, "nom": CONNUE}]
                record["indicateurs"] = [{"indicateur": IDS["indicateur"], "sens": "baisse", "ajoute": "2016-09-20"}]
        case "indicateur":
            record |= _indicator("", 7, _PETITS) | ({"nom": record["nom"]} if titres else {"nom": ""}) | {
                key: record[key] for key in ("source", "responsable", "definition", "historique_definition", "exclusions")
            }  # fmt: skip
            record["exclusions"][0]["periode"] = "2016-07"
        case "evaluation":
            record |= {
                "grille": "points-de-vigilance",
                "reponses": {"groupe": {"direction": "oui", "commentaire": TEXTE}},
            }
        case "reunion":
            record["notes"] = [{**record["notes"][0], "type": each} for each in
                               ("note", "decision", "divergence", "a-faire", "proposition")]  # fmt: skip
    return record


def _indicator(service: str, who: int, score: int) -> dict[str, Any]:
    """Return an indicator whose measure of September is about *who* respondents."""
    parent = {"service": service, "declinaison_de": "tous"} if service else {}
    return {
        "nom": f"Ressenti {service}", "famille": "social-sante", "unite": "points", "sens": "baisse", "nature": "mesure", **parent,
        "formule": "score_quatremare / nb_repondants", "periodicite": "mois",
        "variables": {"score_quatremare": "", "nb_repondants": "Réponses"},
        "mesures": {
            "2016-07": {"score_quatremare": 40, "nb_repondants": 40, "note": TEXTE},
            "2016-09": {"score_quatremare": score, "nb_repondants": who, "note": "Seulement quelques réponses"},
            "2016-11": {"score_quatremare": 90, "nb_repondants": 45},
        },
    }  # fmt: skip


def _absences() -> dict[str, Any]:
    """Return the absences of a service of six, which does not count its persons every month."""
    return {
        "nom": "Absences", "famille": "social-sante", "unite": "jours", "sens": "baisse", "service": "veille",
        "formule": "jours_absence / etp_veille", "periodicite": "mois",
        "mesures": {"2016-09": {"jours_absence": _VEILLE, "etp_veille": 6}, "2016-11": _VEILLE_SANS_EFFECTIF},
    }  # fmt: skip


def _remplir(model: type[Record], *, titres: bool) -> dict[str, Any]:
    """Return a value for each field of *model*, secrets in every text."""
    filled: dict[str, Any] = {}
    for name, info in model.model_fields.items():
        if (model.__name__, name) in _LEFT_OUT or (name in _TITLES - {"texte"} and not titres):
            continue
        annotation = Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation
        if (value := _valeur(name, annotation, titres=titres)) is not None:
            filled[name] = value
    return filled


def _valeur(name: str, annotation: Any, *, titres: bool) -> Any:  # noqa: C901, PLR0911 (one line a type)
    marks = get_args(annotation)[1:] if get_origin(annotation) is Annotated else ()
    if _MARKS["id"] & _identities(marks):
        return _CITED.get(name, f"{name.replace('_', '-')}-quatremare")
    if _MARKS["chemin"] & _identities(marks):
        return IDS["seance"]
    if _MARKS["texte"] & _identities(marks):
        return FONCTION if name in _FUNCTIONS else "documents/note-quatremare.pdf" if name == "fichier" else TEXTE
    if _MARKS["date"] & _identities(marks):
        return _DATES.get(name, "2016-11-08")
    if _MARKS["heure"] & _identities(marks):
        return "14:00"
    if _MARKS["periode"] & _identities(marks):
        return "2016-09"
    if get_origin(annotation) is Annotated:
        return _valeur(name, get_args(annotation)[0], titres=titres)
    if get_origin(annotation) in (Union, types.UnionType):
        return _valeur(name, next(each for each in get_args(annotation) if each is not type(None)), titres=titres)
    if get_origin(annotation) is tuple:
        one = _valeur(name, get_args(annotation)[0], titres=titres)
        return None if one is None else [one]
    if get_origin(annotation) is dict:
        key, value = get_args(annotation)
        return {_cle(key): _valeur(name, value, titres=titres)}
    if issubclass(annotation, Record):
        return _remplir(annotation, titres=titres)
    if issubclass(annotation, Code):
        return str(next(iter(annotation)))
    return "oui" if annotation is bool else 2


def _cle(annotation: Any) -> str:
    """Return a key: an id, a free word, the name of a variable."""
    marks = get_args(annotation)[1:] if get_origin(annotation) is Annotated else ()
    return "avis-quatremare" if _MARKS["id"] & _identities(marks) else "Mme Wojtkowiak" if marks else "cle"


def _identities(marks: tuple[Any, ...]) -> set[int]:
    return {id(mark) for mark in marks}


_MARKS = {
    name: {id(get_args(each)[1])}
    for name, each in {
        "id": Identifiant,
        "chemin": Chemin,
        "texte": Texte,
        "date": Date,
        "heure": Heure,
        "periode": Periode,
    }.items()
}


def _write(file: Path, record: dict[str, Any]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(record, ensure_ascii=False, indent=1), encoding="utf-8")


def fuites(name: str, content: bytes, said: str = "") -> list[str]:
    """Return each secret found in a file, with the part of it where it stands; *said*: the text that it shows."""
    parts = [(name, name.encode()), (f"{name} (texte)", said.encode()), *_parts(name, content)]
    return sorted({f"{where}: {found}" for where, part in parts for found in _trouves(part)})


def _parts(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield every part of a file: itself, the members of an archive, the streams and strings of a PDF, texts of a PNG."""
    yield name, content
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield f"{name} (commentaire)", archive.comment
            for member in archive.namelist():
                yield f"{name}/{member}", member.encode()
                yield from _parts(f"{name}/{member}", archive.read(member))
    elif content.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(content)) as pdf:
            for rank, each in enumerate(pdf.objects):
                if isinstance(each, pikepdf.Stream):
                    yield f"{name}#{rank}", _stream(each)
            yield f"{name}#objets", "\n".join(map(str, pdf.objects)).encode()
    elif content.startswith(b"\x89PNG"):
        for text in re.findall(rb"zTXt.{2,80}?\x00\x00(.*?)(?=....IDAT)", content, re.DOTALL):
            yield f"{name}#texte", zlib.decompressobj().decompress(text)


def _stream(stream: pikepdf.Stream) -> bytes:
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:  # a picture that only a viewer reads
        return stream.read_raw_bytes()


def _trouves(part: bytes) -> Iterator[str]:
    """Yield what is found in *part* as it is, then, where it is a text, in what a person reads of it."""
    yield from _dans(part)
    try:
        text = part.decode()
    except UnicodeDecodeError:
        return
    flat = html.unescape(re.sub(r"<[^>]*>", "", text.replace("\r\n ", "")))
    bare = unicodedata.normalize("NFC", flat.replace("\u00ad", "").replace("\u2011", "-"))
    yield from _dans(re.sub(r"(?<=\d)[\s\u00a0\u202f](?=\d)", "", bare).encode())


def _dans(part: bytes) -> Iterator[str]:
    low = part.lower()
    for secret, written in _FORMES.items():
        if any(each in low for each in written) and (not secret.isdigit() or re.search(_alone(secret), low)):
            yield secret


def _alone(number: str) -> bytes:
    """A number counts alone: not as the decimals of the place of a letter."""
    return rb"(?<![\d.])%b(?!\d)" % number.encode()


def _formes(secret: str) -> tuple[bytes, ...]:
    """Return how a secret may be written: with its accents or not, in UTF-8, Latin-1 and UTF-16."""
    spelt = {secret, secret.replace("zeph", "zéph"), secret.replace("iere", "ière")}
    return tuple({each.encode(code) for each in spelt for code in ("utf-8", "latin-1", "utf-16-le", "utf-16-be")})


_FORMES = {secret: _formes(secret) for secret in SECRETS}
