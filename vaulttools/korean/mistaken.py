"""Particles that stand where another one was meant: its other form, or its neighbour on the keyboard."""

from vaulttools.korean.hangul import Final, sound
from vaulttools.korean.lexicon import is_any_verb, is_everyday, is_listed, is_noun, is_word
from vaulttools.korean.particles import other_form
from vaulttools.korean.words import DEEDS

_PLAIN_PARTICLES = frozenset("을를은는과와")
"""Particles that may follow a noun of one syllable, and end no noun of two."""


_CASES = ("에서", "에게", "까지", "부터")
"""Particles that only the open form of another one follows: 시장에서는."""


def wrong_particle(run: str) -> tuple[int, str] | None:
    """The syllables of the particle at the end of `run` that should have its other form, and that: 1 and 을 for 제품를; None for none."""
    for size in (1, 2, 3):
        noun, particle = run[:-size], run[-size:]
        other = other_form(particle) if len(run) > size + 1 or run[1:] in _PLAIN_PARTICLES else ""
        if (
            other
            and particle != "면"  # far more often the end of a township's name: 변산면
            and not (particle in "라야" or (len(run) == 3 and particle in "나란랑"))  # or of a company's: 트리플라
            and ((is_listed if particle == "이" else is_noun)(noun) or (particle == "은" and noun.endswith(_CASES)))
            and is_word(noun + other)
            and not (particle == "과" and _may_be_field(noun))
            and not (particle == "가" and noun[-2:] in _PRICED)
        ):
            return size, other
    return None


_PRICED = frozenset(
    "거래 계약 공급 공모 구매 낙찰 매각 매도 매수 매입 발행 분양 산정 실행 인수 입찰 제안 체결 판매 평가 할인".split()
)
"""Deeds behind which 가 may mean their price (價): 실시간체결가."""
_FIELDS = frozenset(
    """
    간호 건조 경제 공보 공무 과세 교도 교무 구조 국어 국제 기계 기후 노무 농기계 도서 도자 독어 디지털미디어 문예 문화 물리 미디어
    민사 법무 보조 복지 불어 서무 설비 세무 소비 수리 스포츠 애니 언어 에너지 역사 영어 예보 외무 요리 원무 의류 의무 의료 인사 인허가 일어
    자동차 재무 전기 전자 정무 정보 조리 조세 중국어 지리 지도 징세 컴퓨터 콘텐츠 총무 치료 학무 한국어 해사 허가 형사 홍보 화재 회계
    거미 고양이 나무 나비 벌레 잠자리 장미
    """.split()
)
"""Nouns ending in a vowel after which departments of offices, hospitals and schools, or families of plants and animals, are
called."""


def _may_be_field(noun: str) -> bool:
    """Whether 과 behind `noun` may mean a department or a family (科, 課) instead of the particle: 원무과, 조사과, 소나무과."""
    return noun[-2:] in DEEDS or any(noun.endswith(field) for field in _FIELDS)


_SUBJECTS = frozenset(
    """
    감각 강점 개념 거품 걱정 건강 결론 결심 결함 경력 경쟁 경향 경험 계정 계획 고객 고민 공간 공감 과목 과정 관객 관심
    관점 관행 구간 구멍 구성원 국물 국민 권력 권한 규정 규칙 균형 근육 금액 기간 기관 기능 기반 기분 기억 기준 긴장 내용
    노력 논란 눈물 느낌 능력 단점 달력 담당 답변 당첨 대출 도움 매력 맥락 면접 명단 명분 모습 목록 목적 무릎 문장 문턱
    물량 바탕 반발 반응 반찬 발언 방법 방식 방침 방향 배경 버튼 변명 병원 보안 복장 본능 부담 부분 부족 분쟁 불만 불안
    비밀 비용 비중 사건 사람 사랑 사실 사용량 산업 상식 상황 색깔 생각 생활 설명 성능 성장 성향 세금 세상 소문 소식 소음
    속성 속셈 손님 손목 손실 수명 수업 수율 수준 순간 습관 승객 시간 시선 시설 시스템 시점 시험 식물 신념 실력 실적 심정
    아침 안건 안전 압력 야근 약속 약점 얼굴 업적 여건 여력 여론 역량 역할 연락 연말 연습 열정 영향 예감 옵션 옷장 요일
    욕심 용량 운명 원인 위험 윗선 유행 유형 응답 의견 의문 의심 이득 이름 이익 이점 인력 인식 인연 인원 일상 일손 일정
    임원 입장 자격 자극 자금 자정 장면 장벽 장점 저녁 저항 적응 전망 전원 점심 접속 제약 조건 조언 조직 조항 존중 주말
    주변 증상 지갑 지문 지식 지역 지연 지점 직원 직장 진심 질문 집중 차별 채널 책임 처벌 체력 체면 초점 추억 출근 출산
    충격 취향 치안 친절 침묵 칭찬 태풍 통장 통증 퇴근 특성 특징 팀원 파일 판단 편견 평점 표정 품목 품질 풍경 학력 한숨
    합격 항목 핵심 행복 허점 현실 현장 혈압 형식 호흡 화면 화분 확률 확신 환경 활력 회원 효율 흐름 흔적 흥행
    """.split()
)
_SHORT_SUBJECTS = frozenset("팀앱웹칩봇")
"""Nouns ending in a consonant behind which 가 means neither a price (價) nor a person or a street (家, 街)."""


def other_subject(run: str) -> str:
    """`run` with 이 for the 가 that stands behind a closed syllable: 렌더링이 for 렌더링가; empty where 가 may be right.

    Behind most nouns of two syllables, and behind deeds, 가 may mean a price (진입가, 단일가).
    """
    noun = run[:-1]
    if noun in _SHORT_SUBJECTS and run[-1] == "가":
        return f"{noun}이"
    if (
        run[-1:] != "가"
        or len(noun) < 2
        or sound(noun[-1]) is Final.OPEN
        or noun[-1] in "인은는"
        or not (noun in _SUBJECTS or (len(noun) > 2 and noun[-2:] not in DEEDS))
        or not is_everyday(noun)
        or not is_noun(noun)
        or is_listed(run)
    ):
        return ""
    return f"{noun}이"


_GOES = frozenset("가까이 같이 나란히 높이 따로 멀리 먼저 바로 오래 일찍 자주 함께 혼자".split())
"""Adverbs that 가다 follows without a blank: 오래가지 못한다."""


def mistaken_until(run: str) -> str:
    """`run` with 까지 for 가지 behind an everyday noun: 승인까지 for 승인가지; empty where 가지 may be a branch, or a form of 가다."""
    at = run.rfind("가지", 2)
    noun, rest = run[:at], run[at + 2 :]
    is_until = (
        at > 1
        and rest in ("", "는", "도", "의", "만")
        and is_everyday(noun)
        and is_noun(noun)
        and noun[-1] not in "무꽃"
        and noun not in _GOES
        and not is_listed(f"{noun}가지")
        and not is_any_verb(f"{noun}가지")  # 도망가지 않았다
    )
    return f"{noun}까지{rest}" if is_until else ""
