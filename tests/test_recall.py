"""What is remembered is forgotten all at once."""

from __future__ import annotations

from policygap.matching.language import forgetting, parse, pipeline
from policygap.recall import forget, remembered


def test_results_are_kept_until_they_are_forgotten() -> None:
    asked: list[int] = []

    @remembered(2)
    def twice(number: int) -> int:
        asked.append(number)
        return 2 * number

    assert [twice(1), twice(1), twice(2), twice(3), twice(1)] == [2, 2, 4, 6, 2]
    assert asked == [1, 2, 3, 1]  # only so many are kept
    forget()
    twice(1)
    assert asked == [1, 2, 3, 1, 1]


def test_words_of_a_text_leave_the_vocabulary_with_it() -> None:
    known = len(pipeline().vocab.strings)
    with forgetting():
        first = [token.pos_ for token in parse("Zorblaxians shall quendlify the froomber.")]
        assert len(pipeline().vocab.strings) > known
    assert len(pipeline().vocab.strings) == known
    with forgetting():
        again = [token.pos_ for token in parse("Zorblaxians shall quendlify the froomber.")]
    assert again == first
