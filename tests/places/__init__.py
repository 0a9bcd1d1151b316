"""Archives of other places, by schemas alone: figures as published, wording of our own, marked 示例.

A table that is known only in part is left out of the layout. What the reports got wrong stays wrong.
"""
