"""How complete and how fresh the data are, and what to ask next."""

from __future__ import annotations

from graphsvc.analysis.completeness import Completeness, completeness
from graphsvc.analysis.ties import is_stale
from graphsvc.model.kinds import LinkKind
from graphsvc.model.records import Signal, Theme
from graphsvc.model.vocabularies import ActorKind
from graphsvc.reports.document import Block, Cell, Column, Paragraph, Section, Table, cut, listing, row
from graphsvc.reports.scope import Scope

MOST_AREAS = 40


def coverage(scope: Scope) -> Section:
    """What part of the network is known, per area, and what was filled in rather than told."""
    blocks: list[Block] = [
        Paragraph(
            scope.say(
                "A report can only show what people told. This section says how much of the network is known, "
                "how long ago it was checked, and what is still a guess."
            )
        ),
        *_table(scope),
        listing(_quality(scope)),
    ]
    questions = next_questions(scope)
    part = Section("questions", scope.say("What to ask next"), (listing(questions),)) if questions else None
    return Section(
        "coverage", scope.say("How complete and how fresh are the data?"), tuple(blocks), (part,) if part else ()
    )


def whole(scope: Scope) -> Completeness:
    """The completeness of all that the report is about."""
    return completeness(scope.view, scope.area.id if scope.area else None, scope.needs)


def _table(scope: Scope) -> list[Block]:
    known = [(part.name, completeness(scope.view, part.id, scope.needs)) for part in scope.parts()]
    found, left = cut([(name, area) for name, area in known if area.actors], MOST_AREAS)
    if not found:
        return []
    columns = (
        Column(scope.say("Area"), share=1.8),
        Column(scope.say("Actors"), "end", 0.8),
        Column(scope.say("Took part in the round"), "end"),
        Column(scope.say("Checked within a year"), "end"),
        Column(scope.say("How complete"), "end"),
        Column(scope.say("Freshness"), "end"),
        Column(scope.say("Were residents asked what they need?"), share=1.4),
    )
    more = [scope.count("and %(count)s more area.", "and %(count)s more areas.", left)] if left else []
    if empty := [name for name, area in known if not area.actors]:
        more.append(
            scope.count(
                "%(count)s area without known actors: %(names)s.",
                "%(count)s areas without known actors: %(names)s.",
                len(empty),
                names=", ".join(empty),
            )
        )
    rows = tuple(_row(scope, name, known) for name, known in (*found, (scope.place, whole(scope))))
    return [Table(scope.say("Coverage by area"), columns, rows, " ".join(more))]


def _row(scope: Scope, name: str, known: Completeness) -> tuple[Cell, ...]:
    return row(
        name,
        scope.number(known.actors),
        scope.share(known.answered),
        scope.share(known.verified),
        scope.share(known.value),
        scope.share(known.freshness),
        scope.say("yes") if known.residents_asked else scope.say("no"),
    )


def _quality(scope: Scope) -> list[str]:
    """How much of what is held was checked, and how much was filled in."""
    ties, lines = scope.ties, []
    total = scope.number(len(ties))
    if stale := sum(is_stale(tie, scope.day) for tie in ties):
        lines.append(
            scope.count(
                "%(count)s of the %(total)s ties between actors here was last checked over a year ago, or never.",
                "%(count)s of the %(total)s ties between actors here were last checked over a year ago, or never.",
                stale,
                total=total,
            )
        )
    if guessed := sum("intensity" in tie.assumed for tie in ties):
        lines.append(
            scope.count(
                "Of %(count)s of the %(total)s ties nobody told how strong it is. We assumed cooperation.",
                "Of %(count)s of the %(total)s ties nobody told how strong they are. We assumed cooperation.",
                guessed,
                total=total,
            )
        )
    if uncounted := sum(not actor.is_living_world and not actor.is_formal for actor in scope.actors):
        lines.append(
            scope.count(
                "%(count)s actor counts neither as initiative nor as organisation, as its kind or form is not chosen yet.",
                "%(count)s actors count neither as initiative nor as organisation, as their kind or form is not chosen yet.",
                uncounted,
            )
        )
    lines.append(
        scope.say("How complete: the mean of the first two percentages. Where nobody was invited, it is not known.")
    )
    return lines


def next_questions(scope: Scope) -> list[str]:
    """What to ask, for lack of which parts of this report stay empty."""
    view = scope.view
    lacks = {
        "Which initiatives, networks and organisations are there? Start with a list of names.": not scope.actors,
        "With whom do you work, to whom do you send people, and who supports you? Ask each actor; "
        "without ties this report cannot show who stands alone.": bool(scope.actors) and not scope.ties,
        "What kind of actor is each? Most have no kind yet.": bool(scope.actors)
        and sum(actor.actor_kind is ActorKind.OTHER for actor in scope.actors) * 2 > len(scope.actors),
        "In which neighbourhood are you active? Without areas, places cannot be compared.": bool(scope.actors)
        and not any(view.links_from(actor.id, LinkKind.ACTIVE_IN) for actor in scope.actors),
        "What is your work about? Without themes, the report cannot tell who works on the same thing.": bool(
            scope.actors
        )
        and not (view.records(Theme) and any(view.themes_of(actor.id) for actor in scope.actors)),
        "What do residents need, in their own words? No signals of residents are held yet.": not scope.located(Signal),
        "Does this still hold? Of no tie is it known when it was last checked.": bool(scope.ties)
        and not any(tie.last_verified for tie in scope.ties),
    }
    return [scope.say(question) for question, lacking in lacks.items() if lacking]
