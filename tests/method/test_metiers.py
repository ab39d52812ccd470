from __future__ import annotations

import pytest

from qvtkit.method.metiers import colleges, compris, du_soin
from qvtkit.model.codes import College
from qvtkit.model.groupe import Siege
from qvtkit.store.project import referential
from qvtkit.text import fold, slugify

METIERS = referential("metiers")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("AS", "aide-soignant"), ("as", "aide-soignant"), ("IDE", "infirmier"), ("ASH", "ash"), ("AES", "aes"),
        ("AMP", "aide-medico-psychologique"), ("cadre", "cadre-de-sante"), ("cadres", "cadre-de-sante"),
        ("Infirmières", "infirmier"), ("aides-soignantes", "aide-soignant"), ("Agent de service hospitalier", "ash"),
        ("Ibode", "infirmier-bloc"), ("kiné", "kinesitherapeute"), ("médecin co", "medecin-coordonnateur"),
        ("Infirmière coordinatrice", "idec"), ("tous", "tous"),
    ],
)  # fmt: skip
def test_what_people_say_is_a_trade_of_the_list(typed, code):
    found = compris(typed, METIERS)
    assert found.code == code
    assert found.libelle


def test_an_unknown_trade_is_kept_with_the_closest():
    found = compris("infirmier de nuit", METIERS)
    assert (found.code, found.libelle, found.proche) == ("infirmier-de-nuit", "", "Infirmier")
    assert compris("plombier", METIERS).proche is None
    assert compris("zz", METIERS).code == "zz"


def test_a_code_or_a_label_goes_without_saying():
    for code, body in METIERS.items():
        assert compris(code, METIERS).evident
        found = compris(str(body["libelle"]), METIERS)
        assert (found.code, found.evident) == (code, True)


def test_every_trade_of_the_list_is_whole_and_no_name_means_two_trades():
    names: dict[str, str] = {}
    for code, body in METIERS.items():
        assert code == slugify(code)
        assert body["domaine"] in {"soin", "medical", "encadrement", "support"}
        for name in (code, str(body["libelle"]), *body.get("aussi", ())):
            assert names.setdefault(fold(name), code) == code, name


@pytest.mark.parametrize(
    ("seat", "expected"),
    [
        (Siege(colleges=("representants-du-personnel",), metier="aide-soignant"), True),
        (Siege(colleges=("direction",), metier="medecin"), True), (Siege(colleges=("metier",)), True),
        (Siege(colleges=("medical",)), True), (Siege(colleges=("direction",), metier="directeur"), False),
        (Siege(colleges=("encadrement",)), False), (Siege(metier="inconnu"), False),
    ],
)  # fmt: skip
def test_a_seat_speaks_for_care_by_its_college_or_by_its_trade(seat, expected):
    assert du_soin(seat, METIERS) is expected


def test_the_trade_of_a_seat_adds_a_college():
    seat = Siege(colleges=("representants-du-personnel",), metier="aide-soignant")
    assert colleges(seat, METIERS) == {College.REPRESENTANTS_DU_PERSONNEL, College.METIER}
    assert colleges(Siege(metier="cadre-de-sante"), METIERS) == set()
