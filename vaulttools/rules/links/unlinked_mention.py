from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from operator import itemgetter

from vaulttools.english.spelling import is_everyday as is_everyday_in_english
from vaulttools.korean.hangul import is_syllable
from vaulttools.korean.lexicon import is_everyday, is_name
from vaulttools.note.dates import is_date
from vaulttools.rule import (
    Bad,
    Edit,
    Finding,
    Findings,
    Good,
    Note,
    Safety,
    Severity,
    Span,
    Vault,
    VaultRule,
    fix,
    option,
    pattern,
)
from vaulttools.text import line_start, match_key
from vaulttools.vault import CONCEPT
from vaulttools.vault.english_sense import ends_larger, is_used_as_word
from vaulttools.vault.habits import Standing, Standings, Trust
from vaulttools.vault.mentions import Doubt, Mention

_ACME = {"companies/Acme.md": ""}
_STAR = {"companies/볕드림.md": ""}


def _beside(text: str, count: int) -> dict[str, str]:
    return {f"past/{number}.md": text for number in range(count)} | {"companies/Beta.md": ""}


_GATES = {"Gates at Sea.md": ""}
_TITLES = {
    f"{title}.md": ""
    for title in "README,configuration,Widgets,tuple,Filter Run,rename,tags,React,SDK,Spacing,Character,독서,함수,카카오".split(
        ","
    )
}
_LISTED = {f"{title}.md": "" for title in "tags Acme Go 함수 변수 꽃차례".split()}
_PLAIN = {"볕드림.md": "", "베타.md": ""} | {f"past/{day}.md": "볕드림은 [[베타]]보다 작다.\n" for day in range(9)}
_SAID = {f"concepts/{name}.md": f"---\nautolink: {said}\n---\n" for name, said in (("Go", "always"), ("Arc", "first"))}


class UnlinkedMention(VaultRule):
    """The first plain mention of a company, concept or person that could be a wiki-link.

    ## Why
    A linked mention shows up among the other note's backlinks, and a reader gets there with one click. What properties link to
    is linked in the words, too.

    ## Fix
    Safe where nothing speaks against it: the visible text stays the same, letter for letter. Where the name may be
    a plain word, or may belong to several notes, it is only shown. Headings stay as they are. Links are written as Obsidian
    is set to write them or, where nobody uses Obsidian (there is no `.obsidian/app.json`), as markdown links if most links
    of the vault are; if most are addresses of a web site (`[Acme](/companies/acme/)`), nothing is linked.

    The vault shows how its owner links: a name that the notes mostly leave plain although they link others, or show by links
    to another note, stays plain, and a plain word that they mostly link is linked. For the titles of ordinary notes, these are linked only if the vault
    links them already: English titles in lower case (`widgets` for a note `Widgets`, `filter run` for `Filter Run`, or as
    verbs: `rename it` for `rename`) or in the plural (`arrays` for `array`) and, unless they have a line to themselves, begin the
    entries of an index (`- tags - what notes are about`, also with a colon or in a table) or a reader is sent there (`see networks for more`,
    `함수를 참조`), short everyday words in Korean, everyday words in English
    without a capital of their own (`configuration`) but for terms among Korean words (`type을 선언`), `README`, `index` and titles that very many notes mention, unless
    capitals inside or brackets mark them as names (`TiddlyWiki`, `함수(Function)`). What has a line to itself is compared with what the notes have so, and
    other mentions with those among words; names with capitals that stand there in lower case also with all such names. In a
    list of names a plain word is a name, too.

    What the links of several notes call a note, and no other note, is a name of it, too (`tidal gate` after `[[Gates at Sea|tidal
    gate]]`); of a company, concept or person one link is enough if its name begins so (`[[Northwind Ventures|Northwind]]`).
    The name of a company also counts without its legal form: `Tern` for a note `Tern, Inc.`. Names of companies, concepts and
    people may be written with a hyphen for a blank, or the other way round.

    A note can say how its own names are linked: `autolink: always` at every mention, `first` at the first one, both even
    where the name is a plain word; `never` (or `false`) not at all.
    """

    severity = Severity.HINT
    enriches = True

    notes: str = option(
        "auto",
        "Whose names are linked: those of entities (`never` other notes) or those of all notes (`always`, even everyday words in Korean); `auto`: those of all notes if most links, or names, are not of entities.",
        ("auto", "always", "never"),
    )
    per: str = option(
        "note",
        "Where a name is linked: once a note, once a section, or at each mention.",
        ("note", "section", "mention"),
    )
    never: tuple[str, ...] = option((), "Names that are never linked, such as those that are also plain words.")
    shortest: int = option(2, "Names with fewer characters than this are never linked.")
    headings: bool = option(False, "Whether a heading that is just the name of a note also becomes a link.")
    doubtful: bool = option(False, "Whether doubtful mentions are also shown.")

    def check(self, note: Note, vault: Vault) -> Findings:
        if self.notes == "auto" and vault.is_of_site:
            return
        of_all = self.notes == "always" or (self.notes == "auto" and not vault.usage.has_entities)
        mentions = self._mentions(note, vault, of_all)
        if not mentions:
            return
        seen = _Seen(self.per, note, vault)
        mentions = [*_doubted(mentions, note, vault)]
        owner = _Owner(self.notes, of_all, note, vault)
        standings = Standings(mentions, note.text)
        for mention in mentions:
            if (mention.doubt is Doubt.AMBIGUOUS and not self.doubtful) or seen.before(mention):
                continue  # thousands of notes may bear the name
            standing = standings.of(mention)
            is_sure = owner.would_link(mention, standing)
            if not (is_sure or (self.doubtful and not is_date(mention.name))):
                continue
            if not (_can_be_link(note, mention.span) and _keeps_emphasis(note.text, mention.span)):
                continue
            in_table = note.in_table(mention.span.start)
            links = [vault.link(target, note.path, mention.text, in_table) for target in mention.targets[:_MOST]]
            if vault.settings.dialect in ("dendron", "logseq") and "|" in links[0]:
                continue  # there the words come first, or are none, and such a link would not be read as one to the note
            seen.add(mention)
            if is_sure:
                yield self._to_link(mention, links[0], *owner.habits.share(mention, standing), vault)
            else:
                yield from self._to_decide(mention, links, note, vault)

    def _mentions(self, note: Note, vault: Vault, of_all: bool) -> list[Mention]:
        """The mentions in `note` of entities (or `of_all` notes) that may be linked by the options."""
        mentions = vault.mentions(note, of_all)
        if self.headings:
            mentions = sorted([*mentions, *_named_headings(note, vault, of_all)], key=itemgetter(0))
        never = frozenset(map(match_key, self.never))
        return [
            each
            for each in mentions
            if len(each.text) >= self.shortest and not (never and match_key(each.name) in never)
        ]

    def _to_link(self, mention: Mention, link: str, linked: int, known: int, vault: Vault) -> Finding:
        """A finding that `mention` could be `link`, as it is in `linked` of the `known` notes that could have it."""
        edit = Edit(mention.span, link)
        return self.finding(
            mention.span,
            "`{name}` has its own note",
            fix=fix("link it, as {linked} of {known} notes do", edit, linked=linked, known=known)
            if linked and known > 1
            else fix("link it, as another note does", edit)
            if linked
            else fix("link it", edit),
            name=vault.name(mention.targets[0]),
        )

    def _to_decide(self, mention: Mention, links: Sequence[str], note: Note, vault: Vault) -> Findings:
        """A finding for each of the notes that `mention` may mean, which `links` lead to."""
        names = [vault.name(target) for target in mention.targets]
        if len({*names}) < len(names):
            names = [vault.path_text(target, note.path) for target in mention.targets]
        for name, link in zip(names, links, strict=False):
            yield self.finding(
                mention.span,
                "this may mean `{name}`",
                help="link it if it does",
                fix=fix("link it", Edit(mention.span, link), safety=Safety.MANUAL),
                name=name,
            )

    examples = (
        Good("We met [[Acme]]. Acme paid.\n", beside=_ACME),
        Good("스타트업을 만났다. `Acme` at https://x.example/Acme #Acme\n", beside={"companies/스타.md": "", **_ACME}),
        Bad("«Acme» won. Acme paid.\n", beside=_ACME, fixed="[[Acme]] won. Acme paid.\n"),
        Bad("«볕드림»은 컸다.\n", beside=_STAR, fixed="[[볕드림]]은 컸다.\n"),
        Bad(
            "«에이씨엠»에서는 다르다.\n",
            beside={"companies/Acme.md": "---\naliases: [에이씨엠]\n---\n"},
            fixed="[[Acme|에이씨엠]]에서는 다르다.\n",
        ),
        Bad(
            "| a | b |\n|---|---|\n| «ACME Inc.» | 1 |\n",
            beside={"companies/Acme.md": "---\naliases: [ACME Inc.]\n---\n"},
            fixed="| a | b |\n|---|---|\n| [[Acme\\|ACME Inc.]] | 1 |\n",
        ),
        # Where no link can be, or would be no link.
        Good(
            "# Acme\n\nAcme(acme.example), [Acme], 더**Acme**는, &Acme; Mozilla/{Acme}, ${Acme}, Acme[a]"
            " \\[[Other|with Acme there]] [b](my Acme.md) [^Acme]\n\n[a]: https://x.example\n\n"
            '<a href="https://x.example">Acme</a> <kbd>Acme</kbd>\n\n'
            "{% post_url Acme %}, a picture {: .wide title=Acme }\n\n{% highlight java %}\nAcme won = 1;\n{% endhighlight %}\n\n"
            '{{< code\n  source="Acme"\n>}}\nAcme won.\n{{< /code >}}\n\n| a | b |\n|---|---|\n| x | [[Other|Acme]] |\n',
            beside=_ACME | {"Other.md": ""},
        ),
        Good("\n---\ntitle: Acme won\ndraft: true\n---\n", beside=_ACME, alone=True),
        Good("A [Beta] name.\n", beside={"companies/Acme.md": "---\naliases: ['[Beta]']\n---\n"}),
        Good(
            "에이씨엠에서는 다르다.\n",
            beside={"pages/Acme.md": "---\ntype: company\naliases: [에이씨엠]\n---\n"},
            config="dialect: logseq\n",
        ),
        Bad(
            "«Acme» (Seoul), «볕드림»(서울 강남), «Acme»(99.9%), 볕드림(https://a.example), *Acme*는 «Acme»[서울]과 __«볕드림»__에,"
            " {{< gh 12 >}} «Acme»[^1]\n\n[^1]: In May.\n",
            beside=_ACME | _STAR,
            options={"per": "mention"},
            fixed="[[Acme]] (Seoul), [[볕드림]](서울 강남), [[Acme]](99.9%), 볕드림(https://a.example), *Acme*는 [[Acme]][서울]과 __[[볕드림]]__에,"
            " {{< gh 12 >}} [[Acme]][^1]\n\n[^1]: In May.\n",
        ),
        # What is no name, or only part of one.
        Good("볕드림을 추상화하다\n", beside={"companies/추상화.md": "", "companies/볕드.md": ""}),
        Bad("«추상화»하는 까닭\n", beside={"concepts/추상화.md": ""}, fixed="[[추상화]]하는 까닭\n"),
        Good(
            "[[Acme]]이란 이름과 [[Acme]]도로, **Acme**이란 말, `Acme`이란 값\n",
            beside={"concepts/이란.md": "", "concepts/도로.md": "", **_ACME},
        ),
        Good("Acme Foods sells, and Acme Foods에 물어봄.\n", beside={**_ACME, "Acme Foods.md": ""}),
        Good("[[볕드림 랩]]은 작다. 볕드림 랩도 만남.\n", beside=_STAR),
        Bad(
            "Blue Acme, Acme Foods, 볕드림 랩에서 보고 «Acme» 만남.\n",
            beside={**_ACME, **_STAR, "links.md": "[[Acme Foods]], [[Blue Acme]], [[볕드림 랩]]\n"},
            fixed="Blue Acme, Acme Foods, 볕드림 랩에서 보고 [[Acme]] 만남.\n",
        ),
        Bad(
            "«볕드림» 미팅 후 «Acme» Foodservice, a day with «Beta».\n",
            beside=_ACME
            | _STAR
            | {"볕드림 미팅.md": "", "Acme Foods.md": "", "A day with Beta.md": "", "companies/Beta.md": ""},
            fixed="[[볕드림]] 미팅 후 [[Acme]] Foodservice, a day with [[Beta]].\n",
        ),
        # What the note says of its names.
        Good(
            "Acme, Beta and 볕드림 won.\n",
            beside={
                "companies/Acme.md": "---\nautolink: never\n---\n",
                "companies/Beta.md": "---\nautolink: false\n---\n",
                "companies/볕드림.md": "---\nautolink: Never\n---\n",
            },
        ),
        Good("Go home.\n", beside={"concepts/Go.md": ""}),
        Bad("Ask «Go», «Go», «Arc», Arc.\n", beside=_SAID, fixed="Ask [[Go]], [[Go]], [[Arc]], Arc.\n"),
        # What links call a note.
        Bad(
            "«Northwind» won, as did «Tern».\n",
            beside={
                "companies/Northwind Ventures.md": "",
                "companies/Tern, Inc..md": "",
                "past.md": "[[Northwind Ventures|Northwind]] won.\n",
            },
            fixed="[[Northwind Ventures|Northwind]] won, as did [[Tern, Inc.|Tern]].\n",
        ),
        Good(
            "Northwind won. 그 회사는 컸다.\n",
            beside={
                "companies/Northwind Ventures.md": "",
                "companies/Northwind Labs.md": "",
                **_beside("[[Northwind Ventures|그 회사]]는 작다.\n", 3),
                "past.md": "[[Northwind Ventures|Northwind]] won.\n",
            },
        ),
        Bad(
            "The «tidal gate» is new.\n",
            beside=_GATES | _beside("The [[Gates at Sea|tidal gate]] is old.\n", 2),
            options={"notes": "always"},
            fixed="The [[Gates at Sea|tidal gate]] is new.\n",
        ),
        Good(
            "The tidal gate is new.\n",
            beside=_GATES | _beside("The [[Gates at Sea|tidal gate]] is old.\n", 1),
            options={"notes": "always"},
        ),
        Good(
            "The tidal gate is new.\n",
            beside=_GATES
            | _beside("The [[Gates at Sea|tidal gate]] is old.\n", 2)
            | {"other.md": "The [[Beta|tidal gate]].\n"},
            options={"notes": "always"},
        ),
        # The options.
        Good("Acme won.\n", beside=_ACME, options={"never": ("acme",)}),
        Good("볕드림은 컸다.\n", beside={"볕드림.md": ""}, options={"notes": "never"}),
        Bad(
            "## A\n\n«Acme» won. Acme paid.\n\n## B\n\n«Acme» left.\n",
            beside=_ACME,
            options={"per": "section"},
            fixed="## A\n\n[[Acme]] won. Acme paid.\n\n## B\n\n[[Acme]] left.\n",
        ),
        Bad(
            "## «Acme»\n\nAcme won.\n\n## Acme and others\n",
            beside=_ACME,
            options={"headings": True},
            fixed="## [[Acme]]\n\nAcme won.\n\n## Acme and others\n",
        ),
        Good("## Acme\n\n### [[Beta]]\n", beside=_ACME | _beside("## [[Beta]]\n", 30)),
        # How the owner links.
        Good("나무가 많다.\n", beside={"companies/나무.md": "", **_beside("[[나무]]가 받았다.\n", 9)}),
        Bad(
            "«나무»가 받았다.\n",
            beside={"companies/나무.md": "", **_beside("[[나무]]가 받았다.\n", 9)},
            fixed="[[나무]]가 받았다.\n",
        ),
        Good("Acme won.\n", beside=_ACME | _beside("Acme beat [[Beta]].\n", 19) | {"old.md": "[[Acme]]\n"}),
        Bad("«Acme» won.\n", beside=_ACME | _beside("Acme beat [[Beta]].\n", 3), fixed="[[Acme]] won.\n"),
        Good("Acme won.\n", beside=_ACME | _beside("We met [[Beta|Acme]] again.\n", 15)),
        Bad("«Acme» won.\n", beside=_ACME | _beside("Acme won, as nobody links.\n", 19), fixed="[[Acme]] won.\n"),
        Bad(
            "«볕드림»은 컸다.\n",
            beside={"볕드림.md": "", **_beside("볕드림은 [[Beta]]보다 작다.\n", 1)},
            options={"notes": "always"},
            fixed="[[볕드림]]은 컸다.\n",
        ),
        Good(
            "볕드림은 컸다.\n",
            beside={"볕드림.md": "", **_beside("볕드림은 [[Beta]]보다 작다.\n", 2)},
            options={"notes": "always"},
        ),
        Good("볕드림은 크다.\n", beside=_PLAIN),
        Bad("- «볕드림»\n", beside=_PLAIN, fixed="- [[볕드림]]\n"),
        # What properties link to says nothing of the words.
        Bad(
            "---\nof: '[[Acme]]'\n---\n\n«Acme» won.\n",
            beside=_ACME | _beside("---\nof: '[[Beta]]'\n---\n\nAcme won.\n", 19),
            fixed="---\nof: '[[Acme]]'\n---\n\n[[Acme]] won.\n",
        ),
        # The titles of ordinary notes.
        Bad("볕드림은 «Acme» 다음이다.\n", beside={"볕드림.md": "", **_ACME}, fixed="볕드림은 [[Acme]] 다음이다.\n"),
        Bad("«볕드림»은 컸다.\n", beside={"볕드림.md": "", "2025-01-02.md": ""}, fixed="[[볕드림]]은 컸다.\n"),
        Bad(
            "«볕드림»은 컸다.\n",
            beside={"볕드림.md": "", "2025-03-07 볕드림.md": "---\ntitle: 볕드림\n---\n"},
            fixed="[[볕드림]]은 컸다.\n",
        ),
        Good(
            "See the README of this configuration. All widgets, two tuples, a filter run. Press F2 to rename it.\n\n"
            "A Docker Compose file, React Native apps. Open the [[Character]] Spacing dialog, or Format - Line Spacing.\n\n"
            "독서를 한다. 함수를 부른다.\n",
            beside=_TITLES,
        ),
        Bad(
            "The «Configuration», all «Widgets», tuples and one «tuple», two tags, see «tags», a Foo «SDK».\n\n«카카오»를 쓴다.\n\n"
            "  - Set «Spacing» to 1.\n\n1. «함수»\n",
            beside=_TITLES,
            fixed="The [[configuration|Configuration]], all [[Widgets]], tuples and one [[tuple]], two tags, see [[tags]], a Foo [[SDK]].\n\n[[카카오]]를 쓴다.\n\n"
            "  - Set [[Spacing]] to 1.\n\n1. [[함수]]\n",
        ),
        Bad(
            "«독서»를 한다. A «filter run», all «tuple»s.\n",
            beside=_TITLES,
            options={"notes": "always"},
            fixed="[[독서]]를 한다. A [[Filter Run|filter run]], all [[tuple]]s.\n",
        ),
        Bad(
            "README와 «type»을 보고 type a name. «변수(Variable)»화한다.\n",
            beside={"README.md": "", "type.md": "", "변수(Variable).md": "", **_beside("변수(Variable)를 쓴다.\n", 20)},
            fixed="README와 [[type]]을 보고 type a name. [[변수(Variable)]]화한다.\n",
        ),
        Good("Open the Character Spacing dialog.\n", beside={"Spacing.md": "", **_beside("Set [[Spacing]].\n", 9)}),
        Bad(
            "«함수»를 부른다.\n",
            beside={"함수.md": "", "past.md": "[[함수]]를 쓴다.\n"},
            fixed="[[함수]]를 부른다.\n",
        ),
        Bad("«함수»를 부른다.\n", beside={"concepts/함수.md": ""}, fixed="[[함수]]를 부른다.\n"),
        Bad(
            "함수를 부른다. «함수»가 투자를 받았다.\n",
            beside={"companies/함수.md": ""},
            fixed="함수를 부른다. [[함수]]가 투자를 받았다.\n",
        ),
        Bad(
            "All «tuple»s here.\n",
            beside={"tuple.md": "", "struct.md": "", **_beside("With [[struct]]s.\n", 4)},
            fixed="All [[tuple]]s here.\n",
        ),
        Bad(
            "Two «tags», three recipes.\n",
            beside={"tags.md": "", "recipes.md": "", **_beside("With [[tags]], not recipes.\n", 4)},
            options={"notes": "always"},
            fixed="Two [[tags]], three recipes.\n",
        ),
        # Lists of names.
        Good("- tags\n- others\n\nWidgets\n", beside=_LISTED),
        Good("- tags - what notes are about\n- others - the rest\n\nWidgets - all\n", beside=_LISTED),
        Good("| 함수 | 3 |\n| 변수 | 4 |\n\n- 함수 - 3\n- 변수 - 4\n", beside=_LISTED),
        Bad("- «tags»\n- «Acme»\n- «Go»\n", beside=_LISTED, fixed="- [[tags]]\n- [[Acme]]\n- [[Go]]\n"),
        Bad(
            "- «tags» - what notes are about\n- **«Acme»** — tools\n- [[Go]] - a language\n\n---\n\n"
            "- **«변수»:** 바뀐다\n- [[Go]]: again\n\n| 낱말 | 뜻 |\n|---|---|\n| «함수» | 값을 낸다 |\n| «꽃차례» | 꽃이 달린다 |\n",
            beside=_LISTED,
            fixed="- [[tags]] - what notes are about\n- **[[Acme]]** — tools\n- [[Go]] - a language\n\n---\n\n"
            "- **[[변수]]:** 바뀐다\n- [[Go]]: again\n\n| 낱말 | 뜻 |\n|---|---|\n| [[함수]] | 값을 낸다 |\n| [[꽃차례]] | 꽃이 달린다 |\n",
        ),
    )


_FRONT_PAGES = frozenset(("readme", "index"))
_SHORT = 3
"""The most syllables of a short word."""
_MOST = 5
"""The most notes that are shown of those that a name may mean."""
_ENTITY = Trust(expected=0.8, weight=4, least=0.2)
"""Entities are there to be linked: only a name nearly always left plain is meant to be."""
_NOTE = Trust(expected=0.75, weight=2, least=0.45)
"""Left plain in one note it is still linked; where two notes leave it so and none links it, it stays plain."""
_COMMON = Trust(expected=0.4, weight=2, least=0.45)
"""A short everyday word is linked where the owner has done so before, as often as not."""
_FREQUENT = Trust(expected=0.2, weight=3, least=0.45)
"""A word that very many notes have is mostly no name."""
_WORD = Trust(expected=0.1, weight=3, least=0.4)
"""A name that is a plain word is linked where the owner has done so before, and mostly."""
_CALLED = Trust(expected=0.6, weight=2, least=0.6)
"""What only links call an ordinary note is linked where they mostly do."""
_VOUCHED = Trust(expected=1, weight=1, least=0)


class _Owner:
    """The owner of a vault, who would link some of the mentions in a note and not others."""

    def __init__(self, notes: str, of_all: bool, note: Note, vault: Vault) -> None:
        """`notes` is that option of the rule, and `of_all` what it comes to."""
        self._notes, self._of_all, self._note, self._vault = notes, of_all, note, vault
        self.habits = vault.usage.habits(of_all)
        self._known: dict[tuple[str, Doubt | None, Trust | None, Standing | None], bool] = {}

    def would_link(self, mention: Mention, standing: Standing | None) -> bool:
        """Whether the owner would link `mention`, which stands so, and a link reaches its note."""
        trust = self._trust(mention, standing)
        asked = mention.name, mention.doubt, trust, standing
        known = self._known.get(asked)
        if known is None:
            known = self._known[asked] = (
                trust is not None
                and self.habits.allow(mention, trust, standing)
                and self._vault.reaches(mention.targets[0], self._note.path)
            )
        return known

    def _trust(self, mention: Mention, standing: Standing | None) -> Trust | None:
        """How far `mention` is trusted, which stands so; None where no habit could change that it is not."""
        if standing is Standing.LIST:
            return self._trust_in_name(mention._replace(doubt=None))
        trust = self._trust_in_name(mention)
        if trust is _NOTE and mention.name in self._vault.usage.called.get(mention.targets[0], ()):
            return _CALLED
        if trust is _NOTE and self._of_all and self._notes == "auto":
            return self._trust_in_title(mention, standing)
        if (
            trust is _WORD
            and self._notes == "always"
            and self._vault.kind(mention.targets[0]) in (None, CONCEPT)
            and (mention.doubt is Doubt.PLURAL or not _is_english_word(mention))
        ):
            return _NOTE
        return trust

    def _trust_in_name(self, mention: Mention) -> Trust | None:
        """The same, wherever the name stands."""
        if mention.doubt is not None:
            return _WORD if mention.doubt in (Doubt.ORDINARY, Doubt.PLURAL) else None
        if mention.vouched:
            return _VOUCHED
        return _ENTITY if self._vault.kind(mention.targets[0]) else _NOTE

    def _trust_in_title(self, mention: Mention, standing: Standing | None) -> Trust | None:
        """The same of the title of an ordinary note; None where it ends a larger name."""
        text = self._note.text
        if standing in (None, Standing.NAMED) and self.habits.is_frequent(mention):
            return _FREQUENT
        if _is_english_word(mention) and (
            ends_larger(text, *mention.span) or is_used_as_word(match_key(mention.name), text, *mention.span)
        ):
            return None
        is_front_page = standing is Standing.NAMED and match_key(mention.name) in _FRONT_PAGES
        return _COMMON if is_front_page or (standing is None and _is_common(mention)) else _NOTE


_LONGEST_REST = 100


def _doubted(mentions: Sequence[Mention], note: Note, vault: Vault) -> Iterator[Mention]:
    """`mentions`; those that are only part of a larger name are doubtful (see `Usage.larger`), one that `note` links to as well."""
    parts = {match_key(mention.text) for mention in mentions}
    beside = vault.usage.larger_beside([link.path for link in note.links], parts)
    known = vault.usage.larger
    text = note.text
    for mention in mentions:
        key = match_key(mention.text)
        start, end = mention.span
        # A blank parts the words of a larger name, and what stands beside a mention is mostly none.
        blank_before, blank_behind = text[start - 1 : start].isspace(), text[end : end + 1].isspace()
        larger = [
            (before, behind)
            for before, behind in (*beside.get(key, ()), *known.get(key, ()))
            if (blank_before or not before) and (blank_behind or not behind)
        ]
        if larger:
            ahead = text[max(0, start - _LONGEST_REST) : start]
            left = match_key(ahead)
            around = f"{left}\0{match_key(text[end : end + _LONGEST_REST])}", len(left), len(left) + 1
            if any(_stand_around(*around, before, behind, ahead) for before, behind in larger):
                mention = mention._replace(doubt=Doubt.LARGER)
        yield mention


def _stand_around(folded: str, start: int, end: int, before: str, behind: str, ahead: str) -> bool:
    """Whether `before` and `behind` stand around a place in the `folded` text, which `ahead` comes to unfolded.

    The word before must look like part of a name: `Blue Acme`, not `on Acme`.
    """
    if not (folded.endswith(before, 0, start) and folded.startswith(behind, end)):
        return False
    if before:
        first = ahead.split()[-1][0]
        left = start - len(before)
        if folded[max(0, left - 1) : left].isalnum() or not (first.isupper() or is_syllable(first)):
            return False
    right = end + len(behind)
    next_one = folded[right : right + 1]
    return not (next_one.isalnum() and next_one.isascii())


def _named_headings(note: Note, vault: Vault, of_all: bool) -> Iterator[Mention]:
    """The headings of `note` that are nothing but the name of a note, as one would link it."""
    for heading in note.headings:
        paths = [path for path in vault.called(heading.text) if path in vault.facts and (of_all or vault.kind(path))]
        if len(paths) == 1:
            yield Mention(heading.text_span, heading.text, vault.name(paths[0]), (paths[0],))


def _is_common(mention: Mention) -> bool:
    """Whether the name is a short everyday Korean word, as what notes are about often is (`함수`, `단축키`), an everyday English
    word (`configuration`), or what the front page of every folder is called."""
    key = match_key(mention.name)
    if key in _FRONT_PAGES:
        return True
    if _is_english_word(mention):
        return is_everyday_in_english(key)
    return len(key) <= _SHORT and is_everyday(key) and not is_name(key)


def _is_english_word(mention: Mention) -> bool:
    """Whether the name is one word of English letters: such are met in every line, written small."""
    return mention.name.isascii() and " " not in mention.name


class _Seen:
    """What is linked already, so that each note is linked as often as asked for."""

    def __init__(self, per: str, note: Note, vault: Vault) -> None:
        self._per = per
        self._vault = vault
        self._starts = [heading.span.start for heading in note.headings] if per == "section" else []
        self._linked: defaultdict[int, set[str]] = defaultdict(set)
        """What the words of each section link to; counted from 0, which is all of the note where sections do not count."""
        for link in note.links if per != "mention" else ():
            target = vault.resolve(link.path, note.path).path
            if target is not None:
                self._linked[self._section(link.span.start)].add(target)
        self._path = note.path

    def _section(self, offset: int) -> int:
        return bisect_right(self._starts, offset) if self._starts else 0

    def before(self, mention: Mention) -> bool:
        """Whether one of the notes that `mention` may mean, perhaps thousands, is the note itself, or linked often enough."""
        if self._path in mention.targets:
            return True
        linked = self._linked[self._section(mention.span.start)].intersection(mention.targets)
        return not all(map(self._is_always, linked))

    def add(self, mention: Mention) -> None:
        if self._per != "mention":
            self._linked[self._section(mention.span.start)].update(mention.targets)

    def _is_always(self, target: str) -> bool:
        return self._vault.facts[target].autolink == "always"


_MARKS = frozenset("*_~=")
_OPENING = pattern(r"[^\W_](?:[*_]|~~|==)+\Z")
_CLOSING = pattern(r"(?:[*_]|~~|==)+[^\W_]")
_ADDRESS = pattern(
    r"\((?!`|[-+~]?[\d.,]+%?\))(?:<[^<>\n]*>|(?=[^\s()]*[./:#\\%&=?@])[^\s()]*+)(?:[ \t]+[\"'(][^\n]*)?\)"
)
"""What reads as the address of a markdown link: `(acme.example)`, not `(서울)` or `(99.9%)`.

Obsidian reads a wiki-link before either, but not everything that shows notes does.
"""
_IN_ADDRESS = pattern(r"\]\([^()\n]*\Z")
"""What stands before a name in the address of a markdown link that a space makes plain text: `[a](my Acme.md)`."""
_BLANK_LINE = pattern(r"\n[ \t]*\r?\n")
_NEAR = 2000
"""As far, in code points, as a paragraph is looked at on both sides of a link."""


def _can_be_link(note: Note, span: Span) -> bool:
    """Whether double brackets at `span` would be a link of their own.

    A name with a bracket (`[Beta]`) cannot be shown by a link, and brackets around one would be read as part of it: to Obsidian
    `[[[Beta]]]` leads to a note `[Beta`. What is glued to a link in Hangul is the rest of a word that has
    its link: `[[제주]]도로`.
    """
    text, (start, end) = note.text, span
    before, after, name = text[start - 1 : start], text[end : end + 1], span.of(text)
    line = text[line_start(text, start, max(0, start - _NEAR)) : start]
    has_bracket = "[" in name or "]" in name
    is_escaped = before in ("!", "\\")
    is_in_link = (
        before == "["
        or text.startswith("]]", end)
        or line.rfind("]]") < line.rfind("[[")
        or ("](" in line and _IN_ADDRESS.search(line) is not None)
    )
    is_rest_of_link = before in (")", "]") and is_syllable(name[0]) and note.not_prose.at(start - 1) is not None
    takes_address = after == "(" and _ADDRESS.match(text, end) is not None
    takes_link = after == "[" and not text.startswith(("[[", "[^"), end) and note.not_prose.at(end) is not None
    return not (has_bracket or is_escaped or is_in_link or is_rest_of_link or takes_address or takes_link)


def _keeps_emphasis(text: str, span: Span) -> bool:
    """Whether emphasis beside double brackets at `span` would still be emphasis.

    A bracket is punctuation: `**` between it and a letter neither opens nor closes (CommonMark 0.31, section 6.2). Underscores
    between letters never do; beside a bracket they may, which matters only where others are to pair with.
    """
    start, end = span
    opening = _OPENING.search(text, max(0, start - 5), start) if text[start - 1 : start] in _MARKS else None
    closing = _CLOSING.match(text, end) if text[end : end + 1] in _MARKS else None
    if not (opening or closing):
        return True
    if (opening and text[start - 1] != "_") or (closing and text[end] != "_"):
        return False
    head = _BLANK_LINE.split(text[max(0, start - _NEAR) : start])[-1]
    tail = _BLANK_LINE.split(text[end : end + _NEAR], 1)[0]
    return "_" not in head.rstrip("_") and "_" not in tail.lstrip("_")
