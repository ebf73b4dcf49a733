"""States of an account and the moves between them; browsers by name."""

import pytest

from cop.kernel.errors import IllegalMove
from cop.members.rules import IN_FORCE, MOVES, State, after, device


@pytest.mark.parametrize("move", MOVES)
@pytest.mark.parametrize("state", State)
def test_a_move_begins_where_it_may_and_nowhere_else(state, move):
    begins, ends = MOVES[move]
    if state in begins:
        assert after(state, move) is ends
    else:
        with pytest.raises(IllegalMove):
            after(state, move)


def test_nobody_comes_into_force_without_the_secretariat():
    ways_in = {move for move, (begins, ends) in MOVES.items() if ends.value in IN_FORCE}
    assert {m for m in ways_in if any(b.value not in IN_FORCE for b in MOVES[m][0])} == {
        "approve",
        "reinstate",
    }


@pytest.mark.parametrize(
    ("agent", "called"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Firefox, Windows",
        ),
        (
            "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36",
            "Chrome, Android",
        ),
        ("Mozilla/5.0 (Macintosh) AppleWebKit/605.1 Version/18.0 Safari/605.1", "Safari, Mac"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Safari/537.36 Edg/130.0", "Edge, Windows"),
        ("curl/8", ""),
        ("", ""),
    ],
)
def test_browsers_are_known_again(agent, called):
    assert device(agent) == called
