"""A month as documents to hand on: the report as .docx, its tables as .xlsx, and a Data Package. Pure: tables in, bytes
out, and the same bytes every time."""
