"""How many words of a large dictionary the linker would split, if notes were called like their beginnings.

pip install kiwipiepy; python benchmarks/split_words.py [WORDS.txt ...] [--show 20]

Each beginning of two syllables and more that is itself a noun of the dictionary is taken for the name of a note, once of a company
and once of a concept, and looked for in the word. A certain mention there may be a word split by a link; it is where the analyser,
too, reads one word: most words in 이 are dialect, and to it 가맹이 is 가맹 with a particle, 왼손쪽 a noun and another. The words are
those of the Korean analyser's dictionary, and of files with one word a line. tests/test_mentions.py asks the same of the lexicon
that the linker knows itself; here are words that it does not know.
"""

import argparse
from collections import Counter, defaultdict
from itertools import accumulate, count
from pathlib import Path

from kiwipiepy import Kiwi

from vaulttools.korean.hangul import is_syllable
from vaulttools.vault.mentions import Meaning, Names


def dictionary(kiwi: Kiwi) -> dict[str, set[str]]:
    """The Hangul words of two syllables and more that the analyser knows, by their kind."""
    kinds = {"NNG": "common nouns", "NNP": "proper nouns", "MAG": "adverbs"}
    words = defaultdict(set)
    for number in count():
        try:
            morpheme = kiwi.morpheme(number)
        except (IndexError, ValueError):
            return words
        if morpheme.tag in kinds and len(morpheme.form) > 1 and all(map(is_syllable, morpheme.form)):
            words[kinds[morpheme.tag]].add(morpheme.form)


def split(words: list[str], nouns: set[str], meaning: Meaning) -> tuple[int, list[tuple[str, str]]]:
    """How many pairs of a name and a longer word there are, and those where the word is split, as its two parts."""
    pairs, found = 0, []
    for size in range(2, max(map(len, words))):
        longer = [word for word in words if len(word) > size and word[:size] in nouns]
        pairs += len(longer)
        names = Names(dict.fromkeys((word[:size], "") for word in longer), meaning=lambda _: meaning)
        starts = dict(zip(accumulate((len(word) + 1 for word in longer), initial=0), longer, strict=False))
        for mention in names.mentions("\n".join(longer)):
            if mention.certain and (word := starts.get(mention.span.start)):
                found.append((mention.text, word[len(mention.text) :]))
    return pairs, found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--show", type=int, default=20, help="how many endings are shown")
    arguments = parser.parse_args()
    kiwi = Kiwi()
    words = dictionary(kiwi)
    nouns = words["common nouns"] | words["proper nouns"]
    for path in arguments.files:
        words[path.name] = {
            line for line in path.read_text("utf-8").split() if len(line) > 1 and all(map(is_syllable, line))
        }
    for kind, some in words.items():
        for meaning in (Meaning.BEARER, Meaning.CONCEPT):
            pairs, found = split(sorted(some), nouns, meaning)
            whole = [(name, end) for name, end in found if len(kiwi.tokenize(name + end)) == 1]
            print(
                f"{kind}, {meaning.value}: {len(found)} of {pairs} parted, {len(whole)} of them one word to the analyser"
            )
            endings = Counter(end for _, end in whole)
            for end, times in endings.most_common(arguments.show):
                print(f"  {end} {times}: {' '.join(name for name, other in whole if other == end)[:100]}")


if __name__ == "__main__":
    main()
