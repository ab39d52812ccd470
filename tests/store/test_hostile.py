"""A folder received from anyone: whatever it holds, a sentence, little time, little memory, nothing written or run."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from qvtkit.checks.run import check
from qvtkit.errors import FileSystemError
from qvtkit.issues import MOST
from qvtkit.store import folder as folder_
from qvtkit.store.files import read_bytes, reason
from qvtkit.store.project import load
from qvtkit.store.reader import MAX_BYTES, read_text

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="ni tubes, ni liens libres, ni limites de mémoire")
SOURCE = Path(__file__).parents[2] / "src"
MEMORY = 200_000
"""Kilobytes that one run may hold."""
# The peak is that of this process alone: what `getrusage` counts begins with the parent's.
RUNNER = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (1_000_000_000, 1_000_000_000))
from qvtkit.__main__ import main
code = main(sys.argv[1:])
status = open("/proc/self/status", encoding="ascii").read()
sys.stderr.write("PEAK" + status.partition("VmHWM:")[2].split()[0])
sys.exit(code)
"""
LINES = "".join(
    f"  {day:02}/{month:02}/{year}: {{}}\n"
    for year in range(2000, 2010)
    for month in range(1, 13)
    for day in range(1, 29)
)
BOMB = "a: &a [x, x]\n" + "".join(
    f"{b}: &{b} [*{a}, *{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)

# Content of an indicator, the code of the first error that it must give.
CONTENTS = {
    "alias-bomb": (BOMB, "ecriture-avancee"),
    "merge-key": ("a: {b: 1}\n<<: {c: 1}\n", "ecriture-avancee"),
    "python-object": ("nom: !!python/object/apply:os.system ['touch pris']\n", "ecriture-avancee"),
    "tag-directive": ("%TAG ! tag:yaml.org,2002:python/\n---\na: !object x\n", "ecriture-avancee"),
    "brackets": ("a: " + "[" * 100_000, "fichier-trop-gros"),
    "braces": ("a: " + "{a: " * 50_000, "fichier-trop-gros"),
    "dashes": ("- " * 100_000 + "x\n", "fichier-trop-gros"),
    "questions": ("? " * 100_000, "yaml-invalide"),
    "stairs": ("".join(" " * depth + "a:\n" for depth in range(900)), "fichier-trop-gros"),
    "giant-word": ("nom: " + "x" * 3_900_000, "fichier-trop-gros"),
    "giant-quoted": ('nom: "' + "x " * 1_900_000 + '"\n', "fichier-trop-gros"),
    "giant-block": ("nom: |\n" + "  x\n" * 950_000, "fichier-trop-gros"),
    "giant-key": ("x" * 3_900_000 + ": 1\n", "fichier-trop-gros"),
    "giant-number": ("nom: A\nmesures:\n  2016: " + "1" * 3_900_000 + "\n", "fichier-trop-gros"),
    "too-many-characters": ("# " + "x" * 4_000_000, "fichier-trop-gros"),
    "open-quote": ('nom: "' + "x " * 1_900_000, "yaml-invalide"),
    "open-quote-of-many-lines": ('nom: "' + "x\n" * 1_900_000, "yaml-invalide"),
    "million-spaces": ("a: [\n" + " " * 3_900_000 + "\n", "yaml-invalide"),
    "spaces-inside-a-line": ("a: [\nb: x" + " " * 90_000 + "y\n", "yaml-invalide"),
    "million-items": ("- a\n" * 970_000, "fichier-trop-gros"),
    "million-words": ("a: {" + "a," * 1_900_000 + "}\n", "fichier-trop-gros"),
    "lone-words": ("a: {" + ",".join(f"k{rank}" for rank in range(5_000)) + "}\n", "virgule-entre-accolades"),
    "same-key": ("a: 1\n" * 5_000, "cle-en-double"),
    "unknown-keys": ("".join(f"cle{rank}: 1\n" for rank in range(5_000)), "cle-inconnue"),
    "tabs": ("a:\n" + "\tb: 1\n" * 600_000, "tabulation"),
    "bad-periods": ("mesures:\n" + "".join(f"  zz{rank}: 1\n" for rank in range(5_000)), "periode-invalide"),
    "bad-values": ("mesures:\n" + LINES.replace("{}", "zz"), "nombre-attendu"),
    "nul": ("nom: A\0B\n", "fichier-illisible"),
    "binary": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4_000, "fichier-illisible"),
    "half-utf-16": (b"\xff\xfe\x00", "fichier-illisible"),
    "second-mark": ("\ufeff\ufeffnom: A\n", "caractere-invisible"),
    "bell": ("# é\n" * 50 + "nom: a\x07b\n", "caractere-invisible"),
    "escape-sequence": ('nom: "\\e]0;pris\\a\\e[2J"\n', "caractere-invisible"),
    "digits": ("mesures:\n  " + "9" * 900 + ": 1\n", "periode-invalide"),
    "formula": ("formule: " + "(" * 40_000 + "a" + ")" * 40_000 + "\n", "formule-illisible"),
}  # fmt: skip


@pytest.fixture
def hostile(tmp_path):
    """A project whose only indicator is to be filled."""
    root = tmp_path / "reçu"
    (root / "indicateurs").mkdir(parents=True)
    (root / "qvt.yaml").write_text("format: 1\netablissement:\n  nom: Essai\n", encoding="utf-8")
    return root


def _listing(root):
    return sorted((path.as_posix(), path.lstat().st_size, path.lstat().st_mtime_ns) for path in root.rglob("*"))


def _codes(root):
    return [found.code for found in check(load(root)) if found.level == "erreur"]


def _process(root, *args):
    """Run qvtkit as a whole process, memory bounded: (code, output, peak in kB)."""
    environment = {name: value for name, value in os.environ.items() if name != "QVTKIT_DEBUG"}
    done = subprocess.run(
        [sys.executable, "-c", RUNNER, "-C", str(root), *args], capture_output=True, timeout=120, check=False,
        env={**environment, "PYTHONPATH": str(SOURCE), "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    out = (done.stdout + done.stderr).decode("utf-8")
    peak = re.search(r"PEAK(\d+)", out)
    assert "Traceback" not in out, out[-2000:]
    assert "erreur inattendue" not in out, out[-2000:]
    return done.returncode, out, int(peak[1]) if peak else 0


@pytest.mark.parametrize("name", CONTENTS)
def test_a_hostile_content_gets_few_sentences(hostile, name):
    content, code = CONTENTS[name]
    (hostile / "indicateurs/a.yaml").write_bytes(content if isinstance(content, bytes) else content.encode())
    before = _listing(hostile)
    loaded = load(hostile).loaded("indicateur")["a"]
    found = [each for each in loaded.issues if each.level == "erreur"]
    assert found[0].code == code
    assert len(found) <= 2 * MOST
    assert all(len(each.message) + len(each.remedy) < 5_000 for each in found)
    assert _listing(hostile) == before


@POSIX
def test_all_of_it_at_once_in_one_bounded_process(hostile):
    heavy = (
        "alias-bomb",
        "braces",
        "giant-word",
        "million-items",
        "million-spaces",
        "python-object",
        "binary",
        "stairs",
    )
    for name in heavy:
        content = CONTENTS[name][0]
        raw = content if isinstance(content, bytes) else content.encode()
        (hostile / "indicateurs" / f"{name}.yaml").write_bytes(raw)
    with (hostile / "indicateurs/enorme.yaml").open("wb") as file:
        file.truncate(1 << 30)
    before = _listing(hostile)
    code, out, peak = _process(hostile, "check")
    assert code == 1
    assert all(f"indicateurs/{name}.yaml" in out for name in (*heavy, "enorme"))
    assert len(out) < 100_000
    assert peak < MEMORY
    assert _process(hostile, "indicator", "add", "enorme", "8", "-p", "2016")[0] in {1, 5}
    assert _listing(hostile) == before


@POSIX
def test_a_head_of_a_gigabyte_is_not_read(hostile):
    with (hostile / "qvt.yaml").open("wb") as file:
        file.truncate(1 << 30)
    code, out, peak = _process(hostile, "check")
    assert code == 5
    assert "trop gros" in out
    assert peak < MEMORY


@POSIX
def test_what_is_no_ordinary_file_is_not_waited_for(hostile, tmp_path):
    os.mkfifo(hostile / "indicateurs/tube.yaml")
    os.mkfifo(hostile / "agenda.yaml")
    (hostile / "indicateurs/zero.yaml").symlink_to("/dev/zero")
    (hostile / "indicateurs/dehors.yaml").symlink_to("/etc/passwd")
    (hostile / "indicateurs/boucle").symlink_to(hostile)
    (hostile / "indicateurs/lui.yaml").symlink_to("lui.yaml")
    (hostile / "indicateurs/dossier.yaml").mkdir()
    (tmp_path / "ailleurs").mkdir()
    (hostile / "propositions").symlink_to(tmp_path / "ailleurs")
    code, out, _ = _process(hostile, "check")
    assert code == 1
    assert "indicateurs/tube.yaml" in out
    assert "ce n’est pas un fichier ordinaire" in out
    assert "c’est un dossier" in out
    assert out.count("mène hors du dossier") == 5
    assert "root:x:" not in out
    for command in (("indicator", "add", "dehors", "8", "-p", "2016"), ("journal", "add", "un fait"), ("status",)):
        assert _process(hostile, *command)[0] in {0, 1, 5}, command
    assert list((tmp_path / "ailleurs").iterdir()) == []


def test_hundreds_of_strays_are_told_in_a_page(hostile):
    (hostile / "vrac").mkdir()
    for rank in range(300):
        (hostile / "vrac" / f"{rank}.txt").touch()
    found = check(load(hostile))
    assert [each.code for each in found].count("fichier-inconnu") == MOST
    assert [each.code for each in found].count("autres-problemes") == 1


def test_a_folder_without_end_is_read_up_to_a_number(hostile, monkeypatch):
    monkeypatch.setattr(folder_, "_MOST", 20)
    (hostile / "a-part").mkdir()
    for rank in range(40):
        (hostile / "a-part" / f"{rank}.txt").touch()
    (hostile / "indicateurs/taux.yaml").write_text("nom: A\n", encoding="utf-8")
    projet = load(hostile)
    assert list(projet.loaded("indicateur")) == ["taux"], "what holds records is looked at first"
    assert "dossier-trop-grand" in [each.code for each in check(projet)]


@POSIX
def test_folders_nested_without_end_are_not_followed(hostile):
    here = Path.cwd()
    os.chdir(hostile)
    try:
        for _ in range(1_200):
            Path("x").mkdir()
            os.chdir("x")
    finally:
        os.chdir(here)
    try:
        found = check(load(hostile))
        assert [each.code for each in found] == ["fichier-inconnu"]
        assert found[0].position.file == "x/x/x/x/x/x/x"
    finally:
        subprocess.run(["rm", "-rf", str(hostile / "x")], check=True)


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="le système y confond les deux formes")
def test_names_that_differ_by_unicode_form_are_one_id(hostile):
    for form in ("NFC", "NFD"):
        name = unicodedata.normalize(form, "équipe-été")
        (hostile / "indicateurs" / f"{name}.yaml").write_text(f"nom: {form}\n", encoding="utf-8")
    projet = load(hostile)
    assert list(projet.loaded("indicateur")) == ["equipe-ete"]
    assert sorted(_codes(hostile)) == ["identifiant-de-fichier", "identifiants-proches"]


def test_keys_and_ids_are_the_same_in_both_unicode_forms():
    keys = [unicodedata.normalize(form, "Unité") for form in ("NFC", "NFD")]
    assert [found.code for found in read_text(f"{keys[0]}: 1\n{keys[1]}: 2\n", "f").issues] == ["cle-en-double"]
    read = read_text(f"{keys[1]}: min\n", "f.yaml")
    assert read.position("unite") == read.position(keys[0])


@pytest.mark.parametrize(
    "name", ["con", "NUL", "aux", "com1", "LPT9", "prn ", "abs-taux.", "日本", "a b", "éé", "n" * 100]
)
def test_a_file_name_that_is_no_id_is_told_with_one_that_is(hostile, name):
    if sys.platform == "win32":
        name = "a b"
    (hostile / "indicateurs" / f"{name}.yaml").write_text("nom: A\n", encoding="utf-8")
    (found,) = [each for each in check(load(hostile)) if each.level == "erreur"]
    assert found.code == "identifiant-de-fichier"
    proposed = found.remedy.partition("indicateurs/")[2].removesuffix(".yaml")
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", proposed)
    assert len(proposed) <= 60
    assert proposed not in {"con", "nul", "aux", "com1", "lpt9", "prn"}


def test_two_names_without_any_letter_of_ours_stay_two(hostile):
    for name in ("日本", "中国"):
        (hostile / "indicateurs" / f"{name}.yaml").write_text("nom: A\n", encoding="utf-8")
    assert len(load(hostile).loaded("indicateur")) == 2


@pytest.mark.parametrize("name", ["../dehors", "..", "a/../../b", "/etc/passwd", "C:\\x", "..\\x", "\u2024\u2024/x"])
def test_an_id_that_leaves_the_folder_is_refused(run, projet, name):
    before = _listing(projet.parent)
    code, _, err = run(
        "indicator", "add", name, "8", "-p", "2016", "--nom", "A", "--famille", "technique", "--unite", "x"
    )
    assert code in {1, 2}
    assert "identifiant" in err or "n’y a pas" in err
    assert [each[0] for each in _listing(projet.parent)] == [each[0] for each in before]


@pytest.mark.parametrize("kind", ["nom: ../../x\nprobleme: ../../etc/passwd\n", "titre: A\ngroupe: ..\n"])
def test_a_reference_that_leaves_the_folder_is_an_error(creer, kind):
    projet = creer({"3-experimentation/essai/experimentation.yaml": kind})
    assert any(each.level == "erreur" for each in check(projet))


def test_a_folder_that_cannot_be_listed_is_not_taken_for_an_empty_one(hostile, monkeypatch):
    real = os.scandir

    def scandir(path):
        if Path(path).name == "indicateurs":
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(path)

    monkeypatch.setattr(folder_.os, "scandir", scandir)
    assert load(hostile).dossier.etablissement.nom == "Essai", "what can be read is read"
    with pytest.raises(FileSystemError) as caught:
        check(load(hostile))
    (found,) = caught.value.issues
    assert (found.code, found.position.file) == ("lecture-impossible", "indicateurs")
    assert "accès refusé" in found.message


def test_a_folder_of_no_record_that_cannot_be_listed_is_told(hostile, monkeypatch):
    (hostile / "a-part").mkdir()
    real = os.scandir

    def scandir(path):
        if Path(path).name == "a-part":
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(path)

    monkeypatch.setattr(folder_.os, "scandir", scandir)
    assert [each.code for each in check(load(hostile))] == ["lecture-impossible"]


def test_a_folder_that_vanishes_gets_a_sentence(hostile):
    projet = load(hostile)
    for path in sorted(hostile.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    hostile.rmdir()
    with pytest.raises(FileSystemError, match="introuvable"):
        check(projet)


def test_a_system_that_does_not_say_gets_a_sentence(hostile, monkeypatch):
    def refuses(*_):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "is_file", refuses)
    with pytest.raises(FileSystemError, match="accès refusé"):
        folder_.exists(hostile, "agenda.yaml")
    monkeypatch.setattr(Path, "is_symlink", refuses)
    with pytest.raises(FileSystemError, match="accès refusé"):
        folder_.require_inside(hostile, "agenda.yaml")


def test_a_place_that_may_not_be_looked_at_is_no_place_for_a_project(run, tmp_path, monkeypatch):
    def refuses(*_):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "exists", refuses)
    code, _, err = run("init", str(tmp_path / "x"), "--nom", "A", "--type", "ehpad")
    assert code == 5
    assert "accès refusé" in err


def test_a_file_that_vanishes_after_the_listing_gets_a_sentence(hostile):
    (hostile / "indicateurs/a.yaml").write_text("nom: A\n", encoding="utf-8")
    projet = load(hostile)
    assert list(projet.source.strays()) == []
    (hostile / "indicateurs/a.yaml").unlink()
    assert [each.code for each in projet.loaded("indicateur")["a"].issues] == ["lecture-impossible"]


class _Junction:
    name = "jonction"
    path = "jonction"

    def stat(self, *, follow_symlinks):
        assert not follow_symlinks
        return type("Status", (), {"st_reparse_tag": folder_._JUNCTION})

    def is_symlink(self):
        return False


def test_a_junction_of_windows_is_a_link(monkeypatch):
    assert not folder_.is_link(_Junction()) or os.name == "nt"
    monkeypatch.setattr(folder_.os, "name", "nt")
    assert folder_.is_link(_Junction())


def test_a_file_larger_than_allowed_is_refused_before_it_is_read(tmp_path, monkeypatch):
    path = tmp_path / "a.yaml"
    path.write_bytes(b"x" * 11)
    assert read_bytes(path, 11) == b"x" * 11
    monkeypatch.setattr(os, "fdopen", lambda *_, **__: pytest.fail("read"))
    with pytest.raises(FileSystemError) as caught:
        read_bytes(path, 10)
    assert caught.value.issues[0].code == "fichier-trop-gros"
    assert MAX_BYTES >= 4_000_000


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.EACCES, "accès refusé"), (errno.EPERM, "accès refusé"), (errno.ENOSPC, "disque plein"), (errno.EROFS, "lecture seule"),
        (errno.ENAMETOOLONG, "nom trop long"), (errno.ENOENT, "introuvable"), (errno.EIO, "erreur du disque ou du réseau"),
    ],
)  # fmt: skip
def test_the_system_s_refusals_are_told_in_french(number, told):
    assert reason(OSError(number, os.strerror(number))) == told


@pytest.mark.usefixtures("summer")
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EIO])
@pytest.mark.parametrize("step", ["open", "fsync", "replace"])
def test_a_disk_that_refuses_at_any_step_leaves_the_folder_as_it_was(run, projet, monkeypatch, step, number):
    before = {path: path.read_bytes() for path in projet.rglob("*") if path.is_file()}
    real = getattr(os, step)

    def refuses(*args, **kwargs):
        inside = str(args[0]).startswith(str(projet)) or step == "fsync"
        writes = step != "open" or args[1] & os.O_CREAT
        if inside and writes:
            raise OSError(number, os.strerror(number))
        return real(*args, **kwargs)

    monkeypatch.setattr(os, step, refuses)
    monkeypatch.setattr("time.sleep", lambda _: None)
    code, _, err = run("indicator", "add", "rappels-repos", "9", "-p", "2017-05")
    monkeypatch.undo()
    assert code == 5
    assert reason(OSError(number, "")) in err
    assert {path: path.read_bytes() for path in projet.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("un\u2028deux", "un\ndeux"),
        ("un\x0bdeux", "un\ndeux"),
        ("bip\x07 \x1b[31mrouge", "bip [31mrouge"),
        ("\ufeffdébut", "début"),
        ("moitié \ud83d", "moitié"),
        ("a\u00a0: b\u202f!", "a\u00a0: b\u202f!"),
    ],
)
def test_a_pasted_text_keeps_its_words_and_its_lines(run, projet, typed, kept):
    assert run("group", "edit", "groupe-qvt", "--mission", typed)[0] == 0
    assert load(projet).groupes["groupe-qvt"].mission == kept


@pytest.mark.parametrize("typed", ["con", "NUL", "com1.yaml", "x" * 61, "../x"])
def test_an_id_that_no_folder_could_keep_is_refused_with_an_example(run, projet, typed):
    before = _listing(projet)
    code, _, err = run("group", "add", typed, "--nom", "Groupe", "--roles", "copil")
    assert code == 2
    assert "taux-absence" in err
    assert _listing(projet) == before


def test_a_long_title_is_cut_at_a_word(run, projet):
    title = "Mieux accueillir les remplaçantes et les remplaçants des équipes de nuit au premier étage"
    assert run("group", "add", "--nom", title, "--roles", "copil", "--no-input")[0] == 0
    (file,) = [path for path in projet.rglob("*.yaml") if path.stem.startswith("mieux")]
    assert len(file.stem) <= 60
    assert title.split()[file.stem.count("-")].lower().startswith(file.stem.rpartition("-")[2])


@pytest.mark.parametrize("name", ["con", "Aux.projet", "projet.", "projet ", "a?b"])
def test_a_project_is_not_created_where_windows_could_not_open_it(run, tmp_path, name):
    code, _, err = run("init", str(tmp_path / name), "--nom", "A", "--type", "ehpad")
    assert code == 2
    assert "Windows" in err
    assert not (tmp_path / name).exists()


def test_a_creation_that_the_disk_refused_can_be_tried_again(run, tmp_path, monkeypatch):
    real, made = os.fsync, []

    def fills_up(handle):
        made.append(handle)
        if len(made) > 9:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(handle)

    monkeypatch.setattr(os, "fsync", fills_up)
    words = ("init", str(tmp_path / "essai"), "--exemple", "residence-absence-ash")
    code, _, err = run(*words)
    assert code == 5
    assert "disque plein" in err
    assert [path for path in (tmp_path / "essai").rglob("*") if path.is_file()] == []
    monkeypatch.setattr(os, "fsync", real)
    assert run(*words)[0] == 0
