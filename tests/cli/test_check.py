"""`check` as people and machines use it: what is shown, what is left out, and that nothing changes."""

from __future__ import annotations

import builtins
import hashlib
import io
import json
import os
import stat
import sys

import pytest

from qvtkit.cli.quote import quoted

EXPERIMENT = "3-experimentation/procedure-absence-ash/experimentation.yaml"
OPTIONS = [
    (), ("--strict",), ("--json",), ("--format", "github"), ("--regles",), ("--regle", "references"),
    ("--sans-regle", "dates"), ("--quiet",), ("--no-input",), ("--dry-run",),
]  # fmt: skip


@pytest.fixture
def broken(projet):
    """The example, with the slips of a tired evening in several files."""
    for file, old, new in (
        (EXPERIMENT, "probleme: absence-ash", "probleme: absense-ash"),
        ("indicateurs/abs-taux.yaml", "famille: social-sante", "famile: social-sante"),
        ("journal.yaml", "faits:", "faits:\n  - {date: 2030-01-01, texte: Demain}"),
        ("1-conception/groupes/groupe-qvt.yaml", "nom: Groupe QVT", "nom: Groupe : QVT"),
    ):
        path = projet / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    (projet / "indicateurs/faux.yaml").write_bytes(b"nom: \xe9t\xe9\nunite: %\n")
    (projet / "indicateurs/image.yaml").write_bytes(b"\0\1\2")
    (projet / "indicateurs/abs-taux-PC12.yaml").write_text("nom: [\n", encoding="utf-8")
    return projet


def _state(folder):
    """Return everything that a command could change: names, bytes, dates, rights."""
    state = {}
    for path in sorted(folder.rglob("*")):
        told = path.lstat()
        content = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
        state[str(path.relative_to(folder))] = (content, told.st_mtime_ns, stat.S_IMODE(told.st_mode))
    return state


@pytest.mark.parametrize("options", OPTIONS, ids=" ".join)
def test_not_one_byte_changes_whatever_is_asked(options, run, broken):
    before = _state(broken)
    codes = run("check", *options)[0]
    assert codes == (0 if "--regles" in options else 1)
    assert _state(broken) == before


def test_not_one_byte_of_a_sound_folder_changes(run, projet):
    before = _state(projet)
    assert run("check", "--strict")[0] == 0
    assert _state(projet) == before


def test_nothing_is_even_opened_for_writing(run, broken, monkeypatch):
    real_open, real_os_open = io.open, os.open

    def guarded(file, mode="r", *args, **more):
        assert not set(mode) & set("wax+"), file
        return real_open(file, mode, *args, **more)

    def guarded_os(path, flags, *args, **more):
        assert not flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT), path
        return real_os_open(path, flags, *args, **more)

    def refused(*args, **more):
        raise AssertionError(args)

    for module in (io, builtins):
        monkeypatch.setattr(module, "open", guarded)
    monkeypatch.setattr(os, "open", guarded_os)
    for name in ("mkdir", "replace", "rename", "unlink", "remove", "chmod", "utime", "rmdir", "truncate"):
        monkeypatch.setattr(os, name, refused)
    assert "Rien n’a été modifié." in run("check")[1]
    assert len(json.loads(run("check", "--json")[1])["issues"]) >= 7


def test_a_folder_that_can_only_be_read_is_checked(run, broken):
    folders = [broken, *(path for path in broken.rglob("*") if path.is_dir())]
    for path in folders:
        path.chmod(0o555)
    try:
        code, out, err = run("check", "--json")
    finally:
        for path in folders:
            path.chmod(0o755)
    assert (code, err) == (1, "")
    assert len(json.loads(out)["issues"]) >= 7


def test_a_fault_in_one_file_hides_none_of_the_others_and_none_is_told_twice(run, broken):
    issues = json.loads(run("check", "--json")[1])["issues"]
    found = [(each["code"], each["file"].rpartition("/")[2]) for each in issues]
    assert sorted(found) == sorted({
        ("reference-inconnue", "experimentation.yaml"), ("cle-inconnue", "abs-taux.yaml"), ("date-future", "journal.yaml"),
        ("deux-points-dans-texte", "groupe-qvt.yaml"), ("pourcent-au-debut", "faux.yaml"), ("encodage-ancien", "faux.yaml"),
        ("fichier-illisible", "image.yaml"), ("copie-en-conflit", "abs-taux-PC12.yaml"),
    })  # fmt: skip
    levels = [each["level"] for each in issues]
    assert levels == sorted(levels, key=["erreur", "avertissement", "info"].index)
    errors = [(each["file"], each["line"]) for each in issues if each["level"] == "erreur"]
    assert errors == sorted(errors)


def test_the_corrected_line_follows_the_quoted_one_ready_to_paste(run, broken):
    lines = run("check")[1].splitlines()
    at = lines.index("    Écrivez plutôt\u00a0:")
    assert lines[at - 2].startswith("    | ")
    assert lines[at - 1].strip(" |") == "^"
    assert lines[at + 1] == 'nom: "Groupe : QVT"'  # ordinary spaces and quotes, from the first column
    out = "\n".join(lines)
    assert "[cle-inconnue]" in out
    assert "famille: social-sante" in lines
    assert "qvtkit explain deux-points-dans-texte" in out
    assert "Rien n’a été modifié." in out


def test_the_data_give_the_corrected_lines_and_which_they_replace(run, broken):
    issues = {each["code"]: each for each in json.loads(run("check", "--json")[1])["issues"]}
    assert issues["reference-inconnue"]["correction"] == "probleme: absence-ash"
    assert issues["reference-inconnue"]["correction_lines"] == [4, 4]
    assert (issues["fichier-illisible"]["correction"], issues["fichier-illisible"]["correction_lines"]) == (None, None)


def test_lines_that_go_together_are_shown_once(run, projet):
    (projet / "indicateurs/t.yaml").write_text("nom: T\nbornes:\n\tmin: 0\n\tmax: 9\n", encoding="utf-8")
    out = run("check")[1].replace("\u00a0", " ")
    assert out.count("\n  min: 0\n  max: 9\n") == 1
    assert "Écrivez plutôt, de la ligne 3 à la ligne 4 :" in out
    assert out.count("Même correction que ci-dessus.") == 1
    many = "".join(f"\tv{number}: x\n" for number in range(30))
    (projet / "indicateurs/t.yaml").write_text(f"nom: T\nvariables:\n{many}", encoding="utf-8")
    assert "… et 18 autres lignes, de même" in run("check")[1].replace("\u00a0", " ")


def test_rules_are_listed_run_alone_and_left_out(run, broken):
    code, out, _ = run("check", "--regles", "--json")
    data = json.loads(out)
    assert (code, data["kind"]) == (0, "regles")
    assert {"nom": "references", "niveau": "erreur"}.items() <= data["data"][3].items()
    assert "sieges" in run("check", "--regles")[1]

    def codes(*options):
        return {each["code"] for each in json.loads(run("check", "--json", *options)[1])["issues"]}

    assert codes("--regle", "Références", "--regle", "dates") == {"reference-inconnue", "date-future"}
    assert codes("--regle", "references,dates") == {"reference-inconnue", "date-future"}
    assert codes("--sans-regle", "lecture", "--sans-regle", "fichiers") == {"reference-inconnue", "date-future"}
    assert run("check", "--regle", "dates")[0] == 0  # a date of the future is a doubt
    code, out, err = run("check", "--regle", "sieges")
    assert (code, out.replace("\u00a0", " ")) == (0, "Rien à signaler pour ces règles.\n")
    assert "image.yaml contiennent des erreurs et ne sont pas comptés ici" in err.replace("\u00a0", " ")


def test_an_unknown_rule_or_format_is_said_with_what_exists(run):
    code, _, err = run("check", "--regle", "reference")
    assert code == 2
    assert "« references »" in err.replace("\u00a0", " ")
    code, _, err = run("check", "--format", "gitlab")
    assert code == 2
    assert "--format github" in err


def test_a_folder_full_of_faults_stays_readable(run, projet):
    lines = "".join(f"  - {{date: 2016-01, typ: {number}}}\n" for number in range(500))
    (projet / "journal.yaml").write_text(f"faits:\n{lines}", encoding="utf-8")
    code, out, _ = run("check")
    assert code == 1
    assert out.count("[cle-inconnue]") == 20
    assert "autres du même genre" in out.replace("\u00a0", " ")
    assert len(out.splitlines()) < 160
    assert len(json.loads(run("check", "--json")[1])["issues"]) >= 100


def test_github_is_given_annotations_and_nothing_else(run, broken, monkeypatch):
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    (broken / "indicateurs/a,b%.yaml").write_text("nom: A\n", encoding="utf-8")
    code, out, err = run("check", "--format", "github")
    assert (code, err) == (1, "")
    lines = out.splitlines()
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in lines)
    reference = next(line for line in lines if "reference-inconnue" in line)
    assert reference.startswith(f"::error file={EXPERIMENT},line=4,col=1,title=reference-inconnue::Aucun problème")
    assert "%0AÉcrivez plutôt :%0Aprobleme: absence-ash" in reference
    assert any("file=indicateurs/a%2Cb%25.yaml,title=" in line and "« a,b%25 »" in line for line in lines)
    assert any(line.startswith("::warning file=journal.yaml") for line in lines)
    monkeypatch.setenv("GITHUB_WORKSPACE", str(broken.parent))
    assert f"file={broken.name}/{EXPERIMENT}," in run("check", "--format", "github")[1]


def test_a_sound_folder_gives_github_nothing(run):
    assert run("check", "--format", "github") == (0, "", "")


@pytest.mark.parametrize("column", [1, 9, 40, 120, 210])
@pytest.mark.parametrize(
    "letter", ["e", "é", "e\u0301", "漢", "\t"], ids=["ascii", "accent", "combiné", "large", "tabulation"]
)
def test_the_mark_stands_under_the_fault_whatever_stands_before(letter, column):
    from qvtkit.cli.columns import size

    line = letter * 210
    shown, *mark = quoted(line[: column - 1] + "X" + line[column:], column, 60)
    assert size(shown) <= 60
    assert "X" in shown
    assert size(shown[: shown.index("X")]) == len(mark[0]) - 1


def test_what_cannot_be_seen_is_shown_in_the_quoted_line():
    assert quoted("a\u200bb\u0007c: x", 4, 60) == ["    | a·b·c: x", "    |    ^"]


def test_a_file_that_changes_is_quoted_as_it_is_now(run, projet):
    path = projet / "indicateurs/t.yaml"
    path.write_text("nom: T\nunite: %\n", encoding="utf-8")
    assert "| unite: %" in run("check")[1]
    path.write_text("# note\nnom: T\nservice: @\n", encoding="utf-8")
    assert "| service: @" in run("check")[1]


def test_the_place_is_clickable_on_any_machine(run, broken):
    out = run("check")[1]
    assert f"{EXPERIMENT}:4:1" in out.replace(os.sep, "/")
    assert "\\" not in "".join(line for line in out.splitlines() if ".yaml:" in line) or sys.platform == "win32"
