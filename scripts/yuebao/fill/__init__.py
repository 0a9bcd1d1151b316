"""Filling: empty derived cells of a month get the value that its rules give them. What is filled stays as it is."""
