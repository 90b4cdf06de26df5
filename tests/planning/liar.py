"""A worker process that does not keep to what was agreed; run as a program, told how by a word."""

import sys
import time

from shuangjian_desktop.planning import wire
from shuangjian_desktop.planning.outcome import Kind, Outcome
from shuangjian_desktop.planning.wire import Line, Name


def main(manner: str) -> None:
    line = wire.read(sys.stdin.buffer.readline())
    request = wire.read_request(line.body)
    if manner == "silent":
        time.sleep(60)
    elif manner == "deaf":
        while True:
            say(Line(Name.ALIVE))
            time.sleep(0.05)
    elif manner == "garbage":
        sys.stdout.write("今天天气不错\n")
        sys.stdout.flush()
        time.sleep(60)
    elif manner == "half":
        sys.stdout.write('["done", 1, [')
        sys.stdout.flush()
    elif manner == "wrong plan":
        plan = (None,) * len(request.problem.works)
        say(Line(Name.DONE, line.number, Outcome(Kind.BEST, plan, 0, 0, 0.1)))
        time.sleep(60)
    elif manner == "wrong cost":
        assert request.old is not None
        say(Line(Name.DONE, line.number, Outcome(Kind.BEST, request.old, 7, 7, 0.1)))
        time.sleep(60)
    elif manner == "no place":
        say(Line(Name.DONE, line.number, Outcome(Kind.BEST, (), 0, 0, 0.1)))
        time.sleep(60)


def say(line: Line) -> None:
    sys.stdout.buffer.write(wire.write(line))
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(sys.argv[1])
