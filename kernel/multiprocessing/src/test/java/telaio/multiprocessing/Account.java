package telaio.multiprocessing;

import java.io.IOException;
import java.io.Serializable;
import java.util.concurrent.CountDownLatch;

/// What others may call.
interface Account {
    int deposit(int amount);

    void close(String why) throws IOException;

    void fail();

    Object unsendable();

    void await() throws InterruptedException;

    /// Has more than it shows.
    final class Bank implements Account, Serializable {
        private static final long serialVersionUID = 1L;
        private int balance;

        @Override
        public synchronized int deposit(int amount) {
            balance += amount;
            return balance;
        }

        @Override
        public void close(String why) throws IOException {
            throw new IOException("cannot close: " + why);
        }

        @Override
        public void fail() {
            throw new IllegalStateException("bankrupt", new ArithmeticException("sum"));
        }

        @Override
        public Object unsendable() {
            return Thread.currentThread();
        }

        @Override
        public void await() throws InterruptedException {
            new CountDownLatch(1).await();
        }

        public void rob() {
            balance = 0;
        }

        @Override
        public String toString() {
            return "balance " + balance;
        }
    }
}
