"""Start to join of an empty function in another process: one line of JSON, seconds."""

import json
import multiprocessing
import sys
import time


def nothing():
    pass


def start_join(context):
    begin = time.perf_counter()
    process = context.Process(target=nothing)
    process.start()
    process.join()
    return time.perf_counter() - begin


def main():
    method, count = sys.argv[1], int(sys.argv[2])
    context = multiprocessing.get_context(method)
    start_join(context)
    print(json.dumps([start_join(context) for _ in range(count)]))


if __name__ == "__main__":
    main()
