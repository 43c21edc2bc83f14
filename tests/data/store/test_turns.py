"""A save goes before every read that waits."""

from __future__ import annotations

import threading

from data.store.turns import Turns


def test_a_save_that_waits_goes_before_the_next_part_of_a_long_read() -> None:
    turns, order = Turns(), list[str]()

    def save() -> None:
        with turns.saving():
            order.append("save")

    saving = threading.Thread(target=save)
    with turns.reading():
        order.append("first part")
        saving.start()
        while not turns.save_waits:
            assert saving.is_alive()
    with turns.reading():
        order.append("second part")
    saving.join()

    assert order == ["first part", "save", "second part"]


def test_only_one_is_let_through_at_a_time() -> None:
    turns, inside, most = Turns(), list[int](), list[int]()

    def work(number: int) -> None:
        for _ in range(200):
            with turns.saving() if number % 2 else turns.reading():
                inside.append(number)
                most.append(len(inside))
                inside.pop()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert max(most) == 1
    assert len(most) == 800


def test_an_error_lets_the_next_one_through() -> None:
    turns = Turns()
    for enter in (turns.reading, turns.saving):
        try:
            with enter():
                raise ValueError
        except ValueError:
            pass
    with turns.reading():
        pass
