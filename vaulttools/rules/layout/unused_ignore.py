from vaulttools.rule import Bad, EngineRule, Finding, Good, Span


class UnusedIgnore(EngineRule):
    """An ignore comment or key that hides nothing.

    ## Why
    An ignore that is no longer needed hides the next real problem of its kind.

    ## Fix
    Remove it, or correct the rule name.
    """

    examples = (
        Good("<!-- vaulttools-ignore broken-link: not written yet -->\n[[Tomorrow]]\n"),
        Bad("«<!-- vaulttools-ignore broken-link -->»\nNo link here.\n"),
        Bad("«<!-- vaulttools-ignore -->»\nIt names no rule.\n"),
        Bad("---\n«vaulttools-ignore»: broken-link\n---\nNo link here.\n"),
    )

    def unused(self, span: Span, selectors: tuple[str, ...], like: str = "") -> Finding:
        """What to say of an ignore at `span` whose `selectors` hid nothing; `like` is what one of them may have meant."""
        if not selectors:
            return self.finding(span, "no rule to ignore is named here", help="name rules or families, or `all`")
        return self.finding(
            span,
            "nothing to ignore here for `{selectors}`",
            help="did you mean `{like}`?" if like else "remove it, or correct the name of the rule",
            selectors=", ".join(selectors),
            like=like,
        )
