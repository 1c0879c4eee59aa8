"""What a report depends on, and what of an earlier one still holds."""

from collections.abc import Collection, Sequence, Set

from vaulttools.cache import digest_of
from vaulttools.cache.pieces import Piece, Pieces
from vaulttools.session import Session


def holding(session: Session, earlier: Pieces) -> Set[str]:
    """The notes whose `earlier` findings still hold as far as other notes matter: they need no check unless they changed."""
    if _world(session, earlier.habits) != earlier.world:
        return frozenset()
    asked = session.asked
    asked.texts.update(earlier.texts)
    still = set(earlier.stamps)
    if _links(session) == earlier.links:
        asked.by_links.update(earlier.by_links)
    else:
        still.difference_update(earlier.by_links)
    for path, (stamp, askers) in earlier.formers.items():
        if session.listing.notes.get(path) == stamp:
            asked.formers.setdefault(path, set()).update(askers)
        else:
            still.difference_update(askers)
    return still


def pieces(session: Session, printed: Sequence[Piece], head: int, joint: str) -> Pieces:
    """What was `printed` of the notes of `session`, and all that it depends on: after `head` code points, with a `joint` between two."""
    stamps, asked = session.stamps, session.asked
    habits = sorted(session.vault.usage.habits_asked)
    return Pieces(
        _world(session, habits),
        {path: stamps[path] for path in sorted(asked.texts & stamps.keys())},
        {path: (stamps[path], sorted(askers)) for path, askers in asked.formers.items() if path in stamps},
        habits,
        _links(session),
        sorted(asked.by_links),
        {each.path: stamps[each.path] for each in printed},
        [each.size for each in printed],
        [each.tally for each in printed],
        head,
        joint,
    )


def _world(session: Session, habits: Collection[bool]) -> str:
    """A digest of what the rules of a note can see of other notes, including these habits.

    It does not cover the texts that rules have read (`Asked` names those), nor links.
    """
    vault, usage = session.vault, session.vault.usage
    asked = [(each, usage.habits(each).digest) for each in sorted(habits)]
    ways = usage.called, usage.has_entities, usage.links_ahead, usage.larger, usage.form_of_links
    facts = session.cache and session.cache.world
    return digest_of((facts, sorted(vault.files), session.listing.ignored, ways, asked))


def _links(session: Session) -> str:
    """A digest of the links of all notes. The notes whose findings depend on it are in `Asked.by_links`."""
    return session.cache.links if session.cache is not None else ""
