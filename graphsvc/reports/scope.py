"""What a report is about: an area or the whole store, as one viewer sees it, in one language."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import msgspec
from babel.dates import format_date

from graphsvc.access.policy import FEW, is_few
from graphsvc.analysis.figures import Figures
from graphsvc.analysis.need import Needs
from graphsvc.analysis.ties import day_of
from graphsvc.graph.view import View
from graphsvc.language import Language, day, number, percent, translate, translate_count
from graphsvc.model.kinds import LinkKind
from graphsvc.model.records import Actor, Area, TargetGroup, Theme, Tie
from graphsvc.model.vocabularies import AreaLevel
from graphsvc.model.words import Vocabulary

WIDE = frozenset({AreaLevel.REGION, AreaLevel.MUNICIPALITY})


class Scope(msgspec.Struct, frozen=True, kw_only=True):
    """What every section reads. All of it comes from the view, so nothing that is hidden can appear."""

    view: View
    figures: Figures
    area: Area | None
    """None: the whole store."""
    language: Language
    day: date
    needs: Needs
    actors: tuple[Actor, ...]
    """Those active in the area, by name."""
    ties: tuple[Tie, ...]
    """The ties between them."""

    @property
    def has_ties(self) -> bool:
        """Whether any tie at all is seen, here or elsewhere."""
        return next(self.view.ties(), None) is not None

    # Words

    def say(self, message: str, /, **values: object) -> str:
        """A sentence in the language of the report."""
        return translate(self.language, message, **values)

    def count(self, one: str, many: str, count: int, /, **values: object) -> str:
        """A sentence about so many things."""
        return translate_count(self.language, one, many, count, **values)

    def number(self, value: float, digits: int = 0) -> str:
        return number(self.language, value, digits)

    def share(self, value: float | None) -> str:
        """A share as a percentage; "not known" for none."""
        return self.say("not known") if value is None else percent(self.language, value)

    def month(self, value: date | None) -> str:
        """The month of a date, where the day itself would say too much."""
        return self.say("not known") if value is None else str(format_date(value, "MMMM y", locale=self.language))

    def date(self, value: date | None) -> str:
        return self.say("not known") if value is None else day(self.language, value)

    def label(self, value: Vocabulary | None) -> str:
        return self.say("not known") if value is None else value.words.label(self.language)

    def title(self, value: Vocabulary) -> str:
        """A label as the beginning of a line."""
        label = self.label(value)
        return label[:1].upper() + label[1:]

    def residents(self, value: int) -> str:
        """A number of residents; a small one could point at persons, and only advisors see it."""
        return f"<{FEW}" if is_few(self.view.viewer, value) else number(self.language, value)

    def named(self, ids: Iterable[str]) -> str:
        """The names of records in one line, by name."""
        return ", ".join(sorted(map(self.name, ids), key=str.casefold))

    def name(self, id: str) -> str:
        """The name of the record with this id; the id of one that is not seen."""
        record = self.view.get(id)
        return id if record is None else self.name_of(record)

    def more(self, left: int, total: int) -> str:
        """What a table that was cut says below it; "" when nothing was."""
        if not left:
            return ""
        return self.count(
            "and %(count)s more, of %(total)s in all.",
            "and %(count)s more, of %(total)s in all.",
            left,
            total=self.number(total),
        )

    @property
    def place(self) -> str:
        """What the report is about, as part of a title."""
        return self.area.name if self.area else self.say("the whole network")

    @property
    def is_wide(self) -> bool:
        """Whether it is about a municipality or more: then patterns are told, and single initiatives are not named."""
        return self.area is None or self.area.level in WIDE

    # Records

    def names(self, ids: Any) -> str:
        """The names of areas, themes or target groups, in order, with commas."""
        named = (self.view.get(id) for id in ids)
        return ", ".join(sorted(self.name_of(record) for record in named if record is not None))

    def name_of(self, record: Any) -> str:
        """The name of a record in the language of the report."""
        if isinstance(record, Theme | TargetGroup) and self.language == "en" and record.name_en:
            return record.name_en
        return str(getattr(record, "name", None) or getattr(record, "text", None) or record.id)

    def parts(self) -> list[Area]:
        """The areas that tables are split by, by name: those directly inside; of a whole store the municipalities."""
        areas = self.view.records(Area)
        if self.area is not None:
            found = [area for area in self.view.linking(self.area.id, LinkKind.WITHIN) if isinstance(area, Area)]
        else:
            found = [area for area in areas if area.level is AreaLevel.MUNICIPALITY] or [
                area for area in areas if not self.view.links_from(area.id, LinkKind.WITHIN)
            ]
        return sorted(found, key=lambda area: (area.name.casefold(), area.id))

    def places(self, id: str) -> str:
        """The names of the areas that a record is in itself, not of those around them."""
        kind = LinkKind.ACTIVE_IN if self.view.actor(id) else LinkKind.LOCATED_IN
        return self.names({link.to_id for link in self.view.links_from(id, kind)})

    def themes(self, id: str) -> str:
        """The names of the themes that a record focuses on itself."""
        return self.names({link.to_id for link in self.view.links_from(id, LinkKind.FOCUSES_ON)})

    def located(self, struct: Any) -> list[Any]:
        """The signals, processes or gatherings of the area up to the day; of the whole store all there are."""
        found = self.view.records(struct) if self.area is None else self.view.located_in(self.area.id, struct)
        return [record for record in found if (getattr(record, "date", None) or self.day) <= self.day]


def scope_of(view: View, figures: Figures, area: Area | None, language: Language) -> Scope:
    """The scope of a report."""
    actors = view.actors() if area is None else view.active_in(area.id)
    ids = {actor.id for actor in actors}
    return Scope(
        view=view,
        figures=figures,
        area=area,
        language=language,
        day=day_of(view),
        needs=Needs(view),
        actors=tuple(sorted(actors, key=lambda actor: (actor.name.casefold(), actor.id))),
        ties=tuple(tie for tie in view.ties() if tie.from_id in ids and tie.to_id in ids),
    )
