"""What is learned of a name from the notes in which it is linked, and from those in which it is not."""

from vaulttools.text import Span
from vaulttools.vault.habits import Habits, Standing, Standings, Trust, learn
from vaulttools.vault.mentions import Doubt, Meaning, Mention, Names

NAMES = Names([("Acme", "Acme.md"), ("ACM Labs", "Acme.md"), ("볕드림", "볕드림.md")])
EVEN = Trust(expected=0.5, weight=2, least=0.5)


def path(target: str, source: str) -> str:
    return f"{target}.md"


def habits(*texts: str) -> Habits:
    return Habits(learn(f"{number}.md", f"{text} so, [[x]]", NAMES, path) for number, text in enumerate(texts))


def allowed(habits: Habits, name: str, trust: Trust = EVEN) -> bool:
    return habits.allow(Mention(Span(0, len(name)), name, name, ("x.md",)), trust)


def test_nothing_known_leaves_what_was_expected() -> None:
    assert allowed(habits(), "Acme")
    assert not allowed(habits(), "Acme", Trust(0.4, 2, 0.5))


def test_linked_and_plain_notes_are_weighed() -> None:
    assert allowed(habits("[[Acme]]", "Acme"), "Acme")
    assert not allowed(habits("[[Acme]]", "Acme", "Acme and Acme"), "Acme")
    assert allowed(habits("볕드림은", "[[볕드림]]은"), "볕드림")


def test_a_name_is_known_in_any_case_and_form() -> None:
    assert not allowed(habits("[[Acme]]", "ACME", "acme,"), "acme")


def test_what_is_written_small_is_compared_with_all_that_is() -> None:
    names = Names(
        [(name, f"{name}.md") for name in ("Acme Labs", "Filter Run", "brex")], meaning=lambda _: Meaning.CONCEPT
    )

    def learned(*texts: str) -> Habits:
        return Habits(learn(f"{number}.md", f"{text} so, [[x]]", names, path) for number, text in enumerate(texts))

    def allows(habits: Habits, text: str) -> bool:
        return habits.allow(names.mentions(text)[0], EVEN)

    plain = learned("an acme labs", "the acme labs", "[[Acme Labs]]", "[[Acme Labs]]", "[[Filter Run]]")
    assert [allows(plain, text) for text in ("Acme Labs", "acme labs", "Filter Run", "filter run", "brex")] == [
        1,
        0,
        1,
        0,
        1,
    ]
    assert plain.allow(names.mentions("filter run")[0], EVEN, Standing.LINE)
    linked = learned("an acme labs", "[[Acme Labs|acme labs]]", "[[Acme Labs|acme labs]]")
    assert [allows(linked, text) for text in ("acme labs", "filter run")] == [1, 1]


def test_what_is_no_prose_says_nothing() -> None:
    code = "---\nx: Acme\n---\n# Acme\n`Acme` ![[Acme]] https://x.example/Acme <!-- Acme -->\n```\nAcme\n```\n"
    assert allowed(habits(code, code.replace("\n", "\r\n")), "Acme")


def test_only_the_first_mention_of_a_note_counts() -> None:
    assert allowed(habits("[[Acme|them]], that is, Acme"), "Acme")
    assert allowed(habits("ACM Labs, that is, Acme"), "Acme")
    assert not allowed(habits("ACM Labs, that is, Acme"), "ACM Labs")


def test_a_name_among_the_words_of_a_link_to_its_note_is_linked_and_of_another_link_nothing() -> None:
    assert allowed(habits("See [[Acme|what Acme did]]", "Acme"), "Acme")
    assert not allowed(habits("See [[Acme|what they did]]", "Acme"), "Acme")
    assert allowed(habits("See [[Other|what Acme did]]", "[[x]]"), "Acme")


def test_a_name_that_a_link_to_another_note_shows_is_left_plain_and_one_shown_by_a_link_to_none_says_nothing() -> None:
    acme = Mention(Span(0, 4), "Acme", "Acme", ("Acme.md",))
    links = ("[[볕드림|Acme]]", "[Acme](#acme)", "[[Acme]], [[볕드림]] and [[acme]]", "[Acme](a.pdf)")
    here = {"#acme": "1.md", "Acme": "Acme.md", "acme": "Acme.md", "볕드림": "볕드림.md", "a.pdf": "a.pdf"}
    notes = [
        learn(f"{number}.md", f"{text} so", NAMES, lambda target, _: here[target]) for number, text in enumerate(links)
    ]
    assert Habits(notes).share(acme) == (1, 2)


def test_lists_of_links_say_nothing_of_sentences() -> None:
    lists = Habits(
        learn(f"{text}.md", text, NAMES, path) for text in ("- [[Acme]]\n", "1. [[Acme]]", "> ACME\n\nas [[x]] says")
    )
    mention = Mention(Span(0, 4), "Acme", "Acme", ("x.md",))
    assert (lists.share(mention, Standing.LINE), lists.share(mention)) == ((2, 3), (0, 0))
    assert habits("- [[Acme]]").share(mention) == (1, 1)


def test_what_is_shown_of_plain_words_in_lists_of_names_says_nothing_of_other_lines() -> None:
    names = Names([("Acme", "Acme.md"), ("go", "go.md")])
    go = next(each for each in names.mentions("they go"))
    assert go.doubt is Doubt.ORDINARY
    lists = Habits([learn("a.md", "- [[Acme]]\n- [[go]]\n", names, path), learn("b.md", "- [[go]]\n", names, path)])
    assert [lists.share(go, place) for place in (None, Standing.LINE, Standing.LIST)] == [(0, 0), (1, 1), (1, 1)]


def test_links_added_to_what_is_allowed_allow_no_more() -> None:
    before, after = habits("ACM Labs, that is, Acme"), habits("ACM Labs, that is, [[Acme]]")
    assert not allowed(before, "ACM Labs")
    assert not allowed(after, "ACM Labs")


def test_a_note_is_no_evidence_for_its_own_name() -> None:
    assert allowed(Habits([learn("Acme.md", "Acme", NAMES, path)]), "Acme")


def test_doubtful_mentions_are_compared_to_such() -> None:
    go = Names([("Go", "Go.md")])
    texts = {"a.md": "[[Go]] now", "b.md": "[[Go]] now", "c.md": "use Go, then use Go, as [[x]] says"}
    learned = Habits(learn(*note, go, path) for note in texts.items())
    certain, doubtful = go.mentions("use Go, then. Go now")
    assert (certain.doubt, doubtful.doubt) == (None, Doubt.ORDINARY)
    assert learned.allow(doubtful, EVEN)
    assert not learned.allow(certain, EVEN, Standing.NAMED)


def test_all_dates_are_one_name() -> None:
    days = Names([(f"2025-03-0{day}", f"2025-03-0{day}.md") for day in range(1, 10)])
    linked = Habits(learn(f"{day}.md", f"after [[2025-03-0{day}]]", days, path) for day in (1, 2))
    plain = Habits(learn(f"{day}.md", f"on 2025-03-0{day}, see [[x]]", days, path) for day in (1, 2))
    (mention,) = days.mentions("after 2025-03-09T10:00, before 2025-03-08.")
    assert (mention.text, mention.doubt) == ("2025-03-08", Doubt.ORDINARY)
    assert linked.allow(mention, EVEN)
    assert not plain.allow(mention, EVEN)


def test_what_very_many_notes_have_is_frequent_unless_it_is_marked_as_a_name() -> None:
    names = Names([(name, f"{name}.md") for name in ("network", "Acme", "양자 컴퓨터", "선택", "AcmeDB", "SQL", "S3")])
    text = "a network of Acme, AcmeDB, SQL and S3: 양자 컴퓨터, 선택"

    def frequent(times: int, others: int) -> list[str]:
        texts = [text] * times + ["nothing"] * others
        learned = Habits(learn(f"{number}.md", each, names, path) for number, each in enumerate(texts))
        return [each.name for each in names.mentions(text) if learned.is_frequent(each)]

    assert frequent(15, 85) == ["network", "Acme", "양자 컴퓨터", "선택"]
    assert frequent(15, 400) == ["양자 컴퓨터", "선택"]
    assert frequent(15, 600) == frequent(14, 86) == frequent(15, 84) == []
    assert frequent(15, 6) == frequent(15, 85)
    assert frequent(15, 7) == frequent(14, 0) == []


def test_a_frequent_word_with_a_capital_inside_is_a_name() -> None:
    names = Names([("pagespec", "pagespec.md")], meaning=lambda _: Meaning.TITLE)
    learned = Habits(learn(f"{number}.md", "a pagespec", names, path) for number in range(20))
    assert [learned.is_frequent(each) for each in names.mentions("pagespec, Pagespec, PageSpec")] == [True, True, False]


def test_what_stands_out_is_compared_with_what_does() -> None:
    names = Names([("filterrun", "a.md")])
    text = "a filterrun\n- filterrun\n\nSee filterrun for more"
    mentions = names.mentions(text)
    standings = Standings(mentions, text)
    assert [standings.of(each) for each in mentions] == [None, Standing.LINE, Standing.POINTED_AT]
    many = Habits(learn(f"{number}.md", "See [[filterrun]] for more", names, path) for number in range(5))
    assert [many.share(each, standings.of(each)) for each in mentions] == [(0, 0), (0, 0), (5, 5)]
    plain = many.with_(learn(f"{number}.md", "[[b]], no filterrun", names, path) for number in range(5))
    assert plain.allow(mentions[2], EVEN, Standing.POINTED_AT)
    assert not plain.allow(mentions[0], EVEN)


def test_every_entry_of_an_index_begins_with_a_name_and_tells_what_it_is() -> None:
    names = Names([(name, f"{name}.md") for name in ("filterrun", "Go", "brex")])

    def standing(text: str) -> list[Standing | None]:
        mentions = names.mentions(text)
        standings = Standings(mentions, text)
        return [standings.of(each) for each in mentions]

    assert standing("- filterrun - runs a brex\n- Go - a language\n") == [Standing.LINE, None, Standing.LIST]
    assert standing("1. **brex** — pays\n2. [[x]], who?\n3. filterrun – runs") == [Standing.LINE] * 2
    assert standing("|a|b|\n|-|-|\n| filterrun | runs |\n| *brex* | pays |\n\nbrex - pays") == [Standing.LINE] * 2 + [
        None
    ]
    assert standing("- filterrun - runs\n- others - rest\n- brex - pays\n") == [None, None]
    assert standing("- filterrun - runs\n\n- brex - pays\n") == [None, None]
    assert standing("- filterrun - 3\n- brex - 4\n") == [None, None]
    assert standing("| filterrun | 3 |\n| brex | 4 |\n") == [None, None]


def test_dates_and_plurals_are_no_frequent_words() -> None:
    names = Names([("2025-03-08", "2025-03-08.md"), ("array", "array.md")], meaning=lambda _: Meaning.TITLE)
    texts = ["on 2025-03-08, arrays"] * 15 + ["nothing"] * 400
    learned = Habits(learn(f"{number}.md", each, names, path) for number, each in enumerate(texts))
    mentions = names.mentions(texts[0])
    assert [each.doubt for each in mentions] == [Doubt.ORDINARY, Doubt.PLURAL]
    assert not any(map(learned.is_frequent, mentions))


def test_all_plurals_of_titles_are_one_name() -> None:
    names = Names([("array", "array.md"), ("struct", "struct.md")], meaning=lambda _: Meaning.TITLE)
    (mention,) = names.mentions("all structs")
    linked = Habits(learn(f"{each}.md", "all [[array]]s", names, path) for each in "ab")
    plain = Habits(learn(f"{each}.md", "all arrays, see [[x]]", names, path) for each in "ab")
    assert linked.allow(mention, EVEN)
    assert not plain.allow(mention, EVEN)
