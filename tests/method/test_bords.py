"""Where a test begins and ends beside the months of what it follows."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from qvtkit.analysis.comparaison import moment
from qvtkit.method.bords import _coupe
from qvtkit.model.codes import Periodicite
from qvtkit.model.dates import DateSouple

DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1))
KINDS = st.sampled_from([Periodicite.MOIS, Periodicite.TRIMESTRE])


@given(DAYS, KINDS, st.booleans())
def test_the_days_proposed_cut_nothing_and_stand_on_both_sides(day, kind, ends):
    found = _coupe(DateSouple.of(day), kind, ends=ends)
    if found is None:
        return
    periode, proposed = found
    assert periode.first_day <= day <= periode.last_day
    assert len(proposed) == 2
    assert min(each.first_day for each in proposed) < day < max(each.first_day for each in proposed)
    assert all(_coupe(each, kind, ends=ends) is None for each in proposed)
    if not ends:
        assert moment(periode, DateSouple.of(day), None) is None
