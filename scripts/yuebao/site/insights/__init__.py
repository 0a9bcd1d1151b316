"""What the pages say of a period by themselves, from the data alone, by the sentences that `schemas/report.yaml` declares."""
