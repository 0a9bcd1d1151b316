"""Reading: from bytes to tables, with a finding for everything that breaks `structure`. Only this layer knows
Frictionless."""
