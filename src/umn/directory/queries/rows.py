"""Rows of fixed queries, read past the ORM: it takes longer to write the same query anew for each page than the
database takes to answer it. The models and how their values are read stay Django's."""

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Model


class Rows:
    """`source`: what stands behind SELECT …; `{Model}` in it is the model's table, `{marks}` the values of `read`.

    The tables must be called a, b, c … in the order of the models.
    """

    def __init__(self, *models: type[Model], source: str) -> None:
        self._models, self._source = models, source

    def read(self, values: Collection[Any], *more: Any) -> Iterator[tuple[Any, ...]]:
        """One instance for each model, or None where an outer join found nothing. `more`: values behind the marks."""
        if not values:
            return
        marks = ", ".join(["%s"] * len(values))
        with connection.cursor() as cursor:
            cursor.execute(self._sql.replace("{marks}", marks), [*values, *more])
            rows = cursor.fetchall()
        parts = [_reader(model) for model in self._models]
        for row in rows:
            start, made = 0, []
            for width, instance in parts:
                made.append(instance(row[start : start + width]))
                start += width
            yield tuple(made)

    @property
    def _sql(self) -> str:
        columns = ", ".join(
            f'{alias}."{field.column}"'
            for alias, model in zip("abcdefgh", self._models, strict=False)
            for field in model._meta.concrete_fields
        )
        source = self._source
        for model in self._models:
            source = source.replace("{" + model.__name__ + "}", model._meta.db_table)
        return f"SELECT {columns} {source}"


@cache
def _reader(model: type[Model]) -> tuple[int, Callable[[Sequence[Any]], Model | None]]:
    """How many columns a model has, and what makes an instance of them."""
    fields = model._meta.concrete_fields
    names = [field.attname for field in fields]
    converters = []
    for place, field in enumerate(fields):
        column = field.get_col(model._meta.db_table)
        steps = [*connection.ops.get_db_converters(column), *field.get_db_converters(connection)]
        converters += [(place, step, column) for step in steps]

    def instance(row: Sequence[Any]) -> Model | None:
        if row[0] is None:  # the primary key comes first
            return None
        values = list(row)
        for place, step, column in converters:
            values[place] = step(values[place], column, connection)
        return model.from_db("default", names, values)

    return len(fields), instance
