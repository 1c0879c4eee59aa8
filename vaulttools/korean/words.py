"""Korean word lists for telling names from other words; the long ones are sections of `words.txt`."""

from pathlib import Path

from vaulttools.sorted_words import sections

_sections = sections(Path(__file__).with_name("words.txt"))


def section(name: str) -> frozenset[str]:
    """The words of a section of `words.txt`."""
    return frozenset(_sections[name].words)


def _words(table: str) -> frozenset[str]:
    return frozenset(table.split())


COMPOUND_NOUNS = section("compound nouns")
"""Plain nouns that make a compound with the name before them, as in `토큰증권발행`, and that no name is likely to
end in. Nouns that organisations are called by (은행, 증권, 페이, 네트워크, 서비스 ...) do not belong here."""

AFTER_LATIN = section("after latin")
"""More of them, which are only taken so after Latin letters (`PG사`, `API키`), where the script marks the seam."""

AFTER_WORDS = _words("그래프 로그 로직 서비스 센터 시스템 엔진 조합 컨테이너 코드 투자 펀드")
"""Nouns that organisations are called by, which make a plain compound with a word that says what it is: 커스터디서비스."""

AFTER_TOPICS = _words("개발 교육 네트워크 뉴스 링크 비전 소스 신용평가 신탁 유통 컨설팅 펀딩 포럼")
"""More of them, which do so only after the name of a concept: 샌드박스네트워크 may be a company."""

AFTER_SHORT = section("after short")
"""Those of them that end no other word, and so make a compound of a short name, too: `쿠팡출신`."""

GROUPS = section("groups")
"""Banks and groups with names in Latin letters, whose companies add their trade: KB투자."""

BOUND_NOUNS = _words("간 내 별 외")
"""Nouns that are often glued to a name, without the blank that belongs before them: `로지체인별로`."""

BOUND_TO_TOPICS = _words("때 시 전 중 후")
"""More of them, glued to what takes place at some time: `업데이트중`."""

SUFFIXES = _words("건 급 때 류 발 사 설 식 용 팀 풍 향")
"""Suffixes that make a kind, a source or a matter of what a long name says, or the people of it: `무신사급`, `무상증자설`, `볕드림팀`."""

SUFFIXES_OF_TOPICS = SUFFIXES - {"사"} | {"값", "당", "망", "상", "형"}
"""The same where the name is no company's, who may give a prize (상), nor a party's (당), nor somebody's whose elder brother (형) is meant,
and where 사 makes a profession: `현금흐름상`, `가맹점당`, `벤처대출형`, but not `감정평가사`."""

LARGER_NAMES = section("larger names")
"""What, after a name and a space, makes the name of another organisation: `농협 은행`."""

LOOKALIKES = section("lookalikes")
"""Words that read like a name and a particle, a form of the copula or a verb, and are one word."""

FIELDS = _words("건강 과학 교육 금융 기술 기업 문화 사회 산업 안전 언어 역사 영상 영화 음악 정보 지역 철학 환경")
INSTITUTIONS = section("institutions")
"""Words for institutions: one of `FIELDS` and one of these make a name, also with a space between (`금융 감독원`)."""

ORDINARY = section("ordinary")
"""Ordinary words: as the name of a note, they are met in running text far more often as the plain word."""

HOMOGRAPHS = section("homographs")
"""Words that companies like to be called by, besides everyday words of two syllables. They are taken for the name only where the
sentence reads that way."""

DEEDS = section("deeds")
"""Nouns that make one verb with 하다 or 되다, and hardly ever precede these as separate words."""
