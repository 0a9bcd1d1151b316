"""The yardstick of structure alone: stock Frictionless, a package a month, on the same tables.

python stock.py ARCHIVE
"""

from __future__ import annotations

import sys
from pathlib import Path

import yaml
from frictionless import Package

KEYS = ("title", "description", "fields", "primaryKey", "missingValues")
OWN = ("grammar", "names", "about", "unit")


def schema(text: str) -> dict[str, object]:
    """The Table Schema in one of the archive's schema files."""
    value = yaml.load(text, Loader=yaml.CSafeLoader)
    fields = [{key: item for key, item in field.items() if key not in OWN} for field in value["fields"]]
    return {key: value[key] for key in KEYS if key in value} | {"fields": fields}


def main(root: Path) -> int:
    tables = yaml.safe_load((root / "schemas/archive.yaml").read_text(encoding="utf-8"))["tables"]
    schemas = {name: schema((root / f"schemas/{name}.yaml").read_text(encoding="utf-8")) for name in tables}
    wrong = 0
    for month in sorted(path for path in (root / "data").iterdir() if path.is_dir()):
        resources = [
            {"name": name, "path": f"{name}.csv", "encoding": "utf-8", "schema": schemas[name]}
            for name in tables
        ]
        report = Package.from_descriptor({"resources": resources}, basepath=str(month)).validate()
        wrong += not report.valid
    print(f"{wrong} months are wrong")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])))
