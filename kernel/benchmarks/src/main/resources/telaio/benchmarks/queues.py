"""Times multiprocessing.Queue: one line of JSON. The cases are those of QueueRuns.java."""

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


def produce(queue, go, item):
    while count := go.get():
        for i in range(count):
            queue.put(i if item is None else item)


def rate(item, producers, messages):
    queue, go = multiprocessing.Queue(), multiprocessing.Queue()
    processes = [
        multiprocessing.Process(target=produce, args=(queue, go, item)) for _ in range(producers)
    ]
    for process in processes:
        process.start()
    each = messages // producers

    def once():
        begin = time.perf_counter()
        for _ in processes:
            go.put(each)
        for _ in range(each * producers):
            queue.get()
        return each * producers / (time.perf_counter() - begin)

    result = repeat(once)
    for _ in processes:
        go.put(0)
    for process in processes:
        process.join()
    return result


def answer(there, back):
    while not isinstance(there.get(), str):
        back.put(1)


def trip(item, count):
    there, back = multiprocessing.Queue(), multiprocessing.Queue()
    process = multiprocessing.Process(target=answer, args=(there, back))
    process.start()

    def once():
        begin = time.perf_counter()
        for _ in range(count):
            there.put(item)
            back.get()
        return (time.perf_counter() - begin) / count

    result = repeat(once)
    there.put("end")
    process.join()
    return result


def standing(queued, count):
    queue = multiprocessing.Queue()
    for i in range(queued):
        queue.put(i)

    def once():
        begin = time.perf_counter()
        for i in range(count):
            queue.put(i)
            queue.get()
        return (time.perf_counter() - begin) / count

    result = repeat(once)
    queue.cancel_join_thread()
    return result


def main():
    case, *numbers = sys.argv[1], *map(int, sys.argv[2:])
    cases = {
        "ints": lambda _, producers, messages: rate(None, producers, messages),
        "strings": lambda size, producers, messages: rate("x" * size, producers, messages),
        "bytes": lambda size, producers, messages: rate(bytes(size), producers, messages),
        "trip": lambda count: trip(0, count),
        "reply": lambda size, count: trip(bytes(size), count),
        "standing": standing,
    }
    print(json.dumps(cases[case](*numbers)))


if __name__ == "__main__":
    main()
