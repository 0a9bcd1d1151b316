"""All that an archive declares beside the rules, read and tried, so that what is found clean can be published too."""

from __future__ import annotations

from pathlib import Path

from yuebao.history.revisions import read_record
from yuebao.load.archive import read_schema_texts, read_settings_text
from yuebao.schema.intake_form import read_intake_form
from yuebao.schema.reader import Spec
from yuebao.schema.report_form import read_report_form
from yuebao.schema.settings import read_settings


def require_declared(root: Path, spec: Spec) -> None:
    """Raises `Fault`, with file and line, for the first thing that is declared wrongly: the form of the report, the
    patterns of the import, the settings and the record of revisions."""
    texts = read_schema_texts(root)
    read_report_form(texts, spec.tables)
    read_intake_form(texts, spec.tables)
    read_settings(read_settings_text(root))
    for _ in read_record(root):
        pass
