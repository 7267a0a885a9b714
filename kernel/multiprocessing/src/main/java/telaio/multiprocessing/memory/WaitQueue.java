package telaio.multiprocessing.memory;

import telaio.multiprocessing.origin.Stopped;

/// Who waits, having given up a [Mutex], until another signals. A [Roster] in which each who waits
/// has an entry: signals go to the one that has waited longest, and the signal of one that died
/// before it had the mutex again goes to the next.
///
/// An entry is made, and a signal given, by the holder of the mutex; a waiter may give up without
/// it, and the dead are removed without it. So every step is one exchange of the entry's state.
public final class WaitQueue {
    private static final int GONE = 0;
    private static final int WAITING = 1;

    /// Told to go on, and not yet holding the mutex.
    private static final int SIGNALLED = 2;

    private final Domain domain;
    private final long region;
    private final long offset;
    private final Roster waiters;
    private final Spin spin = new Spin(20, 1000);

    WaitQueue(Domain domain, Region region, long offset) {
        this.domain = domain;
        this.region = region.id();
        this.offset = offset;
        this.waiters = new Roster(domain, region, offset);
    }

    /// Gives the mutex up, waits for a signal and takes the mutex again. Called by the holder of
    /// the mutex, who holds it again after every way out but a stop.
    ///
    /// @return `Acquired` after a signal, `TimedOut` if there was none before `patience` was over,
    ///   `HolderDied`, in both cases, if someone died holding the mutex meanwhile
    /// @throws InterruptedException if this thread is interrupted before a signal and `patience`
    ///   heeds it
    /// @throws Stopped if this thread's origin is stopped; it does not hold the mutex then
    public Acquisition await(Mutex mutex, Holds holds, Patience patience)
            throws InterruptedException {
        if (patience.interruptible() && Thread.interrupted()) {
            throw new InterruptedException();
        }
        var entry = enter();
        int held = holds.get();
        holds.set(0);
        mutex.release();
        InterruptedException interrupt = null;
        boolean signalled;
        try {
            signalled = sleep(entry, patience);
        } catch (InterruptedException e) {
            signalled = !entry.changeState(WAITING, GONE);
            interrupt = e;
        } catch (Stopped e) {
            giveUp(entry);
            throw e;
        }
        long died = retake(mutex, entry);
        holds.set(held);
        entry.clear();
        if (interrupt != null && (signalled || died != 0)) {
            Thread.currentThread().interrupt();
        } else if (interrupt != null) {
            throw interrupt;
        }
        if (died != 0) {
            return new Acquisition.HolderDied(died);
        }
        return signalled ? new Acquisition.Acquired() : new Acquisition.TimedOut();
    }

    private Roster.Entry enter() {
        var entry = waiters.enter(domain.control().self());
        entry.ticket(waiters.nextTicket());
        entry.state(WAITING);
        return entry;
    }

    /// Whether there was a signal before the patience was over.
    private boolean sleep(Roster.Entry entry, Patience patience) throws InterruptedException {
        int budget = spin.budget();
        for (int i = 0; i < budget; i++) {
            if (entry.state() == SIGNALLED) {
                spin.paid();
                return true;
            }
            Thread.onSpinWait();
        }
        spin.failed();
        try (var wait = new Wait(domain, patience, region, offset)) {
            while (entry.state() == WAITING) {
                if (!wait.pause(entry.memory(), entry.stateOffset(), WAITING)) {
                    return !entry.changeState(WAITING, GONE);
                }
                if (entry.state() == WAITING) {
                    suspectSignalled();
                }
            }
            return true;
        }
    }

    /// A signal may have gone to one that has died since.
    private void suspectSignalled() {
        waiters.forEach(entry -> {
            int slot = LockWord.slot(entry.thread());
            if (entry.state() == SIGNALLED && slot != Control.NO_SLOT) {
                domain.suspect(slot);
            }
        });
    }

    /// Takes the mutex again.
    ///
    /// @return number of the process that died holding it meanwhile, or 0
    private long retake(Mutex mutex, Roster.Entry entry) throws InterruptedException {
        long died = 0;
        try {
            while (true) {
                switch (mutex.acquire(Patience.UNTIL_STOPPED)) {
                    case Acquisition.Acquired() -> {
                        return died;
                    }
                    case Acquisition.HolderDied(long pid) -> died = pid;
                    case Acquisition.TimedOut() -> {}
                }
            }
        } catch (Stopped e) {
            giveUp(entry);
            throw e;
        }
    }

    /// Leaves without the mutex; a signal this thread has had is another's.
    private void giveUp(Roster.Entry entry) {
        if (!entry.changeState(WAITING, GONE) && entry.state() == SIGNALLED) {
            signal();
        }
        entry.clear();
    }

    /// Lets the thread go on that has waited longest.
    ///
    /// @return false if none waits
    public boolean signal() {
        for (var oldest = waiters.oldest(WAITING);
                oldest != null;
                oldest = waiters.oldest(WAITING)) {
            if (oldest.changeState(WAITING, SIGNALLED)) {
                wake(oldest);
                return true;
            }
        }
        return false;
    }

    /// Lets all threads go on that wait.
    public void signalAll() {
        waiters.forEach(entry -> {
            if (entry.changeState(WAITING, SIGNALLED)) {
                wake(entry);
            }
        });
    }

    private void wake(Roster.Entry entry) {
        domain.waiting().wake(entry.memory(), entry.stateOffset(), 1);
    }

    /// How many wait, at some moment.
    public int size() {
        var counter = new int[1];
        waiters.forEach(entry -> counter[0] += entry.state() == WAITING ? 1 : 0);
        return counter[0];
    }

    /// Removes the entries of a dead process. First a signal one has had is passed on: who dies
    /// here has it done again, and a waiter woken twice looks twice.
    void recover(Death death) {
        waiters.forEach(entry -> {
            if (death.concerns(entry.thread())) {
                giveUp(entry);
            } else if (death.wake() && entry.state() == SIGNALLED) {
                wake(entry); // the dead one may have been about to
            }
        });
    }
}
