"""The profile `mdc` against the expected colours that NHS England publishes with its Single Chart Tool v5.0.

Source: « SPC charts – XmR testing » of the Making Data Count team, as transcribed in « Test Data.csv » of
NHSDigital/fdp-react-design-system (MIT, Crown copyright). One series a line: title, wanted direction, values, colours
(g grey, b blue: improvement, o orange: concern, p purple).
"""

from __future__ import annotations

import pytest

from qvtkit.analysis.mdc_chart import mdc_chart

SERIES = """
Number of points - 12 | neither | 30 31 25 35 34 15 21 23 30 26 26 22 | gggggggggggg
Number of points - 13 | neither | 30 31 25 35 34 15 21 23 30 26 26 22 25 | ggggggggggggg
Process limits - 15 | neither | 20 24 20 26 22 16 18 16 31 28 34 26 30 19 18 | ggggggggggggggg
Special cause - High is good | up | 8 27 32 26 20 21 23 21 23 22 26 23 20 20 29 28 22 23 25 26 28 29 26 24 36 29 35 22 30 18 | ogggooooooggggggbbbbbbggbgbggg
Special cause - Low is good | down | 8 27 32 26 20 21 23 21 23 22 26 23 20 20 29 28 22 23 25 26 28 29 26 24 36 29 35 22 30 18 | bgggbbbbbbggggggooooooggogoggg
Special cause - Neither | neither | 8 27 32 26 20 21 23 21 23 22 26 23 20 20 29 28 22 23 25 26 28 29 26 24 36 29 35 22 30 18 | pgggppppppggggggppppppggpgpggg
Special cause - single point - ends | up | 45 29 20 22 25 20 27 24 22 23 20 26 20 15 5 | bgggggggggggggo
Special cause - single point - middle | up | 29 32 35 45 43 23 18 20 16 7 28 26 22 19 20 | gggbbggggoggggg
Special cause - shift - ends | up | 31 35 34 29 29 32 26 26 32 35 30 18 31 25 27 22 18 25 25 17 | bbbbbbgggggggooooooo
Special cause - shift - middle | up | 31 22 19 21 18 18 22 22 29 25 23 26 31 26 28 29 32 24 31 22 | gooooooogggbbbbbbggg
Special cause - trend - no pauses | up | 11 14 18 20 22 23 18 21 17 23 26 20 16 25 23 22 19 16 15 12 | bbbbbbgggggggooooooo
Special cause - trend - pauses | up | 23 30 28 25 25 20 18 24 16 13 14 18 18 24 26 29 19 20 28 16 | gggggggggggggggggggg
Special cause - two-sigma - 1 | up | 42 40 39 26 39 24 22 29 32 22 20 23 25 26 22 24 27 7 19 24 7 7 32 | bbbgbgggggggggggggggoog
Special cause - two-sigma - 2 | up | 42 40 39 26 39 24 22 29 32 22 20 23 25 26 22 24 27 7 19 24 7 2 32 | bbbgbggggggggggggggggog
Special cause - two-sigma - 3 | up | 42 40 39 24 39 24 22 29 32 22 20 23 25 26 22 24 27 7 19 26 7 7 32 | bbbgggggggggggggggggggg
Special cause conflict - High is good | up | 43 41 37 36 31 23 15 13 15 18 23 27 31 36 27 19 17 27 15 22 | bbbbooobbbbbbbbggggg
Special cause conflict - Low is good | down | 43 41 37 36 31 23 15 13 15 18 23 27 31 36 27 19 17 27 15 22 | bbbbbbbbbbbooogggggg
Recalculations | up | 16 24 22 19 19 18 24 25 18 17 16 25 15 23 19 35 32 35 31 27 33 28 38 35 30 28 29 27 24 23 | ooooooooooooooobbbbbbbbbbbbbgg
Recalculations - Recalculated | up recalculated 16 | 16 24 22 19 19 18 24 25 18 17 16 25 15 23 19 35 32 35 31 27 33 28 38 35 30 28 29 27 24 23 | ggggggggggggggggggggggggoooooo
Baselines - Recalculated | up baseline 15 | 16 24 22 19 19 18 24 25 18 17 16 25 15 23 19 35 32 35 31 27 33 28 38 35 30 28 29 27 24 23 | gggggggggggggggbbbbbbbbbbbbbbb
Special cause crossing recalculations - shift | up recalculated 16 | 28 23 26 21 23 25 24 29 30 27 25 30 27 24 19 22 28 28 29 33 28 30 31 30 26 27 34 30 32 35 | gggggggggggggooooooggggggggggg
Special cause crossing recalculations - trend | up recalculated 16 | 28 23 26 21 23 25 24 29 30 27 25 30 27 26 19 22 26 28 29 33 28 30 31 30 26 27 34 30 32 35 | ggggggggggggggbbbbbbgggggggggg
Special cause crossing recalculations - two-sigma | up recalculated 16 | 28 23 26 21 23 25 24 29 30 27 25 30 27 24 19 22 32 28 29 33 28 30 31 30 26 27 34 30 32 35 | ggggggggggggggoogggggggggggggg
Summary icons - assurance - low is good | down | 16 24 22 19 19 18 24 25 18 17 16 25 15 23 19 35 32 35 31 27 33 28 38 35 30 28 29 27 24 23 | bbbbbbbbbbbbbbbooooooooooooogg
Summary icons - variation - High is good | up | 16 20 22 18 21 18 26 28 24 26 19 18 25 32 43 28 22 45 | ooooooggggggggbggb
Summary icons - variation - Low is good | down | 16 20 22 18 21 18 26 28 24 26 19 18 25 32 43 28 22 45 | bbbbbbggggggggoggo
Summary icons - variation - High is good 2 | up | 16 20 22 18 21 18 26 28 24 26 19 18 25 32 43 28 22 25 | ooooooggggggggbggg
Summary icons - variation - High is good 3 | up | 16 20 22 18 21 18 26 28 24 26 19 18 25 32 43 28 22 5 | ooooooggggggggbggo
Summary icons - variation - Low is good 3 | down | 16 20 22 18 21 18 26 28 24 26 19 18 25 32 43 28 22 5 | bbbbbbggggggggoggb
Summary icons - variation - Neither | neither | 16 20 22 18 21 18 26 28 24 26 19 18 25 32 43 28 22 45 | ppppppggggggggpggp
Summary icons - variation - Too few points | neither | 16 20 22 18 21 18 26 28 24 26 | gggggggggg
"""
COLOURS = {"habituel": "g", "amelioration": "b", "degradation": "o", "inhabituel": "p"}
# Position (from 0) where the transcription departs from the document: the fifteenth point, 27, lies in no pattern of
# the text (the trend ends at the fourteenth, the run above the mean is four points long).
DOUBTFUL = {"Special cause conflict - High is good": 14}


@pytest.mark.parametrize("line", SERIES.strip().splitlines(), ids=lambda line: line.split(" | ")[0])
def test_each_point_has_the_published_colour(line):
    title, settings, values, colours = line.split(" | ")
    wanted, _, setting = settings.partition(" ")
    chart = mdc_chart(
        [float(value) for value in values.split()],
        wanted={"up": 1, "down": -1, "neither": 0}[wanted],
        recalculate=[15] if setting == "recalculated 16" else (),
        freeze=15 if setting == "baseline 15" else None,
    )
    found = [COLOURS[point.classe] for point in chart.points]
    expected = list(colours)
    if title in DOUBTFUL:
        del found[DOUBTFUL[title]], expected[DOUBTFUL[title]]
    assert found == expected
