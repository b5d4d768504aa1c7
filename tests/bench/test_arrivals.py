from collections import Counter

import pytest

from bench.arrivals import messages_of_visits, poisson_arrivals
from bench.scale import evening_rate


def test_arrivals_follow_the_rate():
    times = poisson_arrivals(lambda second: 100.0 if second >= 50 else 10.0, 100.0, 100.0)
    early, late = sum(time < 50 for time in times), sum(time >= 50 for time in times)
    assert times == sorted(times)
    assert early == pytest.approx(500, rel=0.2)
    assert late == pytest.approx(5000, rel=0.1)


def test_the_same_seed_gives_the_same_arrivals():
    assert poisson_arrivals(lambda _: 5.0, 5.0, 10.0) == poisson_arrivals(lambda _: 5.0, 5.0, 10.0)


def test_every_visitor_says_something_and_messages_come_by_time():
    visits = [float(number) for number in range(2000)]
    messages = messages_of_visits(visits, messages_a_visit=4.0, pause_seconds=3.0)
    assert [when for when, _ in messages] == sorted(when for when, _ in messages)
    of_visitors = Counter(sender for _, sender in messages)
    assert len(of_visitors) == len(visits)
    assert len(messages) / len(visits) == pytest.approx(4.0, rel=0.1)


def test_the_evening_peaks_when_the_programme_ends():
    rates = [evening_rate(minute * 60.0) for minute in range(300)]
    assert max(rates) == pytest.approx(1.0)
    assert rates.index(max(rates)) == 120
    assert min(rates) > 0
