"""Measurements: each case of the program side by side with its yardstick, in one run. `make benchmark`."""
