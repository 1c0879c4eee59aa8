"""What is learned of a name from the notes in which it is linked, and from those in which it is not."""

from vaulttools.habits import Habits, Trust, learn
from vaulttools.mentions import Names

ACME = Names([("Acme", "Acme.md"), ("ACM Labs", "Acme.md"), ("볕드림", "볕드림.md")])
EVEN = Trust(expected=0.5, weight=2, least=0.5)


def habits(*texts: str) -> Habits:
    return learn(((f"{number}.md", text) for number, text in enumerate(texts)), ACME, lambda target, _: f"{target}.md")


def test_nothing_known_leaves_what_was_expected() -> None:
    assert habits().allow("Acme", EVEN)
    assert not habits().allow("Acme", Trust(0.4, 2, 0.5))


def test_linked_and_plain_notes_are_weighed() -> None:
    assert habits("[[Acme]]", "Acme").allow("Acme", EVEN)
    assert not habits("[[Acme]]", "Acme", "Acme and Acme").allow("Acme", EVEN)
    assert habits("볕드림은", "[[볕드림]]은", "[[x|볕드림]]", "[볕드림](x.md)").allow("볕드림", EVEN)


def test_a_name_is_known_in_any_case_and_form() -> None:
    assert not habits("[[Acme]]", "ACME", "acme").allow("acme", EVEN)


def test_what_is_no_prose_says_nothing() -> None:
    code = "---\nx: Acme\n---\n# Acme\n`Acme` ![[Acme]] https://x.example/Acme <!-- Acme -->\n```\nAcme\n```\n"
    assert habits(code, code.replace("\n", "\r\n")).allow("Acme", EVEN)


def test_only_the_first_mention_of_a_note_counts() -> None:
    assert habits("[[Acme|them]], that is, Acme").allow("Acme", EVEN)
    assert habits("ACM Labs, that is, Acme").allow("Acme", EVEN)
    assert not habits("ACM Labs, that is, Acme").allow("ACM Labs", EVEN)


def test_links_added_to_what_is_allowed_allow_no_more() -> None:
    before, after = habits("ACM Labs, that is, Acme"), habits("ACM Labs, that is, [[Acme]]")
    assert not before.allow("ACM Labs", EVEN)
    assert not after.allow("ACM Labs", EVEN)


def test_a_note_is_no_evidence_for_its_own_name() -> None:
    assert learn([("Acme.md", "Acme")], ACME, lambda *_: None).allow("Acme", EVEN)
