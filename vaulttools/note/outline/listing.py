"""Lists whose items are companies: which other items are companies, too, and which item is the session over them."""

from vaulttools.note.outline.lines import Mark
from vaulttools.note.outline.model import Role, Style
from vaulttools.note.outline.name_finder import NameFinder
from vaulttools.note.outline.names import worth_of
from vaulttools.note.outline.sessions import is_session, may_be_session
from vaulttools.note.outline.sheet import Draft, Sheet


class ListItems:
    """Completes the drafts of companies that are list items."""

    def __init__(self, sheet: Sheet, finder: NameFinder, drafts: list[Draft]) -> None:
        """Takes the drafts, in order, and adds to them."""
        self.sheet = sheet
        self.finder = finder
        self.drafts = drafts

    def take_in_items(self) -> None:
        """Takes items between companies, in a list of items with lists of their own, for companies, and items over such lists
        for sessions."""
        hidden = {draft.at: draft for draft in self.drafts if draft.style is Style.HIDDEN}
        for draft in [*self.drafts]:
            if draft.style is Style.ITEM and not draft.known and self.is_frame(draft, hidden):
                draft.role = Role.SESSION
        items = {draft.at: draft for draft in self.drafts if draft.style is Style.ITEM and draft.role is Role.COMPANY}
        seen: set[int] = set()
        for at in sorted(items):
            if at not in seen:
                members = self.items_beside(at)
                seen.update(members)
                self.take_in_members(members, items, hidden)
        self.drafts.sort(key=lambda draft: draft.at)

    def is_frame(self, draft: Draft, hidden: dict[int, Draft]) -> bool:
        """Whether the list below an item is one of companies with lists of their own; if so, marks these as items."""
        members = self.items_beside(draft.at + 1)
        over = [at for at in members if self.sheet.is_over_list(at)]
        names = [hidden[at] for at in over if at in hidden]
        known = sum(name.known for name in names)
        if len(names) < len(over) or 3 * len(over) < 2 * len(members) or len(over) < 2:
            return False
        if not (2 * known > len(over) or is_session(draft.name) or may_be_session(draft.name)):
            return False
        if draft.topic or any(name.topic and not name.known for name in names):
            return False
        for name in names:
            name.style, name.firm = Style.ITEM, True
        return True

    def take_in_members(self, members: list[int], items: dict[int, Draft], hidden: dict[int, Draft]) -> None:
        """Adds the `members` of a list that have no list of their own, if most of the others have one and are names."""
        own = [items[at] for at in members if at in items]
        known = sum(draft.known for draft in own)
        if len(own) < 3:
            return
        for at in members:
            if at in items:
                continue
            line = self.sheet.lines[at]
            found = self.finder.named(line)
            if found is None:
                continue
            name = found.span.of(self.sheet.text)
            is_known = self.sheet.is_name(name)
            within = own[0].at < at < own[-1].at and 3 * len(own) >= 2 * len(members)
            if (is_known and known > 2) or (
                within and worth_of(name) > 1 and (found.bold or not self.sheet.is_long(at))
            ):
                if at in hidden:
                    self.drafts.remove(hidden[at])
                self.drafts.append(Draft(at, Role.COMPANY, Style.ITEM, found, self.sheet, firm=True))

    def items_beside(self, index: int) -> list[int]:
        """The items of the list that begins at `index`, without deeper ones."""
        lines = self.sheet.lines
        indent = lines[index].indent
        members = []
        while index < len(lines) and lines[index].indent >= indent and lines[index].mark is Mark.BULLET:
            if lines[index].indent == indent:
                members.append(index)
            index += 1
        return members
