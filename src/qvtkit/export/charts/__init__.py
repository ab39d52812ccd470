"""Drawings of measures as SVG: where things go, what is drawn, what the reading adds."""
