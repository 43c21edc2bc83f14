"""The phase clock in another way: by its running intervals, to compare with."""

from __future__ import annotations


class Line:
    """A clock that keeps every running interval, for comparison: nothing is added up but these."""

    def __init__(self) -> None:
        self.now = 0
        self.intervals: list[list[int]] = []
        self.begin: int | None = 0
        self.stood_since = 0

    def total(self) -> int:
        running = self.now - self.begin if self.begin is not None else 0
        return running + sum(end - begin for begin, end in self.intervals)

    def cut(self, milliseconds: int) -> None:
        """Take the last running milliseconds away, whichever interval they lie in."""
        while milliseconds > 0 and self.intervals:
            begin, end = self.intervals.pop()
            if end - begin > milliseconds:
                self.intervals.append([begin, end - milliseconds])
            milliseconds -= min(milliseconds, end - begin)

    def stop(self) -> None:
        if self.begin is not None:
            self.intervals.append([self.begin, self.now])
            self.begin = None

    def pause(self, back: int) -> None:
        if self.begin is not None:
            back = min(back, self.now - self.begin)
            self.stop()
            self.cut(back)
            self.stood_since = self.now - back

    def resume(self) -> None:
        if self.begin is None:
            self.begin = self.now

    def leave_out(self, gap: int) -> None:
        if self.begin is None:
            self.cut(gap - (self.now - self.stood_since))
        else:
            self.stop()
            self.cut(gap)
            self.begin = self.now
