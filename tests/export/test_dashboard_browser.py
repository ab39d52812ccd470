"""The dashboard in a headless Chromium, as people open it: phone, meeting room, night, paper, keyboard.

One page serves several checks: axe alone takes a second or two.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qvtkit.export.dashboard.page import build
from qvtkit.export.render import render
from qvtkit.store.project import load

if TYPE_CHECKING:
    from collections.abc import Callable

    from qvtkit.model.projet import Projet

EXAMPLES = Path(__file__).parents[2] / "examples"
DAY = dt.date(2017, 3, 22)
KEPT = "<b>gras</b><script>document.title=1</script> {{ 7*7 }} &"
HOSTILE = f"'{KEPT} مرحبا שלום 👨‍👩‍👧 {'x' * 400}'"
HUGE = f"'{KEPT} {'x' * 5000}'"


def written(tmp_path: Path, projet: Projet, day: dt.date = DAY, *, presentation: bool = False) -> Path:
    file = tmp_path / "page.html"
    file.write_bytes(render(build(projet, day, presentation=presentation), "html").contenu)
    return file


def overflow(page: Any) -> int:
    wide: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return wide


def scrolled(page: Any, region: Any) -> bool:
    """Tell whether a table has moved, giving it a moment: keys are answered after a while."""
    page.wait_for_timeout(20)
    moved: bool = region.evaluate("each => each.scrollLeft > 0")
    return moved


def quiet(page: Any) -> bool:
    return page.console == [] and page.requetes == []


def test_on_a_phone_at_night_every_table_open(
    tmp_path: Path, ouvrir: Callable[..., Any], axe: Callable[[Any], list[str]]
) -> None:
    projet = load(EXAMPLES / "ehpad-tour-des-medicaments")
    page = ouvrir(written(tmp_path, projet, dt.date(2019, 3, 20)), width=320, height=568, dark=True)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert axe(page) == []
    assert overflow(page) == 0
    assert page.locator("nav").bounding_box()["height"] < 90
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(14, 19, 22)"
    assert quiet(page)


def test_in_a_meeting_room_each_part_has_its_screen_and_the_keyboard_goes_everywhere(
    tmp_path: Path, ouvrir: Callable[..., Any], axe: Callable[[Any], list[str]]
) -> None:
    file = written(tmp_path, load(EXAMPLES / "hopital-de-jour-interruptions"), presentation=True)
    page = ouvrir(file, width=1920, height=1080)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "contenu"
    page.locator("nav a").nth(6).focus()
    page.keyboard.press("Enter")
    assert page.locator("#titre-agenda").bounding_box()["y"] >= page.locator("nav").bounding_box()["height"]
    assert axe(page) == []
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= 24
    heights = page.evaluate(
        "[...document.querySelectorAll('main > section:not(#bref)')].map(each => each.offsetHeight)"
    )
    assert min(heights) >= 1000
    assert overflow(page) == 0
    page.set_viewport_size({"width": 320, "height": 568})
    region = page.locator(".defile:has(.seances)")
    region.focus()
    page.keyboard.press("ArrowRight")
    assert any(scrolled(page, region) for _ in range(50))
    assert overflow(page) == 0
    assert quiet(page)


def test_an_empty_project_is_accessible_too(
    tmp_path: Path, creer: Callable[..., Projet], ouvrir: Callable[..., Any], axe: Callable[[Any], list[str]]
) -> None:
    page = ouvrir(written(tmp_path, creer()), width=768)
    assert axe(page) == []
    assert overflow(page) == 0
    assert quiet(page)
    room = ouvrir(written(tmp_path, creer(), presentation=True), width=1920, height=1080)
    assert room.evaluate("document.documentElement.scrollHeight") < 3 * 1080, "no screen for one sentence"


def test_hostile_texts_stay_texts_and_hold_in_320_pixels(
    tmp_path: Path, creer: Callable[..., Projet], ouvrir: Callable[..., Any], axe: Callable[[Any], list[str]]
) -> None:
    projet = creer({
        "qvt.yaml": f"format: 1\netablissement: {{nom: {HOSTILE}}}\ndemarche:\n  titre: {HUGE}\n  phases: "
        f"[{{phase: conception, debut: 2016-01, fin: 2016-05, decision: {HOSTILE}}}]\n",
        "1-conception/groupes/g.yaml": f"nom: {HOSTILE}\nsieges: [{{fonction: {HOSTILE}, colleges: [metier]}}]\n",
        "2-diagnostic/problemes/p.yaml": f"titre: {HOSTILE}\netat: retenu\nenonce: {HUGE}\nlieu: {HOSTILE}\n",
        "3-experimentation/t/experimentation.yaml": f"titre: {HOSTILE}\netat: en-cours\ndebut: 2016-02-01\n"
        f"fin_prevue: 2016-09-01\nce_qui_change: {HOSTILE}\nindicateurs: [{{indicateur: i}}]\n",
        "3-experimentation/t/seances/2016-03-01.yaml": f"moment: en-cours\nactivites: [{{activite: {HOSTILE}, "
        f"famille: technique, critere: {HOSTILE}, tendance: ameliore}}]\ndivergences: {HOSTILE}\n",
        "indicateurs/i.yaml": f"nom: {HOSTILE}\nfamille: technique\nunite: {HOSTILE}\nperiodicite: mois\n"
        f"mesures: {{2016-01: {{valeur: 3, note: {HOSTILE}}}, 2016-02: 4}}\n",
        "propositions/a.yaml": f"texte: {HUGE}\ndate: 2016-01-01\necheance: 2016-02-01\n",
        "agenda.yaml": f"evenements: [{{date: 2016-03-01, titre: {HOSTILE}, lieu: {HOSTILE}}}]\n",
    })  # fmt: skip
    page = ouvrir(written(tmp_path, projet), width=320)
    assert overflow(page) == 0
    assert page.evaluate("document.scripts.length + document.querySelectorAll('b').length") == 0
    for part in ("h1", "#probleme", "#tests", "#familles", "#propositions", "#agenda", "#sieges"):
        assert KEPT in page.locator(part).first.inner_text(), part
    assert axe(page) == []
    assert quiet(page)


def test_on_a_screen_it_is_accessible_and_on_paper_the_first_page_says_all(
    tmp_path: Path, ouvrir: Callable[..., Any], axe: Callable[[Any], list[str]], texte_pdf: Callable[[Path], str]
) -> None:
    page = ouvrir(written(tmp_path, load(EXAMPLES / "residence-absence-ash")), dark=True)
    assert axe(page) == []
    assert quiet(page)
    paper = tmp_path / "page.pdf"
    paper.write_bytes(page.pdf(prefer_css_page_size=True, print_background=True))
    pages = texte_pdf(paper).split("\f")
    assert 6 <= len(pages) <= 12
    for said in ("Pérennisation", "En retard", "Prochaines dates", "Social et santé", "Avis partagés"):
        assert said in pages[0]
    assert "Semaine 39 de 2016" in "".join(pages)
    assert "date par date" not in "".join(pages), "a list left closed has no line on paper"
    assert "qvtkit proposal" not in "".join(pages)
    assert b"/MediaBox [0 0 594" in paper.read_bytes() or b"/MediaBox [0 0 595" in paper.read_bytes()
