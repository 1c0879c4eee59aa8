"""Which language to speak; needed before anything else."""

from collections.abc import Mapping


def language(flag: str | None, config: str | None, environ: Mapping[str, str]) -> str:
    """The language to speak, `en` or `ko`: what the flag says, else the config, else the environment; English unless it is Korean.

    In the environment the first of LC_ALL, LC_MESSAGES and LANG that is not empty decides (POSIX.1-2017, 8.2).
    """
    wanted = flag or config or next(filter(None, map(environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    end = next((at for at, char in enumerate(wanted) if not (char.isascii() and char.isalpha())), len(wanted))
    return "ko" if wanted[:end].lower() in ("ko", "korean") else "en"
