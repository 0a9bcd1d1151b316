"""Charts as SVG, drawn when the pages are written: readable without scripts, in the dark, and on paper."""
