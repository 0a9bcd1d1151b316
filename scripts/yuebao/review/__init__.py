"""What a month says beside other months: pure comparison, driven by the schemas."""
