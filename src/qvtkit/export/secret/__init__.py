"""The one door: what a project may show outside, without names, small groups or quotes."""
