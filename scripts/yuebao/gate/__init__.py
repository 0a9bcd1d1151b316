"""The gate of a bare repository: what may be pushed, and how what was pushed is published."""
