package aula;

import java.util.ArrayList;
import java.util.List;
import telaio.multiprocessing.Barrier;
import telaio.multiprocessing.Event;
import telaio.multiprocessing.Lock;
import telaio.multiprocessing.Process;
import telaio.multiprocessing.Queue;
import telaio.multiprocessing.Semaphore;
import telaio.multiprocessing.Task;

/// Solutions of the exercises on meetings and permits, right and wrong ones.
public final class AgreementSolutions {
    private AgreementSolutions() {}

    private static void both(Task first, Task second) throws InterruptedException {
        startAll(List.of(first, second));
    }

    private static void startAll(List<Task> tasks) throws InterruptedException {
        var processes = new ArrayList<Process>();
        for (var task : tasks) {
            processes.add(Process.builder().start(task));
        }
        for (var process : processes) {
            process.join();
        }
    }

    // two meet: none departs before both have arrived

    private static Task meeting(Task arrives, Task departs, Event mine, Event other) {
        return () -> {
            arrives.run();
            mine.set();
            other.await();
            departs.run();
        };
    }

    public static void twoEvents(List<Task> arrivals, List<Task> departures)
            throws InterruptedException {
        var first = new Event();
        var second = new Event();
        both(
                meeting(arrivals.get(0), departures.get(0), first, second),
                meeting(arrivals.get(1), departures.get(1), second, first));
    }

    public static void barrier(List<Task> arrivals, List<Task> departures)
            throws InterruptedException {
        var meeting = new Barrier(2);
        var tasks = new ArrayList<Task>();
        for (int i = 0; i < 2; i++) {
            var arrives = arrivals.get(i);
            var departs = departures.get(i);
            tasks.add(() -> {
                arrives.run();
                int _ = meeting.await();
                departs.run();
            });
        }
        startAll(tasks);
    }

    public static void twoQueues(List<Task> arrivals, List<Task> departures)
            throws InterruptedException {
        var toFirst = new Queue<String>();
        var toSecond = new Queue<String>();
        both(
                () -> {
                    arrivals.get(0).run();
                    toSecond.put("here");
                    var _ = toFirst.get();
                    departures.get(0).run();
                },
                () -> {
                    arrivals.get(1).run();
                    toFirst.put("here");
                    var _ = toSecond.get();
                    departures.get(1).run();
                });
    }

    public static void nobodyWaits(List<Task> arrivals, List<Task> departures)
            throws InterruptedException {
        var none = new Event();
        none.set();
        both(
                meeting(arrivals.get(0), departures.get(0), none, none),
                meeting(arrivals.get(1), departures.get(1), none, none));
    }

    public static void onlyTheFirstWaits(List<Task> arrivals, List<Task> departures)
            throws InterruptedException {
        var first = new Event();
        var second = new Event();
        both(
                meeting(arrivals.get(0), departures.get(0), first, second),
                meeting(arrivals.get(1), departures.get(1), second, second));
    }

    public static void eachWaitsBeforeItArrives(List<Task> arrivals, List<Task> departures)
            throws InterruptedException {
        var first = new Event();
        var second = new Event();
        both(
                () -> {
                    second.await();
                    first.set();
                    arrivals.get(0).run();
                    departures.get(0).run();
                },
                () -> {
                    first.await();
                    second.set();
                    arrivals.get(1).run();
                    departures.get(1).run();
                });
    }

    public static void oneProcess(List<Task> arrivals, List<Task> departures)
            throws InterruptedException {
        startAll(
                List.of(() -> {
                    arrivals.get(1).run();
                    departures.get(1).run();
                }));
    }

    // never more than two inside

    private static Task visit(Task visit, Semaphore places) {
        return () -> {
            places.acquire();
            try {
                visit.run();
            } finally {
                places.release();
            }
        };
    }

    public static void semaphore(List<Task> visits) throws InterruptedException {
        var places = new Semaphore(2);
        startAll(visits.stream().map(it -> visit(it, places)).toList());
    }

    public static void tickets(List<Task> visits) throws InterruptedException {
        var tickets = new Queue<Integer>();
        tickets.put(1);
        tickets.put(2);
        var tasks = new ArrayList<Task>();
        for (var visit : visits) {
            tasks.add(() -> {
                int ticket = tickets.get();
                try {
                    visit.run();
                } finally {
                    tickets.put(ticket);
                }
            });
        }
        startAll(tasks);
    }

    public static void lock(List<Task> visits) throws InterruptedException {
        var lock = new Lock();
        var tasks = new ArrayList<Task>();
        for (var visit : visits) {
            tasks.add(() -> {
                try (var _ = lock.acquire()) {
                    visit.run();
                }
            });
        }
        startAll(tasks);
    }

    public static void noLimit(List<Task> visits) throws InterruptedException {
        var here = new Barrier(visits.size());
        var tasks = new ArrayList<Task>();
        for (var visit : visits) {
            tasks.add(() -> {
                int _ = here.await();
                visit.run();
            });
        }
        startAll(tasks);
    }

    public static void notInFinally(List<Task> visits) throws InterruptedException {
        var places = new Semaphore(2);
        var tasks = new ArrayList<Task>();
        for (var visit : visits) {
            tasks.add(() -> {
                places.acquire();
                visit.run();
                places.release();
            });
        }
        startAll(tasks);
    }

    public static void oneAfterTheOther(List<Task> visits) throws InterruptedException {
        for (var visit : visits) {
            Process.builder().start(visit).join();
        }
    }
}
