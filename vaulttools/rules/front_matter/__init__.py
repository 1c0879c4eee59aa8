"""Rules about front matter."""

from vaulttools.note import FrontMatter

_USUAL = frozenset(("title", "type", "date", "created", "tags", "tag", "aliases", "alias", "category"))


def of_company(properties: str) -> str:
    """A config with a schema that asks for these `properties` of companies, for an example."""
    return f"schemas: {{company: {{properties: {{{properties}}}}}}}\n"


def looks_like_properties(front_matter: FrontMatter) -> bool:
    """Whether what stands between lines `---` that no program reads is meant as front matter: a usual key, or two keys."""
    keys = [entry.key.lower() for entry in front_matter.entries]
    return len(keys) > 1 or not _USUAL.isdisjoint(keys)
