#!/usr/bin/python3
"""Ends `kura apply` and `kura rollback` before and after every statement, at random moments, and from the side of the server; the next
run must end in the right state: run_crashes.py KURA_WITH_FAULTS ENGINE [--seed S] [--every N] [--kills N] [--jobs N]
[--only WORD]."""

import argparse
import concurrent.futures
import contextlib
import pathlib
import random
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE / "crashes")]
from shop_site import Project
import counting
import crash_cases
import server_process
import sites


class Pool:
    """Workers with a database each, which take tasks from one list."""

    def __init__(self, workers):
        self.workers = workers

    def each(self, tasks):
        """What the tasks give, in no order."""
        rest, given = iter(tasks), []

        def work(worker):
            for task in rest_of(rest):
                given.append(task(worker))

        with concurrent.futures.ThreadPoolExecutor(len(self.workers)) as threads:
            for future in [threads.submit(work, worker) for worker in self.workers]:
                future.result()
        return given


def rest_of(iterator):
    """The items that no other thread has taken; `next` of a list's iterator is one step of the interpreter."""
    while True:
        try:
            yield next(iterator)
        except StopIteration:
            return


def every_statement(pool, statements, source, wanted):
    places = chosen(crash_cases.places_of(statements), source, wanted)
    pool.each([lambda it, place=place, kind=kind: it.killed(kind, place) for place, kind in places])
    print(f"{len(places)} kills before and after statements, of which there are {len(statements)}")


def chosen(places, source, wanted):
    """Every so many, from a moment on that the seed says."""
    return places[source.randrange(wanted.every)::wanted.every]


def first_ever(pool, _statements, _source, _wanted):
    last, statements = pool.workers[0].first_statements()
    pool.each([lambda it, place=place: it.killed_first(place, statements) for place in range(1, last + 1)])
    print(f"{last} kills of the first apply ever")


def random_moments(pool, _statements, source, wanted):
    kills = wanted.kills
    whole = max(pool.each([lambda it: it.time_of_whole()]))
    done = late = histories = 0
    while done < kills and histories < 3 * kills:
        seeds = [source.randrange(1_000_000_000) for _ in range((kills - done + 2) // 3)]
        for killed, missed in pool.each([lambda it, seed=seed: it.history(seed, whole) for seed in seeds]):
            done, late, histories = done + killed, late + missed, histories + 1
    print(f"{done} kills at random moments of {histories} histories; one takes {whole:.2f} s undisturbed; {late} kills came too late")
    pool.workers[0].count.check(done >= kills, "so many kills at random moments", str(done))


def cuts(pool, statements, source, wanted):
    places = range(source.randint(2, 6), len(statements) + 1, max(1, wanted.every * len(statements) // 60))
    pool.each([lambda it, place=place: it.cut_before(place) for place in places])
    if not pool.workers[0].site.can_cut:
        print(f"{len(places)} lost connections, which are imitated: there is no server")
        return
    whole = max(pool.each([lambda it: it.time_of_whole()]))
    seeds = [source.randrange(1_000_000_000) for _ in range(max(6, 20 // wanted.every))]
    met = sum(pool.each([lambda it, seed=seed: it.cut_after(seed, whole) for seed in seeds]))
    print(f"{len(places)} sessions ended by the server between statements, {met} of {len(seeds)} met at random moments")
    pool.workers[0].count.check(met > 2, "cuts at random moments", str(met))


def rollbacks(pool, _statements, source, wanted):
    statements = pool.workers[0].way_back()
    places = chosen([place for place, kind in crash_cases.places_of(statements) if kind == "before"], source, wanted)
    pool.each([lambda it, place=place: it.killed_on_the_way_back(place, statements) for place in places])
    print(f"{len(places)} kills on the way back")


PARTS = (every_statement, first_ever, random_moments, cuts, rollbacks)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kura", type=pathlib.Path)
    parser.add_argument("engine", choices=sites.ENGINES)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1_000_000))
    parser.add_argument("--every", type=int, default=1, help="meet only every so many of the statements")
    parser.add_argument("--kills", type=int, default=100, help="at random moments")
    parser.add_argument("--jobs", type=int, default=3, help="databases at a time: much of the time is waiting")
    parser.add_argument("--only", default="", help="parts whose name holds this")
    wanted = parser.parse_args()
    server_process.exit_on_terminate()
    print(f"seed {wanted.seed}", flush=True)
    source = random.Random(wanted.seed)
    count = counting.Count()
    with tempfile.TemporaryDirectory(prefix="kura-crashes-", dir=server_process.fast_place()) as name, contextlib.ExitStack() as stack:
        folder = pathlib.Path(name)
        project = Project(wanted.kura.resolve(), folder / "project", wanted.engine)
        workers = []
        for number in range(wanted.jobs):
            scratch = folder / f"worker_{number}"
            scratch.mkdir()
            scratch.chmod(0o755)
            workers.append(crash_cases.Worker(stack.enter_context(sites.running(wanted.engine, project, scratch)), count))
        pool = Pool(workers)
        with concurrent.futures.ThreadPoolExecutor(len(workers)) as threads:
            list(threads.map(lambda it: it.prepare(), workers))
        statements = workers[0].statements
        for part in PARTS:
            if wanted.only in part.__name__:
                begin = time.monotonic()
                part(pool, statements, source, wanted)
                print(f"{part.__name__}: {time.monotonic() - begin:.0f} s", flush=True)
        for worker in workers:
            sites.check_secrets(worker.site, count)
    return count.finish()


if __name__ == "__main__":
    sys.exit(main())
