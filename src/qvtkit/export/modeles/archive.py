"""A Word file of the establishment, looked at before it is opened: bounded, no macro, nothing fetched from outside."""

from __future__ import annotations

import io
import re
import zipfile
from typing import NamedTuple
from xml.etree import ElementTree as ET

from qvtkit.archives import DAMAGED

LE_PLUS_GROS = 10_000_000
_UNPACKED, _PART, _PARTS = 80_000_000, 20_000_000, 2_000
_RATIO, _SMALL = 200, 1_000_000
_OLD_WORD = b"\xd0\xcf\x11\xe0"
_WORD = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_EXPANDS = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_UTF16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_FETCHED = re.compile(
    r"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|LINK|RD|DATABASE|MACROBUTTON|AUTOTEXT)\b"
)
_EMBEDDED = ("oleObject", "control", "aFChunk", "subDocument", "frame", "package", "vbaProject", "attachedToolbars")
_LINKS = ("http://", "https://", "mailto:", "#")
_REMOTE = ("http:", "https:", "ftp:", "\\\\", "//")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ENREGISTRER = "Ouvrez-le dans Word, puis enregistrez-le sous un nouveau nom, au type « Document Word (.docx) »."
_COPIER = "Copiez ce que vous voulez garder dans un document Word neuf, et enregistrez celui-ci à sa place."


class Refus(NamedTuple):
    """Why a file is not used, in a French phrase that goes after « : », and what to do."""

    raison: str
    conseil: str = ENREGISTRER


class ModeleRefuseError(ValueError):
    """The file cannot be used; `refus` says why."""

    def __init__(self, refus: Refus) -> None:
        super().__init__(refus.raison)
        self.refus = refus


_PAS_WORD = Refus("ce n’est pas un document Word (.docx)")
_FERME = Refus("il est protégé par un mot de passe, ou enregistré dans l’ancien format .doc")
TROP_GROS = Refus(
    "il est trop gros pour un modèle", "Un modèle tient en quelques centaines de ko : réduisez ses images."
)
_MACROS = Refus("il contient des macros")
_ABIME = Refus("il est abîmé")
_ETRANGE = Refus("une de ses parties n’est pas écrite comme Word l’écrit", _COPIER)
_OBJET = Refus("il contient un objet incorporé (classeur, contrôle, autre document)", _COPIER)
_DEHORS = Refus("il va chercher quelque chose hors du fichier (image liée, modèle à distance)", _COPIER)
_CHAMP = Refus("il contient un champ Word qui va chercher ou lancer autre chose (DDE, INCLUDETEXT…)", _COPIER)


def examine(content: bytes) -> None:
    """Raise ModeleRefuseError unless *content* is a plain Word file that can be opened without harm."""
    if content.startswith(_OLD_WORD):
        raise ModeleRefuseError(_FERME)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _require_bounded(archive, len(content))
            for info in archive.infolist():
                _examine_part(info.filename, archive.read(info))
            _require_word(archive)
    except ModeleRefuseError:
        raise
    except DAMAGED as error:
        raise ModeleRefuseError(_PAS_WORD) from error


def _require_bounded(archive: zipfile.ZipFile, size: int) -> None:
    """Look at the sizes before anything is unpacked."""
    parts = archive.infolist()
    total = sum(part.file_size for part in parts)
    biggest = max((part.file_size for part in parts), default=0)
    packed = total > _SMALL and total > size * _RATIO
    if size > LE_PLUS_GROS or len(parts) > _PARTS or total > _UNPACKED or biggest > _PART or packed:
        raise ModeleRefuseError(TROP_GROS)


def _require_word(archive: zipfile.ZipFile) -> None:
    """Require the contents of a Word document, whose parts are what they say."""
    names = set(archive.namelist())
    if "[Content_Types].xml" not in names or "word/document.xml" not in names:
        raise ModeleRefuseError(_PAS_WORD)
    if _WORD not in archive.read("[Content_Types].xml"):
        raise ModeleRefuseError(_PAS_WORD)


def _examine_part(name: str, content: bytes) -> None:
    if "vbaproject" in name.lower() or (name == "[Content_Types].xml" and b"macroEnabled" in content):
        raise ModeleRefuseError(_MACROS)
    if not name.lower().endswith((".xml", ".rels")):
        return
    if _EXPANDS.search(content) or content.startswith(_UTF16):
        raise ModeleRefuseError(_ETRANGE)
    try:
        root = ET.fromstring(content)  # noqa: S314 (entities are refused above)
    except ET.ParseError as error:
        raise ModeleRefuseError(_ABIME) from error
    if name.lower().endswith(".rels"):
        for link in root:
            _examine_link(link)
    elif name.startswith("word/"):
        _examine_fields(root)


def _examine_link(link: ET.Element) -> None:
    """Refuse what brings something else along, and what is to be looked for outside the file."""
    kind = link.get("Type", "").rpartition("/")[2]
    target = link.get("Target", "").strip()
    if kind in _EMBEDDED:
        raise ModeleRefuseError(_OBJET)
    if link.get("TargetMode") != "External":
        return
    is_local_template = kind == "attachedTemplate" and not target.lower().replace("file:///", "").startswith(_REMOTE)
    if (kind == "hyperlink" and target.lower().startswith(_LINKS)) or is_local_template:
        return
    raise ModeleRefuseError(_DEHORS)


def _examine_fields(root: ET.Element) -> None:
    """Refuse the fields that fetch or run something when Word opens the document."""
    said = "".join(each.text or "" for each in root.iter(f"{_W}instrText"))
    simple = " ".join(each.get(f"{_W}instr", "") for each in root.iter(f"{_W}fldSimple"))
    if _FETCHED.search(f"{said} {simple}".upper()):
        raise ModeleRefuseError(_CHAMP)
