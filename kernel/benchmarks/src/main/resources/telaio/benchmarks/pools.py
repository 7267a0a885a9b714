"""Seconds of one Pool.map of x * x: one line of JSON. As PoolRuns.java."""

import json
import multiprocessing
import sys
import time

REPETITIONS = 5
WARM_UP = 2
WARM_UP_SECONDS = 2


def repeat(repetition):
    begin = time.perf_counter()
    warm = 0
    while warm < WARM_UP or time.perf_counter() - begin < WARM_UP_SECONDS:
        repetition()
        warm += 1
    return [repetition() for _ in range(REPETITIONS)]


def square(x):
    return x * x


def main():
    workers, count, chunk = map(int, sys.argv[1:4])
    items = range(count)
    start = time.perf_counter()
    with multiprocessing.Pool(workers) as pool:

        def once():
            begin = time.perf_counter()
            squares = pool.map(square, items, chunk or None)
            seconds = time.perf_counter() - begin
            assert squares[-1] == (count - 1) ** 2
            return seconds

        if sys.argv[4:] == ["first"]:
            once()
            figures = [time.perf_counter() - start]
        else:
            figures = repeat(once)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
