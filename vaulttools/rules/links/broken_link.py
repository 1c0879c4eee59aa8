import posixpath
import re
from urllib.parse import unquote

from vaulttools.files.disk import is_note
from vaulttools.note import Link
from vaulttools.note.facts import without_ending
from vaulttools.rule import Bad, Edit, Findings, Fix, Good, Note, Safety, Severity, Span, Vault, VaultRule, fix, pattern
from vaulttools.rules.links import MOST_GUESSES, is_awaited, meant, missing, missing_file, names_note, path_span
from vaulttools.vault import escaped


class BrokenLink(VaultRule):
    """A link or embed whose file is not in the vault.

    ## Why
    A click on it creates an empty note somewhere, and the note that was meant gets no backlink.

    ## Fix
    Unsafe where one name in the vault is close to the one written: the link is changed to it. Web addresses that lack
    their `https://`, or that are in double brackets, are corrected as well. Otherwise create the note, or add the name
    to the `aliases` of the note you mean. The one note whose name has a word more or less is only named. What the cards of a
    canvas show or link to is only reported, and so is what the filters and formulas of a base name, in a file of its own or
    in a note. Markdown links with a slash before a folder that the vault does not have (`/img/chart.png`) are left alone: they
    are the addresses of a web site.
    """

    reads_canvases = True
    severity = Severity.ERROR

    examples = (
        Bad("We met [[«Acme Labs»]] in May.\n"),
        Bad("[[«토큰증귄»]]을 본다.\n", beside={"토큰증권.md": ""}, fixed="[[토큰증권]]을 본다.\n"),
        Bad(
            "[[«토스에서는»]] [[«토스증권»]] [[«토스에서는»|it]]\n",
            beside={"토스.md": ""},
            fixed="[[토스|토스에서는]] [[토스증권]] [[토스|it]]\n",
        ),
        Good("We met [[Acme]] and [[labs/Beta|them]].\n", beside={"Acme.md": "", "labs/Beta.md": ""}),
        Good("![[chart.png|300]] and [site](https://acme.example).\n", beside={"img/chart.png": ""}),
        Good('```base\nfilters: up == link("Acme")\n```\n\n```\nlink("Beta") [[Beta]]\n```\n', beside={"Acme.md": ""}),
        Bad('We met.\n\n```base\nfilters: up == link("«Acmee»") || link("a" + b)\n```\n', beside={"Acme.md": ""}),
        Good("![[at 3.45 PM.png]] ![](at%203.45%E2%80%AFPM.png)\n", beside={"at 3.45\u202fPM.png": ""}),
        Good('[The pages]({{< relref "pages" >}})\n'),
        Good("{{< code-toggle >}}\n[[menu.main]]\nname = 1\n---\n{{< /code-toggle >}}\n"),
        Good("내부 슬롯 `[[Prototype]]`, 배열 [[1, 2], [3, 4]], if [[ -f a ]]; then, [[a[i]]]\n"),
        Good("[[[볕드림] 미팅]] [[미팅 [초안]]]\n", beside={"[볕드림] 미팅.md": "", "미팅 [초안].md": ""}),
        Bad("[[«[볕드림] 회의»]]\n"),
        Good(
            "객체의 [[Prototype]] 슬롯, `x` df[[1]] m[[i]], [[nodiscard]] [[:alpha:]] [[toc]] [[ $x == y ]] [[<% tp %>]] [[gnu::pure]] [[...]] [[…]] [[?]]\n"
        ),
        Good("[[AI]] is another rule's matter.\n", beside={"A.md": "---\naliases: [AI]\n---\n"}),
        Good("[site](/learn/start) [out](../../README.md) ![](/img/a.png)\n", path="docs/note.md"),
        Bad("![](«/img/a.png») ![](«/a.png»)\n", beside={"img/b.svg": ""}),
        Good("[plan](../plans/<name>.md) [plan](<../plans/<name>.md>)\n", path="notes/a.md"),
        Good("[plan](../plans/2026.md)\n", path="templates/a.md"),
        Bad("[plan](«../plans/Acme.md»)\n", path="notes/Acme.md"),
        Bad("[[«2024»]] [[«3 Idiots»]] 이다.[[«없음»]]\n"),
        Bad("![[«없는 그림.png»]]\n"),
        Good("![photo](<C:\\Users\\me\\a b.PNG>) [found](?q=1) [x](D:/b.md)\n"),
        Bad("[plan](«plans/2026.md»#goals)\n"),
        Bad("[[«제주도»]] [[«투자자»]]\n", beside={"제주.md": "", "투자.md": ""}),
        Bad(
            "[[«수입»]] [[«Marker»]] [[«Tom»]]\n",
            beside={"수익.md": "", "Market.md": "", "a.md": "---\naliases: [Tim]\n---\n"},
        ),
        Bad(
            "[[«GitHub pages»]] [[«Part III»]] [[«writer»]] [x](«../labs/tags.md»)\n",
            path="notes/a.md",
            beside={"GitLab pages.md": "", "Part II.md": "", "write.md": "", "cli/tag.md": ""},
        ),
        Bad(
            "[[«Acme plan»]] [[«토큰증권»]]\n",
            beside={"Acme plan 2.md": "", "New Acme plan.md": "", "토큰증권 개요.md": ""},
        ),
        Bad(
            "[[«database»]] [[«Markets»]]\n",
            beside={"data base.md": "", "Market.md": ""},
            fixed="[[data base]] [[Market]]\n",
        ),
        Bad(
            "[[«2025-3-7»]] [[«2025년 3월 7일»]]\n",
            beside={"2025-03-07.md": ""},
            fixed="[[2025-03-07]] [[2025-03-07]]\n",
        ),
        Bad("![[«a.gif»]] ![[«a.mp4»]]\n", beside={"a.html": ""}, fixed="![[a.gif]] ![[a.html]]\n"),
        Bad(
            "[[«Toss Bnak»]] [[«Toss Bnak»#A|it]] [[«Toss Bnak»#A]]\n",
            beside={"toss.md": "---\naliases: [Toss Bank]\n---\n# A\n"},
            fixed="[[toss|Toss Bank]] [[toss#A|it]] [[toss#A|Toss Bank]]\n",
        ),
        Bad(
            "![[«AI»]] [it](«AI.md») [[«OF»]]\n",
            beside={"A I.md": "---\naliases: [AI, OF]\n---\n", "Ocean.md": "---\naliases: [OF]\n---\n"},
            fixed="![[A I]] [it](A%20I.md) [[OF]]\n",
        ),
        Bad(
            "[[«labs/Fooo»]] [[«Fooo.md»]] [x](«Blue%20Oceen.md»#a) [[«other/Index»]]\n",
            beside={"labs/Foo.md": "", "Blue Ocean.md": "# a\n", "Index.md": ""},
            fixed="[[Foo]] [[Foo]] [x](Blue%20Ocean.md#a) [[Index]]\n",
        ),
        Bad(
            "![[«pictrue.png»|300]] ![](«img/picture.png») ![[«chart 2.png»]] ![[«Pictrue»]] ![[«chart 1»]] ![[«chart 1.jpg»]]\n",
            beside={"picture.png": "", "chart 1.png": ""},
            fixed="![[picture.png|300]] ![](picture.png) ![[chart 2.png]] ![[Pictrue]] ![[chart 1.png]] ![[chart 1.png]]\n",
        ),
        Bad(
            "[[«concept/ETF»]] [x](«../labs/ETF.md») [[«old/ETF»]]\n",
            path="notes/a.md",
            beside={"concepts/ETF.md": "", "lab/ETF.md": ""},
            fixed="[[concepts/ETF]] [x](../lab/ETF.md) [[old/ETF]]\n",
        ),
        Bad(
            "[[«/Fooo»]] ![[«/Fooo.md»]] ![](«/my%20pictrue.png»)\n",
            path="notes/a.md",
            beside={"labs/Foo.md": "", "img/my picture.png": ""},
            fixed="[[/labs/Foo]] ![[/labs/Foo.md]] ![](/img/my%20picture.png)\n",
        ),
        Bad("[x](«www.acme.example/a»#b)\n", fixed="[x](https://www.acme.example/a#b)\n"),
        Bad("[x](«acme.com») [y](«me@acme.com»)\n", fixed="[x](https://acme.com) [y](mailto:me@acme.com)\n"),
        Bad(
            "[[«https://acme.example/a»]] [[«https://acme.example»|the site]]\n",
            fixed="<https://acme.example/a> [the site](https://acme.example)\n",
        ),
        Bad("[[«my%20note»]]\n", beside={"my note.md": ""}, fixed="[[my note]]\n"),
        Bad("[[«labs\\Acme»]]\n", beside={"labs/Acme.md": ""}, fixed="[[labs/Acme]]\n"),
        Good("[[Any page]] #[[Acme Labs]]\n", config="dialect: logseq\n"),
        Bad("![[«chart.png»]]\n", config="dialect: logseq\n"),
        Good(
            "[[our Acme|labs.acme]] [[dendron://other/note]]\n",
            beside={"labs.acme.md": ""},
            config="dialect: dendron\n",
        ),
        Good("[t](b.html) ![](c.png?raw=true) [t](b.md?plain=1)\n", beside={"b.md": "", "c.png": ""}),
        Bad("[t](«d.html») [t](«d.md?plain=1»)\n"),
        Bad("[[«.github/CONTRIBUTING»]] ![[«labs/.old.png»]]\n"),
        Good("[[../a]]\n", path="labs/b.md", beside={"a.md": ""}),
        Good("[t](.github/CONTRIBUTING.md) [t](docs/.config/a.json) [t](../a.md)\n"),
        Good(
            "[[{{title}}|x]] [[Day {{date}}]] [day](<% tp.file.title %>) [t]({{< ref >}}) ![](${path}/a.png) [t]({filename}a.md)\n"
        ),
        Good(
            "[[labs]] ![[labs.*]] ![[labs.acme#Team,1:#*]]\n",
            beside={"labs.acme.md": "# Team\n"},
            config="dialect: dendron\n",
        ),
        Bad("[[«lab»]] ![[«labs.b*»]]\n", beside={"labs.acme.md": ""}, config="dialect: dendron\n"),
        Good(
            "[[//tmp/x]] [[~/notes/x]] [[diary:2026-01-02]] [[wiki1:Acme]] [[wn.Work:Acme]]\n",
            config="dialect: vimwiki\n",
        ),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        asked: set[str] = set()
        for link in missing(note, vault):
            place = path_span(link)
            edit = _address(link, note.text)
            if edit is not None:
                yield self.finding(
                    place,
                    "`{name}` is a web address, which double brackets do not open"
                    if link.wiki
                    else "`{name}` lacks `https://` or `mailto:`, so it is read as a file path",
                    help="write `{written}`",
                    fix=fix("write the address in full", edit, safety=Safety.UNSAFE),
                    name=link.path,
                    written=edit.text,
                )
            elif link.wiki and _BEHIND_DOT.match(link.path):
                yield self.finding(
                    place,
                    "`{name}` starts with a dot, or its folder does: Obsidian does not see it",
                    help="give the file and its folders names without a dot before them",
                    name=link.path,
                )
            elif not is_awaited(link, note, vault):
                if len(asked) < MOST_GUESSES:
                    asked.add(link.path)
                guess = link.path in asked
                near = _nearest(link, note, vault, guess)
                fixed = _fix(link, near, place)
                if near is None and guess and not link.embed:
                    near = _renamed(link, note.path, vault)
                yield missing_file(self, link.path, place, near, fixed, note, vault)


def _fix(link: Link, near: str | None, place: Span) -> Fix | None:
    if near is None or link.target_span is None:
        return None
    if not names_note(link.path) or not link.wiki:
        return fix("write `{new}`", Edit(place, near), safety=Safety.UNSAFE, new=near)
    target, pipe, alias = near.partition("|")
    edit = Edit(Span(*link.target_span), f"{target}#{link.subpath}{pipe}{alias}" if link.subpath else near)
    return fix("link to `{near}`", edit if pipe else Edit(place, near), safety=Safety.UNSAFE, near=target.rstrip("\\"))


_WITHOUT_SCHEME = pattern(
    r"(?:www\.[^\s/.@]+(?:\.[^\s/.@]+)+|(?:[\w-]+\.)+(?:com|dev|edu|gov|io|kr|net|org))(?::\d+)?(?:[/?#]\S*)?",
    re.IGNORECASE,
)
_MAIL = pattern(r"[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,}", re.IGNORECASE)
_WEB = pattern(r"https?://[^\s()<>|]+", re.IGNORECASE)


def _address(link: Link, text: str) -> Edit | None:
    """What makes a link of one to a web or mail address that is written as if it were a file of the vault."""
    if link.target_span is None:
        return None
    place = Span(*link.target_span)
    target = place.of(text)
    if link.wiki:
        if _WEB.fullmatch(target) is None:
            return None
        shown = link.shown or ("" if link.embed else None)
        sign = "!" if link.embed else ""
        return Edit(link.span, f"<{target}>" if shown is None else f"{sign}[{shown}]({target})")
    scheme = "https://" if _WITHOUT_SCHEME.fullmatch(target) else "mailto:" if _MAIL.fullmatch(target) else None
    return Edit(place, scheme + target) if scheme else None


def _nearest(link: Link, note: Note, vault: Vault, guess: bool) -> str | None:
    """How the link is written to what was meant: the path spelt right, or to what `meant` finds, by an alias in the piped form."""
    path, source = link.path, note.path
    respelt = (unquote(path) if "%" in path else path).replace("\\", "/")
    if respelt != path and vault.resolve(respelt, source).path is not None:
        return respelt
    found = meant(path, source, vault, link.embed, guess)
    if found is None:
        return None
    written = _written(found.path, link, source, vault)
    if found.alias and link.wiki and not link.embed and link.shown is None:
        pipe = "\\|" if note.in_table(link.span.start) else "|"
        return f"{written}{pipe}{found.alias}"
    return written if written == written.strip() else None


def _renamed(link: Link, source: str, vault: Vault) -> str | None:
    """How the link is written to the note that the one it means may be called now: too doubtful for a fix."""
    found = vault.nearest.renamed(link.path) if names_note(link.path) and not vault.by_alias(link.path) else None
    return found and _written(found, link, source, vault)


def _written(path: str, link: Link, source: str, vault: Vault) -> str:
    """The path to the file at `path` as it stands in `link`, which is written in the note at `source`."""
    written = vault.path_text(path, source)
    if link.path.startswith("/"):
        written = f"/{path if is_note(link.path) else without_ending(path)}"
        return written if link.wiki else escaped(written)
    if link.wiki:
        return written
    if link.path.startswith(("./", "../")):
        return escaped(posixpath.relpath(path, posixpath.dirname(source) or "."))
    return escaped(written + path[-3:] if is_note(path) else written)


_BEHIND_DOT = pattern(r"(?:.*/)?\.[^./]")
"""A file or folder that Obsidian does not show: `.github/a`, `labs/.old.md`; not one above: `../a`."""
