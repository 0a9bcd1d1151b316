"""The report as a document, whatever it is printed on: sentences written from the tables, attachments in order."""
