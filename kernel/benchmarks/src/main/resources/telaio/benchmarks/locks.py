"""Seconds per acquire and release of a multiprocessing.Lock: one line of JSON. As LockRuns.java."""

import json
import multiprocessing
import sys
import time

REPETITIONS = 5
WARM_UP = 2
WARM_UP_SECONDS = 2
NOTICE = 20_000_000


def repeat(repetition):
    begin = time.perf_counter()
    warm = 0
    while warm < WARM_UP or time.perf_counter() - begin < WARM_UP_SECONDS:
        repetition()
        warm += 1
    return [repetition() for _ in range(REPETITIONS)]


def take(lock, count, go, spans):
    while at := go.get():
        while time.monotonic_ns() < at:
            pass
        begin = time.monotonic_ns()
        for _ in range(count):
            lock.acquire()
            lock.release()
        spans.put((begin, time.monotonic_ns()))


def main():
    parties, count = int(sys.argv[1]), int(sys.argv[2])
    lock, go, spans = multiprocessing.Lock(), multiprocessing.Queue(), multiprocessing.Queue()
    processes = [
        multiprocessing.Process(target=take, args=(lock, count, go, spans)) for _ in range(parties)
    ]
    for process in processes:
        process.start()

    def once():
        begin = time.monotonic_ns() + NOTICE
        for _ in processes:
            go.put(begin)
        begins, ends = zip(*[spans.get() for _ in processes])
        return (max(ends) - min(begins)) / 1e9 / parties / count

    figures = repeat(once)
    for _ in processes:
        go.put(0)
    for process in processes:
        process.join()
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
