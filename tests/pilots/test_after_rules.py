"""What was promised first can be told from what stands now and what was changed."""

from types import SimpleNamespace

from hypothesis import given, settings
from hypothesis import strategies as st

from cop.pilots.after_rules import dropped, promised


def said(name):
    return {"name": name}


STEPS = st.lists(
    st.tuples(st.sampled_from(["changed", "added", "dropped"]), st.integers(1, 3), st.text(max_size=3))
)


@settings(max_examples=60, deadline=None)
@given(STEPS)
def test_whatever_is_changed_the_first_promises_come_back(steps):
    first = {1: said("one"), 2: said("two"), 3: said("three")}
    now, done = dict(first), []
    for kind, id, word in steps:
        new = max(now) + 1 if kind == "added" else id
        done.append(SimpleNamespace(metric_id=new, kind=kind, before=now.get(new, {})))
        if kind != "dropped":
            now[new] = said(word)
    assert promised(now, done) == list(first.values())


def test_what_is_dropped_stays_as_a_promise():
    one = SimpleNamespace(metric_id=1, kind="dropped", before=said("one"))
    assert promised({1: said("one")}, [one]) == [said("one")]
    assert dropped([one]) == {1}
